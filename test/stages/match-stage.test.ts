import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { explainRecord, replay } from "../../matchers/linkage/explain.ts";
import { type StageResult, StageStore } from "../../pipelines/ledger/stage-store.ts";
import { State } from "../../pipelines/ledger/state.ts";
import { contentSql } from "../../pipelines/review/content.ts";
import { appendDecisions } from "../../pipelines/review/decisions.ts";
import {
  FREQUENCIES_FILE,
  MATCH_FILES,
  type MatchFacts,
  matchStage,
  SNAPSHOT_FILE,
} from "../../pipelines/stages/match-stage.ts";
import type { RunContext } from "../../pipelines/stages/run-context.ts";
import { createPeople, writeRegister, writeSource } from "../../scripts/bench/standard-people.ts";
import { createTruth } from "../../scripts/bench/standard-truth.ts";

let folder: string;
let engine: Engine;
let c: Connection;
const at = (...names: string[]): string => join(folder, ...names);

/** Runs the stage on the tables of a version (`register-<version>.parquet`, …), with what `store` and `state` hold. */
async function match(
  version: string,
  store: string,
  { sources = ["sims", "members"], state = "state" } = {},
): Promise<StageResult<MatchFacts>> {
  const quiet = { stage: async () => {}, write() {}, start() {}, done() {}, failed() {} };
  const run = {
    config: { matching: { seed: 3, target_false_match_rate: 0.0005 }, state: at(state) },
    engine,
    store: new StageStore(at(store)),
    ledger: quiet,
    log: quiet,
    progress: quiet,
    state: await State.open(at(state)),
    finished: [],
  } as unknown as RunContext;
  const input = (name: string) => ({ key: `${name}-${version}`, path: at(`${name}-${version}.parquet`) });
  const standards = new Map(sources.map((name) => [name, input(name)]));
  return matchStage(run, { register: input("register"), standards, engineMib: 256 });
}

/** Makes a night the accepted one, as the end of a run does. */
async function accept(night: StageResult<MatchFacts>, into = "state"): Promise<void> {
  const state = await State.open(at(into));
  const stages = { match: night.key };
  const facts = { seq: state.facts.seq + 1, run_id: "r", rows: {}, held: [], stages };
  const made = [SNAPSHOT_FILE, FREQUENCIES_FILE].map((name) => [name, join(night.folder, name)] as const);
  await state.accept(facts, night.facts.newSnapshot ? Object.fromEntries(made) : {});
}

async function expectSameFiles(a: StageResult<MatchFacts>, b: StageResult<MatchFacts>): Promise<void> {
  for (const file of [MATCH_FILES.matches, MATCH_FILES.evidence, MATCH_FILES.audit])
    expect((await readFile(join(a.folder, file))).equals(await readFile(join(b.folder, file))), file).toBe(true);
}

/** Changes some thousandths of a version's records and register rows, at random. */
async function change(from: string, to: string, salt: number): Promise<void> {
  const hit = (nth: number, share: number): Sql => sql`hash(record_id, ${salt * 100 + nth}) % 1000 < ${share}`;
  const copy = (name: string, columns: Sql): Promise<void> =>
    c.run(
      sql`copy (select ${columns} from read_parquet(${at(`${name}-${from}.parquet`)}) where not ${hit(9, 5)})
        to ${sql.lit(at(`${name}-${to}.parquet`))} (format parquet)`,
      "change table",
    );
  const records = sql`* replace (case when ${hit(1, 15)} then birth_int - 10000 else birth_int end as birth_int,
    case when ${hit(2, 15)} then null else number_int end as number_int, case when ${hit(3, 10)} then phone_int + 1 else phone_int end as phone_int)`;
  await copy("sims", records);
  await copy("members", records);
  await copy(
    "register",
    sql`* replace (case when ${hit(4, 5)} then birth_int + 10000 else birth_int end as birth_int,
      case when ${hit(5, 5)} then commune_now || '1' else commune_now end as commune_now,
      case when ${hit(6, 3)} then '001199000001' end as former_numbers_read)`,
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-stage-"));
  await mkdir(at("state"));
  engine = await Engine.open({
    memoryMib: 256,
    threads: 2,
    tempDirectory: at("tmp"),
    allowedDirectories: [folder],
  });
  c = await engine.connect();
  await createTruth(c);
  await createPeople(c, 1200);
  const kind = { slips: 20, plain: 500, yearOnly: 30, withPlace: 600, moved: 100, withPhone: 500 };
  await writeRegister(c, at("bare-register.parquet"));
  await writeSource(c, { ...kind, source: "sims", share: 700, withNumber: 930, stolen: 40 }, at("bare-sims.parquet"));
  await writeSource(
    c,
    { ...kind, source: "members", share: 300, withNumber: 0, stolen: 0, yearOnly: 600 },
    at("bare-members.parquet"),
  );
  const read = ["id_number", "old_id_number", "former_numbers", "passport_number", "phone", "street", "commune"];
  const unread = [...read, "district", "province", "family_name", "middle_name", "given_name", "birth_date", "sex"];
  const columns = sql.join(unread.map((name) => sql`null::varchar as ${sql.id(`${name}_read`)}`));
  for (const name of ["register", "sims", "members"])
    await c.run(
      sql`copy (select *, given as full_name_read, ${columns} from read_parquet(${at(`bare-${name}.parquet`)}))
        to ${sql.lit(at(`${name}-1.parquet`))} (format parquet)`,
      "add columns",
    );
}, 60_000);

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the match stage from night to night", () => {
  it("does nothing again on unchanged inputs, also where the first night made the snapshot", async () => {
    const first = await match("1", "store");
    expect(first).toMatchObject({ skipped: false, facts: { newSnapshot: true, kept: 0 } });
    await accept(first);
    expect(await match("1", "store")).toMatchObject({ skipped: true, key: first.key });
  }, 60_000);

  it("learns of a source that comes later in a night of its own, and does nothing again after it", async () => {
    const state = "state-later";
    await mkdir(at(state));
    await accept(await match("1", "store-later", { sources: ["sims"], state }), state);
    const later = await match("1", "store-later", { state });
    expect(later.facts).toMatchObject({ newSnapshot: true, kept: 0 });
    await accept(later, state);
    expect(await match("1", "store-later", { state })).toMatchObject({ skipped: true, key: later.key });
    await expectSameFiles(later, await match("1", "store"));
  }, 60_000);

  it("matches again only what may have changed, with the very answers of a full run", async () => {
    await change("1", "2", 2);
    const part = await match("2", "store");
    const full = await match("2", "store-2");
    expect(full.facts.kept).toBe(0);
    expect(part.facts.kept).toBeGreaterThan(600);
    await expectSameFiles(part, full);
    await accept(part);
  }, 60_000);

  it("follows reviewers' decisions on what they were made on, and counts those that are stale", async () => {
    const before = await match("2", "store");
    const records = sql`read_parquet([${at("sims-2.parquet")}, ${at("members-2.parquet")}])`;
    const pick = (status: string, nth: number) =>
      c.row<{ source: string; record_id: string; role: string; content: string; person_id: string }>(
        sql`select m.source, m.record_id, m.role, ${contentSql("r")} as content, e.person_id
          from read_parquet(${join(before.folder, "matches.parquet")}) m join ${records} r using (source, record_id, role)
            join read_parquet(${join(before.folder, "evidence.parquet")}) e using (source, record_id, role)
          where m.status = ${status} and e.rank = 1 and m.number_owner_id is null order by all limit 1 offset ${nth}`,
        "pick a record",
      );
    const [same, none, different, old] = [
      await pick("review", 0),
      await pick("review", 1),
      await pick("linked", 0),
      await pick("linked", 1),
    ];
    const candidates = await c.rows<{ person_id: string }>(
      sql`select person_id from read_parquet(${join(before.folder, "evidence.parquet")})
        where source = ${none.source} and record_id = ${none.record_id} and role = ${none.role}`,
      "list candidates",
    );
    const by = { who: "reviewer", at: "2026-11-21T00:00:00Z", note: null, run: "r" };
    await appendDecisions(at("state"), [
      { ...same, ...by, decision: "different" },
      { ...same, ...by, decision: "same" },
      ...candidates.map(({ person_id }) => ({ ...none, ...by, person_id, decision: "none" as const })),
      { ...different, ...by, decision: "different" },
      { ...old, ...by, content: "0".repeat(32), decision: "different" },
    ]);
    const part = await match("2", "store");
    const count = before.facts.sources.reduce((sum, { records }) => sum + records, 0);
    const honoured = 2 + candidates.length;
    expect(part).toMatchObject({ skipped: false, facts: { decisions: { honoured, stale: 1 } } });
    // Each of the three may take along the one that it lends its number to in the audit.
    expect(count - part.facts.kept).toBeGreaterThanOrEqual(3);
    expect(count - part.facts.kept).toBeLessThanOrEqual(6);
    const answer = (record: typeof same) =>
      c.row<Record<string, unknown>>(
        sql`select status, person_id, reasons from read_parquet(${join(part.folder, "matches.parquet")})
          where source = ${record.source} and record_id = ${record.record_id} and role = ${record.role}`,
        "read answer",
      );
    expect(await answer(same)).toMatchObject({
      person_id: same.person_id,
      status: expect.stringMatching("linked|corr"),
    });
    expect((await answer(same)).reasons).toContain("review.same");
    expect(await answer(none)).toMatchObject({ person_id: null, status: "not_found" });
    expect((await answer(none)).reasons).toContain("review.none");
    expect((await answer(different)).person_id).not.toBe(different.person_id);
    expect((await answer(different)).reasons).toContain("review.different");
    expect((await answer(old)).person_id).toBe(old.person_id);
    // These answers were made from those of a night that was itself matched in part.
    await expectSameFiles(part, await match("2", "store-reviewed"));
    const paths = { matches: join(part.folder, "matches.parquet"), evidence: join(part.folder, "evidence.parquet") };
    for (const record of [same, none, different]) {
      const key = { source: record.source, recordId: record.record_id, role: record.role };
      const [explanation] = await explainRecord(c, paths, key);
      expect(replay(explanation!).same).toBe(true);
      expect(explanation!.candidates.flatMap(({ steps }) => steps).map(({ field }) => field)).toContain("review");
    }
    expect(await match("2", "store")).toMatchObject({ skipped: true });
  }, 60_000);

  it("takes nothing over from another code's night, nor where its folder is gone", async () => {
    await change("2", "3", 3);
    const state = await State.open(at("state"));
    const stage = at("store", "match", state.facts.stages!.match!, "stage.json");
    const manifest = await readFile(stage, "utf8");
    await writeFile(stage, JSON.stringify({ ...JSON.parse(manifest), code: "another" }));
    expect((await match("3", "store")).facts.kept).toBe(0);
  }, 60_000);
});
