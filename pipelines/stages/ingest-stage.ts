import { rm } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readExtract } from "../../connectors/readers/read-extract.ts";
import type { FileCount, HeaderFinding, ReadNote } from "../../connectors/readers/read-request.ts";
import type { SourceConfig } from "../config/config.ts";
import { hashOf } from "../ledger/canonical-json.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { columnContract } from "../profiles/column-contract.ts";
import type { InputFile } from "./find-inputs.ts";
import { makeRecords } from "./make-records.ts";
import { type RunContext, runStage } from "./run-context.ts";

/** What ingestion states of a source. */
export interface IngestFacts {
  readonly files: readonly FileCount[];
  readonly headers: readonly HeaderFinding[];
  readonly notes: readonly ReadNote[];
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
        const rows = sql`select * from read_parquet(${rowsPath})`;
        const counts = await makeRecords(
          c,
          { rows, source: source.name, profile },
          { raw: join(folder, INGEST_FILES.raw), keys: join(folder, INGEST_FILES.keys) },
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
          ...read,
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
      profile: hashOf(profile),
    },
  };
}
