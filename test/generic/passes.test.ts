import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { codeColumn } from "../../matchers/generic/dictionary.ts";
import { runPasses } from "../../matchers/generic/passes.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();

it("follows as many passes as there are: any two of two dozen fields are more than 255", async () => {
  const c = engine.connection();
  const fields = Array.from({ length: 24 }, (_, i) => `f${i}`);
  const row = (pick: (i: number) => number) =>
    sql.join(fields.map((field, i) => sql`${pick(i)}::bigint as ${sql.id(codeColumn(field))}`));
  await c.run(sql`create temp table generic_register as select 7::bigint as pid, ${row((i) => i)}`, "make register");
  // It agrees with the register on the last two fields alone.
  await c.run(
    sql`create temp table generic_records as select 3::bigint as rid, ${row((i) => (i < 22 ? -1 : i))}`,
    "make records",
  );
  const pairs = fields.flatMap((a, i) => fields.slice(0, i).map((b) => [b, a]));
  const passes = pairs.map((pair) => ({ fields: pair, pairs: 1, followed: true }));
  await runPasses(c, passes, []);
  expect(await c.rows(sql`from generic_met`, "read meetings")).toEqual([{ rid: 3, pid: 7, pass: 276 }]);
});
