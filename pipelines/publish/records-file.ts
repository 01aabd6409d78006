import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { ROW_GROUP_ROWS } from "../../connectors/writers/parquet.ts";
import { KEY_COLUMNS, ORIGIN_COLUMNS } from "../../matchers/record.ts";
import { allColumns } from "./analysts-file.ts";
import { columnsOf, emptyRows } from "./table-rows.ts";

/** The records of all sources but the register. */
export interface Records {
  /** Their standard.parquet files, one a source; a glob may stand for several. In the order of the sources' names. */
  readonly files: readonly string[];
  /** Names of the columns that some record fills; key columns always. */
  readonly filled: ReadonlySet<string>;
}

/** How the ordered file is made. Paths are absolute; the caller removes the folder at the end. */
export interface RecordsRequest {
  readonly out: string;
  /** Folder that only this uses, within those the connection may write to; made where it is missing. */
  readonly tempDirectory: string;
  /** What the engine that puts the parts together may use. */
  readonly memoryMib: number;
}

/** Finds the columns that hold a value somewhere. @param sources names, and their records where they were delivered */
export async function findRecords(
  c: Connection,
  sources: readonly { readonly name: string; readonly records: string }[],
): Promise<Records> {
  const files = [...sources].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ records }) => records);
  return { files, filled: await filledColumns(c, files) };
}

/** The records in no order, with the columns that are filled. */
export function recordsSql({ files }: Records): Sql {
  return files.length > 0 ? sql`select * from read_parquet(${files})` : emptyRows("records");
}

/**
 * Sorts the records by source, record, role, file and line: gives files that are the ordered records when put behind each other, with the
 * columns that are filled. A sort that does not fit into memory takes three times as long (measured on 1.1 million records
 * of 69 columns), so parts are sorted one after another, each with the columns it fills: a source is a part, or several where
 * its files do not overlap.
 */
export async function sortRecords(
  c: Connection,
  { files, filled }: Records,
  { tempDirectory }: RecordsRequest,
): Promise<readonly string[]> {
  await mkdir(tempDirectory, { recursive: true, mode: 0o700 });
  const parts: string[][] = [];
  for (const file of files) parts.push(...(await partsOf(c, file)));
  const columns = columnsOf("records").filter(({ name }) => filled.has(name));
  const sorted: string[] = [];
  for (const [i, part] of parts.entries()) {
    const own = await filledColumns(c, part);
    const path = join(tempDirectory, `part-${i}.parquet`);
    await c.run(
      copySql(sql`select ${allColumns(columns, own)} from (${sortedSql(part, own)})`, path, "lz4"),
      "sort records",
    );
    sorted.push(path);
  }
  return sorted;
}

/** The files of a source, those together whose record ids overlap, in the order of these. Empty files are in none. */
async function partsOf(c: Connection, file: string): Promise<string[][]> {
  const rows = await c.rows<{ path: string; part: number }>(
    sql`with ids as (
        -- A file without statistics may hold any record.
        select file_name as path, coalesce(min(stats_min_value), '') as first,
          case when bool_and(stats_max_value is not null) then max(stats_max_value) end as last
        from parquet_metadata(${file}) where path_in_schema = 'record_id' and num_values > 0 group by all
      ),
      before as (
        select path, first, max(last) over earlier as reached, coalesce(bool_or(last is null) over earlier, false) as unknown
        from ids window earlier as (order by first, path rows between unbounded preceding and 1 preceding)
      )
      select path, (count(*) filter (reached < first and not unknown) over (order by first, path))::integer as part
      from before order by first, path`,
    "look which files overlap",
  );
  const parts: string[][] = [];
  for (const { path, part } of rows) {
    parts[part] ??= [];
    parts[part].push(path);
  }
  return parts;
}

/** Columns that hold a value in some of the files, from the files' own statistics; key columns always. */
async function filledColumns(c: Connection, files: readonly string[]): Promise<ReadonlySet<string>> {
  const filled = new Set<string>([...KEY_COLUMNS, ...ORIGIN_COLUMNS].map(({ name }) => name));
  if (files.length > 0) {
    const names = await c.rows<{ name: string }>(
      sql`select distinct split_part(path_in_schema, ', ', 1) as name from parquet_metadata(${files})
        where stats_null_count is null or stats_null_count < num_values order by name`,
      "find filled columns",
    );
    for (const { name } of names) filled.add(name);
  }
  return filled;
}

/** Records of one source in order, with the columns that are filled. */
function sortedSql(files: readonly string[], filled: ReadonlySet<string>): Sql {
  const names = columnsOf("records").flatMap(({ name }) => (filled.has(name) ? [sql.id(name)] : []));
  return sql`select ${sql.join(names)} from read_parquet(${files}) order by record_id, role, file, line`;
}

/**
 * Writes `records` from its sorted files, put behind each other as they are by an engine that keeps the order of what it reads. With two
 * threads that takes as long, three times the memory and, where there is little, twice the work (measured).
 */
export async function writeRecords(
  sorted: readonly string[],
  { filled }: Records,
  { out, tempDirectory, memoryMib }: RecordsRequest,
): Promise<void> {
  const engine = await Engine.open({
    memoryMib,
    threads: 1,
    tempDirectory: join(tempDirectory, "spill"),
    allowedDirectories: [tempDirectory, dirname(out)],
    keepsOrder: true,
  });
  try {
    const c = await engine.connect();
    const rows =
      sorted.length > 0
        ? sql`select ${allColumns(columnsOf("records"), filled)} from read_parquet(${sorted})`
        : emptyRows("records");
    await c.run(copySql(rows, out, "zstd"), "write records");
  } finally {
    engine.close();
  }
}

const copySql = (rows: Sql, out: string, compression: "zstd" | "lz4"): Sql =>
  sql`copy (${rows}) to ${out} (format parquet, compression ${sql.trusted(compression)}, row_group_size ${sql.trusted(String(ROW_GROUP_ROWS))})`;
