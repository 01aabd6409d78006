import { join } from "node:path";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { AssessInputs } from "../../pipelines/quality/context.ts";
import { assessCoverage } from "../../pipelines/quality/coverage.ts";
import { loadRules } from "../../pipelines/quality/load-rules.ts";
import type { SourceFacts } from "../../pipelines/quality/source-facts.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const test = memoryEngine();

it("measures more sources than a machine word has bits", async () => {
  const c = test.connection();
  const matches = join(test.folder(), "matches.parquet");
  const names = Array.from({ length: 130 }, (_, i) => `source-${i}`);
  await c.run(
    sql`create table quality_register as select i as number_int, '01' as province_now, 'M' as sex, 1990 as birth_year,
      'alive' as life from range(2) t(i)`,
    "make register",
  );
  // The first person stands in every other source, the second in none.
  await c.run(
    sql`copy (select unnest(${names.filter((_, i) => i % 2 === 0)}) as source, '0' as person_id, 'verified' as status)
      to ${matches} (format parquet)`,
    "make matches",
  );
  const sources = names.map((name) => ({ name, subject: { min_age: 18 }, records: "there" }) as unknown as SourceFacts);
  const rule = loadRules().find(({ measure }) => measure === "coverage.person")!;
  const inputs = { matches, sources } as unknown as AssessInputs;
  const counted = await assessCoverage(c, inputs, rule, "2026-11-20");
  expect(counted.map(({ source, count }) => [source.name, count.field, count.ok, count.fail])).toEqual(
    names.map((name, i) => [name, "age_30_44", i % 2 === 0 ? 1 : 0, i % 2 === 0 ? 1 : 2]),
  );
});
