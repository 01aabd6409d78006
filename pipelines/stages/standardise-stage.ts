import { rm } from "node:fs/promises";
import { join } from "node:path";
import { dayInt } from "../../matchers/dates/calendar.ts";
import type { SourceConfig } from "../config/config.ts";
import { hashOf } from "../ledger/canonical-json.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { INGEST_FILES, type IngestFacts } from "./ingest-stage.ts";
import { type RunContext, runStage } from "./run-context.ts";
import { type StandardCounts, standardiseRecords } from "./standardise-records.ts";

export interface StandardiseFacts extends StandardCounts {
  /** What it was made of but for the day, as a hash. */
  readonly made_of: string;
  /** The day it was made for, yyyy-mm-dd. */
  readonly as_of: string;
}

/**
 * The files a standardise stage leaves in its folder, one a bucket: a glob that DuckDB reads as one table. Those of a source
 * put behind each other by name are its records in order; those of the register are in none.
 */
export const STANDARD_FILE = "standard-*.parquet";

/** Makes the canonical record of every raw record of a source. */
export async function standardiseStage(
  run: RunContext,
  source: SourceConfig,
  ingested: StageResult<IngestFacts>,
): Promise<StageResult<StandardiseFacts>> {
  const spec = await standardiseSpec(run, source, ingested.key);
  return runStage<StandardiseFacts>(
    run,
    spec,
    (facts) => facts.records,
    async (folder) => {
      const [c, writer] = [await run.engine.connect(), await run.engine.connect()];
      try {
        const counts = await standardiseRecords(c, writer, {
          raw: join(ingested.folder, INGEST_FILES.raw),
          buckets: ingested.facts.buckets,
          out: folder,
          prefix: `s_${source.name.replaceAll("-", "_")}_`,
          profile: source.profile,
          asOf: spec.inputs.as_of,
        });
        return { ...counts, made_of: spec.made_of, as_of: spec.inputs.as_of };
      } finally {
        c.close();
        writer.close();
        await rm(join(folder, "tmp"), { recursive: true, force: true });
      }
    },
  );
}

export interface StandardiseSpec extends StageSpec {
  readonly inputs: { readonly ingested: string; readonly profile: string; readonly as_of: string };
  /** A hash of the inputs but for the day. */
  readonly made_of: string;
}

/**
 * What makes the result of standardising a source. The day does only where it tells: what was made on an earlier day and would
 * come out the same today stands, so that a source that was not delivered anew is not understood anew each night.
 * @param ingested key of its ingest stage
 */
export async function standardiseSpec(
  run: Pick<RunContext, "store" | "asOf">,
  source: SourceConfig,
  ingested: string,
): Promise<StandardiseSpec> {
  const { dates, values, units } = source.profile;
  const inputs = { ingested, profile: hashOf({ dates, values, units }) };
  const made_of = hashOf(inputs);
  const today = dayInt(run.asOf);
  const days = (await run.store.finished<StandardiseFacts>(`standardise.${source.name}`))
    .filter((made) => made.made_of === made_of && made.as_of <= run.asOf)
    .filter(({ until }) => until === null || today < until)
    .map((made) => made.as_of)
    .sort();
  const as_of = days[0] ?? run.asOf;
  return { stage: "standardise", source: source.name, inputs: { ...inputs, as_of }, made_of };
}
