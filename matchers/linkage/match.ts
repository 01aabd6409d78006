import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { createPairs, loadHeavyKeys, type PassYield, runPass } from "./candidates.ts";
import { decide } from "./decide.ts";
import { comparePairs, createCandidates } from "./evidence.ts";
import { sourceModel } from "./model.ts";
import { PASSES } from "./passes.ts";
import { buildPosteriors } from "./posterior.ts";
import { prepareRecords, prepareRegister } from "./register.ts";
import type { MatchRequest, MatchSource, MatchSummary, SourceSummary } from "./request.ts";
import { keepOpen } from "./settle.ts";
import { loadSnapshot, makeSnapshot, type Snapshot } from "./snapshot.ts";
import { buildWordSurprisals, weighedRecordsSql } from "./surprisal.ts";
import { buildTokens } from "./tokens.ts";

/** Records worked on at once, for each MiB of DuckDB's memory. */
const RECORDS_PER_MIB = 500;

/**
 * Finds out who each record is: reads standard tables, writes `matches`, `evidence` and `audit`.
 * The answers depend on the records, the register, the snapshot and the seed, never on threads, memory or row order.
 * @throws EngineError, or Error when the snapshot does not fit
 */
export async function matchRecords(engine: Engine, request: MatchRequest): Promise<MatchSummary> {
  await mkdir(request.work, { recursive: true });
  const c = await engine.connect();
  try {
    await buildTokens(c, [request.register, ...request.sources.map((source) => source.path)]);
    const register = join(request.work, "register.parquet");
    const registerRows = await prepareRegister(c, request.register, register);
    const snapshot = request.snapshot.in
      ? await loadSnapshot(request.snapshot.in)
      : await makeSnapshot(c, register, registerRows, request.snapshot.out);
    await buildWordSurprisals(c, snapshot.frequencies, snapshot.model.registerRows);
    const sources: SourceSummary[] = [];
    const parts: { matches: string[]; evidence: string[] } = { matches: [], evidence: [] };
    for (const [i, source] of request.sources.entries())
      sources.push(await matchSource(c, request, source, i, register, snapshot, parts));
    await gather(c, parts.matches, request.out.matches, sql`source, record_id, role`);
    await gather(c, parts.evidence, request.out.evidence, sql`source, record_id, role, rank`);
    return { snapshot: snapshot.hash, newSnapshot: !request.snapshot.in, registerRows, sources };
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
  register: string,
  snapshot: Snapshot,
  parts: { matches: string[]; evidence: string[] },
): Promise<SourceSummary> {
  const records = join(request.work, `records-${nth}.parquet`);
  const rows = await prepareRecords(c, path, records);
  const { model, frequencies } = snapshot;
  const heavyRoutes = await loadHeavyKeys(c, frequencies);
  const buckets = Math.max(1, Math.ceil(rows / (request.memoryMib * RECORDS_PER_MIB)));
  const yields = new Map<string, PassYield>();
  const sourceParts: string[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const part = {
      matches: join(request.work, `matches-${nth}-${bucket}.parquet`),
      evidence: join(request.work, `evidence-${nth}-${bucket}.parquet`),
    };
    await takeBucket(c, records, request.numbers, bucket, buckets);
    await c.run(
      sql`create or replace temp table link_weighed as ${weighedRecordsSql(sql`link_record`, frequencies, model.registerRows)}`,
      "weigh records",
    );
    await createCandidates(c);
    const stages = [
      { stage: "number", from: "link_weighed", open: "link_open" },
      { stage: "strong", from: "link_open", open: "link_loose" },
      { stage: "loose", from: "link_loose", open: undefined },
    ] as const;
    for (const { stage, from, open } of stages) {
      await createPairs(c);
      for (const pass of PASSES.filter((p) => p.stage === stage))
        add(yields, await runPass(c, pass, from, register, heavyRoutes));
      await comparePairs(c, from, register, model, sourceModel(model, source));
      if (open) await keepOpen(c, stage, from, open);
    }
    await buildPosteriors(c);
    await decide(c, model, { source, snapshot: snapshot.hash, open: "link_open" }, part);
    parts.matches.push(part.matches);
    parts.evidence.push(part.evidence);
    sourceParts.push(part.matches);
  }
  const statuses = await c.rows<{ status: string; n: number }>(
    sql`select status, count(*) as n from read_parquet(${sourceParts}) group by all order by all`,
    "count statuses",
  );
  return {
    source,
    records: rows,
    byStatus: Object.fromEntries(statuses.map(({ status, n }) => [status, n])),
    passes: [...yields.values()],
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
