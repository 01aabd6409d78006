import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { PreviousRun } from "../../matchers/linkage/incremental.ts";
import { matchRecords } from "../../matchers/linkage/match.ts";
import type { MatchSummary } from "../../matchers/linkage/request.ts";
import { frequenciesPath } from "../../matchers/linkage/snapshot.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { decisionsFingerprint } from "../review/decisions.ts";
import { type DecisionCount, writeDecisionsInForce } from "../review/decisions-in-force.ts";
import { type RunContext, runStage } from "./run-context.ts";

export type MatchFacts = MatchSummary & {
  readonly decisions: DecisionCount;
  /** SHA-256 of the snapshot that it began with; null where there was none. */
  readonly began: string | null;
};

/** Names of the files a match stage leaves in its folder. */
export const MATCH_FILES = {
  matches: "matches.parquet",
  evidence: "evidence.parquet",
  audit: "audit.parquet",
  snapshot: "snapshot.json",
  /** A folder: what the next night needs to match only what changed. */
  memory: "memory",
} as const;

/** Name in the state folder of the model snapshot; its frequencies stand beside it. */
export const SNAPSHOT_FILE = "snapshot.json";
export const FREQUENCIES_FILE = frequenciesPath(SNAPSHOT_FILE);

/**
 * Finds out who the records of all sources are. Where the accepted night's answers still stand in the store and were given
 * under the same snapshot, only what may have changed is matched again: the answers are the same, only sooner.
 */
export async function matchStage(
  run: RunContext,
  inputs: {
    readonly register: { key: string; path: string };
    readonly standards: ReadonlyMap<string, { key: string; path: string }>;
    readonly engineMib: number;
  },
): Promise<StageResult<MatchFacts>> {
  const sources = [...inputs.standards].map(([source, { key, path }]) => ({ source, key, path }));
  const snapshot = run.state.file(SNAPSHOT_FILE);
  const { seed, audit_records, target_false_match_rate } = run.config.matching;
  return runStage<MatchFacts>(
    run,
    await matchSpec(run, { register: inputs.register.key, sources }),
    (facts) => facts.sources.reduce((sum, source) => sum + source.records, 0),
    async (folder) => {
      const numbers = join(folder, "former-numbers.parquet");
      await writeFormerNumbers(run.engine, inputs.register.path, numbers);
      const previous = await previousMatch(run);
      const decided = await decisionsFor(run.engine, run.config.state, sources, join(folder, "decisions.parquet"));
      const summary = await matchRecords(run.engine, {
        register: inputs.register.path,
        numbers,
        sources: sources.map(({ source, path }) => ({ source, path })),
        snapshot: { ...(snapshot ? { in: snapshot } : {}), out: join(folder, MATCH_FILES.snapshot) },
        work: join(folder, "work"),
        memoryMib: inputs.engineMib,
        seed,
        auditRecords: audit_records,
        targets: { falseMatchRate: target_false_match_rate },
        ...(decided.file ? { decisions: decided.file } : {}),
        ...(previous ? { previous } : {}),
        out: {
          matches: join(folder, MATCH_FILES.matches),
          evidence: join(folder, MATCH_FILES.evidence),
          audit: join(folder, MATCH_FILES.audit),
          memory: join(folder, MATCH_FILES.memory),
        },
      });
      return { ...summary, decisions: decided.count, began: fingerprintOf(snapshot) };
    },
  );
}

/** The reviewers' decisions that hold for these records, and how many do; no file where none has ever been made. */
export async function decisionsFor(
  engine: Engine,
  state: string,
  sources: readonly { readonly path: string }[],
  into: string,
): Promise<{ file: string | undefined; count: DecisionCount }> {
  if ((await decisionsFingerprint(state)) === null) return { file: undefined, count: { honoured: 0, stale: 0 } };
  const c = await engine.connect();
  try {
    const standards = sources.map(({ path }) => path);
    return { file: into, count: await writeDecisionsInForce(c, { state, standards, into }) };
  } finally {
    c.close();
  }
}

/** The accepted night's answers and memory, where the store still has them and the same code made them. */
async function previousMatch(run: Pick<RunContext, "state" | "store">): Promise<PreviousRun | undefined> {
  const key = run.state.facts.stages?.match;
  const stands = key ? await run.store.standing("match", key) : undefined;
  if (!stands) return undefined;
  const at = (name: keyof typeof MATCH_FILES) => join(stands.folder, MATCH_FILES[name]);
  return { matches: at("matches"), evidence: at("evidence"), memory: at("memory") };
}

/**
 * What makes the result of matching: keys of the standardised tables, the snapshot, the decisions, the settings. The answers of the night
 * before are not among them: with or without them the result is the same.
 */
export async function matchSpec(
  run: Pick<RunContext, "config" | "state" | "store">,
  inputs: { readonly register: string; readonly sources: readonly { source: string; key: string }[] },
): Promise<StageSpec> {
  const file = run.state.file(SNAPSHOT_FILE);
  const decisions = await decisionsFingerprint(run.config.state);
  const under = (snapshot: string | null): StageSpec => ({
    stage: "match",
    inputs: {
      register: inputs.register,
      sources: inputs.sources.map(({ source, key }) => ({ source, key })),
      snapshot,
      decisions,
      matching: { ...run.config.matching },
    },
  });
  const snapshot = fingerprintOf(file);
  if (snapshot === null) return under(null);
  // The night that made the snapshot, or told it of a new source, began with another or none; on the same inputs its result is this one.
  for (const { began } of await run.store.finished<MatchFacts>("match")) {
    const maker = under(began);
    const made = await run.store.find<MatchFacts>(maker);
    if (made?.newSnapshot && snapshot.startsWith(made.snapshot)) return maker;
  }
  return under(snapshot);
}

/** SHA-256 of a snapshot's file; null where there is none. */
const fingerprintOf = (file: string | undefined): string | null =>
  file ? createHash("sha256").update(readFileSync(file)).digest("hex") : null;

/** The old-to-new table of the register: every former number with the person it now belongs to. */
export async function writeFormerNumbers(engine: Engine, register: string, into: string): Promise<void> {
  const c = await engine.connect();
  try {
    await c.run(
      sql`copy (
        with listed as (
          select person_number, unnest(regexp_extract_all(former_numbers_read, '[0-9]{9,12}')) as number
          from read_parquet(${register})
          where former_numbers_read is not null and person_number is not null
        )
        select distinct person_number as person_id, number, case length(number) when 12 then 'reissued' else 'old' end as kind
        from listed where length(number) in (9, 12) and number <> person_number
        order by all
      ) to ${into} (format parquet, compression zstd)`,
      "list former numbers",
    );
  } finally {
    c.close();
  }
}
