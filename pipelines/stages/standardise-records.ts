import { join } from "node:path";
import { allDone } from "../../connectors/all-done.ts";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { writeParquet } from "../../connectors/writers/parquet.ts";
import type { Profile } from "../profiles/profile.ts";
import { buildDictionaries, type Dictionaries, readColumns } from "./dictionaries.ts";
import { FINDING_LISTS } from "./findings-sql.ts";
import { standardSql } from "./standard-sql.ts";

/** Order of a source's published records: the keys of its buckets are in order already. */
const RECORD_ORDER = ["record_id", "role", "file", "line"].map((name) => sql.id(name));

/** Digits of a file's number, so that names are in the order of numbers. */
const BUCKET_DIGITS = 6;

/** Paths are absolute; `prefix` keeps the temporary tables of sources that work side by side apart. */
export interface StandardiseRequest {
  /** Raw records in buckets: `bucket=N/*.parquet` in this folder. */
  readonly raw: string;
  readonly buckets: number;
  /** Folder for `standard-N.parquet`, one file a bucket; the names in order are the buckets in order. */
  readonly out: string;
  readonly prefix: string;
  readonly profile: Profile;
  /** yyyy-mm-dd */
  readonly asOf: string;
}

export interface StandardCounts {
  readonly records: number;
  /** How the column of birth dates was read, for the report. */
  readonly birth_reading: string;
  /** The first day after `asOf` (yyyymmdd) on which a record may come out otherwise; null when none will. */
  readonly until: number | null;
}

/**
 * Writes the canonical record of every raw record, bucket by bucket, so that memory does not grow with the source.
 * Each kind of value is understood once for each distinct value (see the dictionaries), then joined back: people are
 * only ever touched by SQL. The values of a bucket are understood while the records of the one before are written.
 * @param writer a second connection to the engine of `c`
 */
export async function standardiseRecords(
  c: Connection,
  writer: Connection,
  request: StandardiseRequest,
): Promise<StandardCounts> {
  const { prefix, profile, asOf } = request;
  const all = { raw: join(request.raw, "*", "*.parquet"), prefix, profile, asOf };
  const readings = await readColumns(c, all);
  const understand = (bucket: number): Promise<Dictionaries> =>
    buildDictionaries(
      c,
      { ...all, raw: join(request.raw, `bucket=${bucket}`, "*.parquet"), prefix: `${prefix}${bucket}_` },
      readings,
    );
  const write = async (bucket: number, dictionaries: Dictionaries): Promise<void> => {
    // The register is only looked up in; the records of every other source are published in order.
    const records = standardSql(dictionaries, asOf, profile.kind === "register" ? [] : RECORD_ORDER);
    await readings.lists.declare(writer, FINDING_LISTS);
    const name = `standard-${String(bucket).padStart(BUCKET_DIGITS, "0")}.parquet`;
    await writeParquet(writer, records, join(request.out, name), { compression: "lz4" });
    await dictionaries.drop(writer);
  };
  let understood = await understand(0);
  let { until } = understood;
  for (let bucket = 0; bucket < request.buckets; bucket++) {
    const writing = write(bucket, understood);
    if (bucket + 1 < request.buckets) [understood] = await allDone([understand(bucket + 1), writing]);
    else await writing;
    until = Math.min(until, understood.until);
  }
  await readings.drop();
  const { records } = await c.row<{ records: number }>(
    sql`select count(*) as records from read_parquet(${join(request.out, "standard-*.parquet")})`,
    "count standard records",
  );
  const { order, mixed, defaultDay } = readings.births;
  const reading = [order, mixed ? "mixed" : "", defaultDay ? "default-day" : ""].filter(Boolean).join(" ");
  return { records, birth_reading: reading, until: Number.isFinite(until) ? until : null };
}
