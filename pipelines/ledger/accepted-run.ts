import { existsSync } from "node:fs";
import { join } from "node:path";
import { State, type StateFacts } from "./state.ts";

/** The last accepted night: its outputs, and the tables in the store that it was made of. */
export interface AcceptedRun {
  readonly runId: string;
  readonly facts: StateFacts;
  readonly state: State;
  /** Folder of its outputs. */
  readonly folder: string;
  /** Absolute path of a file (or glob) that one of its stages left; undefined when the stage was not done or was removed. */
  stageFile(label: string, file: string): string | undefined;
}

/** No night has been accepted yet, or what it left is gone. */
export class NoAcceptedRunError extends Error {
  override readonly name = "NoAcceptedRunError";
}

/**
 * Opens the last accepted night of a config's folders, for reading.
 * @throws NoAcceptedRunError saying what to do
 */
export async function openAcceptedRun(config: {
  readonly out: string;
  readonly work: string;
  readonly state: string;
}): Promise<AcceptedRun> {
  const state = await State.open(config.state);
  const { facts } = state;
  if (facts.run_id === null) throw new NoAcceptedRunError("no good run yet: start one with `lamsach run`");
  const folder = join(config.out, "runs", facts.run_id);
  if (!existsSync(join(folder, "matches.parquet")))
    throw new NoAcceptedRunError(
      `the outputs of run ${facts.run_id} are not in ${join(config.out, "runs")}: put them back, or run again`,
    );
  return {
    runId: facts.run_id,
    facts,
    state,
    folder,
    stageFile(label, file) {
      const key = facts.stages?.[label];
      const result = key ? join(config.work, "store", label, key) : undefined;
      return result && existsSync(result) ? join(result, file) : undefined;
    },
  };
}
