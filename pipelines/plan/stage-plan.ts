import type { Config, SourceConfig } from "../config/config.ts";
import type { RunStatus } from "../ledger/ledger.ts";
import type { StageSpec, StageStore } from "../ledger/stage-store.ts";
import type { State } from "../ledger/state.ts";
import { assessSpec } from "../stages/assess-stage.ts";
import { dedupeSpec } from "../stages/dedupe-stage.ts";
import { type IngestFacts, ingestSpec } from "../stages/ingest-stage.ts";
import { matchSpec } from "../stages/match-stage.ts";
import type { PreparedSource } from "../stages/prepared-source.ts";
import { simsSpec } from "../stages/sims-stage.ts";
import { type StandardiseFacts, standardiseSpec } from "../stages/standardise-stage.ts";
import { readOutboxes, syncSpec } from "../stages/sync-stage.ts";
import { wholeDeliveries } from "../stages/whole-deliveries.ts";
import type { InputPlan } from "./input-plan.ts";

/** One stage as a run would find it. */
export interface StagePlan {
  readonly label: string;
  readonly action: "do" | "skip";
  /** Seconds it took in the last run that did it; null where that is not known. */
  readonly last_seconds: number | null;
}

interface PlannedRun {
  readonly config: Config;
  readonly store: StageStore;
  readonly state: State;
  readonly runId: string;
  readonly asOf: string;
}

/**
 * Which stages a run would do and which it would find done. A stage's key follows from settings, hashes of inputs and
 * keys before it, so all of it is known without running; only a source that turns out unreadable changes it.
 * @param inputs the register first, then every source
 * @param past the last run's stages, for their times
 */
export async function stagePlans(
  run: PlannedRun,
  inputs: readonly InputPlan[],
  past: RunStatus | undefined,
): Promise<StagePlan[]> {
  const { config, store } = run;
  const plans: StagePlan[] = [];
  const times = new Map(
    (past?.stages ?? []).flatMap(({ label, state, seconds }) => (state === "done" ? [[label, seconds] as const] : [])),
  );
  const note = async <Facts>(spec: StageSpec): Promise<Facts | undefined> => {
    const label = spec.source ? `${spec.stage}.${spec.source}` : spec.stage;
    const facts = await store.find<Facts>(spec);
    plans.push({ label, action: facts === undefined ? "do" : "skip", last_seconds: times.get(label) ?? null });
    return facts;
  };
  const byName = new Map(inputs.map((input) => [input.source, input]));
  const all = [config.register, ...config.sources];
  const present = all.filter((source) => (byName.get(source.name)?.files.length ?? 0) > 0);
  const keys = new Map<string, { readonly key: string }>();
  const prepared = new Map<string, PreparedSource>();
  for (const source of present) {
    const ingest = ingestSpec(source, byName.get(source.name)?.files ?? []);
    const ingested = await note<IngestFacts>(ingest);
    const standardise = await standardiseSpec(run, source, store.keyOf(ingest));
    const standardised = await note<StandardiseFacts>(standardise);
    keys.set(source.name, { key: store.keyOf(standardise) });
    if (ingested && standardised)
      prepared.set(source.name, preparedSource(store, source, ingest, ingested, standardise, standardised));
  }
  const register = keys.get(config.register.name);
  if (!register) return plans;
  const standards = new Map([...keys].filter(([source]) => source !== config.register.name));
  const match = await matchSpec(run, {
    register: register.key,
    sources: [...standards].map(([source, { key }]) => ({ source, key })),
  });
  await note(match);
  const matches = store.keyOf(match);
  await note(dedupeSpec(run, { sources: [...standards.keys()], matches }));
  const registerPrepared = prepared.get(config.register.name);
  const everyPrepared = present.length === prepared.size && registerPrepared;
  const sources = config.sources.flatMap((source) => prepared.get(source.name) ?? []);
  if (everyPrepared)
    await note(
      assessSpec(run, {
        register: registerPrepared,
        sources,
        failed: missingSources(config, byName),
        matches: { key: matches },
        failOn: config.quality.fail_on,
        confirmed: [],
      }),
    );
  else plans.push({ label: "assess", action: "do", last_seconds: times.get("assess") ?? null });
  const downstream = { register: register.key, matches };
  if (everyPrepared) {
    const delivered = [registerPrepared, ...sources];
    const whole = wholeDeliveries(delivered, { previous: run.state.facts, confirmed: [] });
    await note(simsSpec(run, { standards, whole, ...downstream }));
    await note(syncSpec(run, { outbox: await readOutboxes(config, standards), whole, ...downstream }));
  } else
    for (const label of ["sims", "sync"]) plans.push({ label, action: "do", last_seconds: times.get(label) ?? null });
  plans.push({ label: "publish", action: "do", last_seconds: times.get("publish") ?? null });
  return plans;
}

/** Seconds that the stages to be done took last time, to the millisecond; null where none of their times is known. */
export function secondsToDo(stages: readonly StagePlan[]): number | null {
  const times = stages.flatMap(({ action, last_seconds }) =>
    action === "do" && last_seconds !== null ? [last_seconds] : [],
  );
  return times.length === 0 ? null : Math.round(1000 * times.reduce((sum, time) => sum + time, 0)) / 1000;
}

function preparedSource(
  store: StageStore,
  source: SourceConfig,
  ingest: StageSpec,
  ingested: IngestFacts,
  standardise: StageSpec,
  standardised: StandardiseFacts,
): PreparedSource {
  const found = <Facts>(spec: StageSpec, facts: Facts) => ({
    key: store.keyOf(spec),
    folder: store.folderOf(spec),
    facts,
    skipped: true,
    seconds: 0,
  });
  return { source, ingested: found(ingest, ingested), standardised: found(standardise, standardised) };
}

/** Sources without files, as a run would list them. */
function missingSources(config: Config, inputs: ReadonlyMap<string, InputPlan>) {
  return config.sources
    .filter(({ name }) => (inputs.get(name)?.files.length ?? 0) === 0)
    .map(({ name, expected }) => ({
      source: name,
      code: "file.none",
      message: "",
      missing: true,
      required: expected.required,
    }))
    .sort((a, b) => (a.source < b.source ? -1 : 1));
}
