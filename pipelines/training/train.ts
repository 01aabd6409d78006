import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { makeScratch } from "../../connectors/files/scratch.ts";
import type { Drift } from "../../matchers/linkage/drift.ts";
import { trainModel } from "../../matchers/linkage/match.ts";
import { modelHash } from "../../matchers/linkage/model.ts";
import { readModel } from "../../matchers/linkage/snapshot.ts";
import type { Config } from "../config/config.ts";
import { NoAcceptedRunError, openAcceptedRun } from "../ledger/accepted-run.ts";
import { RunLock } from "../ledger/run-lock.ts";
import { memoryBudget } from "../nightly/budget.ts";
import type { DecisionCount } from "../review/decisions-in-force.ts";
import { decisionsFor, FREQUENCIES_FILE, SNAPSHOT_FILE, writeFormerNumbers } from "../stages/match-stage.ts";
import { STANDARD_FILE } from "../stages/standardise-stage.ts";

/** What training came to. */
export interface Training {
  /** Hash of the new snapshot. */
  readonly snapshot: string;
  /** Hash of the snapshot it began from. */
  readonly before: string;
  /** Sources it was fitted on. */
  readonly records_of: readonly string[];
  /** Reviewers' decisions whose pairs the fit took as said, and those passed over. */
  readonly decisions: DecisionCount;
  /** How far each parameter moved, those first that account for most of the difference. */
  readonly drift: readonly Drift[];
}

/**
 * Fits the model anew on the standardised tables of the last accepted run and accepts the snapshot as the next
 * generation of the state, so that the next night matches every record again. Holds the work folder meanwhile.
 * @throws RunLockedError while a run is under way, NoAcceptedRunError when the tables are not there
 */
export async function train(config: Config): Promise<Training> {
  const lock = await RunLock.take(config.work);
  try {
    const run = await openAcceptedRun(config);
    const register = run.stageFile(`standardise.${config.register.name}`, STANDARD_FILE);
    const sources = config.sources.flatMap(({ name }) => {
      const path = run.stageFile(`standardise.${name}`, STANDARD_FILE);
      return path ? [{ source: name, path }] : [];
    });
    const snapshot = run.state.file(SNAPSHOT_FILE);
    if (!register || sources.length === 0 || !snapshot)
      throw new NoAcceptedRunError(
        `the tables that run ${run.runId} was made of are not in ${join(config.work, "store")}: run again, then train`,
      );
    const before = modelHash(await readModel(snapshot));
    const folder = await makeScratch(await made(config.state));
    try {
      const out = join(folder, SNAPSHOT_FILE);
      const trained = await fitOn(config, { register, sources, snapshot, folder, out });
      const files = { [SNAPSHOT_FILE]: out, [FREQUENCIES_FILE]: join(folder, FREQUENCIES_FILE) };
      await run.state.accept({ ...run.facts, seq: run.facts.seq + 1 }, files);
      return { ...trained, before, records_of: sources.map(({ source }) => source) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

async function fitOn(
  config: Config,
  files: {
    readonly register: string;
    readonly sources: readonly { readonly source: string; readonly path: string }[];
    readonly snapshot: string;
    readonly folder: string;
    readonly out: string;
  },
): Promise<Pick<Training, "snapshot" | "drift" | "decisions">> {
  const { engineMib, threads } = memoryBudget(config.memory_mib, config.threads);
  const engine = await Engine.open({
    memoryMib: engineMib,
    threads,
    tempDirectory: join(config.work, "spill"),
    allowedDirectories: [config.work, config.state],
  });
  try {
    const numbers = join(files.folder, "former-numbers.parquet");
    await writeFormerNumbers(engine, files.register, numbers);
    const decisions = await decisionsFor(engine, config.state, files.sources, join(files.folder, "decisions.parquet"));
    const trained = await trainModel(engine, {
      register: files.register,
      numbers,
      sources: files.sources,
      snapshot: { in: files.snapshot, out: files.out },
      work: join(files.folder, "work"),
      memoryMib: engineMib,
      seed: config.matching.seed,
      targets: { falseMatchRate: config.matching.target_false_match_rate },
      ...(decisions.file ? { decisions: decisions.file } : {}),
    });
    return { ...trained, decisions: decisions.count };
  } finally {
    engine.close();
  }
}

async function made(folder: string): Promise<string> {
  if (!existsSync(folder)) await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
