import type { Connection } from "../duckdb/connection.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { writeAside } from "../files/durable.ts";

/**
 * Rows of a row group. Each writing thread holds one whole: DuckDB's default of 122,880 rows of a hundred columns is
 * some 200 MiB a thread, and stages run side by side.
 */
export const ROW_GROUP_ROWS = 20_480;

/** How a query's rows are written. */
export interface WriteOptions {
  /** Keys that fix the order of rows, and so the bytes of the file. They must tell all rows apart. */
  readonly orderBy?: readonly Sql[];
  /** zstd unless told; lz4 is larger and quicker, for files that are soon deleted. */
  readonly compression?: "zstd" | "lz4";
}

/**
 * Writes a query's rows as Parquet, aside and then renamed.
 * @throws EngineError when the query fails; the file that was there before stays
 */
export async function writeParquet(c: Connection, query: Sql, path: string, options: WriteOptions = {}): Promise<void> {
  const compression = sql.trusted(options.compression ?? "zstd");
  await writeAside(path, (aside) =>
    c.run(
      sql`copy (${ordered(query, options)}) to ${aside}
        (format parquet, use_tmp_file false, compression ${compression}, row_group_size ${sql.int(ROW_GROUP_ROWS)})`,
      "write parquet",
    ),
  );
}

/** The query with its order. */
export function ordered(query: Sql, options: WriteOptions): Sql {
  const keys = options.orderBy ?? [];
  return keys.length === 0 ? query : sql`select * from (${query}) order by ${sql.join(keys)}`;
}
