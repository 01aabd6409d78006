import { type Sql, sql } from "../duckdb/sql.ts";

/** What a spreadsheet program takes for a formula, also after blanks and in full width. */
const FORMULA = "^\\s*[=+\\-@＝＋－＠]|^[\\t\\r\\n]";

/**
 * A select list in which no text can be taken for a formula by a spreadsheet program: one that begins as a formula does
 * gets an apostrophe before it (OWASP, CSV injection). Phone numbers in E.164 are such texts.
 */
export function formulaSafe(columns: readonly { readonly name: string; readonly type: string }[]): Sql {
  return sql.join(
    columns.map(({ name, type }) => {
      const value = sql.id(name);
      if (!type.startsWith("VARCHAR")) return value;
      const text = type === "VARCHAR" ? value : sql`array_to_string(${value}, ', ')`;
      return sql`case when regexp_matches(${text}, ${FORMULA}) then '''' || ${text} else ${text} end as ${value}`;
    }),
  );
}
