import { existsSync } from "node:fs";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { repeatsNumbers } from "../register/repeated-numbers.ts";
import { type NoticeDays, SIM_ACTIONS, SIM_FINDINGS, type SimAction } from "./sim-finding.ts";

/** What the sims stage reads and writes; paths are absolute. */
export interface SimsRequest {
  /** One standard.parquet a carrier source. */
  readonly carriers: readonly { readonly source: string; readonly carrier: string; readonly path: string }[];
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
 * else, or its data change, the clock starts anew (phone numbers are recycled).
 */
export async function assessSims(c: Connection, request: SimsRequest): Promise<SimsFacts> {
  if (request.carriers.length === 0) {
    await writeEmpty(c, request);
    return { sims: 0 };
  }
  const repeated = await repeatsNumbers(c, request.register);
  const subscribers = subscribersSql(request, repeated);
  await c.run(sql`create or replace temp table sim_subscribers as ${subscribers}`, "read subscribers");
  await c.run(sql`create or replace temp table sim_owners as ${ownersSql()}`, "count owners' SIMs");
  await c.run(sql`create or replace temp table sim_findings as ${findingsSql()}`, "find each SIM's finding");
  await c.run(sql`create or replace temp table sim_clocks as ${clocksSql(request)}`, "start or keep clocks");
  await c.run(
    sql`copy (
      select carrier, msisdn, content, finding, since from sim_clocks where since is not null order by all
    ) to ${request.clocksOut} (format parquet, compression zstd)`,
    "write clocks",
  );
  await c.run(
    sql`copy (${simsSql(request.days)}) to ${request.simsOut} (format parquet, compression zstd)`,
    "write sims",
  );
  const counts = await c.rows<{ finding: string; n: number }>(
    sql`select finding, count(*) as n from sim_findings group by all order by all`,
    "count findings",
  );
  for (const table of ["sim_subscribers", "sim_owners", "sim_findings", "sim_clocks"])
    await c.run(sql`drop table ${sql.id(table)}`, "drop temporary table");
  const facts: Record<string, number> = { sims: 0 };
  for (const { finding, n } of counts) {
    facts[finding] = n;
    facts.sims = (facts.sims ?? 0) + n;
  }
  return facts;
}

/** Subscribers with what matching says of them; `content` is what a clock is bound to. */
function subscribersSql(request: SimsRequest, repeated: boolean): Sql {
  const register = repeated
    ? sql`select person_number, arg_min(life, {'file': file, 'line': line}) as life from read_parquet(${request.register})
        where person_number is not null group by person_number`
    : sql`select person_number, life from read_parquet(${request.register}) where person_number is not null`;
  const one = (carrier: SimsRequest["carriers"][number]): Sql => sql`
    select source, record_id, role, ${carrier.carrier}::varchar as carrier,
      coalesce(msisdn_read, phone_read, record_id) as msisdn,
      name_kind, name_key, person_number, number_state, old_number, passport, service_active,
      face_check, owner_consent,
      md5(concat(coalesce(name_key, ''), '|', coalesce(birth_int::varchar, ''), '|', coalesce(id_number_read, ''))) as content
    from read_parquet(${carrier.path})
    where coalesce(service_active, true)`;
  return sql`
    with subscribers as (${sql.join(request.carriers.map(one), " union all ")})
    select s.*, m.person_id, m.status, m.reasons, r.life as owner_life
    from subscribers s
    left join read_parquet(${request.matches}) m using (source, record_id, role)
    left join (${register}) r on r.person_number = m.person_id`;
}

/** SIM counts of each owner, per carrier and over all, with each SIM's place in the owner's row. */
function ownersSql(): Sql {
  return sql`
    select source, record_id, role,
      count(*) over (partition by person_id) as owner_sims,
      count(*) over (partition by person_id, carrier) as owner_sims_carrier,
      row_number() over (partition by person_id, carrier order by msisdn, source, record_id, role) as owner_rank
    from sim_subscribers
    where person_id is not null`;
}

/** Each condition of a finding, in the order of SIM_FINDINGS. */
const CONDITIONS: Readonly<Record<string, Sql>> = {
  owner_denies: sql`owner_consent = 'not_mine'`,
  owner_dead: sql`owner_life = 'dead'`,
  number_of_other: sql`status = 'conflict'`,
  no_data: sql`(status = 'unmatchable' and coalesce(name_kind, 'empty') <> 'organisation')
    or (status is null and name_key is null)`,
  not_in_register: sql`status = 'not_found'`,
  unconfirmed: sql`status = 'review'`,
  organisation: sql`name_kind = 'organisation'`,
  old_document: sql`person_number is null and old_number is not null`,
  no_number: sql`status = 'linked'`,
  data_differs: sql`status = 'corrected'`,
  face_failed: sql`face_check = 'not_matched'`,
  over_three: sql`owner_rank > 3`,
};

function findingsSql(): Sql {
  const whens = SIM_FINDINGS.filter((finding) => finding.code !== "ok").map((finding) => {
    const condition = CONDITIONS[finding.code];
    if (!condition) throw new Error(`SIM finding ${finding.code} has no condition`);
    return sql`when ${condition} then ${sql.lit(finding.code)}`;
  });
  return sql`
    select s.*, o.owner_sims, o.owner_sims_carrier, case ${sql.join(whens, " ")} else 'ok' end as finding
    from sim_subscribers s left join sim_owners o using (source, record_id, role)`;
}

function actionSql(): Sql {
  const whens = SIM_FINDINGS.map((finding) => sql`when ${sql.lit(finding.code)} then ${sql.lit(finding.action)}`);
  return sql`case finding ${sql.join(whens, " ")} end`;
}

/** The day each clock began: kept while finding and content are the same, else today. */
function clocksSql(request: SimsRequest): Sql {
  const clocked = (Object.keys(SIM_ACTIONS) as SimAction[]).filter((action) => SIM_ACTIONS[action].clock);
  const before =
    request.clocksIn && existsSync(request.clocksIn)
      ? sql`select carrier, msisdn, content, finding, min(since) as since from read_parquet(${request.clocksIn}) group by all`
      : sql`select null::varchar as carrier, null::varchar as msisdn, null::varchar as content,
          null::varchar as finding, null::date as since where false`;
  return sql`
    with today as (select *, ${actionSql()} as action from sim_findings),
    before as (${before})
    select t.*, case when t.action in (select unnest(${clocked})) then coalesce(b.since, ${request.asOf}::date) end as since
    from today t left join before b
      on b.carrier = t.carrier and b.msisdn = t.msisdn and b.content = t.content and b.finding = t.finding`;
}

function simsSql(days: NoticeDays): Sql {
  return sql`
    select msisdn, carrier, source, record_id, person_id, finding, action, since as first_seen,
      since + ${days.notice_days}::integer as notices_until,
      since + ${days.one_way_days}::integer as one_way_block_due,
      since + ${days.one_way_days + days.two_way_days}::integer as two_way_block_due,
      since + ${days.one_way_days + days.two_way_days + days.end_days}::integer as contract_end_due,
      owner_sims_carrier, owner_sims,
      case when owner_sims is null then null when owner_sims <= 3 then '1-3' when owner_sims <= 9 then '4-9' else '10+' end
        as owner_group
    from sim_clocks order by carrier, msisdn, source, record_id, role`;
}

async function writeEmpty(c: Connection, request: SimsRequest): Promise<void> {
  await c.run(
    sql`copy (select null::varchar as carrier, null::varchar as msisdn, null::varchar as content,
      null::varchar as finding, null::date as since where false) to ${request.clocksOut} (format parquet)`,
    "write clocks",
  );
  await c.run(
    sql`copy (select null::varchar as msisdn, null::varchar as carrier, null::varchar as source, null::varchar as record_id,
      null::varchar as person_id, null::varchar as finding, null::varchar as action, null::date as first_seen, null::date as notices_until,
      null::date as one_way_block_due, null::date as two_way_block_due, null::date as contract_end_due,
      null::bigint as owner_sims_carrier, null::bigint as owner_sims, null::varchar as owner_group where false)
      to ${request.simsOut} (format parquet)`,
    "write sims",
  );
}
