import { rm } from "node:fs/promises";
import { join } from "node:path";
import PQueue from "p-queue";
import { allDone } from "../../connectors/all-done.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { Config } from "../config/config.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { cutDelta, type DeltaFacts } from "../sync/delta.ts";
import { readRegister, registerDesiredSql, sourceDesiredSql } from "../sync/desired-state.ts";
import { type OutboxBatch, readOutbox } from "../sync/outbox.ts";
import { type RunContext, runStage } from "./run-context.ts";

/** The register is a target like the sources, under this name. */
export const REGISTER_TARGET = "register";

/** What cutting one target's batch needs of DuckDB's memory: where there is less, targets wait for each other. */
const TARGET_MIB = 300;
/** More would only wait for the register, which is as large as many sources. */
const MOST_TARGETS = 2;

export interface SyncFacts {
  readonly targets: readonly DeltaFacts[];
  /** Answered batches that were folded into the acknowledged state. */
  readonly answered: readonly string[];
  /** What is wrong with answers that cannot be taken, one a batch. */
  readonly refused: readonly string[];
  readonly rows: number;
}

/** Cuts a batch for every target; the batches wait in the stage's folder until the run is accepted. */
export async function syncStage(
  run: RunContext,
  inputs: {
    readonly standards: ReadonlyMap<string, { key: string; path: string }>;
    /** Of each source, the path of the records whose key repeats or is missing; made as the standard table is. */
    readonly keys: ReadonlyMap<string, string>;
    readonly register: { key: string; path: string };
    readonly matches: { key: string; path: string };
    /** Sources of which all was heard tonight: what is not among it may be closed. */
    readonly whole: ReadonlySet<string>;
    readonly budget: { readonly engineMib: number; readonly threads: number };
  },
): Promise<StageResult<SyncFacts>> {
  const outbox = await readOutboxes(run.config, inputs.standards);
  return runStage<SyncFacts>(
    run,
    syncSpec(run, { outbox, register: inputs.register.key, matches: inputs.matches.key, whole: inputs.whole }),
    (facts) => facts.rows,
    async (folder) => {
      const facts = await cutAll(run, { ...inputs, outbox, folder });
      const rows = facts.reduce((sum, f) => sum + f.insert + f.update + f.close + f.reopen, 0);
      const batches = [...outbox.values()].flat();
      const answered = batches.filter((batch) => batch.rejected !== undefined).map((batch) => batch.batchId);
      return {
        targets: facts,
        answered: answered.sort(),
        refused: batches.flatMap(({ refused }) => refused ?? []),
        rows,
      };
    },
  );
}

/** Cuts the batches of all targets, side by side as memory allows. */
async function cutAll(
  run: RunContext,
  inputs: Omit<Parameters<typeof syncStage>[1], "matches"> & {
    readonly matches: { readonly path: string };
    readonly outbox: ReadonlyMap<string, readonly OutboxBatch[]>;
    readonly folder: string;
  },
): Promise<DeltaFacts[]> {
  const { folder, budget } = inputs;
  const matches = inputs.matches.path;
  const spill = join(folder, "spill");
  const sideBySide = Math.max(1, Math.min(MOST_TARGETS, Math.floor(budget.engineMib / TARGET_MIB)));
  // The run's own engine rests meanwhile: it does not keep the order of rows, so each file would have to be sorted.
  // Each statement under way keeps a thread busy beside the engine's own.
  const engine = await Engine.open({
    memoryMib: budget.engineMib,
    threads: Math.max(1, budget.threads - sideBySide + 1),
    tempDirectory: spill,
    allowedDirectories: [run.config.work, run.config.state, run.config.out],
    keepsOrder: true,
  });
  const cut = async (target: string, batches: readonly OutboxBatch[]): Promise<DeltaFacts> => {
    const c = await engine.connect();
    try {
      return await cutDelta(c, {
        target,
        desired:
          target === REGISTER_TARGET
            ? registerDesiredSql({ matches, standards: [...inputs.standards.values()].map((input) => input.path) })
            : sourceDesiredSql(
                { matches, standard: inputs.standards.get(target)!.path, keys: inputs.keys.get(target)! },
                target,
                run.config.sources.find(({ name }) => name === target)!.profile.persons,
              ),
        mayClose: mayClose(target, inputs.whole, run.config),
        acknowledged: run.state.file(stateFile(target)),
        batches,
        batchId: `${run.runId}.${target}`,
        breaker: run.config.sync.breaker,
        outFolder: join(folder, "deltas", target),
        acknowledgedOut: join(folder, `${target}.acknowledged.parquet`),
      });
    } finally {
      c.close();
    }
  };
  try {
    const c = await engine.connect();
    await readRegister(c, inputs.register.path);
    const queue = new PQueue({ concurrency: sideBySide });
    return await allDone([...inputs.outbox].map(([target, batches]) => queue.add(() => cut(target, batches))));
  } finally {
    engine.close();
    await rm(spill, { recursive: true, force: true });
  }
}

/**
 * Which entries about a target may be closed: those that a source was heard of as a whole without, and those of sources that are
 * gone for good. A source that was not read, or with suspiciously few rows, or that the config names no more, takes nothing back.
 */
function mayClose(target: string, whole: ReadonlySet<string>, config: Config): ((key: Sql) => Sql) | undefined {
  if (target !== REGISTER_TARGET) return whole.has(target) ? undefined : () => sql`false`;
  const heard = [...whole, ...config.sync.retired];
  return (key) => sql`list_contains(${heard}, split_part(${key}, '|', 2))`;
}

/** The batches that wait for each target of a run: the register, and the targets among the sources that were read. */
export async function readOutboxes(
  config: Config,
  standards: { has(source: string): boolean },
): Promise<Map<string, OutboxBatch[]>> {
  const targets = [REGISTER_TARGET, ...config.sync.targets.filter((target) => standards.has(target))];
  const outbox = new Map<string, OutboxBatch[]>();
  for (const target of targets) outbox.set(target, await readOutbox(outboxFolder(config), target));
  return outbox;
}

/** What makes the result of cutting batches; `register` and `matches` are keys of stages. */
export function syncSpec(
  run: Pick<RunContext, "config" | "state" | "runId">,
  inputs: {
    readonly outbox: ReadonlyMap<string, readonly OutboxBatch[]>;
    readonly register: string;
    readonly matches: string;
    readonly whole: ReadonlySet<string>;
  },
): StageSpec {
  return {
    stage: "sync",
    inputs: {
      matches: inputs.matches,
      register: inputs.register,
      targets: [...inputs.outbox.keys()],
      state: run.state.fingerprint(),
      run: run.runId,
      outbox: [...inputs.outbox.values()].map((batches) => batches.map((batch) => batch.fingerprint)),
      whole: [...inputs.whole].sort(),
      retired: [...run.config.sync.retired].sort(),
      breaker: { ...run.config.sync.breaker },
    },
  };
}

/** Where batches wait for their targets. */
export function outboxFolder(config: { readonly out: string }): string {
  return join(config.out, "outbox");
}

/** Name in the state folder of what a target has acknowledged. */
export function stateFile(target: string): string {
  return `sync/${target}.parquet`;
}
