import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../../matchers/code.ts";

/** The raw columns that together say where a person lives. */
export const ADDRESS_FIELDS = ["address", "street", "commune", "district", "province"] as const;

/** The code that stands for the five address columns of a raw record; null when all are blank. */
export const placeKeySql: Sql = (() => {
  const parts = ADDRESS_FIELDS.map((name) => sql`coalesce(${sql.id(name)}, '')`);
  const filled = ADDRESS_FIELDS.map((name) => sql`${sql.id(name)} is not null`);
  return sql`case when ${sql.join(filled, " or ")} then ${codeSql(sql.join(parts, " || chr(31) || "))} end`;
})();
