import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readExtract } from "../../connectors/readers/read-extract.ts";
import type { FileCount, HeaderFinding, ReadNote } from "../../connectors/readers/read-request.ts";
import { ROW_GROUP_ROWS } from "../../connectors/writers/parquet.ts";
import { codeSql } from "../../matchers/code.ts";
import type { SourceConfig } from "../config/config.ts";
import { hashOf, type Json } from "../ledger/canonical-json.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { columnContract } from "../profiles/column-contract.ts";
import { keyProblemsSql, type RecordsInput, recordsSql } from "../profiles/records-sql.ts";
import type { InputFile } from "./find-inputs.ts";
import { type RunContext, runStage } from "./run-context.ts";

/** What ingestion states of a source. */
export interface IngestFacts {
  readonly [name: string]: Json;
  readonly files: readonly (FileCount & { [name: string]: Json })[];
  readonly headers: readonly (HeaderFinding & { [name: string]: Json })[];
  readonly notes: readonly (ReadNote & { [name: string]: Json })[];
  readonly physical: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly records: number;
  /** Buckets that the raw records were divided into. */
  readonly buckets: number;
  readonly repeated_keys: number;
  readonly missing_keys: number;
}

/** More or fewer rows came out than went in: a fault of this program, never to be passed over. */
export class RowsLostError extends Error {
  override readonly name = "RowsLostError";
}

/**
 * Records that are standardised at once. A fixed number, so that what is decided over a bucket (an encoding, from the
 * names in it) does not depend on the memory given; small enough for the least memory a run may have.
 */
const BUCKET_RECORDS = 250_000;

/** Names of what an ingest stage leaves in its folder; `raw` is a folder of buckets. */
export const INGEST_FILES = { raw: "raw", quarantine: "quarantine.parquet", keys: "keys.parquet" } as const;

/**
 * Reads the files of a source into raw records: one row a person a row of the extract speaks of.
 * Physical rows = accepted + quarantined, checked file by file.
 */
export function ingestStage(
  run: RunContext,
  source: SourceConfig,
  files: readonly InputFile[],
): Promise<StageResult<IngestFacts>> {
  const { format, delimiter, quote, encoding, compression, sheet, profile } = source;
  return runStage<IngestFacts>(
    run,
    ingestSpec(source, files),
    (facts) => facts.physical,
    async (folder) => {
      const rowsPath = join(folder, "rows.parquet");
      const read = await readExtract(run.engine, {
        source: source.name,
        format: format === "tsv" ? "csv" : format,
        files,
        delimiter,
        quote,
        encoding,
        ...(compression === "auto" ? {} : { compression }),
        ...(sheet === undefined ? {} : { sheet }),
        contract: columnContract(profile),
        rowsPath,
        quarantinePath: join(folder, INGEST_FILES.quarantine),
        tempDirectory: join(folder, "tmp"),
      });
      const c = await run.engine.connect();
      try {
        const counts = await makeRecords(
          c,
          { rows: sql`select * from read_parquet(${rowsPath})`, source: source.name, profile },
          folder,
        );
        const sum = (pick: (file: FileCount) => number) => read.files.reduce((total, file) => total + pick(file), 0);
        const physical = sum((file) => file.physicalRows);
        const accepted = sum((file) => file.accepted);
        const quarantined = sum((file) => file.quarantined);
        if (physical !== accepted + quarantined || counts.rows !== accepted)
          throw new RowsLostError(
            `source "${source.name}": ${physical} physical rows, but ${accepted} accepted (${counts.rows} stored) and ${quarantined} quarantined. Nothing was published; keep the extract and report this.`,
          );
        return {
          ...(read as unknown as Pick<IngestFacts, "files" | "headers" | "notes">),
          physical,
          accepted,
          quarantined,
          records: counts.records,
          buckets: counts.buckets,
          repeated_keys: counts.repeated,
          missing_keys: counts.missing,
        };
      } finally {
        c.close();
        await rm(rowsPath, { force: true });
        await rm(join(folder, "tmp"), { recursive: true, force: true });
      }
    },
  );
}

/** What makes the result of reading a source. */
export function ingestSpec(source: SourceConfig, files: readonly InputFile[]): StageSpec {
  const { format, delimiter, quote, encoding, compression, sheet, profile } = source;
  return {
    stage: "ingest",
    source: source.name,
    inputs: {
      files: files.map(({ name, sha256 }) => ({ name, sha256 })),
      reading: { format, delimiter, quote, encoding, compression, sheet },
      profile: hashOf(profile as unknown as Json),
    },
  };
}

interface RecordCounts {
  readonly buckets: number;
  readonly rows: number;
  readonly records: number;
  readonly repeated: number;
  readonly missing: number;
}

async function makeRecords(c: Connection, input: RecordsInput, folder: string): Promise<RecordCounts> {
  const raw = join(folder, INGEST_FILES.raw);
  const keys = join(folder, INGEST_FILES.keys);
  const { rows } = await c.row<{ rows: number }>(sql`select count(*) as rows from (${input.rows})`, "count rows");
  const buckets = Math.max(1, Math.ceil((rows * input.profile.persons.length) / BUCKET_RECORDS));
  const rowGroup = sql.trusted(String(ROW_GROUP_ROWS));
  // A source of one bucket may be empty, and a partitioned copy of nothing writes no file at all.
  if (buckets === 1) {
    await mkdir(join(raw, "bucket=0"), { recursive: true, mode: 0o700 });
    await c.run(
      sql`copy (${recordsSql(input)}) to ${join(raw, "bucket=0", "data_0.parquet")} (format parquet, compression zstd, row_group_size ${rowGroup})`,
      "make records",
    );
  } else
    await c.run(
      sql`copy (select *, ${codeSql(sql`record_id`)} % ${buckets} as bucket from (${recordsSql(input)})) to ${raw}
        (format parquet, compression zstd, row_group_size ${rowGroup}, partition_by (bucket))`,
      "make records",
    );
  await c.run(
    sql`copy (select source, record_id, problem, copy from (${keyProblemsSql(input)})) to ${keys} (format parquet, compression zstd)`,
    "list repeated and missing keys",
  );
  const { records } = await c.row<{ records: number }>(
    sql`select count(*) as records from read_parquet(${join(raw, "*", "*.parquet")}, hive_partitioning = false)`,
    "count records",
  );
  const problems = await c.row<{ repeated: number; missing: number }>(
    sql`select count(*) filter (problem = 'repeated') as repeated, count(*) filter (problem = 'missing') as missing
      from read_parquet(${keys})`,
    "count key problems",
  );
  return { rows, records, buckets, ...problems };
}
