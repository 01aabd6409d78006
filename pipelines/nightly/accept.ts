import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../../connectors/files/durable.ts";
import type { Config } from "../config/config.ts";
import { crashPoint } from "../ledger/crash-point.ts";
import { latestRun } from "../ledger/kept-runs.ts";
import type { StageResult } from "../ledger/stage-store.ts";
import type { StateFacts } from "../ledger/state.ts";
import type { Telemetry } from "../report/telemetry.ts";
import type { MatchFacts } from "../stages/match-stage.ts";
import type { FinishedStage, RunContext } from "../stages/run-context.ts";
import { outboxFolder } from "../stages/sync-stage.ts";
import type { DeltaFacts } from "../sync/delta.ts";
import { readOutbox } from "../sync/outbox.ts";
import { doneFolder, makeWritable } from "./prune.ts";

/**
 * Puts a finished folder into place under `out/<shelf>/<run_id>`. A run that was killed after this step is done again
 * and replaces it with the same content.
 */
export async function shelve(run: RunContext, built: string, shelf: "runs" | "blocked"): Promise<string> {
  const folder = join(run.config.out, shelf, run.runId);
  await mkdir(join(run.config.out, shelf), { recursive: true, mode: 0o700 });
  await syncFolder(built);
  crashPoint("shelve.before");
  if (existsSync(folder)) {
    await makeWritable(folder);
    await rm(folder, { recursive: true, force: true });
  }
  await rename(built, folder);
  crashPoint("shelve.after");
  return folder;
}

/**
 * Brings outbox and `out/latest` in line with the accepted night: puts its batches into the outboxes (but those that
 * are held), takes answered ones out, and points `latest` at it, never back at an earlier one. Done after a night is
 * accepted and again before the next begins, so that a kill between the two is mended.
 */
export async function deliver(config: Config, accepted: StateFacts): Promise<void> {
  if (accepted.run_id === null) return;
  const folder = join(config.out, "runs", accepted.run_id);
  if (!existsSync(folder)) return;
  const deltas = join(folder, "deltas");
  const targets = existsSync(deltas) ? (await readdir(deltas)).sort() : [];
  for (const target of targets) {
    const batch = `${accepted.run_id}.${target}`;
    const waits = join(outboxFolder(config), target, batch);
    if (accepted.held.includes(target) || existsSync(waits) || existsSync(join(doneFolder(config), target, batch)))
      continue;
    const aside = join(outboxFolder(config), `.${target}.${batch}`);
    await rm(aside, { recursive: true, force: true });
    await mkdir(join(outboxFolder(config), target), { recursive: true, mode: 0o700 });
    await cp(join(deltas, target), aside, { recursive: true });
    await syncFolder(aside);
    await rename(aside, waits);
    crashPoint("deliver.after-batch");
  }
  if (((await latestRun(config.out)) ?? "") < accepted.run_id) await pointLatest(config, accepted.run_id);
}

/** Moves the batches that targets have answered, and the accepted state has folded in, out of the outbox. */
export async function clearAnswered(
  config: Config,
  targets: readonly DeltaFacts[],
  answered: ReadonlySet<string>,
): Promise<void> {
  for (const { target } of targets)
    for (const batch of await readOutbox(outboxFolder(config), target)) {
      if (batch.rejected === undefined || !answered.has(batch.batchId)) continue;
      const done = join(doneFolder(config), target);
      await mkdir(done, { recursive: true, mode: 0o700 });
      await rm(join(done, batch.batchId), { recursive: true, force: true });
      await rename(batch.folder, join(done, batch.batchId));
      crashPoint("clear-answered.after-move");
    }
}

async function pointLatest(config: Config, runId: string): Promise<void> {
  const swap = join(config.out, ".latest.swap");
  await rm(swap, { force: true });
  await symlink(join("runs", runId), swap);
  await rename(swap, join(config.out, "latest"));
  crashPoint("latest.after");
}

/** How many records the night had, and of how many the answers were taken over from the night before. */
export function matchedAgain({ facts, skipped }: StageResult<MatchFacts>): { records: number; kept: number } {
  const records = facts.sources.reduce((sum, source) => sum + source.records, 0);
  return { records, kept: skipped ? records : facts.kept };
}

/** Writes telemetry: timings, versions and ids, apart from the facts. */
export async function writeTelemetry(
  run: RunContext,
  folder: string,
  facts: {
    readonly versions: Readonly<Record<string, string>>;
    readonly seconds: number;
    readonly matched: StageResult<MatchFacts>;
    readonly published: FinishedStage;
  },
): Promise<Telemetry> {
  const telemetry = {
    run_id: run.runId,
    as_of: run.asOf,
    config_hash: run.config.hash,
    finished_at: new Date().toISOString(),
    seconds: facts.seconds,
    peak_rss_mib: Math.round(process.resourceUsage().maxRSS / 1024),
    memory_mib: run.config.memory_mib,
    threads: run.config.threads,
    versions: facts.versions,
    matching: matchedAgain(facts.matched),
    stages: [...run.finished, facts.published],
  };
  await writeFile(join(folder, "telemetry.json"), `${JSON.stringify(telemetry, null, 2)}\n`);
  return telemetry;
}
