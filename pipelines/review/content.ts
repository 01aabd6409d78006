import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { RawField } from "../../matchers/record.ts";

/** What of a record says who it is; other columns (status, dates of service) may change and a decision still holds. */
const IDENTIFYING: readonly RawField[] = [
  "full_name",
  "family_name",
  "middle_name",
  "given_name",
  "birth_date",
  "sex",
  "id_number",
  "old_id_number",
  "former_numbers",
  "passport_number",
  "phone",
  "address",
  "street",
  "commune",
  "district",
  "province",
];

/**
 * The hash that stands for what a record said when a decision was made on it: 32 hex digits over its identifying
 * fields as read. Works on `records.parquet` and on a source's `standard.parquet`; `alias` names the table.
 */
export function contentSql(alias: string): Sql {
  const parts = IDENTIFYING.map((field) => sql`coalesce(${sql.id(alias, `${field}_read`)}, '')`);
  return sql`substr(sha256(${sql.join(parts, " || chr(31) || ")}), 1, 32)`;
}
