import PQueue from "p-queue";
import { allDone } from "../../connectors/all-done.ts";
import { collectGarbage } from "../../connectors/collect-garbage.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import { forgetUnderstood } from "../../matchers/bounded-map.ts";
import type { SourceConfig } from "../config/config.ts";
import type { InputFile } from "../stages/find-inputs.ts";
import { ingestStage } from "../stages/ingest-stage.ts";
import type { FailedSource, PreparedSource } from "../stages/prepared-source.ts";
import type { RunContext } from "../stages/run-context.ts";
import { standardiseStage } from "../stages/standardise-stage.ts";
import { unpackedBytes } from "../stages/unpacked-bytes.ts";
import { valueProblem } from "../stages/value-problem.ts";
import { type MemoryBudget, memoryWarning } from "./budget.ts";
import { checkRegister } from "./check-register.ts";
import { NoSourceError } from "./no-source-error.ts";
import { openEngine } from "./open-engine.ts";
import { registerUnread } from "./register-unread-error.ts";

/** What was delivered: the files of each source, and the sources of which nothing was, or whose files cannot even be opened. */
export interface Inputs {
  readonly files: ReadonlyMap<string, readonly InputFile[]>;
  readonly unreadable: ReadonlyMap<string, InputError>;
}

/** What the night has to go on with. */
interface PreparedSources {
  readonly register: PreparedSource;
  readonly sources: PreparedSource[];
  readonly failed: FailedSource[];
}

/** Bytes of a source whose records are some tens of thousands: it needs little memory. */
const SMALL_BYTES = 12 * 1024 * 1024;
/** With more bytes in large sources than so many times those in small ones, a large one mostly works alone, and is given all threads. */
const MOSTLY_LARGE = 2;

/** The bytes of a source as unpacked tell how much memory and time it takes. */
interface SizedSource {
  readonly source: SourceConfig;
  readonly bytes: number;
}

/**
 * Reads and standardises the register and the sources, side by side as memory allows, on an engine of their own: with as many threads as
 * for one statement at a time, those that wait for another's part of a statement would spin and take the cores from those that work.
 * A source that cannot be read is noted and the others go on; the register must be read.
 * @throws InputError when the register cannot be read, or nothing can be held against it (RegisterUnreadError where other
 *   sources cannot be read either); NoSourceError when no source can
 */
export async function prepareSources(run: RunContext, inputs: Inputs, budget: MemoryBudget): Promise<PreparedSources> {
  const sized = [run.config.register, ...run.config.sources].map((source) => ({
    source,
    bytes: unpackedBytes(inputs.files.get(source.name) ?? []),
  }));
  const bytesOf = (some: readonly SizedSource[]) => some.reduce((sum, { bytes }) => sum + bytes, 0);
  const large = bytesOf(sized.filter(isLarge));
  const threads = large > MOSTLY_LARGE * (bytesOf(sized) - large) ? budget.threads : budget.preparing;
  const { engineMib } = budget;
  const engine = await openEngine(run.config, inputs.files, { engineMib, threads, spill: "preparing" });
  try {
    return await prepareOn({ ...run, engine }, inputs, budget, sized);
  } finally {
    engine.close();
    // No value is understood after this: what was remembered for it would only take memory from matching.
    forgetUnderstood();
    collectGarbage();
  }
}

const isLarge = ({ bytes }: SizedSource): boolean => bytes > SMALL_BYTES;

async function prepareOn(
  run: RunContext,
  inputs: Inputs,
  budget: MemoryBudget,
  sized: readonly SizedSource[],
): Promise<PreparedSources> {
  const large = new PQueue({ concurrency: budget.large });
  const small = budget.small > 0 ? new PQueue({ concurrency: budget.small }) : large;
  const prepared = new Map<string, PreparedSource>();
  const failed: FailedSource[] = [];
  let refused: InputError | undefined;
  let isBroken = false;
  let isWarned = false;
  const warnOfMemory = (source: string, rows: number): void => {
    const message = memoryWarning(source, rows, budget.engineMib);
    if (message === undefined || isWarned) return;
    isWarned = true;
    run.log.write({ event: "run.warning", code: "memory" });
    run.progress.say(`Warning: ${message}`);
  };
  const prepare = async (source: SourceConfig): Promise<void> => {
    if (isBroken) return;
    const files = inputs.files.get(source.name) ?? [];
    const unreadable = inputs.unreadable.get(source.name);
    try {
      if (unreadable) throw unreadable;
      const ingested = await ingestStage(run, source, files);
      if (source.name === run.config.register.name) checkRegister(source, ingested.facts);
      if (!ingested.skipped) warnOfMemory(source.name, ingested.facts.records);
      prepared.set(source.name, { source, ingested, standardised: await standardiseStage(run, source, ingested) });
    } catch (found) {
      const error = valueProblem(found, source.name, files);
      if (!(error instanceof InputError)) {
        // Not the source's fault: no other is begun, which would fail of it too.
        isBroken = true;
        throw error;
      }
      if (source.name === run.config.register.name) {
        refused = error;
        return;
      }
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
  // The largest first, so that the small ones fill the time beside them.
  const ordered = [...sized].sort((a, b) => b.bytes - a.bytes);
  const prepareLarge = async (source: SourceConfig): Promise<void> => {
    await prepare(source);
    // V8 alone would let it grow to several times what is in use, source after source.
    collectGarbage();
  };
  await allDone(
    ordered.map((one) =>
      isLarge(one) ? large.add(() => prepareLarge(one.source)) : small.add(() => prepare(one.source)),
    ),
  );
  failed.sort((a, b) => (a.source < b.source ? -1 : 1));
  if (refused) throw registerUnread(refused, failed);
  const register = prepared.get(run.config.register.name);
  if (!register) throw new Error("the register was not prepared");
  const sources = run.config.sources.flatMap((source) => prepared.get(source.name) ?? []);
  if (sources.length === 0) throw new NoSourceError(failed);
  return { register, sources, failed };
}
