import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { linkOrCopyFolder } from "../../connectors/files/link-or-copy.ts";
import { writeOperations } from "../report/operations.ts";
import { assessStage, HISTORY_FILE } from "../stages/assess-stage.ts";
import { dedupeStage } from "../stages/dedupe-stage.ts";
import { INGEST_FILES } from "../stages/ingest-stage.ts";
import { FREQUENCIES_FILE, MATCH_FILES, matchStage, SNAPSHOT_FILE } from "../stages/match-stage.ts";
import type { PreparedSource } from "../stages/prepared-source.ts";
import type { RunContext } from "../stages/run-context.ts";
import { CLOCKS_FILE, simsStage } from "../stages/sims-stage.ts";
import { STANDARD_FILE } from "../stages/standardise-stage.ts";
import { stateFile, syncStage } from "../stages/sync-stage.ts";
import { heardWhole, wholeDeliveries } from "../stages/whole-deliveries.ts";
import { clearAnswered, deliver, shelve, writeTelemetry } from "./accept.ts";
import { allRejected } from "./all-rejected.ts";
import type { MemoryBudget } from "./budget.ts";
import { loadTokens } from "./load-tokens.ts";
import type { RunOutcome } from "./outcome.ts";
import { type Inputs, prepareSources } from "./prepare.ts";
import { buildingFolder, clearUnaccepted, prune } from "./prune.ts";
import { publishRun } from "./publish-run.ts";
import type { RunWarning } from "./run-identity.ts";
import type { RunResults } from "./run-results.ts";

interface StagesRequest {
  readonly inputs: Inputs;
  readonly budget: MemoryBudget;
  readonly confirm: readonly string[];
  readonly failOn: "fatal" | "error" | "warning" | undefined;
  /** `performance.now()` when the run began. */
  readonly started: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly warnings: readonly RunWarning[];
  /** What the run would end with: told in metrics and lineage. */
  readonly exitCodeOf: (outcome: RunOutcome) => number;
}

/** Does the stages in their order, builds the outputs aside, and puts them into place when the gate lets them. */
export async function runStages(run: RunContext, request: StagesRequest): Promise<RunOutcome> {
  await deliver(run.config, run.state.facts);
  await clearUnaccepted(run.config, run.state.facts, await run.ledger.onlyAttempts());
  const tokens = loadTokens(run);
  const results = await compute(run, request);
  const { verdict, blockers } = results.assessed.facts.gate;
  run.log.write({ event: "gate", verdict, blockers: blockers.length });
  const blocked = verdict === "blocked";
  const built = join(buildingFolder(run.config), run.runId);
  await mkdir(built, { recursive: true, mode: 0o700 });
  const published = await publishRun(run, results, { folder: built, tokens, blocked, budget: request.budget });
  const deltas = join(results.synced.folder, "deltas");
  await mkdir(join(built, "deltas"), { recursive: true });
  if (!blocked && existsSync(deltas)) await linkOrCopyFolder(deltas, join(built, "deltas"));
  const outcome: RunOutcome = {
    runId: run.runId,
    verdict: blocked ? "blocked" : "published",
    warnings: request.warnings,
    failed: results.unheard,
    held: results.held,
    refused: results.synced.facts.refused,
    folder: join(run.config.out, blocked ? "blocked" : "runs", run.runId),
    summary: published.lines,
    facts: published.facts,
  };
  const telemetry = await writeTelemetry(run, built, {
    versions: request.versions,
    matched: results.matched,
    published: published.stage,
    seconds: Math.round(performance.now() - request.started) / 1000,
  });
  await writeOperations(built, published.facts, telemetry, request.exitCodeOf(outcome), `lamsach://${hostname()}`);
  await shelve(run, built, blocked ? "blocked" : "runs");
  if (blocked) await prune(run, run.state.facts.stages);
  else await accept(run, results, published.history, tokens.keyId);
  return outcome;
}

async function compute(run: RunContext, request: StagesRequest): Promise<RunResults> {
  const { register, sources, failed } = await prepareSources(run, request.inputs, request.budget);
  const standard = (one: PreparedSource) => ({
    key: one.standardised.key,
    path: join(one.standardised.folder, STANDARD_FILE),
  });
  const standards = new Map(sources.map((one) => [one.source.name, standard(one)]));
  const inputs = { register: standard(register), standards };
  const matched = await matchStage(run, { ...inputs, engineMib: request.budget.engineMib });
  const matches = { key: matched.key, path: join(matched.folder, MATCH_FILES.matches) };
  const deduped = await dedupeStage(run, { standards, matched, engineMib: request.budget.engineMib });
  const failOn = request.failOn ?? run.config.quality.fail_on;
  const assessed = await assessStage(run, {
    ...{ register, sources, failed, matches, failOn, confirmed: request.confirm },
    sideBySide: Math.min(request.budget.threads, Math.max(request.budget.large, request.budget.small)),
  });
  const whole = wholeDeliveries([register, ...sources], {
    previous: run.state.facts,
    confirmed: request.confirm,
  });
  const sims = await simsStage(run, { ...inputs, matches, whole });
  const keys = new Map(sources.map(({ source, ingested }) => [source.name, join(ingested.folder, INGEST_FILES.keys)]));
  const synced = await syncStage(run, { ...inputs, keys, matches, whole, budget: request.budget });
  const held = synced.facts.targets
    .filter(({ target, tripped }) => tripped && !request.confirm.includes(target))
    .map(({ target }) => target);
  const unheard = [...failed, ...allRejected(sources)].sort((a, b) => (a.source < b.source ? -1 : 1));
  return { register, sources, unheard, whole, matched, deduped, assessed, sims, synced, held };
}

/** Accepts the night: its state becomes the next night's, its batches go out, `latest` points at it. */
async function accept(run: RunContext, results: RunResults, history: string, keyId: string): Promise<void> {
  const { matched, sims, synced } = results;
  const files: Record<string, string> = {
    [HISTORY_FILE]: history,
    [CLOCKS_FILE]: join(sims.folder, "clocks.parquet"),
  };
  if (matched.facts.newSnapshot) {
    files[SNAPSHOT_FILE] = join(matched.folder, MATCH_FILES.snapshot);
    files[FREQUENCIES_FILE] = join(matched.folder, FREQUENCIES_FILE);
  }
  for (const { target } of synced.facts.targets)
    files[stateFile(target)] = join(synced.folder, `${target}.acknowledged.parquet`);
  const heard = heardWhole([results.register, ...results.sources], results.whole, run.state.facts);
  const stages = Object.fromEntries(run.finished.map(({ label, key }) => [label, key]));
  const facts = {
    seq: run.state.facts.seq + 1,
    run_id: run.runId,
    ...heard,
    held: results.held,
    key_id: keyId,
    stages,
  };
  await run.state.accept(facts, files);
  await deliver(run.config, facts);
  await clearAnswered(run.config, synced.facts.targets, new Set(synced.facts.answered));
  await prune(run);
}
