import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { auditSample, createAudit, sampleForAudit, writeAudit } from "./audit.ts";
import { matchBucket, OPEN_RECORDS, type RunContext } from "./bucket.ts";
import { acceptingThreshold } from "./calibrate.ts";
import { loadHeavyKeys, type PassYield } from "./candidates.ts";
import { decide } from "./decide.ts";
import { countPatterns, createPatterns, type Drift, driftOf, fitModel } from "./fit.ts";
import {
  canBuildOn,
  createMemory,
  keepUnchanged,
  notePrints,
  writeKept,
  writeMemory,
  writeRegisterChanges,
} from "./incremental.ts";
import { shippedModel } from "./model.ts";
import { prepareRecords, prepareRegister } from "./register.ts";
import type { MatchRequest, MatchSummary, SourceSummary } from "./request.ts";
import { loadSnapshot, makeSnapshot } from "./snapshot.ts";
import { buildWordSurprisals } from "./surprisal.ts";
import { buildTokens } from "./tokens.ts";
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
    const { sources, passes, parts, kept } = await matchAll(c, request, run);
    await auditSample(c, run, request.work);
    await gather(
      c,
      parts.matches,
      request.out.matches,
      sql`source, record_id, role, person_id, status, probability, best_candidate_id`,
    );
    await gather(c, parts.evidence, request.out.evidence, sql`source, record_id, role, rank, person_id, weight`);
    await writeAudit(c, request.out.audit);
    if (request.out.memory) {
      await mkdir(request.out.memory, { recursive: true });
      await writeMemory(c, run.register, request.out.memory);
    }
    // What a few changed records would fit says nothing of the model.
    const fitted = kept > 0 ? run.snapshot.model : await fitModel(c, run.snapshot.model);
    const drift = driftOf(run.snapshot.model, fitted, DRIFT_LIMIT);
    const { snapshot, registerRows } = run;
    return { snapshot: snapshot.hash, newSnapshot: !request.snapshot.in, registerRows, kept, sources, passes, drift };
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
  request: Omit<MatchRequest, "out">,
  work: (c: Connection, run: Run) => Promise<T>,
): Promise<T> {
  await mkdir(request.work, { recursive: true });
  const c = await engine.connect();
  try {
    await buildTokens(c, [request.register, ...request.sources.map((source) => source.path)]);
    const register = join(request.work, "register.parquet");
    const registerRows = await prepareRegister(c, request.register, register);
    const shipped = shippedModel(registerRows, request.targets?.falseMatchRate);
    const snapshot = request.snapshot.in
      ? await loadSnapshot(request.snapshot.in)
      : await makeSnapshot(c, register, registerRows, request.snapshot.out, shipped);
    await buildWordSurprisals(c, snapshot.frequencies, snapshot.model.registerRows);
    const names = request.sources.map(({ source }) => source);
    await createModelTable(c, snapshot.model, names);
    await createPatterns(c);
    const heavyRoutes = await loadHeavyKeys(c, snapshot.frequencies);
    return await work(c, { register, registerRows, snapshot, heavyRoutes });
  } finally {
    c.close();
    await rm(request.work, { recursive: true, force: true });
  }
}

interface AllMatched {
  readonly sources: SourceSummary[];
  readonly passes: PassYield[];
  readonly parts: { readonly matches: string[]; readonly evidence: string[] };
  readonly kept: number;
}

/** Matches all sources' records together, bucket by bucket, and takes the audit's sample. */
async function matchAll(c: Connection, request: Omit<MatchRequest, "out">, run: Run): Promise<AllMatched> {
  const { model, hash } = run.snapshot;
  const records = join(request.work, "records.parquet");
  const sizes = await prepareRecords(
    c,
    request.sources.map(({ path }) => path),
    records,
  );
  const rows = [...sizes.values()].reduce((sum, n) => sum + n, 0);
  const buckets = Math.max(1, Math.ceil(rows / (request.memoryMib * RECORDS_PER_MIB)));
  const yields = new Map<string, PassYield>();
  const parts: AllMatched["parts"] = { matches: [], evidence: [] };
  await createAliases(c, request.numbers);
  await createMemory(c);
  const previous = request.previous && (await canBuildOn(c, request.previous, hash)) ? request.previous : undefined;
  const changes = join(request.work, "register-changes.parquet");
  const registerChanged = previous && (await writeRegisterChanges(c, previous, run.register, changes)) > 0;
  await c.run(
    sql`create or replace temp table link_size as select source, count(*) as n from read_parquet(${records}) group by all`,
    "size sources",
  );
  for (let bucket = 0; bucket < buckets; bucket++) {
    const part = {
      matches: join(request.work, `matches-${bucket}.parquet`),
      evidence: join(request.work, `evidence-${bucket}.parquet`),
    };
    await takeBucket(c, records, bucket, buckets);
    await notePrints(c);
    if (previous) await keepUnchanged(c, previous, registerChanged ? changes : undefined, run.heavyRoutes);
    if (bucket === 0) await createAudit(c);
    for (const done of await matchBucket(c, run)) add(yields, done);
    await decide(c, model, { snapshot: hash, open: OPEN_RECORDS }, part);
    await countPatterns(c, model.thresholds.accept);
    await sampleForAudit(c, request.seed ?? 1, sizes.size);
    parts.matches.push(part.matches);
    parts.evidence.push(part.evidence);
  }
  if (previous) {
    const kept = {
      matches: join(request.work, "kept-matches.parquet"),
      evidence: join(request.work, "kept-evidence.parquet"),
    };
    await writeKept(c, previous.matches, kept.matches);
    await writeKept(c, previous.evidence, kept.evidence);
    parts.matches.push(kept.matches);
    parts.evidence.push(kept.evidence);
  }
  const { kept } = await c.row<{ kept: number }>(sql`select count(*) as kept from link_kept`, "count kept records");
  return { ...(await summarise(c, parts.matches, request, sizes, yields)), parts, kept };
}

/** Counts the answers by source and status, and by the pass that found them. */
async function summarise(
  c: Connection,
  matches: readonly string[],
  request: Omit<MatchRequest, "out">,
  sizes: ReadonlyMap<string, number>,
  yields: ReadonlyMap<string, PassYield>,
): Promise<Pick<AllMatched, "sources" | "passes">> {
  const statuses = await c.rows<{ source: string; status: string; n: number }>(
    sql`select source, status, count(*) as n from read_parquet(${matches}) group by all order by all`,
    "count statuses",
  );
  const decided = await c.rows<{ pass: string; n: number }>(
    sql`select pass, count(*) as n from read_parquet(${matches}) where person_id is not null group by all order by all`,
    "count decisions",
  );
  const decidedBy = new Map(decided.map(({ pass, n }) => [pass, n]));
  return {
    sources: request.sources.map(({ source }) => ({
      source,
      records: sizes.get(source) ?? 0,
      byStatus: Object.fromEntries(statuses.filter((row) => row.source === source).map(({ status, n }) => [status, n])),
    })),
    passes: [...yields.values()].map((done) => ({ ...done, decided: decidedBy.get(done.pass) ?? 0 })),
  };
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

/** Loads one bucket of the prepared records, with the person its number once belonged to. */
async function takeBucket(c: Connection, records: string, bucket: number, buckets: number): Promise<void> {
  await c.run(
    sql`create or replace temp table link_record as
      select r.*, coalesce(a.pid, o.pid) as alias_pid,
        (birth_int is null and commune_now is null and commune_old is null and phone_int is null and number_int is null
          and old_number_int is null and passport_code is null) as bare
      from read_parquet(${records}) r
        left join (from link_alias where digits = 12) a on a.number = r.number_int
        left join (from link_alias where digits = 9) o on o.number = r.old_number_int
      where r.rid % ${buckets} = ${bucket}`,
    "take records",
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

/** Puts the parts of all sources into one ordered file. */
async function gather(c: Connection, parts: readonly string[], into: string, order: Sql): Promise<void> {
  await c.run(
    sql`copy (from read_parquet(${parts}) order by ${order}) to ${sql.lit(into)} (format parquet, compression zstd)`,
    "write answers",
  );
}
