import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { concerns } from "./check.ts";
import type { Rule } from "./rule.ts";
import type { SourceFacts } from "./source-facts.ts";

/** The rules that list records of a source whose key repeats or is missing: there are none of either in most sources. */
export function keyRules(source: SourceFacts, rules: readonly Rule[]): Rule[] {
  if (source.keys === null || source.repeatedKeys + source.missingKeys === 0) return [];
  return rules.filter((rule) => rule.measure === "keys.unique" && rule.list && concerns(rule, source));
}

/**
 * Appends the records of rows whose key stands on several rows or was made of their content to `quality_failures`, with
 * `repeated` or `missing` as the detail. They are counted by row, without a province (`assessDeliveries`).
 * @param at position of the source in reports, and the number that findings of a rule have
 */
export async function listKeyFailures(
  c: Connection,
  source: SourceFacts,
  at: { readonly sourceNo: number; readonly checkNo: number },
): Promise<void> {
  await c.run(
    sql`insert into quality_failures
      select ${at.sourceNo}, record_id, r.role, ${at.checkNo}, null, r.file, r.line, k.problem
      from read_parquet(${source.keys}) k join read_parquet(${source.records}) r using (record_id)`,
    "list repeated and missing keys",
  );
}
