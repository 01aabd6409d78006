import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { audit } from "./audit.ts";
import { matchBucket, OPEN_RECORDS, type RunContext } from "./bucket.ts";
import { acceptingThreshold } from "./calibrate.ts";
import { loadHeavyKeys, type PassYield } from "./candidates.ts";
import { decide } from "./decide.ts";
import { loadDecisions } from "./decisions.ts";
import { countPatterns, createPatterns, type Drift, driftOf, fitModel } from "./fit.ts";
import {
  canBuildOn,
  compareRegisters,
  findAgain,
  isWhole,
  keepOthers,
  keptSql,
  memoryFiles,
  type PreviousRun,
  rememberRecords,
} from "./incremental.ts";
import { shippedModel } from "./model.ts";
import { prepareRecords, prepareRegister } from "./register.ts";
import type { MatchRequest, MatchSummary, SourceSummary } from "./request.ts";
import { loadSnapshot, makeSnapshot, snapshotWords } from "./snapshot.ts";
import { buildWordSurprisals } from "./surprisal.ts";
import { buildTokens, rememberTokens } from "./tokens.ts";
import { createModelTable } from "./weights.ts";

/** Records worked on at once, for each MiB of DuckDB's memory. */
const RECORDS_PER_MIB = 500;

/** A snapshot parameter that moved by more than this is reported as drift, in bits. */
const DRIFT_LIMIT = 0.25;

/**
 * Finds out who each record is: reads standard tables, writes `matches`, `evidence` and `audit`.
 * The answers depend on the records, the register, the snapshot and the seed, never on threads, memory or row order.
 * @throws EngineError, or Error when the snapshot does not fit
 */
export async function matchRecords(engine: Engine, request: MatchRequest): Promise<MatchSummary> {
  return withRun(engine, request, async (c, run) => {
    const { out } = request;
    const memory = out.memory ? memoryFiles(out.memory) : undefined;
    const done = await matchAll(c, request, run);
    await gather(
      c,
      { parts: done.matches, previous: done.previous?.matches, all: done.unchanged },
      out.matches,
      sql`source, record_id, role, person_id, status, probability, best_candidate_id`,
    );
    await gather(
      c,
      { parts: done.evidence, previous: done.previous?.evidence, all: done.unchanged },
      out.evidence,
      sql`source, record_id, role, rank, person_id, weight`,
    );
    if (memory) {
      await rememberRecords(c, memory.prints);
      await rememberTokens(c, memory);
    }
    await audit(c, run, {
      matches: out.matches,
      seed: request.seed ?? 1,
      work: request.work,
      previous: done.previous && { trials: memoryFiles(done.previous.memory).trials },
      trials: memory?.trials ?? join(request.work, "trials.parquet"),
      into: out.audit,
    });
    // What a few changed records would fit says nothing of the model.
    const fitted = done.previous ? run.snapshot.model : await fitModel(c, run.snapshot.model);
    const { snapshot, registerRows } = run;
    return {
      snapshot: snapshot.hash,
      newSnapshot: !request.snapshot.in,
      registerRows,
      kept: done.kept,
      ...(await summarise(c, out.matches, request, done)),
      drift: driftOf(run.snapshot.model, fitted, DRIFT_LIMIT),
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
    const snapshot = await makeSnapshot(c, run.register, run.registerRows, request.snapshot.out, model);
    return { snapshot: snapshot.hash, drift: driftOf(run.snapshot.model, snapshot.model, 0) };
  });
}

interface Run extends RunContext {
  readonly registerRows: number;
}

/** Prepares register, word relations and snapshot, does the work, and clears the work folder. */
async function withRun<T>(
  engine: Engine,
  request: Omit<MatchRequest, "out"> & { readonly out?: MatchRequest["out"] },
  work: (c: Connection, run: Run) => Promise<T>,
): Promise<T> {
  await mkdir(request.work, { recursive: true });
  const c = await engine.connect();
  try {
    const { in: given } = request.snapshot;
    const { previous } = request;
    const loaded = given ? await loadSnapshot(given) : undefined;
    await buildTokens(c, [request.register, ...request.sources.map((source) => source.path)], {
      ...(loaded ? { snapshot: snapshotWords(loaded.frequencies) } : {}),
      ...(previous && isWhole(previous) ? { previous: memoryFiles(previous.memory) } : {}),
    });
    // The next run compares its register with this one: it is written where it is to stay.
    const memory = request.out?.memory;
    if (memory) await mkdir(memory, { recursive: true });
    const register = memory ? memoryFiles(memory).register : join(request.work, "register.parquet");
    const registerRows = await prepareRegister(c, request.register, register);
    const shipped = shippedModel(registerRows, request.targets?.falseMatchRate);
    const snapshot = loaded ?? (await makeSnapshot(c, register, registerRows, request.snapshot.out, shipped));
    await buildWordSurprisals(c, snapshot.frequencies, snapshot.model.registerRows);
    const names = request.sources.map(({ source }) => source);
    await createModelTable(c, snapshot.model, names);
    await createPatterns(c);
    await c.run(sql`create or replace temp table link_excluded (rid bigint, pid bigint)`, "make exclusions");
    const heavyRoutes = await loadHeavyKeys(c, snapshot.frequencies);
    return await work(c, { register, registerRows, snapshot, heavyRoutes });
  } finally {
    c.close();
    await rm(request.work, { recursive: true, force: true });
  }
}

interface AllMatched {
  /** Records a source. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly yields: ReadonlyMap<string, PassYield>;
  /** Files of the answers made now. */
  readonly matches: string[];
  readonly evidence: string[];
  /** The run that the kept records' answers are of; undefined when all were matched. */
  readonly previous: PreviousRun | undefined;
  readonly kept: number;
  /** Every record keeps its answer, and none is gone. */
  readonly unchanged: boolean;
}

/** Matches all sources' records together, bucket by bucket, but for those that keep their answers. */
async function matchAll(c: Connection, request: Omit<MatchRequest, "out">, run: Run): Promise<AllMatched> {
  const { model, hash } = run.snapshot;
  const records = join(request.work, "records.parquet");
  await createAliases(c, request.numbers);
  await loadDecisions(c, request.decisions);
  const paths = request.sources.map(({ path }) => path);
  const sizes = await prepareRecords(c, paths, records);
  await c.run(sql`create or replace temp view link_all as from read_parquet(${sql.lit(records)})`, "name all records");
  const previous = request.previous && (await canBuildOn(c, request.previous, hash)) ? request.previous : undefined;
  const changes = previous !== undefined && (await compareRegisters(c, previous, run.register));
  if (previous) {
    const rows = { table: "link_all", prints: memoryFiles(previous.memory).prints, into: "link_again" };
    await findAgain(c, rows, changes, run.heavyRoutes);
  }
  const kept = await keepOthers(c, previous && "link_again");
  const rows = [...sizes.values()].reduce((sum, n) => sum + n, 0) - kept;
  const least = previous ? 0 : 1;
  const buckets = Math.max(least, Math.ceil(rows / (request.memoryMib * RECORDS_PER_MIB)));
  const yields = new Map<string, PassYield>();
  const parts: Pick<AllMatched, "matches" | "evidence"> = { matches: [], evidence: [] };
  for (let bucket = 0; bucket < buckets; bucket++) {
    const part = {
      matches: join(request.work, `matches-${bucket}.parquet`),
      evidence: join(request.work, `evidence-${bucket}.parquet`),
    };
    await c.run(
      sql`create or replace temp table link_record as
        from link_all r anti join link_kept k on k.rid = r.rid where r.rid % ${buckets} = ${bucket}`,
      "take records",
    );
    for (const done of await matchBucket(c, run)) add(yields, done);
    await decide(c, model, { snapshot: hash, open: OPEN_RECORDS }, part);
    if (!previous) await countPatterns(c, model.thresholds.accept);
    parts.matches.push(part.matches);
    parts.evidence.push(part.evidence);
  }
  const unchanged = previous !== undefined && rows === 0 && (await countRows(c, previous.matches)) === kept;
  return { sizes, yields, ...parts, previous, kept, unchanged };
}

async function countRows(c: Connection, file: string): Promise<number> {
  return (await c.row<{ n: number }>(sql`select count(*) as n from read_parquet(${file})`, "count answers")).n;
}

/** Counts the answers by source and status, and by the pass that found them. */
async function summarise(
  c: Connection,
  matches: string,
  request: MatchRequest,
  done: AllMatched,
): Promise<Pick<MatchSummary, "sources" | "passes">> {
  const counts = await c.rows<{ source: string; status: string; pass: string | null; accepted: boolean; n: number }>(
    sql`select source, status, pass, person_id is not null as accepted, count(*) as n
      from read_parquet(${matches}) group by all order by all`,
    "count answers",
  );
  const sum = (rows: typeof counts): number => rows.reduce((total, { n }) => total + n, 0);
  const statuses = [...new Set(counts.map(({ status }) => status))];
  const sources: SourceSummary[] = request.sources.map(({ source }) => {
    const own = counts.filter((row) => row.source === source);
    const byStatus = statuses.map((status) => [status, sum(own.filter((row) => row.status === status))] as const);
    return {
      source,
      records: done.sizes.get(source) ?? 0,
      byStatus: Object.fromEntries(byStatus.filter(([, n]) => n > 0)),
    };
  });
  const passes = [...done.yields.values()].map((made) => ({
    ...made,
    decided: sum(counts.filter(({ pass, accepted }) => accepted && pass === made.pass)),
  }));
  return { sources, passes };
}

/** Makes `link_alias` (number, digits, pid): who a former number now belongs to. */
async function createAliases(c: Connection, numbers: string | undefined): Promise<void> {
  await c.run(
    numbers
      ? sql`create or replace temp table link_alias as
          select try_cast(number as bigint) as number, length(number) as digits, min(try_cast(person_id as bigint)) as pid
          from read_parquet(${numbers}) group by all having number is not null`
      : sql`create or replace temp table link_alias (number bigint, digits bigint, pid bigint)`,
    "read former numbers",
  );
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

/** Puts the answers made now and those that were kept into one ordered file. */
async function gather(
  c: Connection,
  from: { readonly parts: readonly string[]; readonly previous: string | undefined; readonly all: boolean },
  into: string,
  order: Sql,
): Promise<void> {
  if (from.previous && from.all) return copyFile(from.previous, into);
  const rows = [
    ...(from.parts.length > 0 ? [sql`select * from read_parquet(${from.parts})`] : []),
    ...(from.previous ? [keptSql(from.previous)] : []),
  ];
  await c.run(
    sql`copy (select * from (${sql.join(rows, " union all by name ")}) order by ${order})
      to ${sql.lit(into)} (format parquet, compression zstd)`,
    "write answers",
  );
}
