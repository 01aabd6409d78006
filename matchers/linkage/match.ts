import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
import { audit } from "./audit.ts";
import { keepDrawn, matchBucket, OPEN_RECORDS, weighRecords } from "./bucket.ts";
import { acceptingThreshold } from "./calibrate.ts";
import type { PassYield } from "./candidates.ts";
import { type AnswerOrder, copyOrdered, decide, writeDecided } from "./decide.ts";
import { countCompared, type Drift, driftOf } from "./drift.ts";
import { countPatterns, countWrittenPatterns, fitModel } from "./fit.ts";
import { memoryFiles, remember, standingSql } from "./incremental.ts";
import { prepareRun, type Run } from "./prepare.ts";
import { estimatePresence } from "./presence.ts";
import type { MatchRequest, MatchSummary, SourceAnswers } from "./request.ts";
import { makeSnapshot, writeSnapshot } from "./snapshot.ts";
import { rememberTokens } from "./tokens.ts";
import { createModelTable } from "./weights.ts";

/** Records worked on at once, for each MiB of DuckDB's memory. */
const RECORDS_PER_MIB = 750;

/** A snapshot parameter that moved by more than this is reported as drift, in bits. */
const DRIFT_LIMIT = 0.25;

/**
 * Finds out who each record is: reads standard tables, writes `matches`, `evidence` and `audit`.
 * The answers depend on the records, the register, the snapshot and the seed, never on threads, memory or row order.
 * @throws EngineError, or Error when the snapshot does not fit
 */
export async function matchRecords(engine: Engine, request: MatchRequest): Promise<MatchSummary> {
  return withRun(engine, request, async (c, prepared) => {
    const { out } = request;
    const run = prepared.unknown.length > 0 ? await fitPresence(c, prepared, request.snapshot.out) : prepared;
    const done = await matchAll(c, request, run, out);
    const { previous, snapshot, registerRows, sizes, memory } = run;
    const before = previous && memoryFiles(previous.memory);
    if (out.memory) {
      await remember(c, memory, before);
      await rememberTokens(c, memory, run.sameWords ? before : undefined);
    }
    await audit(c, run, {
      matches: done.matches,
      weighed: done.matches.length === 1,
      previous: before,
      files: memory,
      into: out.audit,
    });
    // Last, when the tables that matching needs no more can give way: sorting all answers takes the most memory.
    await run.forgetKeys();
    if (!done.written) await writeAnswers(c, run, done, out);
    const { model } = snapshot;
    await countWrittenPatterns(c, out.evidence, model.thresholds.accept);
    const { compared, pairs } = await countCompared(c);
    const moved = driftOf(model, await fitModel(c, model), DRIFT_LIMIT, compared);
    const all = [...sizes.values()].reduce((sum, n) => sum + n, 0);
    return {
      snapshot: snapshot.hash,
      newSnapshot: !request.snapshot.in || run.unknown.length > 0,
      registerRows,
      kept: all - run.records,
      ...(await summarise(c, out.matches, run, done)),
      drift: { trained: model.trained, limit: DRIFT_LIMIT, pairs, moved },
    };
  });
}

/**
 * Fits the model anew on the given records and register and writes it as a snapshot to `request.snapshot.out`: m and the
 * shares of each source by EM, u and frequencies counted on the register, the accepting threshold by the target
 * false-match rate. Starts from `request.snapshot.in` or the shipped parameters. No answers are written.
 * @returns the snapshot's hash, and how far it moved from where it started
 */
export async function trainModel(
  engine: Engine,
  request: Omit<MatchRequest, "out" | "previous">,
): Promise<{ snapshot: string; drift: Drift[] }> {
  return withRun(engine, request, async (c, run) => {
    await matchAll(c, request, run);
    const fitted = await fitModel(c, run.snapshot.model);
    const target = request.targets?.falseMatchRate ?? fitted.thresholds.falseMatchRate;
    const accept = await acceptingThreshold(c, target);
    const model = { ...fitted, thresholds: { ...fitted.thresholds, accept, falseMatchRate: target } };
    const snapshot = await makeSnapshot(c, run.registerRows, request.snapshot.out, model);
    return { snapshot: snapshot.hash, drift: driftOf(run.snapshot.model, snapshot.model, 0) };
  });
}

/** The run under a new snapshot, which knows how many of the people of each source that was unknown are in the register. */
async function fitPresence(c: Connection, run: Run, out: string): Promise<Run> {
  const model = await estimatePresence(c, run, new Map(run.unknown.map((source) => [source, run.sizes.get(source)!])));
  const snapshot = await writeSnapshot(out, model, run.snapshot.frequencies);
  await createModelTable(c, snapshot.model, run.sources);
  return { ...run, snapshot };
}

/** Prepares the run, does the work, and clears the work folder. */
async function withRun<T>(
  engine: Engine,
  request: Parameters<typeof prepareRun>[1],
  work: (c: Connection, run: Run) => Promise<T>,
): Promise<T> {
  await mkdir(request.work, { recursive: true });
  const c = await engine.connect();
  try {
    return await work(c, await prepareRun(c, request));
  } finally {
    c.close();
    await rm(request.work, { recursive: true, force: true });
  }
}

/** Answers made in this run. */
interface Matched {
  readonly yields: ReadonlyMap<string, PassYield>;
  /** Files of them. */
  readonly matches: readonly string[];
  readonly evidence: readonly string[];
  /** Whether these are the ordered tables already. */
  readonly written: boolean;
}

/** Matches the prepared records of all sources together, bucket by bucket. What one bucket has all of is written to `out` at once. */
async function matchAll(
  c: Connection,
  request: Omit<MatchRequest, "out">,
  run: Run,
  out?: MatchRequest["out"],
): Promise<Matched> {
  const { model, hash } = run.snapshot;
  const least = run.previous ? 0 : 1;
  const buckets = Math.max(least, Math.ceil(run.records / (request.memoryMib * RECORDS_PER_MIB)));
  const written = out !== undefined && buckets === 1 && !run.previous;
  const yields = new Map<string, PassYield>();
  const parts: { matches: string[]; evidence: string[] } = { matches: [], evidence: [] };
  for (let bucket = 0; bucket < buckets; bucket++) {
    const part = written
      ? { matches: out.matches, evidence: out.evidence, order: orderOf(run) }
      : {
          matches: join(request.work, `matches-${bucket}.parquet`),
          evidence: join(request.work, `evidence-${bucket}.parquet`),
        };
    await c.run(
      sql`create or replace temp table link_record as from link_all where rid % ${buckets} = ${bucket}`,
      "take records",
    );
    await weighRecords(c, run);
    for (const done of await matchBucket(c, run)) add(yields, done);
    if (!out) {
      // Training asks for more than written evidence tells, and for no answers.
      await countPatterns(c, model.thresholds.accept);
      continue;
    }
    // Deciding and writing take the most memory: what is only wanted for the audit's sample gives way.
    await keepDrawn(c, "link_rarity");
    await decide(c, model, OPEN_RECORDS);
    await keepDrawn(c, "link_record");
    await writeDecided(c, hash, part);
    parts.matches.push(part.matches);
    parts.evidence.push(part.evidence);
  }
  return { yields, written, ...parts };
}

/** What orders the answers. More columns than the key are compared only where they can decide. */
function orderOf(run: Run): AnswerOrder {
  const rest = run.repeated > 0 ? sql`, columns(*)` : sql``;
  const key = sql`source, record_id, role`;
  return { matches: sql`${key}${rest}`, evidence: sql`${key}, rank${rest}` };
}

/** Writes the ordered tables of answers. */
async function writeAnswers(c: Connection, run: Run, done: Matched, out: MatchRequest["out"]): Promise<void> {
  const order = orderOf(run);
  await gather(c, done.matches, run.previous?.matches, out.matches, order.matches);
  await gather(c, done.evidence, run.previous?.evidence, out.evidence, order.evidence);
}

/** Counts the answers by source and status, and by the pass that found them. */
async function summarise(
  c: Connection,
  matches: string,
  run: Run,
  done: Matched,
): Promise<Pick<MatchSummary, "sources" | "passes">> {
  const counts = await c.rows<{ source: string; status: string; pass: string | null; accepted: boolean; n: number }>(
    sql`select source, status, pass, person_id is not null as accepted, count(*) as n
      from read_parquet(${matches}) group by all order by all`,
    "count answers",
  );
  const sum = (rows: typeof counts): number => rows.reduce((total, { n }) => total + n, 0);
  const statuses = [...new Set(counts.map(({ status }) => status))];
  const sources: SourceAnswers[] = run.sources.map((source) => {
    const own = counts.filter((row) => row.source === source);
    const byStatus = statuses.map((status) => [status, sum(own.filter((row) => row.status === status))] as const);
    return {
      source,
      records: run.sizes.get(source) ?? 0,
      byStatus: Object.fromEntries(byStatus.filter(([, n]) => n > 0)),
    };
  });
  const passes = [...done.yields.values()].map((made) => ({
    ...made,
    decided: sum(counts.filter(({ pass, accepted }) => accepted && pass === made.pass)),
  }));
  return { sources, passes };
}

/** Adds what a pass did in one bucket to what it did in those before. */
function add(yields: Map<string, PassYield>, done: PassYield): void {
  const before = yields.get(done.pass);
  if (!before) yields.set(done.pass, done);
  else {
    const sum = (key: Exclude<keyof PassYield, "pass">) => before[key] + done[key];
    yields.set(done.pass, {
      pass: done.pass,
      records: sum("records"),
      pairs: sum("pairs"),
      tightened: sum("tightened"),
      skipped: sum("skipped"),
      pairsSaved: sum("pairsSaved"),
      decided: sum("decided"),
    });
  }
}

/** Puts the answers made now and those that stand into one ordered file. */
async function gather(
  c: Connection,
  parts: readonly string[],
  previous: string | undefined,
  into: string,
  order: Sql,
): Promise<void> {
  if (previous && parts.length === 0 && (await isNothingOutdated(c))) return linkOrCopy(previous, into);
  const rows = [
    ...(parts.length > 0 ? [sql`select * from read_parquet(${parts})`] : []),
    ...(previous ? [standingSql(previous)] : []),
  ];
  await c.run(copyOrdered(sql.join(rows, " union all by name "), order, into), "write answers");
}

async function isNothingOutdated(c: Connection): Promise<boolean> {
  return (await c.row<{ n: number }>(sql`select count(*) as n from link_outdated`, "count outdated answers")).n === 0;
}
