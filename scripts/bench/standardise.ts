import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readExtract } from "../../connectors/readers/read-extract.ts";
import { columnContract } from "../../pipelines/profiles/column-contract.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";
import { makeRecords } from "../../pipelines/stages/make-records.ts";
import { standardiseRecords } from "../../pipelines/stages/standardise-records.ts";
import { generateSample } from "../generate-sample/generate.ts";

export interface StandardiseBench {
  readonly rows: number;
  readonly threads: number;
  /** DuckDB alone: the same CSV read and written as Parquet. */
  readonly duckdbSeconds: number;
  readonly readSeconds: number;
  readonly recordsSeconds: number;
  readonly standardiseSeconds: number;
  /** Read, make records and standardise, as a multiple of DuckDB alone. */
  readonly multiple: number;
  /** Standardising alone, as a multiple of DuckDB alone. */
  readonly standardiseMultiple: number;
  readonly peakMib: number;
}

/** Persons of the sample that the rows are recombined from. */
const BASE_PERSONS = 40_000;

/**
 * Carrier rows from raw CSV to canonical records, against what DuckDB alone needs to read the same CSV and write it as
 * Parquet, in one run. Rows are made of a generated extract by taking a person's papers and every other column from a row of its
 * own, with new digits in numbers, so that values are about as distinct as in a real extract of that size.
 */
export async function benchStandardise({
  rows = 1_000_000,
  threads = 2,
  memoryMib = 1200,
} = {}): Promise<StandardiseBench> {
  const folder = await mkdtemp(join(tmpdir(), "lamsach-standardise-"));
  const options = { threads, tempDirectory: join(folder, "spill"), allowedDirectories: [folder] };
  const csv = join(folder, "carrier.csv");
  try {
    const maker = await Engine.open({ ...options, memoryMib: 4000 });
    await makeRows(await maker.connect(), folder, csv, rows);
    maker.close();
    const engine = await Engine.open({ ...options, memoryMib });
    const c = await engine.connect();
    const writer = await engine.connect();
    const duckdbSeconds = await seconds(() =>
      c.run(
        sql`copy (select * from read_csv(${csv}, all_varchar = true, header = true))
          to ${join(folder, "alone.parquet")} (format parquet, compression zstd)`,
        "read and write alone",
      ),
    );
    const profile = loadProfile("carrier");
    const rowsPath = join(folder, "rows.parquet");
    const raw = join(folder, "raw");
    const readSeconds = await seconds(() =>
      readExtract(engine, {
        source: "carrier",
        format: "csv",
        files: [{ path: csv, name: "carrier.csv" }],
        contract: columnContract(profile),
        rowsPath,
        quarantinePath: join(folder, "quarantine.parquet"),
        tempDirectory: join(folder, "read"),
      }),
    );
    const input = { rows: sql`select * from read_parquet(${rowsPath})`, source: "carrier", profile };
    const recordsSeconds = await seconds(() => makeRecords(c, input, { raw, keys: join(folder, "keys.parquet") }));
    const buckets = readdirSync(raw).length;
    const standardiseSeconds = await seconds(() =>
      standardiseRecords(c, writer, {
        raw,
        buckets,
        out: folder,
        prefix: "bench_",
        profile,
        asOf: "2026-11-20",
      }),
    );
    engine.close();
    const multiple = (readSeconds + recordsSeconds + standardiseSeconds) / duckdbSeconds;
    return {
      rows,
      threads,
      duckdbSeconds,
      readSeconds,
      recordsSeconds,
      standardiseSeconds,
      multiple: round(multiple),
      standardiseMultiple: round(standardiseSeconds / duckdbSeconds),
      peakMib: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeRows(c: Connection, folder: string, csv: string, rows: number): Promise<void> {
  await generateSample(
    {
      out: folder,
      persons: BASE_PERSONS,
      seed: 1,
      densityDays: 1,
      densityCommunes: 1,
      simsPerPerson: 0.6,
      ministryPerPerson: 0.01,

      format: "csv",
      secondNight: undefined,
      sources: ["carrier-viettel"],
    },
    c,
  );
  await c.run(
    sql`create table base as select row_number() over () - 1 as i, *
      from read_csv(${join(folder, "night1", "inbox", "carrier-viettel.csv")}, all_varchar = true, header = true)`,
    "read base rows",
  );
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from base`, "count base rows");
  const columns = await c.rows<{ column_name: string }>(sql`select column_name from (describe base)`, "describe");
  const names = columns.map((row) => row.column_name).filter((name) => name !== "i");
  const NEW_DIGITS = new Set(["Số thuê bao", "Số giấy tờ"]);
  // What one person's papers say agrees in real rows: those columns are taken from one row.
  const PAPERS = new Set(["Họ và tên", "Ngày sinh", "Giới tính", "Loại giấy tờ", "Số giấy tờ", "Ngày cấp", "Nơi cấp"]);
  const rowOf = (name: string, k: number): number => (PAPERS.has(name) ? names.findIndex((one) => PAPERS.has(one)) : k);
  const parts = names.map((name, k) => {
    const value = sql.id(`b${rowOf(name, k)}`, name);
    const digits = sql`lpad((hash(r.i, ${k}, 'd') % 1000000)::varchar, 6, '0')`;
    return NEW_DIGITS.has(name)
      ? sql`case when length(${value}) > 8 and regexp_full_match(${value}, '[0-9]+')
          then left(${value}, length(${value}) - 6) || ${digits} else ${value} end as ${sql.id(name)}`
      : sql`${value} as ${sql.id(name)}`;
  });
  const joins = names.map(
    (_, k) => sql`join base ${sql.id(`b${k}`)} on ${sql.id(`b${k}`, "i")} = hash(r.i, ${k}) % ${n}`,
  );
  await c.run(
    sql`copy (select ${sql.join(parts)} from (select range as i from range(${rows})) r ${sql.join(joins, " ")})
      to ${csv} (format csv, header)`,
    "recombine rows",
  );
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return round((performance.now() - started) / 1000);
}

const round = (value: number): number => Math.round(value * 100) / 100;
