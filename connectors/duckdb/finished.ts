import { setImmediate, setTimeout } from "node:timers/promises";
import type { DuckDBPendingResult } from "@duckdb/node-api";
import bindings, { type PendingResult } from "@duckdb/node-bindings";

/** Looks taken without a pause, for the many statements that are through at once. */
const QUICK_LOOKS = 3;
const LONGEST_PAUSE_MS = 10;

/**
 * Waits until a statement is through and `getResult` gives its result at once, by looking from time to time. DuckDB's own
 * wait asks for work in a loop for as long as other threads have all there is: a core a statement, which those that run
 * beside it lack. The engine must have no thread but its own (`external_threads`).
 * @throws Error of DuckDB when the statement fails
 */
export async function finished(pending: DuckDBPendingResult): Promise<void> {
  // Only from within can a statement be looked at without also working on it, on this thread.
  const { pending_result: statement } = pending as unknown as { readonly pending_result: PendingResult };
  for (let looks = 0; ; looks++) {
    const state = bindings.pending_execute_check_state(statement);
    // Whatever needs no more looking counts as an error here, but only an error has a text.
    if (state === bindings.PendingState.RESULT_READY || state === bindings.PendingState.ERROR) break;
    if (looks < QUICK_LOOKS) await setImmediate();
    else await setTimeout(Math.min(looks - QUICK_LOOKS + 1, LONGEST_PAUSE_MS));
  }
  const error = bindings.pending_error(statement);
  if (error) throw new Error(error);
}
