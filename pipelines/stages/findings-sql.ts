import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";

/** The connection's variable with the lists of findings. */
export const FINDING_LISTS = "finding_lists";

/** The columns with numbers of lists of findings: a kind of value each, in the order of their codes' first words. */
const FINDINGS = [
  ["birth_findings"],
  ["name_findings"],
  ["identity_findings", "old_findings", "passport_findings", "number_findings"],
  ["phone_findings"],
  ["place_findings"],
  ["sex_findings"],
] as const;

/**
 * All findings of a record, each once, in order. Lists of different kinds have no code in common and stand in the order of
 * their codes, so that only several lists of identity numbers are to be sorted.
 * @param held the columns with numbers of lists that there are
 */
export function findingsSql(held: ReadonlySet<string>): Sql {
  const kinds = FINDINGS.map((names) => names.filter((name) => held.has(name))).filter((names) => names.length > 0);
  const numbers = kinds.map((names) => names.map((name) => sql`coalesce(${sql.id("u", name)}, 0)`));
  const any = (some: readonly Sql[]) => sql`(${sql.join(some, " | ")})`;
  const list = (number: Sql) => ListNumbers.listSql(FINDING_LISTS, number);
  const lists = sql.join(numbers.map((some) => list(any(some))));
  const several = numbers
    .filter((some) => some.length > 1)
    .map((some) => {
      const found = sql.join(
        some.map((number) => sql`(${number} <> 0)::utinyint`),
        " + ",
      );
      // Said in other words than above: what two branches have in common is computed for all rows.
      const all = sql.join(numbers.flat());
      return sql`when ${found} > 1 then list_sort(list_distinct(flatten(list_transform([${all}], lambda n: ${list(sql`n`)}))))`;
    });
  return sql`case when ${any(numbers.flat())} = 0 then []::varchar[] ${sql.join(several, " ")} else flatten([${lists}]) end`;
}
