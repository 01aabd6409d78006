import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { ROW_GROUP_ROWS } from "../../connectors/writers/parquet.ts";
import { codeSql } from "../../matchers/code.ts";
import { KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";
import { providedFields } from "../profiles/profile.ts";
import { copiesSql, keyProblemsSql, type RecordsInput, recordsSql } from "../profiles/records-sql.ts";

/**
 * Records that are standardised at once. A fixed number, so that what is decided over a bucket (an encoding, from the
 * names in it) does not depend on the memory given; small enough for the least memory a run may have.
 */
const BUCKET_RECORDS = 250_000;

/** Rows read, records made of them, buckets these were divided into, rows whose key repeats or is missing. */
export interface RecordCounts {
  readonly buckets: number;
  readonly rows: number;
  readonly records: number;
  readonly repeated: number;
  readonly missing: number;
}

/**
 * Writes the raw records of a source's rows: `bucket=N/*.parquet` in the folder `raw`, with the columns the source fills;
 * and the rows whose key repeats or is missing to the file `keys`.
 */
export async function makeRecords(
  c: Connection,
  input: RecordsInput,
  into: { readonly raw: string; readonly keys: string },
): Promise<RecordCounts> {
  const { raw, keys } = into;
  const provided = providedFields(input.profile);
  const columns = [...KEY_COLUMNS, ...ORIGIN_COLUMNS, ...RAW_FIELDS.filter(({ name }) => provided.has(name))];
  // Two statements ask for the copies, and to find them all keys are read.
  await c.run(sql`create or replace temp table copies as ${copiesSql(input)}`, "find repeated and missing keys");
  const copies = sql`select * from copies`;
  const records = sql`select ${sql.join(columns.map(({ name }) => sql.id(name)))} from (${recordsSql(input, copies)})`;
  const { rows } = await c.row<{ rows: number }>(sql`select count(*) as rows from (${input.rows})`, "count rows");
  const buckets = Math.max(1, Math.ceil((rows * input.profile.persons.length) / BUCKET_RECORDS));
  const rowGroup = sql.trusted(String(ROW_GROUP_ROWS));
  // A source of one bucket may be empty, and a partitioned copy of nothing writes no file at all.
  if (buckets === 1) {
    await mkdir(join(raw, "bucket=0"), { recursive: true, mode: 0o700 });
    await c.run(
      sql`copy (${records}) to ${join(raw, "bucket=0", "data_0.parquet")} (format parquet, compression lz4, row_group_size ${rowGroup})`,
      "make records",
    );
  } else
    await c.run(
      sql`copy (select *, ${codeSql(sql`record_id`)} % ${buckets} as bucket from (${records})) to ${raw}
        (format parquet, compression lz4, row_group_size ${rowGroup}, partition_by (bucket))`,
      "make records",
    );
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
