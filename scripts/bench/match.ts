import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { memoryBudget } from "../../pipelines/nightly/budget.ts";

export interface MatchBenchOptions {
  readonly persons: number;
  /** The process's memory; DuckDB gets its part of it as in a night. */
  readonly limitMib: number;
  readonly threads: number;
  /** A folder of its own, emptied afterwards. */
  readonly folder: string;
}

export interface MatchBenchResult {
  readonly persons: number;
  readonly records: number;
  readonly pairs: number;
  readonly seconds: number;
  /** Peak resident memory of the matching process. */
  readonly peakMib: number;
  readonly nanosecondsPerPair: number;
  readonly precision: number;
  readonly recall: number;
  /** Of the records that can be told apart at all from what they hold. */
  readonly recallOfDistinguishable: number;
}

const worker = fileURLToPath(new URL("match-worker.ts", import.meta.url));

/**
 * Matches generated standardised tables (as many records as persons) and measures time, peak memory and accuracy.
 * Making the tables is not counted.
 */
export async function benchMatch(options: MatchBenchOptions): Promise<MatchBenchResult> {
  const { persons, limitMib, threads } = options;
  const folder = join(options.folder, "bench-match");
  const run = async (step: "make" | "match"): Promise<string> => {
    const args = [
      "--import",
      "tsx",
      worker,
      step,
      folder,
      persons,
      memoryBudget(limitMib, threads).engineMib,
      threads,
    ].map(String);
    return (await promisify(execFile)(process.execPath, args)).stdout;
  };
  try {
    await run("make");
    const out = JSON.parse(await run("match")) as Record<
      "persons" | "records" | "pairs" | "seconds" | "peakMib",
      number
    > &
      Record<"accepted" | "found" | "right" | "told" | "told_right", number>;
    return {
      persons: out.persons,
      records: out.records,
      pairs: out.pairs,
      seconds: Number(out.seconds.toFixed(2)),
      peakMib: out.peakMib,
      nanosecondsPerPair: Math.round((out.seconds * 1e9) / out.pairs),
      precision: out.right / out.accepted,
      recall: out.right / out.found,
      recallOfDistinguishable: out.told_right / out.told,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
