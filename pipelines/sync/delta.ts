import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { OutboxBatch } from "./outbox.ts";

/**
 * The largest share of what a target has that one batch may change; a larger batch is held until confirmed.
 * Batches of up to `min_rows` rows pass, and so does the first one a target ever gets.
 */
export interface Breaker {
  readonly insert: number;
  readonly update: number;
  readonly close: number;
  readonly min_rows: number;
}

/** What cutting one target's batch needs; paths are absolute. */
export interface DeltaRequest {
  readonly target: string;
  /** Relation of the desired state: key, content, before, reason. Keys are unique. */
  readonly desired: Sql;
  /** What the target has acknowledged: Parquet of key, content, version, closed. Undefined on the first night. */
  readonly acknowledged: string | undefined;
  readonly batches: readonly OutboxBatch[];
  readonly batchId: string;
  readonly breaker: Breaker;
  readonly outFolder: string;
  /** Where the new acknowledged state is written. */
  readonly acknowledgedOut: string;
}

export interface DeltaFacts {
  readonly [name: string]: number | string | boolean | null;
  readonly target: string;
  readonly batch_id: string | null;
  readonly insert: number;
  readonly update: number;
  readonly close: number;
  readonly reopen: number;
  readonly open: number;
  readonly in_flight: number;
  readonly rejected: number;
  /** True when the breaker holds the batch: it is not put into the outbox until confirmed. */
  readonly tripped: boolean;
}

const EMPTY_STATE = sql`select null::varchar as key, null::varchar as content, null::integer as version,
  null::boolean as closed where false`;

/**
 * Cuts the batch that brings a target from what it has acknowledged, plus what is in flight, to the desired state.
 * Rows the target rejected are outstanding again. An unchanged night cuts nothing.
 */
export async function cutDelta(c: Connection, request: DeltaRequest): Promise<DeltaFacts> {
  const answered = request.batches.filter((batch) => batch.rejected !== undefined);
  const inFlight = request.batches.filter((batch) => batch.rejected === undefined);
  const rejected = answered.reduce((sum, batch) => sum + (batch.rejected?.length ?? 0), 0);
  const before =
    request.acknowledged && existsSync(request.acknowledged)
      ? sql`select * from read_parquet(${request.acknowledged})`
      : EMPTY_STATE;
  await c.run(sql`create or replace temp table sync_acknowledged as ${before}`, "read acknowledged state");
  for (const batch of answered) await applyBatch(c, "sync_acknowledged", batch);
  await c.run(
    sql`create or replace temp table sync_base as select * from sync_acknowledged`,
    "start from acknowledged",
  );
  for (const batch of inFlight) await applyBatch(c, "sync_base", batch);
  await c.run(sql`create or replace temp table sync_delta as ${deltaSql(request)}`, "compare with desired state");
  await c.run(
    sql`copy (select * from sync_acknowledged order by key) to ${request.acknowledgedOut} (format parquet, compression zstd)`,
    "write acknowledged state",
  );
  const counts = await c.rows<{ op: string; n: number }>(
    sql`select op, count(*) as n from sync_delta group by op`,
    "count",
  );
  const { open } = await c.row<{ open: number }>(
    sql`select count(*) filter (not closed) as open from sync_base`,
    "count open entries",
  );
  const count = (op: string) => counts.find((row) => row.op === op)?.n ?? 0;
  const rows = counts.reduce((sum, row) => sum + row.n, 0);
  const facts: DeltaFacts = {
    target: request.target,
    batch_id: rows > 0 ? request.batchId : null,
    insert: count("insert"),
    update: count("update"),
    close: count("close"),
    reopen: count("reopen"),
    open,
    in_flight: inFlight.length,
    rejected,
    tripped:
      open > 0 &&
      rows > request.breaker.min_rows &&
      (["insert", "update", "close"] as const).some((op) => count(op) > open * request.breaker[op]),
  };
  if (rows > 0) await writeBatch(c, request, facts);
  for (const table of ["sync_acknowledged", "sync_base", "sync_delta"])
    await c.run(sql`drop table ${sql.id(table)}`, "drop temporary table");
  return facts;
}

/** Folds a batch into a state: version-guarded, so that folding twice changes nothing. */
async function applyBatch(c: Connection, state: string, batch: OutboxBatch): Promise<void> {
  await c.run(
    sql`merge into ${sql.id(state)} s using (
        select key, "after", op, version from read_parquet(${join(batch.folder, "delta.parquet")})
        where not list_contains(${[...(batch.rejected ?? []), -1]}, seq)
      ) d on s.key = d.key
      when matched and d.version <= s.version then do nothing
      when matched then update set content = coalesce(d."after", s.content), version = d.version, closed = (d.op = 'close')
      when not matched then insert values (d.key, d."after", d.version, d.op = 'close')`,
    "fold a batch into the state",
  );
}

/** The rows of the batch without what is computed from them: held in memory, so as narrow as can be. */
function deltaSql(request: DeltaRequest): Sql {
  return sql`
    with desired as (${request.desired}),
    compared as (
      select coalesce(d.key, b.key) as key,
        case
          when b.key is null then 'insert'
          when d.key is null then 'close'
          when b.closed then 'reopen'
          else 'update'
        end as op,
        d."before" as held, d.content as wanted, b.content as sent, coalesce(b.version, 0) + 1 as version,
        case when d.key is null then 'no_longer_needed' else d.reason end as reason
      from desired d full join sync_base b on b.key = d.key
      where (d.key is not null and b.key is null)
        or (d.key is null and not b.closed)
        or (d.key is not null and b.closed)
        or (d.content is distinct from b.content and not b.closed)
    )
    select (row_number() over (order by key))::bigint as seq, op, key,
      case when op = 'insert' then held when op = 'reopen' then held else sent end as "before",
      wanted as "after", sent, reason, version
    from compared`;
}

/** The rows of the batch, in order, as targets get them. */
function batchSql(request: DeltaRequest): Sql {
  return sql`
    select ${request.batchId}::varchar as batch_id, seq, ${request.target}::varchar as target, op, key, "before", "after",
      case when "after" is null then []::varchar[] else list_sort(json_keys("after")) end as changed_fields,
      reason, version, sha256(sent) as hash_before, hash_after,
      sha256(${request.target}::varchar || chr(31) || key || chr(31) || op || chr(31) || coalesce(hash_after, '')
        || chr(31) || version::varchar) as idem_key
    from (select *, sha256("after") as hash_after from sync_delta)
    order by seq`;
}

async function writeBatch(c: Connection, request: DeltaRequest, facts: DeltaFacts): Promise<void> {
  await mkdir(request.outFolder, { recursive: true, mode: 0o700 });
  const parquet = join(request.outFolder, "delta.parquet");
  const jsonl = join(request.outFolder, "delta.jsonl");
  await c.run(
    sql`copy (${batchSql(request)}) to ${parquet} (format parquet, compression zstd)`,
    "write batch as Parquet",
  );
  await c.run(
    sql`copy (
      select * replace ("before"::json as "before", "after"::json as "after") from read_parquet(${parquet}) order by seq
    ) to ${jsonl} (format json)`,
    "write batch as JSON lines",
  );
  const manifest = {
    batch_id: request.batchId,
    target: request.target,
    rows: facts.insert + facts.update + facts.close + facts.reopen,
    insert: facts.insert,
    update: facts.update,
    close: facts.close,
    reopen: facts.reopen,
    sha256: await sha256(jsonl),
    schema_version: 1,
  };
  await writeFile(join(request.outFolder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
