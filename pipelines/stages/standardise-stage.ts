import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { SourceConfig } from "../config/config.ts";
import type { Json } from "../ledger/canonical-json.ts";
import { hashOf } from "../ledger/canonical-json.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { INGEST_FILES, type IngestFacts } from "./ingest-stage.ts";
import { type RunContext, runStage } from "./run-context.ts";
import { standardiseRecords } from "./standardise-records.ts";

export interface StandardiseFacts {
  readonly [name: string]: Json;
  readonly records: number;
  /** How the column of birth dates was read, for the report. */
  readonly birth_reading: string;
}

/**
 * The files a standardise stage leaves in its folder, one a bucket: a glob that DuckDB reads as one table. Those of a source
 * put behind each other by name are its records in order; those of the register are in none.
 */
export const STANDARD_FILE = "standard-*.parquet";

/** Makes the canonical record of every raw record of a source. */
export function standardiseStage(
  run: RunContext,
  source: SourceConfig,
  ingested: StageResult<IngestFacts>,
): Promise<StageResult<StandardiseFacts>> {
  return runStage<StandardiseFacts>(
    run,
    standardiseSpec(source, ingested.key, run.asOf),
    (facts) => facts.records,
    async (folder) => {
      const [c, writer] = [await run.engine.connect(), await run.engine.connect()];
      try {
        return await standardiseRecords(c, writer, {
          raw: join(ingested.folder, INGEST_FILES.raw),
          buckets: ingested.facts.buckets,
          out: folder,
          prefix: `s_${source.name.replaceAll("-", "_")}_`,
          profile: source.profile,
          asOf: run.asOf,
        });
      } finally {
        c.close();
        writer.close();
        await rm(join(folder, "tmp"), { recursive: true, force: true });
      }
    },
  );
}

/** What makes the result of standardising a source. @param ingested key of its ingest stage. @param asOf yyyy-mm-dd */
export function standardiseSpec(source: SourceConfig, ingested: string, asOf: string): StageSpec {
  const { dates, values, units } = source.profile;
  return {
    stage: "standardise",
    source: source.name,
    inputs: { ingested, profile: hashOf({ dates, values, units } as unknown as Json), as_of: asOf },
  };
}
