import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
import { type BatchCounts, type BatchPlace, writeBatch } from "./batch-files.ts";
import type { OutboxBatch } from "./outbox.ts";

/**
 * The largest share of what a target has that one batch may change; a larger batch is held until confirmed. What is reopened counts as
 * inserted: the target has it no more.
 * Batches of up to `min_rows` rows pass, and so does the first one a target ever gets.
 */
export interface Breaker {
  readonly insert: number;
  readonly update: number;
  readonly close: number;
  readonly min_rows: number;
}

/** What cutting one target's batch needs; paths are absolute. */
export interface DeltaRequest extends BatchPlace {
  /** Relation of the desired state: key, content, before, reason. Keys are unique. */
  readonly desired: Sql;
  /** Condition on an entry's key: where it does not hold, an entry that is not desired any more stands as it is. Undefined: all may be closed. */
  readonly mayClose: ((key: Sql) => Sql) | undefined;
  /** What the target has acknowledged: Parquet of key, content, version, closed. Undefined on the first night. */
  readonly acknowledged: string | undefined;
  readonly batches: readonly OutboxBatch[];
  readonly breaker: Breaker;
  /** Where the new acknowledged state is written. */
  readonly acknowledgedOut: string;
}

/** What became of a target: its batch, and what it has. */
export interface DeltaFacts extends BatchCounts {
  readonly target: string;
  /** Null where there was nothing to send. */
  readonly batch_id: string | null;
  /** Entries that the target has, open. */
  readonly open: number;
  /** Batches not answered yet. */
  readonly in_flight: number;
  /** Rows that the target rejected. */
  readonly rejected: number;
  /** Entries that are not desired any more and yet stand: nothing was heard, or too little, of where they came from. */
  readonly withheld: number;
  /** The target was never told anything: the breaker has nothing to hold the batch against. */
  readonly first: boolean;
  /** True when the breaker holds the batch: it is not put into the outbox until confirmed. */
  readonly tripped: boolean;
}

const EMPTY_STATE = sql`select null::varchar as key, null::varchar as content, null::integer as version,
  null::boolean as closed where false`;

/**
 * Cuts the batch that brings a target from what it has acknowledged, plus what is in flight, to the desired state.
 * Rows the target rejected are outstanding again. An unchanged night cuts nothing.
 * @param c of an engine that keeps the order of what it reads: rows are sorted once, then numbered and written as they stand
 */
export async function cutDelta(c: Connection, request: DeltaRequest): Promise<DeltaFacts> {
  const answered = request.batches.filter((batch) => batch.rejected !== undefined);
  const inFlight = request.batches.filter((batch) => batch.rejected === undefined);
  const rejected = answered.reduce((sum, batch) => sum + (batch.rejected?.length ?? 0), 0);
  const acknowledged = await foldAnswered(c, request, answered);
  const base = inFlight.length > 0 ? await foldInto(c, "sync_base", acknowledged, inFlight) : acknowledged;
  await c.run(sql`create or replace temp table sync_delta as ${deltaSql(request, base)}`, "compare with desired state");
  const counts = await c.rows<{ op: string; n: number }>(
    sql`select op, count(*) as n from sync_delta group by op`,
    "count",
  );
  const { known, open } = await c.row<{ known: number; open: number }>(
    sql`select count(*) as known, count(*) filter (not closed) as open from (${base})`,
    "count entries",
  );
  const withheld = request.mayClose ? await countWithheld(c, request.desired, base, request.mayClose) : 0;
  const count = (op: string) => counts.find((row) => row.op === op)?.n ?? 0;
  const rows = counts.reduce((sum, row) => sum + row.n, 0);
  const changed = { insert: count("insert") + count("reopen"), update: count("update"), close: count("close") };
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
    withheld,
    first: known === 0,
    // Only a target that never had anything is let pass: one whose entries are all closed has as much to lose as one with a single open one.
    tripped:
      known > 0 &&
      rows > request.breaker.min_rows &&
      (["insert", "update", "close"] as const).some((op) => changed[op] > open * request.breaker[op]),
  };
  if (rows > 0) await writeBatch(c, "sync_delta", facts, request);
  for (const table of ["sync_acknowledged", "sync_base", "sync_delta"])
    await c.run(sql`drop table if exists ${sql.id(table)}`, "drop temporary table");
  return facts;
}

async function countWithheld(c: Connection, desired: Sql, base: Sql, mayClose: (key: Sql) => Sql): Promise<number> {
  const standing = sql`select key from (${base}) b where not b.closed and not ${mayClose(sql`b.key`)}`;
  const count = (rows: Sql) =>
    c.row<{ n: number }>(sql`select count(*) as n from (${rows}) s`, "count entries that stand");
  // On most nights there are none, and what is desired need not be found out twice.
  if ((await count(standing)).n === 0) return 0;
  return (await count(sql`from (${standing}) s anti join (${desired}) d on d.key = s.key`)).n;
}

/** Writes the acknowledged state with the answered batches in it, and gives its rows. Where nothing was answered it is the old file. */
async function foldAnswered(c: Connection, request: DeltaRequest, answered: readonly OutboxBatch[]): Promise<Sql> {
  const { acknowledged, acknowledgedOut } = request;
  const before =
    acknowledged && existsSync(acknowledged) ? sql`select * from read_parquet(${acknowledged})` : EMPTY_STATE;
  if (answered.length === 0 && before !== EMPTY_STATE) {
    await linkOrCopy(acknowledged!, acknowledgedOut);
    return before;
  }
  const state = await foldInto(c, "sync_acknowledged", before, answered);
  await c.run(
    sql`copy (${state} order by key) to ${acknowledgedOut} (format parquet, compression zstd)`,
    "write acknowledged state",
  );
  return state;
}

/** Makes a table of a state and folds batches into it. */
async function foldInto(c: Connection, table: string, state: Sql, batches: readonly OutboxBatch[]): Promise<Sql> {
  await c.run(sql`create or replace temp table ${sql.id(table)} as ${state}`, "start from a state");
  for (const batch of batches) await applyBatch(c, table, batch);
  return sql`select * from ${sql.id(table)}`;
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

/** The rows of the batch in order, without what is computed from them: as narrow as can be, since they are sorted. */
function deltaSql(request: DeltaRequest, base: Sql): Sql {
  return sql`
    with desired as (${request.desired}),
    base as (${base}),
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
      from desired d full join base b on b.key = d.key
      where (d.key is not null and b.key is null)
        or (d.key is null and not b.closed${request.mayClose ? sql` and ${request.mayClose(sql`b.key`)}` : sql``})
        or (d.key is not null and b.closed)
        or (d.key is not null and d.content is distinct from b.content and not b.closed)
    ),
    sorted as (
      select op, key, case when op = 'insert' then held when op = 'reopen' then held else sent end as "before",
        wanted as "after", sent, reason, version
      from compared order by key
    )
    select row_number() over () as seq, * from sorted`;
}
