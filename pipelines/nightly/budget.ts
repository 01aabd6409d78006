/** What a part of the process may use of the memory the run was given. */
export interface MemoryBudget {
  /** DuckDB's own limit, MiB. */
  readonly engineMib: number;
  /** Stages that may run side by side. */
  readonly sideBySide: number;
}

/** The memory given is too little for any stage. */
export class MemoryTooSmallError extends Error {
  override readonly name = "MemoryTooSmallError";
}

/** Node, its code and the dictionaries in TypeScript. */
const PROCESS_MIB = 450;
/** DuckDB's peak over its own limit: some operators pass the buffer manager by (measured 1.4 to 1.7). */
const OVERSHOOT = 1.7;
/** A stage needs at least this much of DuckDB's memory to work without spilling everything. */
const STAGE_MIB = 400;

/**
 * Divides the memory of the whole process. Memory decides only how work is cut, never what is decided.
 * @throws MemoryTooSmallError under 512 MiB, where not even one stage has room
 */
export function memoryBudget(totalMib: number, threads: number): MemoryBudget {
  if (totalMib < 512)
    throw new MemoryTooSmallError(
      `memory is ${totalMib} MiB: a run needs at least 512 MiB. Raise \`memory\` in the config.`,
    );
  const engineMib = Math.floor((totalMib - PROCESS_MIB) / OVERSHOOT);
  const sideBySide = Math.max(1, Math.min(threads, Math.floor(engineMib / STAGE_MIB), 4));
  return { engineMib: Math.max(128, engineMib), sideBySide };
}
