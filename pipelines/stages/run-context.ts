import type { Engine } from "../../connectors/duckdb/engine.ts";
import type { Config } from "../config/config.ts";
import type { JsonOf } from "../ledger/canonical-json.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { RunLog } from "../ledger/run-log.ts";
import type { StageResult, StageSpec, StageStore } from "../ledger/stage-store.ts";
import type { State } from "../ledger/state.ts";
import { failureOf } from "./failure.ts";
import type { Progress } from "./progress.ts";

/** What every stage of a run may use. */
export interface RunContext {
  readonly config: Config;
  readonly engine: Engine;
  readonly store: StageStore;
  readonly ledger: Ledger;
  readonly log: RunLog;
  readonly progress: Progress;
  readonly state: State;
  readonly runId: string;
  /** The day of the run, yyyy-mm-dd: the only clock that facts may depend on. */
  readonly asOf: string;
  /** Finished stages in the order they ended, for telemetry and for keeping their results. */
  readonly finished: FinishedStage[];
}

export interface FinishedStage {
  readonly label: string;
  readonly key: string;
  readonly skipped: boolean;
  readonly seconds: number;
  readonly rows: number | null;
}

/**
 * Does one stage, or finds it done, and tells ledger, log and terminal.
 * @param rowsOf the number of rows the stage worked on, from its facts
 */
export async function runStage<Facts>(
  run: RunContext,
  spec: StageSpec,
  rowsOf: (facts: Facts) => number | null,
  work: (folder: string) => Promise<Facts & JsonOf<Facts>>,
): Promise<StageResult<Facts>> {
  const { rows, ...result } = await tellStage(run, spec, async () => {
    const result = await run.store.run(spec, work);
    return { ...result, rows: rowsOf(result.facts) };
  });
  const { key, skipped, seconds } = result;
  run.finished.push({ label: labelOf(spec), key, skipped, seconds, rows });
  return result;
}

/** Does what is to be seen as a stage: tells ledger, log and terminal that it begins, and that it is done or failed. */
export async function tellStage<Result extends Omit<FinishedStage, "label">>(
  run: RunContext,
  told: Pick<StageSpec, "stage" | "source">,
  work: () => Promise<Result>,
): Promise<Result> {
  const { stage, source } = told;
  const label = labelOf(told);
  const named = { stage, ...(source ? { source } : {}) };
  await run.ledger.stage({ label, key: null, state: "running", seconds: null, rows: null });
  run.log.write({ event: "stage.start", ...named });
  run.progress.start(label);
  try {
    const result = await work();
    const { key, skipped, seconds, rows } = result;
    const state = skipped ? "skipped" : "done";
    await run.ledger.stage({ label, key: key || null, state, seconds, rows });
    run.log.write({ event: `stage.${state}`, ...named, key, seconds, ...(rows === null ? {} : { rows }) });
    run.progress.done(label, { seconds, rows, skipped });
    return result;
  } catch (error) {
    run.log.write({ event: "stage.failed", ...named, ...failureOf(error) });
    run.progress.failed(label);
    // What stopped the stage is told, also where it keeps the ledger from noting it, as a full disk does.
    await run.ledger.stage({ label, key: null, state: "failed", seconds: null, rows: null }).catch(() => {});
    throw error;
  }
}

const labelOf = ({ stage, source }: Pick<StageSpec, "stage" | "source">): string =>
  source ? `${stage}.${source}` : stage;
