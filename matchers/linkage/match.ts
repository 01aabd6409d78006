import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { auditSource, createAudit, sampleForAudit, writeAudit } from "./audit.ts";
import { matchBucket, OPEN_RECORDS, type RunContext } from "./bucket.ts";
import { acceptingThreshold } from "./calibrate.ts";
import { loadHeavyKeys, type PassYield } from "./candidates.ts";
import { decide } from "./decide.ts";
import { countPatterns, createPatterns, type Drift, driftOf, fitModel } from "./fit.ts";
import { shippedModel } from "./model.ts";
import { prepareRecords, prepareRegister } from "./register.ts";
import type { MatchRequest, MatchSource, MatchSummary, SourceSummary } from "./request.ts";
import { loadSnapshot, makeSnapshot } from "./snapshot.ts";
import { buildWordSurprisals } from "./surprisal.ts";
import { buildTokens } from "./tokens.ts";

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
    const sources: SourceSummary[] = [];
    for (const [i, source] of request.sources.entries()) {
      sources.push(await matchSource(c, request, source, i, run));
      await auditSource(c, run, source.source, request.work);
    }
    await gather(c, run.parts.matches, request.out.matches, sql`source, record_id, role`);
    await gather(c, run.parts.evidence, request.out.evidence, sql`source, record_id, role, rank`);
    await writeAudit(c, request.out.audit);
    const drift = driftOf(run.snapshot.model, await fitModel(c, run.snapshot.model), DRIFT_LIMIT);
    return {
      snapshot: run.snapshot.hash,
      newSnapshot: !request.snapshot.in,
      registerRows: run.registerRows,
      sources,
      drift,
    };
  });
}

/**
 * Fits the model anew on the given records and register and writes it as a snapshot to `request.snapshot.out`: m and the
 * shares of each source by EM, u and frequencies counted on the register, the accepting threshold by the target
 * false-match rate. Starts from `request.snapshot.in` or the shipped parameters. No answers are written.
 * @returns the snapshot's hash, and how far it moved from where it started
 */
export async function trainModel(engine: Engine, request: MatchRequest): Promise<{ snapshot: string; drift: Drift[] }> {
  return withRun(engine, request, async (c, run) => {
    for (const [i, source] of request.sources.entries()) await matchSource(c, request, source, i, run);
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
  readonly parts: { readonly matches: string[]; readonly evidence: string[] };
}

/** Prepares register, word relations and snapshot, does the work, and clears the work folder. */
async function withRun<T>(
  engine: Engine,
  request: MatchRequest,
  work: (c: Connection, run: Run) => Promise<T>,
): Promise<T> {
  await mkdir(request.work, { recursive: true });
  const c = await engine.connect();
  try {
    await buildTokens(c, [request.register, ...request.sources.map((source) => source.path)]);
    const register = join(request.work, "register.parquet");
    const registerRows = await prepareRegister(c, request.register, register);
    const snapshot = request.snapshot.in
      ? await loadSnapshot(request.snapshot.in)
      : await makeSnapshot(
          c,
          register,
          registerRows,
          request.snapshot.out,
          shippedModel(registerRows, request.targets?.falseMatchRate),
        );
    await buildWordSurprisals(c, snapshot.frequencies, snapshot.model.registerRows);
    await createAudit(c);
    await createPatterns(c);
    const heavyRoutes = await loadHeavyKeys(c, snapshot.frequencies);
    return await work(c, { register, registerRows, snapshot, heavyRoutes, parts: { matches: [], evidence: [] } });
  } finally {
    c.close();
    await rm(request.work, { recursive: true, force: true });
  }
}

async function matchSource(
  c: Connection,
  request: MatchRequest,
  { source, path }: MatchSource,
  nth: number,
  run: Run,
): Promise<SourceSummary> {
  const { model, hash } = run.snapshot;
  const records = join(request.work, `records-${nth}.parquet`);
  const rows = await prepareRecords(c, path, records);
  const buckets = Math.max(1, Math.ceil(rows / (request.memoryMib * RECORDS_PER_MIB)));
  const yields = new Map<string, PassYield>();
  const parts: string[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const part = {
      matches: join(request.work, `matches-${nth}-${bucket}.parquet`),
      evidence: join(request.work, `evidence-${nth}-${bucket}.parquet`),
    };
    await takeBucket(c, records, request.numbers, bucket, buckets);
    for (const done of await matchBucket(c, run, source)) add(yields, done);
    await decide(c, model, { source, snapshot: hash, open: OPEN_RECORDS }, part);
    await countPatterns(c, source, model.thresholds.accept);
    await sampleForAudit(c, request.seed ?? 1, rows, bucket === 0);
    run.parts.matches.push(part.matches);
    run.parts.evidence.push(part.evidence);
    parts.push(part.matches);
  }
  const statuses = await c.rows<{ status: string; n: number }>(
    sql`select status, count(*) as n from read_parquet(${parts}) group by all order by all`,
    "count statuses",
  );
  const decided = await c.rows<{ pass: string; n: number }>(
    sql`select pass, count(*) as n from read_parquet(${parts}) where person_id is not null group by all order by all`,
    "count decisions",
  );
  const decidedBy = new Map(decided.map(({ pass, n }) => [pass, n]));
  return {
    source,
    records: rows,
    byStatus: Object.fromEntries(statuses.map(({ status, n }) => [status, n])),
    passes: [...yields.values()].map((done) => ({ ...done, decided: decidedBy.get(done.pass) ?? 0 })),
  };
}

/** Loads one bucket of a source's prepared records, with the person its number once belonged to. */
async function takeBucket(
  c: Connection,
  records: string,
  numbers: string | undefined,
  bucket: number,
  buckets: number,
): Promise<void> {
  const aliases = numbers
    ? sql`(select try_cast(number as bigint) as number, length(number) as digits, min(try_cast(person_id as bigint)) as pid
        from read_parquet(${numbers}) group by all having number is not null)`
    : sql`(select null::bigint as number, null::integer as digits, null::bigint as pid where false)`;
  await c.run(
    sql`create or replace temp table link_record as
      select r.*, coalesce(a.pid, o.pid) as alias_pid,
        (birth_int is null and commune_now is null and commune_old is null and phone_int is null and number_int is null
          and old_number_int is null and passport_code is null) as bare
      from read_parquet(${records}) r
        left join ${aliases} a on a.number = r.number_int and a.digits = 12 
        left join ${aliases} o on o.number = r.old_number_int and o.digits = 9
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
