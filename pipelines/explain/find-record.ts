import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { Tokens } from "../publish/token.ts";

/** Why a record was not found. The words hold no value. */
export class RecordNotFoundError extends Error {
  override readonly name = "RecordNotFoundError";
}

/**
 * The id of the record that a token of the report stands for.
 * @param matches the run's `matches.parquet`
 * @throws RecordNotFoundError saying what to check
 */
export async function recordOfToken(
  c: Connection,
  matches: string,
  source: string,
  token: string,
  tokens: Tokens,
): Promise<string> {
  await requireSource(c, matches, source);
  const missing = `the last run has no record with this token in source "${source}": take one from its report`;
  return idOfToken(c, { table: matches, source, tokens, missing }, token);
}

interface TokenSearch {
  /** A Parquet table of the run with `source` and `record_id`. */
  readonly table: string;
  readonly source: string;
  readonly tokens: Tokens;
  /** What to say where the table has no such record. */
  readonly missing: string;
}

/** The id of the record of a table that a token stands for. @throws RecordNotFoundError saying what to check */
export async function idOfToken(
  c: Connection,
  { table, source, tokens, missing }: TokenSearch,
  token: string,
): Promise<string> {
  if (!/^[0-9a-f]{6}-[0-9a-f]{32}$/.test(token))
    throw new RecordNotFoundError(
      "that is no record token: take one from the report (six signs, a hyphen, 32 signs), or give the record id on standard input",
    );
  if (!token.startsWith(`${tokens.keyId}-`))
    throw new RecordNotFoundError(
      `the token was made with another key than the one in use (${tokens.keyId}): use the key file of that time`,
    );
  const rows = await c.rows<{ record_id: string }>(
    sql`select distinct record_id from read_parquet(${table})
      where source = ${source} and ${tokens.sql("record", sql`source`, sql`record_id`)} = ${token}`,
    "find record by token",
  );
  if (rows.length === 0) throw new RecordNotFoundError(missing);
  return rows[0]!.record_id;
}

/** Checks that the last run has the record. @throws RecordNotFoundError */
export async function requireRecord(c: Connection, matches: string, source: string, recordId: string): Promise<string> {
  await requireSource(c, matches, source);
  const { n } = await c.row<{ n: number }>(
    sql`select count(*) as n from read_parquet(${matches}) where source = ${source} and record_id = ${recordId}`,
    "find record",
  );
  if (n === 0) throw new RecordNotFoundError(`the last run has no record with this id in source "${source}"`);
  return recordId;
}

async function requireSource(c: Connection, matches: string, source: string): Promise<void> {
  const sources = await c.rows<{ source: string }>(
    sql`select distinct source from read_parquet(${matches}) order by source`,
    "list sources",
  );
  if (!sources.some((row) => row.source === source))
    throw new RecordNotFoundError(
      `the last run has no source of that name; it has: ${sources.map((row) => row.source).join(", ") || "none"}`,
    );
}
