import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { dayInt } from "../../matchers/dates/calendar.ts";
import { buildDateDictionary, inferDateFormat } from "../../matchers/dates/date-dictionary.ts";
import type { ReasonCode } from "../../matchers/linkage/reasons.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { buildPhoneDictionary } from "../../matchers/phones/phone-dictionary.ts";

/** A source of subscribers that was read. */
export interface CarrierSource {
  readonly source: string;
  readonly carrier: string;
  /** Its standard.parquet, absolute; a glob may stand for several files. */
  readonly path: string;
  /** Formats of dates that its profile declares. */
  readonly dateFormats: readonly string[];
}

/** The table that `readSubscribers` makes. */
export const SUBSCRIBERS = sql`sim_subscribers`;

const COLUMNS = sql`source varchar, record_id varchar, role varchar, carrier varchar, msisdn varchar, number varchar,
  status_known boolean, counted boolean, start_int integer, content varchar, name_kind varchar, name_key varchar,
  contract_type varchar, face_check varchar, owner_consent varchar,
  person_id varchar, status varchar, old_card boolean`;

/**
 * Makes the temporary table of subscribers: a row for each whose contract is not known to be over, with its match.
 *
 * - `msisdn`: the subscriber number as read; `number`: the same as E.164, null when it is no phone number
 * - `status_known`: false when the source states a status, and neither it nor an end date tells whether it is in force
 * - `counted`: a number known to be in force: one of its owner's SIMs
 * - `start_int`: day of activation, yyyymmdd, 00 for what is not known of it; null when nothing is
 * - `old_card`: the only document is a 9-digit card, also one that lost a zero in front and was found in the register all the same
 * - `content`: what a clock is bound to, beside carrier and number: name, birth date and document number, however they are written
 * @param request.asOf day of the run, yyyy-mm-dd
 */
export async function readSubscribers(
  c: Connection,
  request: { readonly carriers: readonly CarrierSource[]; readonly matches: string; readonly asOf: string },
): Promise<void> {
  await c.run(sql`create or replace temp table ${SUBSCRIBERS} (${COLUMNS})`, "make subscribers");
  for (const carrier of request.carriers) {
    await readStarts(c, carrier, request.asOf);
    await readNumbers(c, carrier);
    await addSubscribers(c, carrier, request.matches);
    for (const table of [STARTS, NUMBERS]) await c.run(sql`drop table ${sql.id(table)}`, "drop dictionary");
  }
}

/** Says also that a passport was found, which is no old card. */
const OLD_FOUND: ReasonCode = "number.old_found";

const STARTS = "sim_starts";
const NUMBERS = "sim_numbers";

/** The days of activation, read as other dates are: the form found over the column, then each value. */
async function readStarts(c: Connection, { path, dateFormats }: CarrierSource, asOf: string): Promise<void> {
  const values = sql`select start_date_read as raw, count(*) as n from read_parquet(${path})
    where start_date_read is not null group by raw`;
  const reading = await inferDateFormat(c, {
    values,
    declared: dateFormats,
    today: dayInt(asOf),
  });
  const raws = sql`select raw from (${values})`;
  await buildDateDictionary(c, { values: raws, into: STARTS, reading, lists: new ListNumbers() });
}

/** Subscriber numbers of a source whose phones are something else: `phone` is not of theirs. Most sources have none. */
async function readNumbers(c: Connection, { path }: CarrierSource): Promise<void> {
  const values = sql`select distinct msisdn_read as raw from read_parquet(${path}) where phone_read <> msisdn_read`;
  await buildPhoneDictionary(c, { values, into: NUMBERS, lists: new ListNumbers() });
}

async function addSubscribers(c: Connection, of: CarrierSource, matches: string): Promise<void> {
  await c.run(
    sql`
      insert into ${SUBSCRIBERS} by name
      with standard as (
        select t.*,
          coalesce(msisdn_read, phone_read, record_id) as msisdn,
          case when phone_read <> msisdn_read then n.phone else t.phone end as number,
          service_active is not null or status_read is null as status_known,
          md5(concat(coalesce(name_key, ''), '|', coalesce(birth_int::varchar, ''), '|',
            coalesce(person_number, old_number, passport, id_number_read, ''))) as content
        from read_parquet(${of.path}) t
        left join ${sql.id(NUMBERS)} n on n.raw = t.msisdn_read
        where coalesce(service_active, true)
      ),
      matched as (select record_id, role, person_id, status, reasons from read_parquet(${matches}) where source = ${of.source})
      select source, record_id, role, ${of.carrier}::varchar as carrier, msisdn, number,
        status_known, status_known and number is not null as counted, b.birth_int as start_int, content,
        name_kind, name_key, contract_type, face_check, owner_consent, person_id, status,
        person_number is null and (old_number is not null
          or (passport is null and coalesce(list_contains(reasons, ${sql.lit(OLD_FOUND)}), false))) as old_card
      from standard s
      left join ${sql.id(STARTS)} b on b.raw = s.start_date_read
      left join matched using (record_id, role)`,
    "read subscribers",
  );
}
