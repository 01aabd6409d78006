import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { matchRecords } from "../../matchers/linkage/match.ts";
import type { MatchSummary } from "../../matchers/linkage/request.ts";
import { createPeople, writeRegister, writeSource } from "../../scripts/bench/standard-people.ts";
import { createTruth } from "../../scripts/bench/standard-truth.ts";

/** What a test matches; files by their names in the bench's folder. */
export interface MatchInputs {
  /** The audit costs as much as the matching: none where a test does not look at it. */
  readonly auditRecords?: number;
  readonly register?: string;
  readonly source?: string;
  readonly snapshot?: string;
  readonly memoryMib?: number;
  /** Name of the run before. */
  readonly previous?: string;
}

/** A register of 2,000, carriers' records and members of an association, matched once under the name `base`. */
export class MatchBench {
  readonly engine: Engine;
  readonly c: Connection;
  readonly summary: MatchSummary;
  readonly #folder: string;

  private constructor(folder: string, engine: Engine, c: Connection, summary: MatchSummary) {
    this.#folder = folder;
    this.engine = engine;
    this.c = c;
    this.summary = summary;
  }

  static async open(): Promise<MatchBench> {
    const folder = await mkdtemp(join(tmpdir(), "lamsach-linkage-"));
    const engine = await openEngine(folder, 2, 256);
    const c = await engine.connect();
    await createTruth(c);
    await createPeople(c, 2000);
    await writeRegister(c, join(folder, "register.parquet"));
    const kind = { slips: 20, plain: 500, yearOnly: 30, withPlace: 600, moved: 100, withPhone: 500 };
    const sims = { ...kind, source: "sims", share: 600, withNumber: 930, stolen: 40 };
    await writeSource(c, sims, join(folder, "sims.parquet"));
    const members = { ...kind, source: "members", share: 300, withNumber: 0, stolen: 0, yearOnly: 600, withPlace: 980 };
    await writeSource(c, members, join(folder, "members.parquet"));
    return new MatchBench(folder, engine, c, await matchIn(folder, engine, "base", {}));
  }

  readonly at = (name: string): string => join(this.#folder, name);

  /** Another engine over the same files; the caller closes it. */
  readonly openEngine = (threads: number, memoryMib: number): Promise<Engine> =>
    openEngine(this.#folder, threads, memoryMib);

  readonly match = (on: Engine, name: string, inputs: MatchInputs = {}): Promise<MatchSummary> =>
    matchIn(this.#folder, on, name, inputs);

  /** Whether two runs wrote the same bytes into a file of answers. */
  async equals(a: string, b: string, file: string): Promise<boolean> {
    const [one, other] = await Promise.all([a, b].map((run) => readFile(this.at(`${run}-${file}`))));
    return one!.equals(other!);
  }

  async close(): Promise<void> {
    this.engine.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

const openEngine = (folder: string, threads: number, memoryMib: number): Promise<Engine> =>
  Engine.open({ memoryMib, threads, tempDirectory: join(folder, "tmp"), allowedDirectories: [folder] });

function matchIn(folder: string, on: Engine, name: string, inputs: MatchInputs): Promise<MatchSummary> {
  const { auditRecords, register = "register.parquet", source = "sims.parquet", snapshot, previous } = inputs;
  const at = (file: string): string => join(folder, file);
  const answers = (run: string) => ({
    matches: at(`${run}-matches.parquet`),
    evidence: at(`${run}-evidence.parquet`),
    memory: at(`${run}-memory`),
  });
  return matchRecords(on, {
    register: at(register),
    sources: [
      { source: "sims", path: at(source) },
      { source: "members", path: at("members.parquet") },
    ],
    snapshot: { ...(snapshot ? { in: at(snapshot) } : {}), out: at(`${name}.json`) },
    work: at(`${name}-work`),
    memoryMib: inputs.memoryMib ?? 256,
    seed: 3,
    ...(auditRecords === undefined ? {} : { auditRecords }),
    ...(previous ? { previous: answers(previous) } : {}),
    out: { ...answers(name), audit: at(`${name}-audit.parquet`) },
  });
}
