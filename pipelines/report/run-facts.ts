import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";

/** Rows that could not be read, of one source and reason. */
export interface RejectedRows {
  readonly source: string;
  readonly reason: string;
  readonly rows: number;
  /** The first ones: file and line. */
  readonly first: readonly { readonly file: string; readonly line: number }[];
}

/** SIMs of a carrier with one finding: a number that is listed twice, also in two spellings, is one. */
export interface SimLine {
  readonly carrier: string;
  readonly finding: string;
  readonly action: string;
  readonly sims: number;
}

/** Rejected rows by source and reason, the most first. */
export async function readRejected(c: Connection, quarantine: readonly string[]): Promise<RejectedRows[]> {
  if (quarantine.length === 0) return [];
  const rows = await c.rows<Omit<RejectedRows, "first"> & { first: string }>(
    sql`select source, reason, count(*) as rows, to_json(min({'file': file, 'line': line}, 3))::varchar as first
      from read_parquet(${quarantine}, union_by_name = true) group by all order by rows desc, source, reason`,
    "count rejected rows",
  );
  return rows.map((row) => ({ ...row, first: JSON.parse(row.first) as RejectedRows["first"] }));
}

/** SIMs by carrier and finding, the most first within a carrier. */
export async function readSims(c: Connection, sims: string): Promise<SimLine[]> {
  return c.rows<SimLine>(
    sql`select carrier, finding, action,
        count(distinct coalesce(number, msisdn)) + count(*) filter (number is null and msisdn is null) as sims
      from read_parquet(${sims}) group by all order by carrier, sims desc, finding`,
    "count SIMs",
  );
}
