import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Config } from "../config/config.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { cutDelta, type DeltaFacts } from "../sync/delta.ts";
import { dropRegister, readRegister, registerDesiredSql, sourceDesiredSql } from "../sync/desired-state.ts";
import { type OutboxBatch, readOutbox } from "../sync/outbox.ts";
import { type RunContext, runStage } from "./run-context.ts";

/** The register is a target like the sources, under this name. */
export const REGISTER_TARGET = "register";

export interface SyncFacts {
  readonly [name: string]: readonly DeltaFacts[] | readonly string[] | number;
  readonly targets: readonly DeltaFacts[];
  /** Answered batches that were folded into the acknowledged state. */
  readonly answered: readonly string[];
  readonly rows: number;
}

/** Cuts a batch for every target; the batches wait in the stage's folder until the run is accepted. */
export async function syncStage(
  run: RunContext,
  inputs: {
    readonly standards: ReadonlyMap<string, { key: string; path: string }>;
    readonly register: { key: string; path: string };
    readonly matches: { key: string; path: string };
  },
): Promise<StageResult<SyncFacts>> {
  const outbox = await readOutboxes(run.config, inputs.standards);
  const targets = [...outbox.keys()];
  return runStage<SyncFacts>(
    run,
    syncSpec(run, { outbox, register: inputs.register.key, matches: inputs.matches.key }),
    (facts) => facts.rows,
    async (folder) => {
      const cut = async (c: Connection, target: string): Promise<DeltaFacts> => {
        const matches = inputs.matches.path;
        const desired =
          target === REGISTER_TARGET
            ? registerDesiredSql({ matches, standards: [...inputs.standards.values()].map((input) => input.path) })
            : sourceDesiredSql({ matches, standard: inputs.standards.get(target)!.path }, target);
        return cutDelta(c, {
          target,
          desired,
          acknowledged: run.state.file(stateFile(target)),
          batches: outbox.get(target) ?? [],
          batchId: `${run.runId}.${target}`,
          breaker: run.config.sync.breaker,
          outFolder: join(folder, "deltas", target),
          acknowledgedOut: join(folder, `${target}.acknowledged.parquet`),
        });
      };
      const c = await run.engine.connect();
      const facts: DeltaFacts[] = [];
      try {
        await readRegister(c, inputs.register.path);
        for (const target of targets) facts.push(await cut(c, target));
        await dropRegister(c);
      } finally {
        c.close();
      }
      const rows = facts.reduce((sum, f) => sum + f.insert + f.update + f.close + f.reopen, 0);
      const answered = [...outbox.values()].flat().filter((batch) => batch.rejected !== undefined);
      return { targets: facts, answered: answered.map((batch) => batch.batchId).sort(), rows };
    },
  );
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
