import { extname } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { writeParquet } from "../../connectors/writers/parquet.ts";
import { writeCsv } from "../../connectors/writers/text.ts";

/** Formats that a view can be exported as. */
export const EXPORT_FORMATS = ["arrow", "parquet", "csv", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A view of the analysts' file. */
export interface ListedView {
  readonly view: string;
  readonly rows: number;
  readonly columns: number;
  /** What it holds, Vietnamese and English. */
  readonly comment: string;
}

/** What was exported. */
export interface Exported {
  readonly view: string;
  readonly format: ExportFormat;
  readonly rows: number;
  readonly file: string;
}

/** Views of the analysts' file that is open on the connection, by name. */
export async function listViews(c: Connection): Promise<ListedView[]> {
  const views = await c.rows<Omit<ListedView, "rows">>(
    sql`select view_name as view, coalesce(comment, '') as comment,
        (select count(*) from duckdb_columns() k where k.table_name = v.view_name and k.schema_name = 'main') as columns
      from duckdb_views() v where schema_name = 'main' and not internal order by view_name`,
    "list views",
  );
  const listed: ListedView[] = [];
  for (const { view, comment, columns } of views) {
    const { rows } = await c.row<{ rows: number }>(sql`select count(*) as rows from ${sql.id(view)}`, "count view");
    listed.push({ view, rows, columns, comment });
  }
  return listed;
}

/** The format that a file's name says; undefined when it says none. */
export function formatOf(file: string): ExportFormat | undefined {
  const ending = extname(file).slice(1).toLowerCase();
  if (ending === "feather" || ending === "ipc") return "arrow";
  return EXPORT_FORMATS.find((format) => format === ending);
}

/**
 * Writes a view to a file, aside and then renamed; rows in the order of all their columns. CSV and XLSX are for people:
 * no cell of theirs can be taken for a formula. Arrow and Parquet hold the values exactly, and so does CSV when it is to be raw.
 */
export async function exportView(
  c: Connection,
  view: string,
  to: { readonly format: ExportFormat; readonly file: string; readonly raw?: boolean },
): Promise<Exported> {
  const { format, file } = to;
  const rows: Sql = sql`select * from ${sql.id(view)} order by all`;
  if (format === "parquet") await writeParquet(c, rows, file);
  else if (format === "arrow") await (await import("../../connectors/writers/arrow.ts")).exportArrow(c, rows, file);
  else if (format === "csv") await writeCsv(c, rows, file, { exact: to.raw ?? false });
  else await (await import("../../connectors/writers/xlsx.ts")).writeXlsx(c, rows, file, { sheet: view.slice(0, 31) });
  const counted = await c.row<{ rows: number }>(sql`select count(*) as rows from ${sql.id(view)}`, "count view");
  return { view, format, rows: counted.rows, file };
}
