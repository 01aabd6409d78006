import { LEAST_MEMORY_MIB } from "../config/memory-size.ts";
import { BUCKET_RECORDS } from "../stages/make-records.ts";

/** What a part of the process may use of the memory the run was given. */
export interface MemoryBudget {
  /** DuckDB's own limit, MiB. */
  readonly engineMib: number;
  /** Threads DuckDB may use: never more than there is memory for. */
  readonly threads: number;
  /** Large sources that may be worked on side by side. */
  readonly large: number;
  /** Small sources that may be worked on beside them; 0 where they must wait for the large ones. */
  readonly small: number;
  /** Threads DuckDB may use while sources are worked on side by side: each statement under way keeps one busy beside its own. */
  readonly preparing: number;
}

/** The memory given is too little for any stage. */
export class MemoryTooSmallError extends Error {
  override readonly name = "MemoryTooSmallError";
}

/** Node, its code and the dictionaries in TypeScript. */
const PROCESS_MIB = 550;
/** DuckDB's peak over its own limit: some operators pass the buffer manager by (measured 1.4 to 1.9). */
const OVERSHOOT = 1.9;
/** A small night keeps within the least memory with this: with 150 it fails, with 200 its process stays under 500. */
const LEAST_ENGINE_MIB = 200;
/** A stage needs at least this much of DuckDB's memory: with 370 each, two at once failed on 250,000 records of a hundred columns. */
const STAGE_MIB = 400;
/** What a small source needs of it. */
const SMALL_STAGE_MIB = 100;
/** Sources worked on at once: one thread understands the values of all of them. */
const MOST_STAGES = 4;
/** What one thread of DuckDB holds when it writes a record's hundred columns (156 for two fails). */
const THREAD_MIB = 125;

/**
 * What standardising a source needs of DuckDB's memory, MiB, about: 100,000 records of the register fail with 200 and
 * pass with 212. A larger source is worked on in buckets, two at once: 1,000,000 fail with 342 and pass with 400, which is
 * what a stage is given.
 */
export function sourceNeedMib(records: number): number {
  return Math.round(110 + Math.min(records, 2 * BUCKET_RECORDS) / 900);
}

/**
 * What to say where DuckDB's memory may not do for a source.
 * @param rows of the source, or about
 */
export function memoryWarning(source: string, rows: number, engineMib: number): string | undefined {
  const need = sourceNeedMib(rows);
  if (engineMib >= need) return undefined;
  return `the memory may not do for the rows of "${source}": raise \`memory\` to about ${totalForMib(need)} MiB`;
}

/** Memory of the whole process that gives DuckDB so much, MiB. */
export function totalForMib(engineMib: number): number {
  return Math.ceil(PROCESS_MIB + engineMib * OVERSHOOT);
}

/**
 * Divides the memory of the whole process. Memory decides only how work is cut, never what is decided.
 * @throws MemoryTooSmallError under `LEAST_MEMORY_MIB`, where not even one thread has room
 */
export function memoryBudget(totalMib: number, threads: number): MemoryBudget {
  if (totalMib < LEAST_MEMORY_MIB)
    throw new MemoryTooSmallError(
      `memory is ${totalMib} MiB: a run needs at least ${LEAST_MEMORY_MIB} MiB. Raise \`memory\` in the config.`,
    );
  const engineMib = Math.max(LEAST_ENGINE_MIB, Math.floor((totalMib - PROCESS_MIB) / OVERSHOOT));
  const room = (mib: number, most: number) => Math.max(1, Math.min(most, Math.floor(engineMib / mib)));
  const large = room(STAGE_MIB, Math.min(threads, MOST_STAGES));
  const left = Math.floor((engineMib - large * STAGE_MIB) / SMALL_STAGE_MIB);
  // One more than threads: a source's values are understood in TypeScript for some of its time.
  const small = Math.max(0, Math.min(threads + 1, MOST_STAGES - large, left));
  const all = room(THREAD_MIB, threads);
  return { engineMib, threads: all, large, small, preparing: Math.max(1, all - (large + small) + 1) };
}
