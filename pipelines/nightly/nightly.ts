import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { packageRoot } from "../../connectors/package-root.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import { readModel } from "../../matchers/linkage/snapshot.ts";
import type { Config } from "../config/config.ts";
import { codeFingerprint } from "../ledger/code-fingerprint.ts";
import { latestRun } from "../ledger/kept-runs.ts";
import { Ledger, type RunLeft, type RunState } from "../ledger/ledger.ts";
import { RunLog } from "../ledger/run-log.ts";
import { StageStore } from "../ledger/stage-store.ts";
import { State } from "../ledger/state.ts";
import { failureOf } from "../stages/failure.ts";
import { findInputs, type InputFile, noFiles } from "../stages/find-inputs.ts";
import { SNAPSHOT_FILE } from "../stages/match-stage.ts";
import type { Progress } from "../stages/progress.ts";
import type { RunContext } from "../stages/run-context.ts";
import { memoryBudget } from "./budget.ts";
import { NoSourceError } from "./no-source-error.ts";
import { openEngine } from "./open-engine.ts";
import type { RunOutcome } from "./outcome.ts";
import type { Inputs } from "./prepare.ts";
import { RegisterUnreadError, registerUnread } from "./register-unread-error.ts";
import { runIdentity } from "./run-identity.ts";
import { runStages } from "./run-stages.ts";

/** What a run may be told beside its config. */
export interface RunOptions {
  readonly progress: Progress;
  /** Targets whose held batch is to be sent this time. */
  readonly confirm: readonly string[];
  /** The lightest gate finding that stops publishing, over the config's own. */
  readonly failOn: "fatal" | "error" | "warning" | undefined;
  /** Exit code of an outcome, for the ledger. */
  readonly exitCodeOf: (outcome: RunOutcome) => number;
  readonly exitCodeOfError: (error: unknown) => number;
}

/**
 * The nightly job: from extracts in the inbox to published tables, report and deltas.
 * Killed anywhere, it is run again: stages that were finished are not done twice.
 * @throws RunLockedError when another run holds the work folder, InputError when there is no register (RegisterUnreadError
 *   where other sources cannot be read either), NoSourceError when no source can be read
 */
export async function runNightly(config: Config, options: RunOptions): Promise<RunOutcome> {
  process.umask(0o077);
  const ledger = await Ledger.open(config.work);
  const started = performance.now();
  let engine: Engine | undefined;
  let log: RunLog | undefined;
  let runId = "none";
  const end = async (state: RunState, exitCode: number, left: RunLeft) => {
    engine?.close();
    engine = undefined;
    options.progress.end();
    log?.write({
      event: "run.end",
      run_id: runId,
      state,
      exit_code: exitCode,
      seconds: Math.round(performance.now() - started) / 1000,
      peak_rss_mib: Math.round(process.resourceUsage().maxRSS / 1024),
    });
    await ledger.end(state, exitCode, left);
  };
  try {
    const state = await State.open(config.state);
    const identity = runIdentity(config, { ...state.facts, published: await latestRun(config.out) });
    const { asOf, warnings } = identity;
    for (const { message } of warnings) options.progress.say(message);
    runId = identity.runId;
    log = new RunLog(join(config.work, "logs", `${runId}.jsonl`));
    log.write({ event: "run.start", run_id: runId, config_hash: config.hash, sources: config.sources.length });
    for (const { code } of warnings) log.write({ event: "run.warning", code });
    const known = await versions();
    // Before the inputs are looked for: a night without its register is one that `status` has to tell of.
    await ledger.begin(runId, config.hash, known);
    // A damaged model is told before the hours that reading may take.
    const model = state.file(SNAPSHOT_FILE);
    if (model) await readModel(model);
    const inputs = await findAllInputs(config);
    await ledger.delivered(fingerprints(inputs.files));
    const budget = memoryBudget(config.memory_mib, config.threads);
    engine = await openEngine(config, inputs.files, { ...budget, spill: "main" });
    const run: RunContext = {
      config,
      engine,
      store: new StageStore(join(config.work, "store")),
      ledger,
      log,
      progress: options.progress,
      state,
      runId,
      asOf,
      finished: [],
    };
    const outcome = await runStages(run, { ...options, inputs, budget, started, versions: known, warnings });
    const exitCode = options.exitCodeOf(outcome);
    const ended = outcome.verdict === "blocked" ? "blocked" : outcome.failed.length > 0 ? "partial" : "done";
    const unread = outcome.failed.map(({ source, message }) => ({ source, message }));
    await end(ended, exitCode, { report: join(outcome.folder, "report.html"), failed: unread });
    return outcome;
  } catch (error) {
    log?.write({ event: "stage.failed", stage: "run", ...failureOf(error) });
    // What stopped the run is told, also where it keeps the run's end from being noted, as a full disk does.
    await end("failed", options.exitCodeOfError(error), { report: null, failed: unreadOf(error) }).catch(() => {});
    throw error;
  }
}

/** The sources whose fault an error is, each with what is wrong. */
function unreadOf(error: unknown): RunLeft["failed"] {
  if (error instanceof InputError) return [{ source: error.problem.source, message: error.message }];
  if (error instanceof NoSourceError || error instanceof RegisterUnreadError)
    return error.failed.map(({ source, message }) => ({ source, message }));
  return [];
}

/** Files of the register and of every source. @throws InputError or RegisterUnreadError when the register is not there or cannot be read */
async function findAllInputs(config: Config): Promise<Inputs> {
  const files = new Map<string, InputFile[]>();
  const unreadable = new Map<string, InputError>();
  for (const source of [config.register, ...config.sources])
    try {
      const found = await findInputs(source, config.inbox);
      files.set(source.name, found);
      if (found.length === 0)
        unreadable.set(source.name, source === config.register ? noRegister(config) : noFiles(source, config.inbox));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unreadable.set(source.name, error);
    }
  const register = unreadable.get(config.register.name);
  if (register) {
    const others = config.sources.flatMap(({ name }) => unreadable.get(name) ?? []);
    throw registerUnread(
      register,
      others.map(({ problem, message }) => ({ source: problem.source, message })),
    );
  }
  return { files, unreadable };
}

function noRegister({ register, inbox }: Config): InputError {
  return new InputError({
    source: register.name,
    file: register.paths.map((path) => relative(inbox, path)).join(", "),
    code: "file.none",
    what: "the register's extract is not there",
    expected: "a file at the register's `path` in the config",
    advice: "Deliver it and run again; nothing was done.",
  });
}

function fingerprints(inputs: ReadonlyMap<string, readonly InputFile[]>): Record<string, Record<string, string>> {
  return Object.fromEntries(
    [...inputs].map(([source, files]) => [source, Object.fromEntries(files.map((file) => [file.name, file.sha256]))]),
  );
}

/** Versions of what computes, for the ledger and telemetry. */
async function versions(): Promise<Record<string, string>> {
  const own = JSON.parse(await readFile(join(packageRoot(), "package.json"), "utf8")) as {
    version: string;
    dependencies: Record<string, string>;
  };
  return {
    lamsach: own.version,
    code: codeFingerprint(),
    duckdb: own.dependencies["@duckdb/node-api"] ?? "",
    node: process.version,
  };
}
