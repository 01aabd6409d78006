import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { MatchBench } from "./match-bench.ts";

let bench: MatchBench;
beforeAll(async () => {
  bench = await MatchBench.open();
}, 120_000);
afterAll(() => bench.close());

describe("matching again", () => {
  it("matches again only what may have changed, with a full run's answers: many changes and repeated keys, few, register rows that come twice", async () => {
    const copy = (name: string, rows: Sql): Promise<void> =>
      bench.c.run(sql`copy (${rows}) to ${sql.lit(bench.at(name))} (format parquet)`, "make night");
    const hit = (salt: number, share: number) => sql`hash(record_id, ${salt}) % 1000 < ${share}`;
    const table = (name: string): Sql => sql`from read_parquet(${bench.at(name)})`;
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
      const part = await bench.match(bench.engine, `part-${night}`, {
        ...inputs,
        previous,
        ...(full ? { auditRecords: 0 } : {}),
      });
      previous = `part-${night}`;
      if (full) {
        expect(part.kept, night).toBe(0);
        continue;
      }
      expect(part.kept).toBeGreaterThan(300);
      const whole = await bench.match(bench.engine, `full-${night}`, inputs);
      expect(whole.kept).toBe(0);
      expect(part.drift).toEqual(whole.drift);
      // Every fifth birth year is a year off: the model says one in a hundred.
      expect(whole.drift.moved).toContainEqual(
        expect.objectContaining({ source: "*", field: "birth", level: "nearYear", bits: expect.any(Number) }),
      );
      for (const file of ["matches.parquet", "evidence.parquet", "audit.parquet"])
        expect(await bench.equals(`part-${night}`, `full-${night}`, file), `${night} ${file}`).toBe(true);
    }
    // Some register rows have lost their number: who they are is shown, but there is none to answer with.
    const shown = await bench.c.rows<{ status: string; unnamed: number }>(
      sql`select status, count(*) as unnamed from read_parquet(${bench.at("full-n1-matches.parquet")})
        where list_contains(reasons, 'register.no_number') or (status in ('verified', 'corrected', 'linked') and person_id is null) group by status`,
      "find numberless",
    );
    expect(shown).toEqual([{ status: "review", unnamed: expect.any(Number) }]);
  }, 120_000);

  it("keeps all answers, and the audit, where nothing changed", async () => {
    const idle = await bench.match(bench.engine, "idle", { snapshot: "base.json", previous: "base" });
    expect(idle.kept).toBe(idle.sources.reduce((sum, { records }) => sum + records, 0));
    for (const file of ["matches.parquet", "evidence.parquet", "audit.parquet"])
      expect(await bench.equals("idle", "base", file), file).toBe(true);
  }, 60_000);
});
