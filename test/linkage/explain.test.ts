import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { explainRecord, replay } from "../../matchers/linkage/explain.ts";
import { MatchBench } from "./match-bench.ts";

let bench: MatchBench;
beforeAll(async () => {
  bench = await MatchBench.open();
}, 120_000);
afterAll(() => bench.close());

describe("explainRecord", () => {
  it("adds up to the stored weight, in words, and replays to the same answer", async () => {
    const keys = await bench.c.rows<{ record_id: string }>(
      sql`select record_id from read_parquet(${bench.at("base-matches.parquet")})
        where source = 'sims' and status in ('linked', 'conflict', 'review', 'corrected', 'verified') order by hash(record_id) limit 12`,
      "pick records",
    );
    for (const { record_id } of keys) {
      const paths = { matches: bench.at("base-matches.parquet"), evidence: bench.at("base-evidence.parquet") };
      const [explanation] = await explainRecord(bench.c, paths, { source: "sims", recordId: record_id });
      expect(explanation!.candidates.length).toBeGreaterThan(0);
      for (const candidate of explanation!.candidates) {
        expect(candidate.steps.reduce((sum, step) => sum + step.bits, 0)).toBeCloseTo(candidate.bits, 6);
        for (const step of candidate.steps) expect(step.vi.length * step.en.length).toBeGreaterThan(0);
      }
      const again = replay(explanation!);
      expect(again.same).toBe(true);
      expect(again.probability).toBeLessThan(1);
      expect(again.probability).toBeCloseTo(explanation!.probability, 5);
    }
  });
});
