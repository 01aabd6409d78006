import type { Connection } from "../duckdb/connection.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { writeAside } from "../files/durable.ts";
import { ordered, type WriteOptions } from "./parquet.ts";

/**
 * Writes a query's rows as CSV (RFC 4180, UTF-8, header, blank for null), aside and then renamed. Values are written
 * exactly: for people who open files in a spreadsheet program, which may take a text for a formula, write XLSX.
 */
export async function writeCsv(c: Connection, query: Sql, path: string, options: WriteOptions = {}): Promise<void> {
  await writeAside(path, (aside) =>
    c.run(
      sql`copy (${ordered(query, options)}) to ${aside} (format csv, header true, use_tmp_file false)`,
      "write csv",
    ),
  );
}

/** Writes a query's rows as JSON lines, one object a row, aside and then renamed. */
export async function writeJsonl(c: Connection, query: Sql, path: string, options: WriteOptions = {}): Promise<void> {
  await writeAside(path, (aside) =>
    c.run(sql`copy (${ordered(query, options)}) to ${aside} (format json, use_tmp_file false)`, "write json lines"),
  );
}
