import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { loadDecisions } from "../linkage/decisions.ts";
import { FIELD_NAMES } from "../linkage/levels.ts";
import { type Model, millibits } from "../linkage/model.ts";
import { writtenPosterior } from "../linkage/posterior.ts";
import { prepareRecords, RECORD_COLUMNS } from "../linkage/records.ts";
import { loadSnapshot, type Snapshot } from "../linkage/snapshot.ts";
import { buildWordSurprisals, raritiesSql } from "../linkage/surprisal.ts";
import { createModelTable } from "../linkage/weights.ts";
import { comparedSql } from "./compare.ts";
import { GROUP_CAP, groupRecords } from "./group.ts";
import { createKeys, metSql } from "./keys.ts";
import { countLocally, limitedSql } from "./local-rarity.ts";
import { reasonsSql } from "./reasons.ts";
import { listRepeats, onceSql } from "./repeats.ts";
import type { DedupeRequest, DedupeSummary, DuplicateCount } from "./request.ts";

/** The prior: of ten records without an answer, about one speaks of somebody who has another. */
const RECURRING = 0.1;
/** Records compared at once, for each MiB of DuckDB's memory. */
const RECORDS_PER_MIB = 500;

/**
 * Finds records of one person: `within_source`, two of one source and role where each person should have one; and
 * `unregistered`, somebody whom no register row fits but who stands in two sources or more. Records with an answer are
 * grouped by it; those without are compared with each other, by the keys, levels and weights of matching.
 * The groups depend on the records, their matches and the snapshot, never on threads, memory or row order.
 * @throws EngineError, or Error when the snapshot does not fit
 */
export async function findDuplicates(engine: Engine, request: DedupeRequest): Promise<DedupeSummary> {
  await mkdir(request.work, { recursive: true });
  const c = await engine.connect();
  try {
    await listRepeats(
      c,
      request.sources.flatMap(({ source, repeats }) => repeats.map((role) => ({ source, role }))),
    );
    const { n } = await listUnanswered(c, request.matches);
    const done = n > 1 ? await compareUnanswered(c, request) : await compareNothing(c);
    await writeGroups(c, request);
    return { counts: await countGroups(c, request.out), ...done };
  } finally {
    c.close();
    await rm(request.work, { recursive: true, force: true });
  }
}

/** Makes `dedupe_open`: records without a person, and whether nobody in the register fits. */
async function listUnanswered(c: Connection, matches: string): Promise<{ n: number }> {
  await c.run(
    sql`create or replace temp table dedupe_open as
      select source, record_id, role, bool_and(status = 'not_found' or (status = 'conflict' and best_candidate_id is null)) as unfitted
      from read_parquet(${matches}) where person_id is null group by all`,
    "list records without an answer",
  );
  return c.row<{ n: number }>(sql`select count(*) as n from dedupe_open`, "count records without an answer");
}

const NOTHING = { compared: 0, pairs: 0, tightened: 0, skipped: 0 };
type Compared = typeof NOTHING;

async function compareNothing(c: Connection): Promise<Compared> {
  await c.run(
    sql`create or replace temp table dedupe_group as
      select null::varchar as kind, null::bigint as centre, null::varchar as source, null::varchar as record_id,
        null::varchar as role, null::integer as weight, ${sql.join(FIELD_NAMES.map((name) => sql`null::utinyint as ${sql.id(name)}`))}
      where false`,
    "make no groups",
  );
  return NOTHING;
}

/** Makes `dedupe_group` (kind, centre, source, record_id, role, weight, levels to the centre) of the records without an answer. */
async function compareUnanswered(c: Connection, request: DedupeRequest): Promise<Compared> {
  const snapshot = await loadSnapshot(request.snapshot);
  const compared = await prepareUnanswered(c, request, snapshot);
  const keys = await createKeys(c);
  const prior = priorOf(compared);
  const accept = acceptingWeight(snapshot.model);
  const levels = sql.join(FIELD_NAMES.map((name) => sql`${sql.id(name)} utinyint`));
  await c.run(
    sql`create or replace temp table dedupe_fit (a bigint, b bigint, ${levels}, weight integer)`,
    "make fitting pairs",
  );
  const parts = Math.max(1, Math.ceil(compared / (request.memoryMib * RECORDS_PER_MIB)));
  let pairs = 0;
  for (let part = 0; part < parts; part++) {
    await c.run(sql`create or replace temp table dedupe_met as ${metSql(part, parts)}`, "meet");
    pairs += (await c.row<{ n: number }>(sql`select count(*) as n from dedupe_met`, "count pairs")).n;
    await c.run(
      sql`insert into dedupe_fit by name select * exclude (barred)
        from (${comparedSql(sql`from dedupe_met`, prior)}) where not barred and weight >= ${accept}`,
      "compare records",
    );
  }
  await c.run(
    sql`create or replace temp table dedupe_edge as
      select 'within_source' as kind, f.a, f.b, f.weight
      from dedupe_fit f join dedupe_record x on x.rid = f.a join dedupe_record r on r.rid = f.b
      where x.source = r.source and x.role = r.role and ${onceSql(sql`x.source`, sql`x.role`)}
      union all
      select 'unregistered', f.a, f.b, f.weight
      from dedupe_fit f join dedupe_record x on x.rid = f.a join dedupe_record r on r.rid = f.b
      where x.unfitted and r.unfitted`,
    "link records",
  );
  await groupRecords(c, prior);
  await c.run(
    sql`create or replace temp table dedupe_group as
      select m.kind, m.centre, x.source, x.record_id, x.role, f.weight, ${sql.join(FIELD_NAMES.map((name) => sql.id("f", name)))}
      from dedupe_member m join dedupe_record x on x.rid = m.rid
        left join dedupe_fit f on f.a = least(m.rid, m.centre) and f.b = greatest(m.rid, m.centre)`,
    "describe members",
  );
  return { compared, pairs, ...keys };
}

/** Thousandths of a bit that a pair of n records starts from: the odds that the one speaks of the other's person. */
function priorOf(n: number): number {
  return millibits(RECURRING / Math.max(1, n));
}

/** The weight from which a pair is one person: that of the posterior at which matching accepts. */
function acceptingWeight(model: Model): number {
  const { accept } = model.thresholds;
  return millibits(accept / (1 - accept));
}

/**
 * Makes `dedupe_record`: the persons among the records without an answer, with what their values are worth and what matching
 * needs to compare them. `pid` is the record's own number, so that a record may stand for a register row. @returns records
 */
async function prepareUnanswered(c: Connection, request: DedupeRequest, snapshot: Snapshot): Promise<number> {
  const { model, frequencies } = snapshot;
  const [open, records] = [join(request.work, "open.parquet"), join(request.work, "records.parquet")];
  await c.run(
    sql`copy (
      select ${sql.join(RECORD_COLUMNS.map((name) => sql.id("s", name)))}
      from read_parquet(${request.sources.map(({ path }) => path)}, union_by_name = true) s
        semi join dedupe_open o on o.source = s.source and o.record_id = s.record_id and o.role = s.role)
      to ${sql.lit(open)} (format parquet)`,
    "take records without an answer",
  );
  await c.run(
    sql`create or replace temp view link_fold as from read_parquet(${sql.lit(request.words.words)})`,
    "recall words",
  );
  await c.run(
    sql`create or replace temp table link_relation as from read_parquet(${request.words.relations})`,
    "recall word relations",
  );
  await c.run(
    sql`create or replace temp table link_alias (number bigint, digits bigint, pids bigint[])`,
    "make no former numbers",
  );
  await loadDecisions(c, undefined);
  await createModelTable(
    c,
    model,
    request.sources.map(({ source }) => source),
  );
  await prepareRecords(c, [open], records);
  await buildWordSurprisals(c, frequencies, model.registerRows);
  await c.run(
    sql`create or replace temp view dedupe_person as
      select * from read_parquet(${sql.lit(records)}) where what = 'person' and not bare`,
    "name persons",
  );
  await countLocally(c);
  const rarities = raritiesSql(sql`dedupe_person`, frequencies, model.registerRows);
  await c.run(
    sql`create or replace temp table dedupe_record as
      with rarity as (${rarities}),
      weighed as (select p.*, s.* exclude (rid) from dedupe_person p join rarity s on s.rid = p.rid),
      limited as (${limitedSql(sql`weighed`, model.registerRows)})
      select w.*, w.number_int as pid, o.unfitted
      from limited w join dedupe_open o on o.source = w.source and o.record_id = w.record_id and o.role = w.role`,
    "weigh records",
  );
  return (await c.row<{ n: number }>(sql`select count(*) as n from dedupe_record`, "count records")).n;
}

/** Writes the groups of both kinds, with and without an answer. The first record of a group is the one the others are most like. */
async function writeGroups(c: Connection, request: DedupeRequest): Promise<void> {
  const key = sql`concat(source, chr(31), record_id, chr(31), role)`;
  const none = sql.join(FIELD_NAMES.map((name) => sql`null::utinyint as ${sql.id(name)}`));
  const levels = sql.join(FIELD_NAMES.map((name) => sql.id(name)));
  await c.run(
    sql`copy (
      with answered as (
        select 'within_source' as kind, person_id as centre, source, record_id, role, person_id, null::integer as weight, ${none}
        from read_parquet(${request.matches}) m where person_id is not null and ${onceSql(sql`m.source`, sql`m.role`)}
        qualify count(*) over (partition by source, role, person_id) > 1),
      unanswered as (
        select kind, centre::varchar as centre, source, record_id, role, null::varchar as person_id, weight, ${levels}
        from dedupe_group),
      member as (select *, ${key} as key from (from answered union all by name from unanswered)),
      grouped as (
        select *, min(key) over (grouped) as first_key, count(*) over (grouped) as members,
          min(source) over (grouped) as first_source, max(source) over (grouped) as last_source,
          row_number() over (partition by kind, case when person_id is null then '' else concat(source, chr(31), role) end, centre
            order by weight desc nulls first, key, ${levels}) as rank
        from member
        window grouped as (partition by kind, case when person_id is null then '' else concat(source, chr(31), role) end, centre)),
      -- A key that rows of a source repeat may be the first of several groups: they are numbered.
      kept as (
        select *, dense_rank() over (partition by kind, first_key order by centre) as nth
        from grouped where kind = 'within_source' or first_source < last_source)
      select substr(md5(concat(kind, chr(31), first_key, case when nth > 1 then chr(31) || nth end)), 1, 16) as group_id, kind, source, record_id, role, person_id,
        members::integer as members, rank::integer as rank, ${levels}, weight,
        ${writtenPosterior(sql`(1 / (1 + pow(2, -weight / 1000.0)))`)} as probability,
        ${reasonsSql} as reasons
      from kept order by kind, first_key, nth, rank, key)
      to ${sql.lit(request.out)} (format parquet, compression zstd)`,
    "write groups",
  );
}

/** Groups and records of each kind, by source and over all. */
function countGroups(c: Connection, groups: string): Promise<DuplicateCount[]> {
  return c.rows<DuplicateCount>(
    sql`select kind, source, count(distinct group_id) as groups, count(*) as records,
        count(distinct group_id) filter (person_id is null and members >= ${GROUP_CAP}) as "full" from read_parquet(${groups})
      group by grouping sets ((kind), (kind, source)) order by kind, source nulls first`,
    "count groups",
  );
}
