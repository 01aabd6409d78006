import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { matchRecords, trainModel } from "../../matchers/linkage/match.ts";
import type { Model } from "../../matchers/linkage/model.ts";
import { presentShare } from "../../matchers/linkage/presence.ts";
import type { MatchRequest, MatchSummary } from "../../matchers/linkage/request.ts";
import { readModel } from "../../matchers/linkage/snapshot.ts";
import { createPeople, writeRegister, writeSource } from "../../scripts/bench/standard-people.ts";
import { createTruth } from "../../scripts/bench/standard-truth.ts";

let folder: string;
let engine: Engine;
let c: Connection;
const at = (name: string): string => join(folder, name);

const request = (name: string, sources: readonly string[], snapshot?: string): MatchRequest => ({
  register: at("register.parquet"),
  sources: sources.map((source) => ({ source, path: at(`${source}.parquet`) })),
  snapshot: { ...(snapshot ? { in: at(`${snapshot}.json`) } : {}), out: at(`${name}.json`) },
  work: at(`${name}-work`),
  memoryMib: 256,
  auditRecords: 0,
  out: {
    matches: at(`${name}-matches.parquet`),
    evidence: at(`${name}-evidence.parquet`),
    audit: at(`${name}-audit.parquet`),
    memory: at(`${name}-memory`),
  },
});

const match = (name: string, sources: readonly string[], snapshot?: string): Promise<MatchSummary> =>
  matchRecords(engine, request(name, sources, snapshot));
const modelOf = async (name: string): Promise<Model> => readModel(at(`${name}.json`));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-presence-"));
  engine = await Engine.open({ memoryMib: 256, threads: 2, tempDirectory: at("tmp"), allowedDirectories: [folder] });
  c = await engine.connect();
  await createTruth(c);
  await createPeople(c, 4000);
  await writeRegister(c, at("register.parquet"));
  // Two lists without numbers: one of people of the register, one of whose people few are in it, and who bear the others' names.
  const kind = { slips: 20, plain: 300, moved: 50, withPhone: 0, withNumber: 0, stolen: 0, withPlace: 980 };
  await writeSource(c, { ...kind, source: "members", share: 250, yearOnly: 1000 }, at("members.parquet"));
  await writeSource(c, { ...kind, source: "strangers", share: 250, yearOnly: 1000 }, at("people.parquet"));
  const name = sql.join(
    ["family", "middle", "given", "name_code", "key_code", "family_code", "middle_code", "given_code"].map(
      (column) => sql`case when hash(record_id) % 20 = 0 then ${sql.id(column)}
        else lead(${sql.id(column)}, 40, ${sql.id(column)}) over (order by record_id) end as ${sql.id(column)}`,
    ),
  );
  await c.run(
    sql`copy (select * replace (${name}) from read_parquet(${at("people.parquet")}))
      to ${sql.lit(at("strangers.parquet"))} (format parquet)`,
    "exchange names",
  );
  await match("both", ["members", "strangers"]);
}, 120_000);

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

/** A source whose records' odds, at even odds beforehand, are spread about these bits: of those in the register, and of the others. */
const counts = (present: number, assumed: number): { tenths: number; n: number }[] => {
  const shift = Math.log2(assumed / (1 - assumed));
  // Odds that are what they say: of those at 2^b there are 2^b as many present as absent.
  return [-12, -6, -3, -1, 0, 1, 3, 6, 12].flatMap((bits) => {
    const [ifPresent, ifAbsent] = [2 ** (bits / 2), 2 ** (-bits / 2)];
    const all = [-12, -6, -3, -1, 0, 1, 3, 6, 12].reduce((sum, b) => sum + 2 ** (b / 2), 0);
    const n = (1e6 * (present * ifPresent + (1 - present) * ifAbsent)) / all;
    return [{ tenths: Math.round(10 * (bits + shift)), n }];
  });
};

describe("the share of a source's people who are in the register", () => {
  it("comes out as it is, whatever it was taken for", () => {
    for (const present of [0.02, 0.3, 0.97])
      for (const assumed of [0.05, 0.5, 0.96])
        expect(presentShare(counts(present, assumed), assumed, 0.96), `${present} of ${assumed}`).toBeCloseTo(
          present,
          2,
        );
  });

  it("is the usual one of a source without records, near it of a few, and never certain", () => {
    expect(presentShare([], 0.5, 0.96)).toBeCloseTo(0.96, 5);
    expect(presentShare([{ tenths: -400, n: 2 }], 0.96, 0.96)).toBeGreaterThan(0.8);
    expect(presentShare([{ tenths: -400, n: 1e7 }], 0.96, 0.96)).toBe(0.01);
    expect(presentShare([{ tenths: 400, n: 1e7 }], 0.96, 0.96)).toBe(0.9995);
  });

  it("is told by the first run, from what speaks for its records", async () => {
    const { sources } = await modelOf("both");
    expect(sources.members?.inRegister).toBeGreaterThan(0.93);
    expect(sources.members?.inRegister).toBeLessThanOrEqual(0.96);
    expect(sources.strangers?.inRegister).toBeLessThan(0.25);
  });

  it("is told of a source that comes later as if it had been there from the first, and not again", async () => {
    await match("one", ["members"]);
    const second = await match("second", ["members", "strangers"], "one");
    expect(second.newSnapshot).toBe(true);
    expect(await modelOf("second")).toEqual(await modelOf("both"));
    for (const table of ["matches", "evidence"])
      expect((await readFile(at(`second-${table}.parquet`))).equals(await readFile(at(`both-${table}.parquet`)))).toBe(
        true,
      );
    expect((await match("third", ["members", "strangers"], "second")).newSnapshot).toBe(false);
  }, 60_000);

  it("stays in training what it was told to be", async () => {
    await trainModel(engine, request("trained", ["members", "strangers"], "both"));
    const [before, after] = [(await modelOf("both")).sources, (await modelOf("trained")).sources];
    for (const source of ["members", "strangers"])
      expect(Math.abs(after[source]!.inRegister - before[source]!.inRegister)).toBeLessThan(0.05);
  }, 60_000);
});
