import PQueue from "p-queue";
import { allDone } from "../../connectors/all-done.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import type { SourceConfig } from "../config/config.ts";
import type { InputFile } from "../stages/find-inputs.ts";
import { ingestStage } from "../stages/ingest-stage.ts";
import type { FailedSource, PreparedSource } from "../stages/prepared-source.ts";
import type { RunContext } from "../stages/run-context.ts";
import { standardiseStage } from "../stages/standardise-stage.ts";
import { unpackedBytes } from "../stages/unpacked-bytes.ts";
import { valueProblem } from "../stages/value-problem.ts";
import type { MemoryBudget } from "./budget.ts";
import { checkRegister } from "./check-register.ts";
import { NoSourceError } from "./no-source-error.ts";

/** What was delivered: the files of each source, and the sources of which nothing was, or whose files cannot even be opened. */
export interface Inputs {
  readonly files: ReadonlyMap<string, readonly InputFile[]>;
  readonly unreadable: ReadonlyMap<string, InputError>;
}

/** Bytes of a source whose records are some tens of thousands: it needs little memory. */
const SMALL_BYTES = 12 * 1024 * 1024;

/**
 * Reads and standardises the register and the sources, side by side as memory allows. A source that cannot be read is
 * noted and the others go on; the register must be read.
 * @throws InputError when the register cannot be read, or nothing can be held against it; NoSourceError when no source can
 */
export async function prepareSources(
  run: RunContext,
  inputs: Inputs,
  budget: MemoryBudget,
): Promise<{ register: PreparedSource; sources: PreparedSource[]; failed: FailedSource[] }> {
  const large = new PQueue({ concurrency: budget.large });
  const small = budget.small > 0 ? new PQueue({ concurrency: budget.small }) : large;
  const prepared = new Map<string, PreparedSource>();
  const failed: FailedSource[] = [];
  const prepare = async (source: SourceConfig): Promise<void> => {
    const files = inputs.files.get(source.name) ?? [];
    const unreadable = inputs.unreadable.get(source.name);
    try {
      if (unreadable) throw unreadable;
      const ingested = await ingestStage(run, source, files);
      if (source.name === run.config.register.name) checkRegister(source, ingested.facts);
      prepared.set(source.name, { source, ingested, standardised: await standardiseStage(run, source, ingested) });
    } catch (found) {
      const error = valueProblem(found, source.name, files);
      if (!(error instanceof InputError) || source.name === run.config.register.name) throw error;
      const missing = error.code === "file.none" || error.code === "file.missing";
      failed.push({
        source: source.name,
        code: error.code,
        message: error.message,
        missing,
        required: source.expected.required,
      });
      run.log.write({ event: "source.failed", source: source.name, code: error.code });
      run.progress.say(error.message);
    }
  };
  const sized = [run.config.register, ...run.config.sources].map((source) => ({
    source,
    bytes: unpackedBytes(inputs.files.get(source.name) ?? []),
  }));
  // The largest first, so that the small ones fill the time beside them.
  sized.sort((a, b) => b.bytes - a.bytes);
  await allDone(sized.map(({ source, bytes }) => (bytes > SMALL_BYTES ? large : small).add(() => prepare(source))));
  const register = prepared.get(run.config.register.name);
  if (!register) throw new Error("the register was not prepared");
  const sources = run.config.sources.flatMap((source) => prepared.get(source.name) ?? []);
  failed.sort((a, b) => (a.source < b.source ? -1 : 1));
  if (sources.length === 0) throw new NoSourceError(failed);
  return { register, sources, failed };
}
