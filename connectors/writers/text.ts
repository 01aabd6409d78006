import type { Connection } from "../duckdb/connection.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { writeAside } from "../files/durable.ts";
import { formulaSafe } from "./formula-safe.ts";
import { ordered, type WriteOptions } from "./parquet.ts";

/** How a CSV is written. */
export interface CsvOptions extends WriteOptions {
  /** Values exactly as they are, for programs: a spreadsheet program may take one for a formula. */
  readonly exact?: boolean;
}

/**
 * Writes a query's rows as CSV (RFC 4180, UTF-8, header, blank for null), aside and then renamed. No cell can be taken
 * for a formula, unless values are to be exact; a list is written with commas.
 */
export async function writeCsv(c: Connection, query: Sql, path: string, options: CsvOptions = {}): Promise<void> {
  const rows = ordered(query, options);
  const shown = options.exact ? rows : sql`select ${formulaSafe(await columnsOf(c, query))} from (${rows})`;
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
