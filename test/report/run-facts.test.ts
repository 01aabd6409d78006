import { join } from "node:path";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readSims } from "../../pipelines/report/run-facts.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const test = memoryEngine();

it("counts a number that a carrier lists twice once, and every row without a number", async () => {
  const c = test.connection();
  const sims = join(test.folder(), "sims.parquet");
  await c.run(
    sql`copy (select 'viettel' as carrier, source, msisdn, finding, 'none' as action from (values
      ('a', '0901', 'ok'), ('b', '0901', 'ok'), ('a', '0902', 'ok'), ('a', null, 'no_data'), ('b', null, 'no_data')) t(source, msisdn, finding))
      to ${sims} (format parquet)`,
    "make SIMs",
  );
  expect((await readSims(c, sims)).map(({ finding, sims: n }) => [finding, n])).toEqual([
    ["no_data", 2],
    ["ok", 2],
  ]);
});
