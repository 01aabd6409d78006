import { copyFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { MatchBench } from "./match-bench.ts";

let bench: MatchBench;
beforeAll(async () => {
  bench = await MatchBench.open();
}, 120_000);
afterAll(() => bench.close());

describe("matchRecords", () => {
  it("gives every record one answer, and accounts for all", async () => {
    const { n, keys } = await bench.c.row<{ n: number; keys: number }>(
      sql`select count(*) as n, count(distinct (source, record_id, role)) as keys from read_parquet(${bench.at("base-matches.parquet")})`,
      "count",
    );
    expect(n).toBe(keys);
    expect(n).toBe(bench.summary.sources.reduce((sum, source) => sum + source.records, 0));
    for (const source of bench.summary.sources)
      expect(Object.values(source.byStatus).reduce((a, b) => a + b, 0)).toBe(source.records);
  });

  it("is nearly always right, and takes no stolen number for its owner", async () => {
    const score = await bench.c.row<Record<string, number>>(
      sql`select count(m.person_id) as accepted, count(*) filter (m.person_id is not null and m.person_id is distinct from t.person_number) as wrong,
          count(*) filter (m.person_id = t.person_number) / count(t.person_number) filter (kind <> 'stolen') as recall,
          count(*) filter (kind = 'stolen') as stolen,
          count(*) filter (kind = 'stolen' and m.person_id = m.number_owner_id) as stolen_taken,
          count(*) filter (kind = 'stolen' and status = 'conflict' and best_candidate_id = t.person_number) as owner_and_person_shown
        from read_parquet(${bench.at("base-matches.parquet")}) m join bench_truth t using (source, record_id)`,
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
    await bench.c.run(
      sql`copy (select * replace (case when ${alone} then ${own} else number_int end as number_int) from read_parquet(${bench.at("sims.parquet")}))
        to ${sql.lit(bench.at("sims-own.parquet"))} (format parquet)`,
      "plant numbers",
    );
    await bench.match(bench.engine, "own", { source: "sims-own.parquet", snapshot: "base.json", auditRecords: 0 });
    const { n, linked, seen } = await bench.c.row<{ n: number; linked: number; seen: number }>(
      sql`select count(*) as n, count(*) filter (b.status = 'linked') as linked,
          count(*) filter (o.person_id is null and (o.status = 'review' or o.best_candidate_id is null)) as seen
        from read_parquet(${bench.at("own-matches.parquet")}) o join read_parquet(${bench.at("base-matches.parquet")}) b using (source, record_id, role)
        where (source, record_id) in (select ('sims', record_id) from read_parquet(${bench.at("sims.parquet")}) where ${alone})`,
      "count answers",
    );
    expect(linked).toBeGreaterThan(10);
    expect(seen).toBe(n);
  });

  it("does not say of a record without a number that nobody fits where too many do for all to be met", async () => {
    const one = sql`(select * from read_parquet(${bench.at("register.parquet")}) order by record_id limit 1)`;
    await bench.c.run(
      sql`copy (from read_parquet(${bench.at("register.parquet")}) union all by name
        select * replace ((990000000000 + i)::varchar as record_id, 990000000000 + i as number_int, 7000 + i as phone_int, null as old_number_int)
        from ${one}, range(400) t(i)) to ${sql.lit(bench.at("register-crowded.parquet"))} (format parquet)`,
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
    await bench.c.run(
      sql`copy (select 'sims' as source, * exclude (source) from (
          select * replace ('crowded' as record_id, ${sql.join(nothing)}) from ${one} union all by name ${stranger}))
        to ${sql.lit(bench.at("crowded.parquet"))} (format parquet)`,
      "make records",
    );
    await bench.match(bench.engine, "crowded", {
      register: "register-crowded.parquet",
      source: "crowded.parquet",
      auditRecords: 0,
    });
    const rows = await bench.c.rows<{ record_id: string; status: string }>(
      sql`select record_id, status from read_parquet(${bench.at("crowded-matches.parquet")}) where source = 'sims' order by record_id`,
      "read answers",
    );
    expect(rows).toEqual([
      { record_id: "crowded", status: "unmatchable" },
      { record_id: "stranger", status: "not_found" },
    ]);
  });

  it("carries a person as the answer only where one was accepted", async () => {
    const { bad } = await bench.c.row<{ bad: number }>(
      sql`select count(*) as bad from read_parquet(${bench.at("base-matches.parquet")})
        where (person_id is not null) <> (status in ('verified', 'corrected', 'linked')) or probability + p_none > 1.000001`,
      "check statuses",
    );
    expect(bad).toBe(0);
  });

  it("writes no posterior as certain, and that nobody is the person only where nobody could be compared", async () => {
    const counted = await bench.c.row<{ sure: number; certain: number; heavy: number; nobody: number; odd: number }>(
      sql`select count(*) filter (m.probability = 0.999999) as sure, count(*) filter (m.probability >= 1) as certain,
          count(*) filter (e.weight > 21000 and e.probability >= 1) as heavy,
          count(*) filter (m.p_none = 1) as nobody, count(*) filter (m.p_none = 1 and e.weight is not null) as odd
        from read_parquet(${bench.at("base-matches.parquet")}) m left join read_parquet(${bench.at("base-evidence.parquet")}) e
          on e.source = m.source and e.record_id = m.record_id and e.role = m.role and e.rank = 1`,
      "count the sure",
    );
    expect(counted).toMatchObject({ certain: 0, heavy: 0, odd: 0 });
    expect(counted.sure).toBeGreaterThan(100);
    expect(counted.nobody).toBeGreaterThan(0);
  });

  it("refuses a snapshot whose counts are another register's", async () => {
    await copyFile(bench.at("base.json"), bench.at("foreign.json"));
    await copyFile(bench.at("base-matches.parquet"), bench.at("foreign.frequencies.parquet"));
    await expect(bench.match(bench.engine, "refused", { snapshot: "foreign.json" })).rejects.toThrow(
      /expected the counts that .*foreign.json was made with/,
    );
  });
});
