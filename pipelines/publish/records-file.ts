import { dirname } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { ROW_GROUP_ROWS } from "../../connectors/writers/parquet.ts";
import { KEY_COLUMNS, ORIGIN_COLUMNS } from "../../matchers/record.ts";
import { allColumns } from "./analysts-file.ts";
import { columnsOf, emptyRows } from "./table-rows.ts";

/** The records of all sources but the register. */
export interface Records {
  /** Their Parquet files that hold records. Put behind each other they are in the order of source, record, role, file and line. */
  readonly files: readonly string[];
  /** Names of the columns that some record fills; key columns always. */
  readonly filled: ReadonlySet<string>;
}

/**
 * Finds the files with records and the columns that hold a value somewhere.
 * @param sources names, and the files of their records where they were delivered: a folder for each source
 */
export async function findRecords(
  c: Connection,
  sources: readonly { readonly name: string; readonly records: string }[],
): Promise<Records> {
  const globs = [...sources].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ records }) => records);
  const found =
    globs.length === 0
      ? []
      : await c.rows<{ path: string }>(
          sql`select distinct file_name as path from parquet_metadata(${globs}) where num_values > 0 order by path`,
          "find records",
        );
  const files = globs.flatMap((glob) =>
    found.map(({ path }) => path).filter((path) => dirname(path) === dirname(glob)),
  );
  return { files, filled: await filledColumns(c, files) };
}

/** The records with the columns that are filled. In order where the engine keeps the order of what it reads. */
export function recordsSql({ files }: Records): Sql {
  return files.length > 0 ? sql`select * from read_parquet(${files})` : emptyRows("records");
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

/**
 * Writes `records` as they stand in their files, by an engine that keeps the order of what it reads. With two threads that
 * takes as long, three times the memory and, where there is little, twice the work (measured).
 */
export async function writeRecords(
  records: Records,
  to: { readonly out: string; readonly tempDirectory: string; readonly memoryMib: number },
): Promise<void> {
  const engine = await Engine.open({
    memoryMib: to.memoryMib,
    threads: 1,
    tempDirectory: to.tempDirectory,
    allowedDirectories: [dirname(to.out), ...new Set(records.files.map((file) => dirname(file)))],
    keepsOrder: true,
  });
  try {
    const c = await engine.connect();
    const rows = sql`select ${allColumns(columnsOf("records"), records.filled)} from (${recordsSql(records)})`;
    await c.run(
      sql`copy (${rows}) to ${to.out} (format parquet, compression zstd, row_group_size ${sql.int(ROW_GROUP_ROWS)})`,
      "write records",
    );
  } finally {
    engine.close();
  }
}
