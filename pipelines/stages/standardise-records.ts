import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { writeParquet } from "../../connectors/writers/parquet.ts";
import { confirmIdentityRepairs, numberContradictionsSql } from "../../matchers/identity/person-number-sql.ts";
import { KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";
import type { Profile } from "../profiles/profile.ts";
import { buildDictionaries, type Dictionaries, readColumns } from "./dictionaries.ts";
import type { StandardiseFacts } from "./standardise-stage.ts";

/** Paths are absolute; `prefix` keeps the temporary tables of sources that work side by side apart. */
export interface StandardiseRequest {
  /** Raw records in buckets: `bucket=N/*.parquet` in this folder. */
  readonly raw: string;
  readonly buckets: number;
  /** Folder for `standard-N.parquet`, one file a bucket. */
  readonly out: string;
  readonly prefix: string;
  readonly profile: Profile;
  /** yyyy-mm-dd */
  readonly asOf: string;
}

/**
 * Writes the canonical record of every raw record, bucket by bucket, so that memory does not grow with the source.
 * Each kind of value is understood once for each distinct value (see the dictionaries), then joined back: people are
 * only ever touched by SQL.
 */
export async function standardiseRecords(c: Connection, request: StandardiseRequest): Promise<StandardiseFacts> {
  const { prefix, profile, asOf } = request;
  const all = { raw: join(request.raw, "*", "*.parquet"), prefix, profile, asOf };
  const readings = await readColumns(c, all);
  for (let bucket = 0; bucket < request.buckets; bucket++) {
    const raw = join(request.raw, `bucket=${bucket}`, "*.parquet");
    const dictionaries = await buildDictionaries(c, { ...all, raw }, readings);
    await writeParquet(c, standardSql(request, dictionaries), join(request.out, `standard-${bucket}.parquet`));
    await dictionaries.drop();
  }
  await readings.drop();
  const { records } = await c.row<{ records: number }>(
    sql`select count(*) as records from read_parquet(${join(request.out, "standard-*.parquet")})`,
    "count standard records",
  );
  const { order, mixed, defaultDay } = readings.births;
  const reading = [order, mixed ? "mixed" : "", defaultDay ? "default-day" : ""].filter(Boolean).join(" ");
  return { records, birth_reading: reading };
}

const columns = (list: readonly { readonly name: string }[], prefix: string, suffix = ""): Sql =>
  sql.join(list.map(({ name }) => sql`${sql.id(prefix, name)} as ${sql.id(`${name}${suffix}`)}`));

function standardSql(request: StandardiseRequest, d: Dictionaries): Sql {
  const confirmed = confirmIdentityRepairs({
    personNumber: sql`i.person_number`,
    paddedCandidate: sql`i.padded_candidate`,
    numberState: sql`i.number_state`,
    findings: sql`i.findings`,
    birthYear: sql`b.year`,
    sex: sql`sx.code`,
  });
  return sql`
    with understood as (
      select r.*, n.* exclude (raw, findings), n.findings as name_findings,
        b.date as birth_date_found, b.year as birth_year, b.precision as birth_precision, b.birth_int, b.findings as birth_findings,
        sx.code as sex_code, sx.findings as sex_findings,
        coalesce(${confirmed.personNumber}, o.person_number) as person_number,
        coalesce(${confirmed.numberState}, o.number_state, 'none') as number_state,
        ${confirmed.findings} as identity_findings, o.findings as old_findings, p.findings as passport_findings,
        coalesce(o.old_number, i.old_number) as old_number,
        -- A 9-digit number with a lost zero put back cannot be confirmed from the row: it is only a key to look under.
        coalesce(o.old_number, i.old_number, o.padded_old, i.padded_old) as old_number_key,
        coalesce(p.passport, i.passport, i.foreign_number) as passport_found,
        ph.phone as phone_found, ph.phones as phones_found, ph.findings as phone_findings,
        ms.phone as msisdn_found,
        pl.* exclude (place_key, findings), pl.findings as place_findings,
        coalesce(lf.code, case when dd.date is not null then 'dead' end) as life_found,
        case st.code when 'active' then true when 'inactive' then false end as status_found,
        ct.code as contract_found, fc.code as face_found, oc.code as consent_found,
        up.date as updated_on, en.date as ended_on
      from (${d.keyed}) r
      left join ${d.names} n on n.raw = r.name_raw
      left join ${d.births} b on b.raw = r.birth_date
      left join ${d.dates} dd on dd.raw = r.death_date
      left join ${d.dates} up on up.raw = r.updated_at
      left join ${d.dates} en on en.raw = r.end_date
      left join ${d.identities} i on i.raw = r.id_number and i.kind = 'any'
      left join ${d.identities} o on o.raw = r.old_id_number and o.kind = 'old'
      left join ${d.identities} p on p.raw = r.passport_number and p.kind = 'passport'
      left join ${d.phones} ph on ph.raw = r.phone
      left join ${d.phones} ms on ms.raw = r.msisdn
      left join ${d.sexes} sx on sx.raw = r.sex
      left join ${d.lives} lf on lf.raw = r.life_status
      left join ${d.statuses} st on st.raw = r.status
      left join ${d.contracts} ct on ct.raw = r.contract_type
      left join ${d.faces} fc on fc.raw = r.face_check
      left join ${d.consents} oc on oc.raw = r.owner_consent
      left join ${d.places} pl on pl.place_key = r.place_key
    )
    select ${columns(KEY_COLUMNS, "u")}, ${columns(ORIGIN_COLUMNS, "u")}, ${columns(RAW_FIELDS, "u", "_read")},
      u.name, u.name_key, coalesce(u.name_kind, 'empty') as name_kind, u.family, u.middle, u.given,
      u.birth_date_found as birth_date, u.birth_year, u.birth_precision, u.sex_code as sex,
      u.person_number, u.number_state, u.old_number, u.passport_found as passport,
      coalesce(u.phone_found, u.msisdn_found) as phone,
      coalesce(u.phones_found, case when u.msisdn_found is not null then [u.msisdn_found] end) as phones,
      u.street_line as street, u.house_number, u.commune_old, u.district_old, u.province_old, u.commune_now, u.province_now,
      u.place_list, coalesce(u.place_state, 'none') as place_state, u.place_alternatives,
      coalesce(u.status_found and coalesce(u.ended_on > ${request.asOf}::date, true), u.ended_on > ${request.asOf}::date)
        as service_active,
      u.contract_found as contract_type, u.face_found as face_check, u.consent_found as owner_consent, u.life_found as life, u.updated_on,
      u.name_code, u.key_code, u.family_code, u.middle_code, u.middle2_code, u.given_code, u.birth_int,
      u.person_number::bigint as number_int, u.old_number_key::bigint as old_number_int,
      substr(coalesce(u.phone_found, u.msisdn_found), 2)::bigint as phone_int, u.street_code, u.house_code,
      list_sort(list_distinct(flatten([
        coalesce(u.name_findings, []), coalesce(u.birth_findings, []), coalesce(u.sex_findings, []),
        coalesce(u.identity_findings, []), coalesce(u.old_findings, []), coalesce(u.passport_findings, []),
        coalesce(u.phone_findings, []), coalesce(u.place_findings, []),
        ${numberContradictionsSql(sql`u.person_number`, sql`u.birth_year`, sql`u.sex_code`)}
      ]))) as findings
    from understood u`;
}
