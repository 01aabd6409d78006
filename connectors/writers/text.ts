import type { Connection } from "../duckdb/connection.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { writeAside } from "../files/durable.ts";
import { formulaSafe } from "./formula-safe.ts";
import { ordered, type WriteOptions } from "./parquet.ts";

/** How a CSV is written. */
export interface CsvOptions extends WriteOptions {
  /** Values exactly as they are, for programs: a spreadsheet program may take one for a formula. */
  readonly exact?: boolean;
  /** Begins with a byte order mark, without which Excel takes UTF-8 for another encoding. */
  readonly mark?: boolean;
}

/**
 * Writes a query's rows as CSV (RFC 4180, UTF-8, header, blank for null), aside and then renamed. No cell can be taken
 * for a formula, unless values are to be exact; a list is written with commas.
 */
export async function writeCsv(c: Connection, query: Sql, path: string, options: CsvOptions = {}): Promise<void> {
  const rows = ordered(query, options);
  const columns = await columnsOf(c, query);
  const safe = options.exact ? rows : sql`select ${formulaSafe(columns)} from (${rows})`;
  const first = columns[0]?.name ?? "";
  // The mark is the first character of the header: DuckDB writes none of its own.
  const marked = sql`select * rename (${sql.id(first)} as ${sql.id(`\ufeff${first}`)}) from (${safe})`;
  const shown = options.mark ? marked : safe;
  await writeAside(path, async (aside) => {
    await c.run(sql`copy (${shown}) to ${aside} (format csv, header true, use_tmp_file false)`, "write csv");
  });
}

function columnsOf(c: Connection, query: Sql): Promise<{ name: string; type: string }[]> {
  return c.rows(sql`select column_name as name, column_type as type from (describe ${query})`, "describe csv");
}

/** Writes a query's rows as JSON lines, one object a row, aside and then renamed. */
export async function writeJsonl(c: Connection, query: Sql, path: string, options: WriteOptions = {}): Promise<void> {
  await writeAside(path, (aside) =>
    c.run(sql`copy (${ordered(query, options)}) to ${aside} (format json, use_tmp_file false)`, "write json lines"),
  );
}
