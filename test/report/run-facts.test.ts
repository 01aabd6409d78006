import { join } from "node:path";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readSims } from "../../pipelines/report/run-facts.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const test = memoryEngine();

it("counts a number that a carrier lists twice once, in two spellings too, and every row without a number", async () => {
  const c = test.connection();
  const sims = join(test.folder(), "sims.parquet");
  await c.run(
    sql`copy (select 'viettel' as carrier, source, msisdn, number, finding, 'none' as action from (values
      ('a', '0901', '+84901', 'ok'), ('b', '0901', '+84901', 'ok'), ('b', '+84901', '+84901', 'ok'), ('a', '0902', '+84902', 'ok'),
      ('a', '12', null, 'msisdn_invalid'), ('b', '12', null, 'msisdn_invalid'), ('b', '013', null, 'msisdn_invalid'),
      ('a', null, null, 'no_data'), ('b', null, null, 'no_data')) t(source, msisdn, number, finding))
      to ${sims} (format parquet)`,
    "make SIMs",
  );
  expect((await readSims(c, sims)).map(({ finding, sims: n }) => [finding, n])).toEqual([
    ["msisdn_invalid", 2],
    ["no_data", 2],
    ["ok", 2],
  ]);
});
