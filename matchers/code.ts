import { createHash } from "node:crypto";
import { type Sql, sql } from "../connectors/duckdb/sql.ts";

/**
 * The integer that stands for a text in joins: 63 bits of its MD5 (no secrecy meant, only spread).
 * The chance that two of 10 million distinct texts share a code is about 5e-6.
 * Codes never order an output and are never published.
 */
export function codeOf(text: string): bigint {
  return createHash("md5").update(text).digest().readBigUInt64LE(8) & 0x7fff_ffff_ffff_ffffn;
}

/** The same code computed by DuckDB: null for null, so that a blank never joins. */
export function codeSql(text: Sql): Sql {
  return sql`(md5_number_lower(${text}) & 9223372036854775807)::bigint`;
}
