import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { MatchBench } from "./match-bench.ts";

let bench: MatchBench;
beforeAll(async () => {
  bench = await MatchBench.open();
}, 120_000);
afterAll(() => bench.close());

describe("the self-audit", () => {
  it("audits itself three ways, within its intervals", async () => {
    const rows = await bench.c.rows<Record<string, number> & { kind: string }>(
      sql`select kind, n, n_wrong, wrong_low, wrong_high from read_parquet(${bench.at("base-audit.parquet")}) where pass = 'all' and source = 'sims' order by kind`,
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
        await bench.c.row<{ n: number }>(
          sql`select coalesce(sum(n), 0)::bigint as n from read_parquet(${bench.at(`${name}-audit.parquet`)}) where pass = 'all' and source = 'sims'`,
          "count trials",
        )
      ).n;
    // Of its 1,200 records the least is 300.
    await bench.match(bench.engine, "few", { auditRecords: 1, snapshot: "base.json" });
    expect((await tried("few")) / (await tried("base"))).toBeCloseTo(0.25, 1);
    await bench.match(bench.engine, "none", { auditRecords: 0, snapshot: "base.json" });
    await bench.match(bench.engine, "none-again", { auditRecords: 0, snapshot: "base.json", previous: "few" });
    for (const name of ["none", "none-again"]) {
      expect(await tried(name)).toBe(0);
      expect(await bench.equals(name, "base", "matches.parquet")).toBe(true);
    }
  }, 60_000);
});
