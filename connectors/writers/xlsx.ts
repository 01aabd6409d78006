import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { writeXlsxStream } from "hucre/xlsx";
import type { Connection } from "../duckdb/connection.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { writeAside } from "../files/durable.ts";
import { ordered, type WriteOptions } from "./parquet.ts";

/** What a workbook is to look like. */
export interface XlsxOptions extends WriteOptions {
  /** Name of the sheet; more sheets follow when the rows do not fit one. */
  readonly sheet: string;
}

/** The most characters that a cell may hold: a workbook with more in one is taken for damaged. */
const LONGEST_CELL = 32_767;
/** What XML cannot hold and the library leaves as it is; it writes control characters out. */
const NO_CHARACTER = /[\ufffe\uffff]/g;

/**
 * Writes a query's rows as XLSX, row by row, aside and then renamed. Every cell is text: numbers that are codes keep their
 * zeros, and nothing can be taken for a formula. A text too long for a cell ends in `…`. Nothing else may run on the connection
 * meanwhile.
 */
export async function writeXlsx(c: Connection, query: Sql, path: string, options: XlsxOptions): Promise<void> {
  const names = await c.rows<{ name: string }>(
    sql`select column_name as name from (describe ${query})`,
    "describe workbook",
  );
  const text = sql.join(names.map(({ name }) => sql`cast(${sql.id(name)} as varchar) as ${sql.id(name)}`));
  const rows = textRows(c, sql`select ${text} from (${ordered(query, options)})`, names.length);
  const columns = names.map(({ name }) => ({ header: name, key: name }));
  const stream = writeXlsxStream(rows, { name: options.sheet, columns }) as ReadableStream<Uint8Array>;
  await writeAside(path, (aside) => pipeline(Readable.fromWeb(stream), createWriteStream(aside)));
}

async function* textRows(c: Connection, query: Sql, width: number): AsyncGenerator<(string | null)[]> {
  for await (const chunk of c.columns(query, "write workbook")) {
    const rows = chunk[0]?.length ?? 0;
    for (let i = 0; i < rows; i++)
      yield Array.from({ length: width }, (_, k) => cell((chunk[k]?.[i] ?? null) as string | null));
  }
}

/** A text as a workbook may hold it: one row of a hostile or broken source must not make the whole unreadable. */
function cell(text: string | null): string | null {
  if (text === null) return null;
  const shown =
    text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
  return shown.replace(NO_CHARACTER, "\ufffd");
}
