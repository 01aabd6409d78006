import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../config/config.ts";
import { hindrances } from "../config/run-config.ts";
import { type AcceptedRun, NoAcceptedRunError, openAcceptedRun } from "../ledger/accepted-run.ts";
import { latestRun } from "../ledger/kept-runs.ts";
import { readStatus } from "../ledger/ledger.ts";
import { StageStore } from "../ledger/stage-store.ts";
import { State } from "../ledger/state.ts";
import { type MemoryBudget, MemoryTooSmallError, memoryBudget, memoryWarning } from "../nightly/budget.ts";
import { runIdentity } from "../nightly/run-identity.ts";
import { readRules } from "../quality/load-rules.ts";
import type { Rule } from "../quality/rule.ts";
import { unpackedBytes } from "../stages/unpacked-bytes.ts";
import { type DiskPlan, diskPlan } from "./disk.ts";
import { type InputPlan, inputPlans } from "./input-plan.ts";
import { type Obstacle, obstacles } from "./obstacles.ts";
import { type StagePlan, secondsToDo, stagePlans } from "./stage-plan.ts";

/** What a run started now would do, and what it would need. */
export interface Plan {
  readonly run_id: string;
  readonly as_of: string;
  readonly inputs: readonly (Omit<InputPlan, "files" | "ingested"> & {
    readonly files: readonly { readonly name: string; readonly bytes: number }[];
  })[];
  readonly stages: readonly StagePlan[];
  /** Seconds that the stages to be done took last time; stages without a time are not in it. */
  readonly seconds: number | null;
  readonly memory: {
    readonly total_mib: number;
    readonly engine_mib: number | null;
    /** Large and small sources worked on at once. */
    readonly large_sources: number | null;
    readonly small_sources: number | null;
    readonly threads: number;
  };
  readonly disk: DiskPlan;
  readonly obstacles: readonly Obstacle[];
}

/** Says what a run would do, doing nothing of it: takes no lock, writes nothing in the config's folders. */
export async function makePlan(config: Config): Promise<Plan> {
  const state = await State.open(config.state);
  const status = await readStatus(config.work);
  const last = await lastRun(config);
  const store = new StageStore(join(config.work, "store"));
  const identity = runIdentity(config, { ...state.facts, published: await latestRun(config.out) });
  const scratch = await mkdtemp(join(tmpdir(), "lamsach-"));
  try {
    const inputs = await inputPlans(config, store, state, scratch);
    const stages = await stagePlans({ config, store, state, ...identity }, inputs, status);
    const budget = budgetOf(config);
    const disk = await diskPlan(
      config,
      {
        bytes: unpackedBytes(inputs.flatMap(({ files }) => files)),
        engineMib: budget.engineMib ?? 0,
        share: share(stages),
      },
      last,
    );
    return {
      run_id: identity.runId,
      as_of: identity.asOf,
      inputs: inputs.map(({ ingested: _, files, ...input }) => ({
        ...input,
        files: files.map(({ name, bytes }) => ({ name, bytes })),
      })),
      stages,
      seconds: secondsToDo(stages),
      memory: {
        total_mib: config.memory_mib,
        engine_mib: budget.engineMib,
        large_sources: budget.large,
        small_sources: budget.small,
        threads: budget.threads ?? config.threads,
      },
      disk,
      obstacles: obstacles(config, {
        inputs,
        status,
        disk,
        memory: memoryObstacle(budget, inputs),
        warnings: identity.warnings,
        hindrances: await hindrances({ places: config, rules: ownRules(config) }, config.folder),
      }),
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The user's own rules by their place in the config. */
function ownRules(config: Config): Map<number, readonly Rule[]> {
  return new Map(config.quality.rules.map((file, i) => [i, readRules(file)]));
}

async function lastRun(config: Config): Promise<AcceptedRun | undefined> {
  try {
    return await openAcceptedRun(config);
  } catch (error) {
    if (error instanceof NoAcceptedRunError) return undefined;
    throw error;
  }
}

function budgetOf(config: Config): { [K in keyof MemoryBudget]: number | null } & { problem: string | null } {
  try {
    return { ...memoryBudget(config.memory_mib, config.threads), problem: null };
  } catch (error) {
    if (!(error instanceof MemoryTooSmallError)) throw error;
    return { engineMib: null, threads: null, large: null, small: null, preparing: null, problem: error.message };
  }
}

/** Too little memory for any run, or for the largest source that is there. */
function memoryObstacle(budget: ReturnType<typeof budgetOf>, inputs: readonly InputPlan[]): Obstacle | undefined {
  if (budget.problem) return { effect: "stops", code: "memory", message: budget.problem };
  const [largest] = [...inputs].sort((a, b) => (b.rows ?? 0) - (a.rows ?? 0));
  const message =
    largest && budget.engineMib !== null
      ? memoryWarning(largest.source, largest.rows ?? 0, budget.engineMib)
      : undefined;
  return message === undefined ? undefined : { effect: "warns", code: "memory", message };
}

/** The part of the stages that is to be done: publishing, which always is, stores nothing. */
function share(stages: readonly StagePlan[]): number {
  const stored = stages.filter(({ label }) => label !== "publish");
  return stored.length === 0 ? 0 : stored.filter(({ action }) => action === "do").length / stored.length;
}
