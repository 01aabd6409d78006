import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { ROW_GROUP_ROWS } from "../../connectors/writers/parquet.ts";
import { findBounds, rangeSql } from "../../matchers/key-ranges.ts";
import { KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";
import { providedFields } from "../profiles/profile.ts";
import { copiesSql, keyProblemsSql, keysSql, type RecordsInput, recordsSql } from "../profiles/records-sql.ts";

/**
 * Records that are standardised at once. A fixed number, so that what is decided over a bucket (an encoding, from the
 * names in it) does not depend on the memory given; small enough for little memory, and as fast as twice as many.
 */
export const BUCKET_RECORDS = 125_000;

/** Rows read, records made of them, buckets these were divided into, rows whose key repeats or is missing. */
export interface RecordCounts {
  readonly buckets: number;
  readonly rows: number;
  readonly records: number;
  readonly repeated: number;
  readonly missing: number;
}

/**
 * Writes the raw records of a source's rows: `bucket=N/*.parquet` in the folder `raw`, with the columns the source fills,
 * every record id of a bucket before those of the next; and the rows whose key repeats or is missing to the file `keys`.
 */
export async function makeRecords(
  c: Connection,
  input: RecordsInput,
  into: { readonly raw: string; readonly keys: string },
  bucketRecords = BUCKET_RECORDS,
): Promise<RecordCounts> {
  const { raw, keys } = into;
  const provided = providedFields(input.profile);
  const columns = [...KEY_COLUMNS, ...ORIGIN_COLUMNS, ...RAW_FIELDS.filter(({ name }) => provided.has(name))];
  // Two statements ask for the copies, and to find them all keys are read.
  await c.run(sql`create or replace temp table copies as ${copiesSql(input)}`, "find repeated and missing keys");
  const copies = sql`select * from copies`;
  const records = sql`select ${sql.join(columns.map(({ name }) => sql.id(name)))} from (${recordsSql(input, copies)})`;
  const { rows } = await c.row<{ rows: number }>(sql`select count(*) as rows from (${input.rows})`, "count rows");
  const parts = Math.max(1, Math.ceil((rows * input.profile.persons.length) / bucketRecords));
  const bounds = parts > 1 ? await findBounds(c, { keys: keysSql(input, copies), rows, parts }) : [];
  const buckets = bounds.length + 1;
  const rowGroup = sql.int(ROW_GROUP_ROWS);
  const writeBucket = async (bucket: number, of: Sql): Promise<void> => {
    const folder = join(raw, `bucket=${bucket}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await c.run(
      sql`copy (${of}) to ${join(folder, "data_0.parquet")} (format parquet, compression lz4, row_group_size ${rowGroup})`,
      "make records",
    );
  };
  await mkdir(raw, { recursive: true, mode: 0o700 });
  if (buckets === 1) await writeBucket(0, records);
  else {
    await c.run(
      sql`copy (select *, ${rangeSql(sql`record_id`, bounds)} as bucket from (${records})) to ${raw}
        (format parquet, compression lz4, row_group_size ${rowGroup}, partition_by (bucket))`,
      "make records",
    );
    // A partitioned copy writes no file for a bucket without records: one whose rows speak of nobody.
    for (let bucket = 0; bucket < buckets; bucket++)
      if (!existsSync(join(raw, `bucket=${bucket}`))) await writeBucket(bucket, sql`from (${records}) where false`);
  }
  await c.run(
    sql`copy (select source, record_id, problem, copy from (${keyProblemsSql(input, copies)})) to ${keys} (format parquet, compression zstd)`,
    "list repeated and missing keys",
  );
  await c.run(sql`drop table copies`, "drop copies");
  const made = await c.row<{ records: number }>(
    sql`select count(*) as records from read_parquet(${join(raw, "*", "*.parquet")}, hive_partitioning = false)`,
    "count records",
  );
  const problems = await c.row<{ repeated: number; missing: number }>(
    sql`select count(*) filter (problem = 'repeated') as repeated, count(*) filter (problem = 'missing') as missing
      from read_parquet(${keys})`,
    "count key problems",
  );
  return { rows, ...made, buckets, ...problems };
}
