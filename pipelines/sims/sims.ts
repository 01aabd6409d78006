import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { repeatsNumbers } from "../register/repeated-numbers.ts";
import { clocksBefore, clocksCarried } from "./clocks.ts";
import { type NoticeDays, SIM_ACTIONS, SIM_FINDINGS, type SimAction, type SimFindingCode } from "./sim-finding.ts";
import { type CarrierSource, readSubscribers, SUBSCRIBERS } from "./subscribers.ts";

/** What the sims stage reads and writes; paths are absolute. */
export interface SimsRequest {
  readonly carriers: readonly CarrierSource[];
  /** Carriers of whom not all was heard tonight: that a SIM of theirs is not there does not say that it is gone. */
  readonly unheard: readonly string[];
  readonly register: string;
  readonly matches: string;
  /** Clocks of the last accepted run; none on the first night. */
  readonly clocksIn: string | undefined;
  /** The day of this run, yyyy-mm-dd: clocks that start, start today. */
  readonly asOf: string;
  readonly days: NoticeDays;
  readonly simsOut: string;
  readonly clocksOut: string;
}

export interface SimsFacts {
  readonly [key: string]: number;
}

/**
 * Gives every subscriber of every carrier one finding, one action with its dates, and the owner's SIM counts.
 *
 * A clock runs from the day a finding was first seen on the same content: when a number is re-issued to somebody
 * else, or its data change, the clock starts anew (phone numbers are recycled). A carrier of whom not all was
 * heard keeps its clocks.
 */
export async function assessSims(c: Connection, request: SimsRequest): Promise<SimsFacts> {
  await readSubscribers(c, request);
  const repeated = await repeatsNumbers(c, request.register);
  const before = clocksBefore(request.clocksIn);
  await c.run(sql`create or replace temp table sim_owners as ${ownersSql()}`, "count owners' SIMs");
  await c.run(
    sql`create or replace temp table sim_assessed as ${assessedSql(request, repeated, before)}`,
    "find each SIM's finding and clock",
  );
  await c.run(
    sql`copy (
      with clocks as (
        select carrier, number as msisdn, content, finding, since from sim_assessed where since is not null
        union all ${clocksCarried(before, request.unheard)}
      )
      select carrier, msisdn, content, finding, min(since) as since from clocks
      group by carrier, msisdn, content, finding order by all
    ) to ${request.clocksOut} (format parquet, compression zstd)`,
    "write clocks",
  );
  await c.run(
    sql`copy (${simsSql(request.days)}) to ${request.simsOut} (format parquet, compression zstd)`,
    "write sims",
  );
  const counts = await c.rows<{ finding: string; n: number }>(
    sql`select finding, count(*) as n from sim_assessed group by all order by all`,
    "count findings",
  );
  for (const table of [SUBSCRIBERS, sql`sim_owners`, sql`sim_assessed`])
    await c.run(sql`drop table ${table}`, "drop temporary table");
  const facts: Record<string, number> = { sims: 0 };
  for (const { finding, n } of counts) {
    facts[finding] = n;
    facts.sims = (facts.sims ?? 0) + n;
  }
  return facts;
}

/**
 * SIM counts of each owner, per carrier and over all, and each prepaid SIM's place in the owner's row: by the day of
 * activation, those without one last, then by number. A number is one SIM, however often a carrier lists it.
 */
function ownersSql(): Sql {
  return sql`
    with held as (
      select person_id, carrier, number, min(start_int) as start_int,
        bool_and(contract_type is not distinct from 'postpaid') as postpaid
      from ${SUBSCRIBERS}
      where counted and person_id is not null
      group by person_id, carrier, number
    )
    select person_id, carrier, number,
      count(*) over (partition by person_id) as owner_sims,
      count(*) over (partition by person_id, carrier) as owner_sims_carrier,
      case when not postpaid then
        row_number() over (partition by person_id, carrier, postpaid order by start_int nulls last, number)
      end as prepaid_rank
    from held`;
}

/** Prepaid SIMs of one person at one carrier that need no contract by the standard form. */
const MOST_PREPAID = 3;

/** Most SIMs of the first two groups of owners. */
const FEW_SIMS = 3;
const SOME_SIMS = 9;

/** Each finding's condition; the last, ok, needs none. */
const CONDITIONS: Readonly<Record<Exclude<SimFindingCode, "ok">, Sql>> = {
  status_unknown: sql`not status_known`,
  msisdn_invalid: sql`number is null`,
  owner_denies: sql`owner_consent = 'not_mine'`,
  owner_dead: sql`owner_life = 'dead'`,
  number_of_other: sql`status = 'conflict'`,
  no_data: sql`(status = 'unmatchable' and coalesce(name_kind, 'empty') <> 'organisation')
    or (status is null and name_key is null)`,
  not_in_register: sql`status = 'not_found'`,
  unconfirmed: sql`status = 'review'`,
  organisation: sql`name_kind = 'organisation'`,
  old_document: sql`old_card`,
  no_number: sql`status = 'linked'`,
  data_differs: sql`status = 'corrected'`,
  face_failed: sql`face_check = 'not_matched'`,
  over_three: sql`prepaid_rank > ${MOST_PREPAID}`,
};

function findingSql(): Sql {
  const whens = SIM_FINDINGS.flatMap(({ code }) =>
    code === "ok" ? [] : [sql`when ${CONDITIONS[code]} then ${sql.lit(code)}`],
  );
  return sql`case ${sql.join(whens, " ")} else 'ok' end`;
}

function actionSql(): Sql {
  const whens = SIM_FINDINGS.map((finding) => sql`when ${sql.lit(finding.code)} then ${sql.lit(finding.action)}`);
  return sql`case finding ${sql.join(whens, " ")} end`;
}

/** Finding, action, counts, and the day each clock began: kept while finding and content are the same, else today. */
function assessedSql(request: SimsRequest, repeated: boolean, before: Sql): Sql {
  const clocked = (Object.keys(SIM_ACTIONS) as SimAction[]).filter((action) => SIM_ACTIONS[action].clock);
  const lives = repeated
    ? sql`select person_number as person_id, arg_min(life, {'file': file, 'line': line}) as owner_life
        from read_parquet(${request.register}) where person_number is not null group by person_number`
    : sql`select person_number as person_id, life as owner_life
        from read_parquet(${request.register}) where person_number is not null`;
  return sql`
    with owned as (
      select s.*, o.owner_sims, o.owner_sims_carrier, o.prepaid_rank, r.owner_life
      from ${SUBSCRIBERS} s
      left join sim_owners o
        on o.person_id = s.person_id and o.carrier = s.carrier and o.number = case when s.counted then s.number end
      left join (${lives}) r on r.person_id = s.person_id
    ),
    found as (select *, ${findingSql()} as finding from owned),
    today as (
      select msisdn, carrier, source, record_id, role, person_id, number, content, finding, ${actionSql()} as action,
        owner_sims_carrier, owner_sims
      from found
    )
    select t.*, case when t.action in (select unnest(${clocked})) then coalesce(b.since, ${request.asOf}::date) end as since
    from today t left join (${before}) b
      on b.carrier = t.carrier and b.msisdn = t.number and b.content = t.content and b.finding = t.finding`;
}

function simsSql(days: NoticeDays): Sql {
  return sql`
    select msisdn, number, carrier, source, record_id, person_id, finding, action, since as first_seen,
      since + ${days.notice_days - 1}::integer as notices_until,
      since + ${days.one_way_days}::integer as one_way_block_due,
      since + ${days.one_way_days + days.two_way_days}::integer as two_way_block_due,
      since + ${days.one_way_days + days.two_way_days + days.end_days}::integer as contract_end_due,
      owner_sims_carrier, owner_sims,
      case when owner_sims is null then null when owner_sims <= ${FEW_SIMS} then '1-3' when owner_sims <= ${SOME_SIMS} then '4-9'
        else '10+' end as owner_group
    from sim_assessed order by carrier, msisdn, source, record_id, role`;
}
