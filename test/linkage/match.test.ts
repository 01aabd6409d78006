import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { explainRecord, replay } from "../../matchers/linkage/explain.ts";
import { matchRecords } from "../../matchers/linkage/match.ts";
import type { MatchSummary } from "../../matchers/linkage/request.ts";
import { createPeople, writeRegister, writeSource } from "../../scripts/bench/standard-people.ts";
import { createTruth } from "../../scripts/bench/standard-truth.ts";

let folder: string;
let engine: Engine;
let c: Connection;
let summary: MatchSummary;

const open = (threads: number, memoryMib: number): Promise<Engine> =>
  Engine.open({ memoryMib, threads, tempDirectory: join(folder, "tmp"), allowedDirectories: [folder] });
const at = (name: string): string => join(folder, name);

async function match(
  on: Engine,
  name: string,
  inputs: {
    /** The audit costs as much as the matching: none where a test does not look at it. */
    auditRecords?: number;
    register?: string;
    source?: string;
    snapshot?: string;
    memoryMib?: number;
    previous?: string;
  } = {},
): Promise<MatchSummary> {
  return matchRecords(on, {
    register: at(inputs.register ?? "register.parquet"),
    sources: [
      { source: "sims", path: at(inputs.source ?? "sims.parquet") },
      { source: "members", path: at("members.parquet") },
    ],
    snapshot: { ...(inputs.snapshot ? { in: at(inputs.snapshot) } : {}), out: at(`${name}.json`) },
    work: at(`${name}-work`),
    memoryMib: inputs.memoryMib ?? 256,
    seed: 3,
    ...(inputs.auditRecords === undefined ? {} : { auditRecords: inputs.auditRecords }),
    ...(inputs.previous
      ? {
          previous: {
            matches: at(`${inputs.previous}-matches.parquet`),
            evidence: at(`${inputs.previous}-evidence.parquet`),
            memory: at(`${inputs.previous}-memory`),
          },
        }
      : {}),
    out: {
      memory: at(`${name}-memory`),
      matches: at(`${name}-matches.parquet`),
      evidence: at(`${name}-evidence.parquet`),
      audit: at(`${name}-audit.parquet`),
    },
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-linkage-"));
  engine = await open(2, 256);
  c = await engine.connect();
  await createTruth(c);
  await createPeople(c, 2000);
  await writeRegister(c, at("register.parquet"));
  const kind = { slips: 20, plain: 500, yearOnly: 30, withPlace: 600, moved: 100, withPhone: 500 };
  await writeSource(c, { ...kind, source: "sims", share: 600, withNumber: 930, stolen: 40 }, at("sims.parquet"));
  await writeSource(
    c,
    { ...kind, source: "members", share: 300, withNumber: 0, stolen: 0, yearOnly: 600, withPlace: 980 },
    at("members.parquet"),
  );
  summary = await match(engine, "base");
}, 120_000);

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

describe("matchRecords", () => {
  it("gives every record one answer, and accounts for all", async () => {
    const { n, keys } = await c.row<{ n: number; keys: number }>(
      sql`select count(*) as n, count(distinct (source, record_id, role)) as keys from read_parquet(${at("base-matches.parquet")})`,
      "count",
    );
    expect(n).toBe(keys);
    expect(n).toBe(summary.sources.reduce((sum, source) => sum + source.records, 0));
    for (const source of summary.sources)
      expect(Object.values(source.byStatus).reduce((a, b) => a + b, 0)).toBe(source.records);
  });

  it("is nearly always right, and takes no stolen number for its owner", async () => {
    const score = await c.row<Record<string, number>>(
      sql`select count(m.person_id) as accepted, count(*) filter (m.person_id is not null and m.person_id is distinct from t.person_number) as wrong,
          count(*) filter (m.person_id = t.person_number) / count(t.person_number) filter (kind <> 'stolen') as recall,
          count(*) filter (kind = 'stolen') as stolen,
          count(*) filter (kind = 'stolen' and m.person_id = m.number_owner_id) as stolen_taken,
          count(*) filter (kind = 'stolen' and status = 'conflict' and best_candidate_id = t.person_number) as owner_and_person_shown
        from read_parquet(${at("base-matches.parquet")}) m join bench_truth t using (source, record_id)`,
      "score",
    );
    expect(score.wrong).toBeLessThanOrEqual(2);
    expect(score.recall).toBeGreaterThan(0.97);
    expect(score.stolen).toBeGreaterThan(20);
    expect(score.stolen_taken).toBe(0);
    expect(score.owner_and_person_shown! / score.stolen!).toBeGreaterThan(0.8);
  });

  it("takes nobody for a record whose own whole number is not in the register", async () => {
    const own = sql`1000000000 + (birth_int // 1000000 - 19) * 200000000 + (sex = 'F')::integer * 100000000 + birth_int // 10000 % 100 * 1000000 + 999999`;
    const alone = sql`number_int is null and old_number_int is null and birth_int % 100 > 0 and sex is not null`;
    await c.run(
      sql`copy (select * replace (case when ${alone} then ${own} else number_int end as number_int) from read_parquet(${at("sims.parquet")}))
        to ${sql.lit(at("sims-own.parquet"))} (format parquet)`,
      "plant numbers",
    );
    await match(engine, "own", { source: "sims-own.parquet", snapshot: "base.json", auditRecords: 0 });
    const { n, linked, seen } = await c.row<{ n: number; linked: number; seen: number }>(
      sql`select count(*) as n, count(*) filter (b.status = 'linked') as linked,
          count(*) filter (o.person_id is null and (o.status = 'review' or o.best_candidate_id is null)) as seen
        from read_parquet(${at("own-matches.parquet")}) o join read_parquet(${at("base-matches.parquet")}) b using (source, record_id, role)
        where (source, record_id) in (select ('sims', record_id) from read_parquet(${at("sims.parquet")}) where ${alone})`,
      "count answers",
    );
    expect(linked).toBeGreaterThan(10);
    expect(seen).toBe(n);
  });

  it("does not say of a record without a number that nobody fits where too many do for all to be met", async () => {
    const one = sql`(select * from read_parquet(${at("register.parquet")}) order by record_id limit 1)`;
    await c.run(
      sql`copy (from read_parquet(${at("register.parquet")}) union all by name
        select * replace ((990000000000 + i)::varchar as record_id, 990000000000 + i as number_int, 7000 + i as phone_int, null as old_number_int)
        from ${one}, range(400) t(i)) to ${sql.lit(at("register-crowded.parquet"))} (format parquet)`,
      "crowd register",
    );
    const columns = [
      "number_int",
      "old_number_int",
      "passport",
      "phone_int",
      "commune_old",
      "district_old",
      "province_old",
    ];
    const place = ["commune_now", "province_now", "street_code", "house_code", "hamlet_code", "hamlet_kind"];
    const nothing = [...columns, ...place, "place_alternatives"].map((name) => sql`null as ${sql.id(name)}`);
    const stranger = sql`select * replace ('stranger' as record_id, birth_int - 20000 as birth_int, ${sql.join(nothing)}) from ${one}`;
    await c.run(
      sql`copy (select 'sims' as source, * exclude (source) from (
          select * replace ('crowded' as record_id, ${sql.join(nothing)}) from ${one} union all by name ${stranger}))
        to ${sql.lit(at("crowded.parquet"))} (format parquet)`,
      "make records",
    );
    await match(engine, "crowded", {
      register: "register-crowded.parquet",
      source: "crowded.parquet",
      auditRecords: 0,
    });
    const rows = await c.rows<{ record_id: string; status: string }>(
      sql`select record_id, status from read_parquet(${at("crowded-matches.parquet")}) where source = 'sims' order by record_id`,
      "read answers",
    );
    expect(rows).toEqual([
      { record_id: "crowded", status: "unmatchable" },
      { record_id: "stranger", status: "not_found" },
    ]);
  });

  it("carries a person as the answer only where one was accepted", async () => {
    const { bad } = await c.row<{ bad: number }>(
      sql`select count(*) as bad from read_parquet(${at("base-matches.parquet")})
        where (person_id is not null) <> (status in ('verified', 'corrected', 'linked')) or probability + p_none > 1.000001`,
      "check statuses",
    );
    expect(bad).toBe(0);
  });

  it("gives the same bytes for shuffled rows, other threads, other memory, under one snapshot or its own", async () => {
    for (const name of ["register", "sims"])
      await c.run(
        sql`copy (from read_parquet(${at(`${name}.parquet`)}) order by hash(record_id, 5)) to ${sql.lit(at(`${name}-shuffled.parquet`))} (format parquet, row_group_size 2048)`,
        "shuffle",
      );
    const other = await open(1, 128);
    try {
      // One MiB a bucket of 500 records: the work is cut in pieces, so small that all passes of a piece are compared at once.
      await match(other, "shuffled", {
        register: "register-shuffled.parquet",
        source: "sims-shuffled.parquet",
        memoryMib: 1,
      });
    } finally {
      other.close();
    }
    for (const file of ["matches.parquet", "evidence.parquet", "audit.parquet"])
      expect((await readFile(at(`shuffled-${file}`))).equals(await readFile(at(`base-${file}`))), file).toBe(true);
    expect(await readFile(at("shuffled.json"), "utf8")).toBe(await readFile(at("base.json"), "utf8"));
  }, 60_000);

  it("does not mind an unrelated person in the register, under one snapshot", async () => {
    await c.run(
      sql`copy (
        select * replace ('099199999999' as record_id, '099199999999' as person_number, 99199999999 as number_int, 99 as key_code, 99 as name_code,
          98 as family_code, 97 as given_code, null as middle_code, 'Zẩu' as family, 'Xè' as given, null as middle, 19010203 as birth_int,
          null as phone_int, null as old_number_int, '99999' as commune_now, '99999' as commune_old, '999' as district_old, '99' as province_now)
        from read_parquet(${at("register.parquet")}) limit 1) to ${sql.lit(at("stranger.parquet"))} (format parquet)`,
      "make stranger",
    );
    await c.run(
      sql`copy (from read_parquet(${at("register.parquet")}) union all by name from read_parquet(${at("stranger.parquet")}))
        to ${sql.lit(at("register-more.parquet"))} (format parquet)`,
      "add stranger",
    );
    await match(engine, "more", { register: "register-more.parquet", snapshot: "base.json", auditRecords: 0 });
    expect((await readFile(at("more-matches.parquet"))).equals(await readFile(at("base-matches.parquet")))).toBe(true);
  }, 60_000);

  it("matches again only what may have changed, with a full run's answers: many changes and repeated keys, few, register rows that come twice", async () => {
    const copy = (name: string, rows: Sql): Promise<void> =>
      c.run(sql`copy (${rows}) to ${sql.lit(at(name))} (format parquet)`, "make night");
    const hit = (salt: number, share: number) => sql`hash(record_id, ${salt}) % 1000 < ${share}`;
    const table = (name: string): Sql => sql`from read_parquet(${at(name)})`;
    const changed = (from: string, salt: number, share: number): Sql =>
      sql`select * replace (case when ${hit(salt, share)} then birth_int + 10000 else birth_int end as birth_int,
          case when ${hit(salt + 40, 10)} then null else number_int end as number_int,
          case when ${hit(salt + 60, 10)} then left(commune_now, 4) || '9' else commune_now end as commune_now)
        ${table(from)} where not ${hit(salt + 80, 10)}`;
    const aside = sql`select * replace (phone_int + 7 as phone_int) ${table("sims.parquet")} where ${hit(31, 20)}`;
    await copy("register-n1.parquet", changed("register.parquet", 21, 200));
    await copy("sims-n1.parquet", sql`${changed("sims.parquet", 22, 200)} union all by name (${aside})`);
    await copy("register-n2.parquet", changed("register-n1.parquet", 23, 10));
    await copy("sims-n2.parquet", changed("sims.parquet", 24, 10));
    // As many rows twice in the last night as in the one before it, but others.
    for (const [night, order] of [
      ["n3", sql`asc`],
      ["n4", sql`desc`],
    ] as const) {
      const twice = sql`${table("register-n2.parquet")} order by record_id ${order} limit 10`;
      await copy(`register-${night}.parquet`, sql`${table("register-n2.parquet")} union all by name (${twice})`);
      await copy(`sims-${night}.parquet`, table("sims-n2.parquet"));
    }
    let previous = "base";
    for (const night of ["n1", "n2", "n3", "n4"]) {
      const inputs = { register: `register-${night}.parquet`, source: `sims-${night}.parquet`, snapshot: "base.json" };
      // Where rows come twice nothing is kept: that is a full run, whose audit nobody looks at here.
      const full = night > "n2";
      const part = await match(engine, `part-${night}`, { ...inputs, previous, ...(full ? { auditRecords: 0 } : {}) });
      previous = `part-${night}`;
      if (full) {
        expect(part.kept, night).toBe(0);
        continue;
      }
      expect(part.kept).toBeGreaterThan(300);
      expect((await match(engine, `full-${night}`, inputs)).kept).toBe(0);
      for (const file of ["matches.parquet", "evidence.parquet", "audit.parquet"])
        expect(
          (await readFile(at(`part-${night}-${file}`))).equals(await readFile(at(`full-${night}-${file}`))),
          `${night} ${file}`,
        ).toBe(true);
    }
    // Some register rows have lost their number: who they are is shown, but there is none to answer with.
    const shown = await c.rows<{ status: string; unnamed: number }>(
      sql`select status, count(*) as unnamed from read_parquet(${at("full-n1-matches.parquet")})
        where list_contains(reasons, 'register.no_number') or (status in ('verified', 'corrected', 'linked') and person_id is null) group by status`,
      "find numberless",
    );
    expect(shown).toEqual([{ status: "review", unnamed: expect.any(Number) }]);
  }, 120_000);

  it("keeps all answers, and the audit, where nothing changed", async () => {
    const idle = await match(engine, "idle", { snapshot: "base.json", previous: "base" });
    expect(idle.kept).toBe(idle.sources.reduce((sum, { records }) => sum + records, 0));
    for (const file of ["matches.parquet", "evidence.parquet", "audit.parquet"])
      expect((await readFile(at(`idle-${file}`))).equals(await readFile(at(`base-${file}`))), file).toBe(true);
  }, 60_000);

  it("does not mind a person whom the register lists twice", async () => {
    await c.run(
      sql`copy (
        from read_parquet(${at("register.parquet")})
        union all from read_parquet(${at("register.parquet")}) where number_int % 3 = 0)
        to ${at("register-twice.parquet")} (format parquet)`,
      "list persons twice",
    );
    await match(engine, "twice", { register: "register-twice.parquet", snapshot: "base.json", auditRecords: 0 });
    for (const file of ["matches.parquet", "evidence.parquet"])
      expect((await readFile(at(`twice-${file}`))).equals(await readFile(at(`base-${file}`))), file).toBe(true);
  }, 60_000);

  it("audits itself three ways, within its intervals", async () => {
    const rows = await c.rows<Record<string, number> & { kind: string }>(
      sql`select kind, n, n_wrong, wrong_low, wrong_high from read_parquet(${at("base-audit.parquet")}) where pass = 'all' and source = 'sims' order by kind`,
      "read audit",
    );
    expect(rows.map((row) => row.kind)).toEqual(["hidden", "removed", "swapped"]);
    for (const { n, n_wrong, wrong_low, wrong_high } of rows) {
      expect(n).toBeGreaterThan(100);
      expect(n_wrong! / n!).toBeLessThan(0.03);
      expect((wrong_low! * n!) / 1e6).toBeLessThanOrEqual(n_wrong! + 0.01);
      expect((wrong_high! * n!) / 1e6).toBeGreaterThanOrEqual(n_wrong! - 0.01);
    }
  });

  it("audits itself on as many records as it is told to, and on none", async () => {
    const tried = async (name: string): Promise<number> =>
      (
        await c.row<{ n: number }>(
          sql`select coalesce(sum(n), 0)::bigint as n from read_parquet(${at(`${name}-audit.parquet`)}) where pass = 'all' and source = 'sims'`,
          "count trials",
        )
      ).n;
    // Of its 1,200 records the least is 300.
    await match(engine, "few", { auditRecords: 1, snapshot: "base.json" });
    expect((await tried("few")) / (await tried("base"))).toBeCloseTo(0.25, 1);
    await match(engine, "none", { auditRecords: 0, snapshot: "base.json" });
    await match(engine, "none-again", { auditRecords: 0, snapshot: "base.json", previous: "few" });
    for (const name of ["none", "none-again"]) {
      expect(await tried(name)).toBe(0);
      expect((await readFile(at(`${name}-matches.parquet`))).equals(await readFile(at("base-matches.parquet")))).toBe(
        true,
      );
    }
  }, 60_000);

  it("refuses a snapshot whose counts are another register's", async () => {
    await copyFile(at("base.json"), at("foreign.json"));
    await copyFile(at("base-matches.parquet"), at("foreign.frequencies.parquet"));
    await expect(match(engine, "refused", { snapshot: "foreign.json" })).rejects.toThrow(
      /not the file that .* was made with/,
    );
  });
});

describe("explainRecord", () => {
  it("adds up to the stored weight, in words, and replays to the same answer", async () => {
    const keys = await c.rows<{ record_id: string }>(
      sql`select record_id from read_parquet(${at("base-matches.parquet")})
        where source = 'sims' and status in ('linked', 'conflict', 'review', 'corrected', 'verified') order by hash(record_id) limit 12`,
      "pick records",
    );
    for (const { record_id } of keys) {
      const paths = { matches: at("base-matches.parquet"), evidence: at("base-evidence.parquet") };
      const [explanation] = await explainRecord(c, paths, { source: "sims", recordId: record_id });
      expect(explanation!.candidates.length).toBeGreaterThan(0);
      for (const candidate of explanation!.candidates) {
        expect(candidate.steps.reduce((sum, step) => sum + step.bits, 0)).toBeCloseTo(candidate.bits, 6);
        for (const step of candidate.steps) expect(step.vi.length * step.en.length).toBeGreaterThan(0);
      }
      expect(replay(explanation!).same).toBe(true);
    }
  });
});
