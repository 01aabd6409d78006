import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { confirmIdentityRepairs, numberContradictionsSql } from "../../matchers/identity/person-number-sql.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS, type RawField } from "../../matchers/record.ts";
import type { Dictionaries, DictionaryKind } from "./dictionaries.ts";

/**
 * The canonical records of the raw records that the dictionaries are for. What the source has no column of is neither
 * looked up nor joined: its columns are null. The connection must have been told the dictionaries' lists under the
 * name `FINDING_LISTS`, after this was called.
 * @param asOf yyyy-mm-dd
 */
export function standardSql(d: Dictionaries, asOf: string): Sql {
  const looked = lookups(d);
  const { names: n, births: b, identity: i, old: o, passport: p, phone: ph, msisdn: ms, sex: sx } = looked;
  const { place: pl, reading: rd } = looked;
  const confirmed = confirmIdentityRepairs({
    personNumber: i.column("person_number", "varchar"),
    paddedCandidate: i.column("padded_candidate", "varchar"),
    numberState: i.column("number_state", "varchar"),
    findings: i.findings,
    lists: d.lists,
    birthYear: b.column("year", "smallint"),
    sex: sx.column("code", "varchar"),
  });
  const beside = [
    ...NAME_COLUMNS.map(([name, type]) => sql`${n.column(name, type)} as ${sql.id(name)}`),
    ...STREET_COLUMNS.map(([name, type]) => sql`${pl.column(name, type)} as ${sql.id(name)}`),
    ...PLACE_COLUMNS.map(([name, type]) => sql`${rd.column(name, type)} as ${sql.id(name)}`),
  ];
  const status = looked.status.column("code", "varchar");
  return sql`
    with understood as (
      select r.*, ${sql.join(beside)},
        ${b.column("date", "date")} as birth_date_found, ${b.column("year", "smallint")} as birth_year,
        ${b.column("precision", "varchar")} as birth_precision, ${b.column("birth_int", "integer")} as birth_int,
        ${sx.column("code", "varchar")} as sex_code,
        coalesce(${confirmed.personNumber}, ${o.column("person_number", "varchar")}) as person_number,
        coalesce(${confirmed.numberState}, ${o.column("number_state", "varchar")}, 'none') as number_state,
        coalesce(${o.column("old_number", "varchar")}, ${i.column("old_number", "varchar")}) as old_number,
        -- A 9-digit number with a lost zero put back cannot be confirmed from the row: it is only a key to look under.
        coalesce(${o.column("old_number", "varchar")}, ${i.column("old_number", "varchar")},
          ${o.column("padded_old", "varchar")}, ${i.column("padded_old", "varchar")}) as old_number_key,
        coalesce(${p.column("passport", "varchar")}, ${i.column("passport", "varchar")},
          ${i.column("foreign_number", "varchar")}) as passport_found,
        coalesce(${ph.column("phone", "varchar")}, ${ms.column("phone", "varchar")}) as phone_found,
        -- The list of findings is there when the cell is: it tells a cell without a number from no cell.
        case
          when ${ph.findings} is null then case when ${ms.column("phone", "varchar")} is not null then [${ms.column("phone", "varchar")}] end
          when ${ph.column("phones", "varchar")} is not null then string_split(${ph.column("phones", "varchar")}, ' ')
          when ${ph.column("phone", "varchar")} is not null then [${ph.column("phone", "varchar")}]
          else []::varchar[]
        end as phones_found,
        coalesce(${looked.life.column("code", "varchar")},
          case when ${looked.death.column("date", "date")} is not null then 'dead' end) as life_found,
        case ${status} when 'active' then true when 'inactive' then false end as status_found,
        ${looked.contract.column("code", "varchar")} as contract_found,
        ${looked.face.column("code", "varchar")} as face_found,
        ${looked.consent.column("code", "varchar")} as consent_found,
        ${looked.updated.column("date", "date")} as updated_on, ${looked.ended.column("date", "date")} as ended_on,
        ${n.findings} as name_findings, ${b.findings} as birth_findings, ${sx.findings} as sex_findings,
        ${i.table ? confirmed.findings : i.findings} as identity_findings, ${o.findings} as old_findings,
        ${p.findings} as passport_findings, ${ph.findings} as phone_findings, ${rd.findings} as place_findings
      from (${d.keyed}) r
      ${sql.join(
        Object.values(looked).map((lookup) => lookup.join),
        " ",
      )}
    ),
    compared as (
      select *, ${numberContradictionsSql(sql`person_number`, sql`birth_year`, sql`sex_code`, d.lists)} as number_findings
      from understood
    )
    select ${columns(KEY_COLUMNS)}, ${columns(ORIGIN_COLUMNS)}, ${columns(RAW_FIELDS, "_read")},
      u.name, u.name_key, coalesce(u.name_kind, 'empty') as name_kind, u.family, u.middle, u.given,
      u.birth_date_found as birth_date, u.birth_year, u.birth_precision, u.sex_code as sex,
      u.person_number, u.number_state, u.old_number, u.passport_found as passport,
      u.phone_found as phone, u.phones_found as phones,
      u.street_line as street, u.house_number, u.commune_old, u.district_old, u.province_old, u.commune_now, u.province_now,
      u.place_list, coalesce(u.place_state, 'none') as place_state,
      case when u.place_alternatives is not null then string_split(u.place_alternatives, ' ')
        when u.place_state is not null then []::varchar[] end as place_alternatives,
      coalesce(u.status_found and coalesce(u.ended_on > ${asOf}::date, true), u.ended_on > ${asOf}::date)
        as service_active,
      u.contract_found as contract_type, u.face_found as face_check, u.consent_found as owner_consent, u.life_found as life, u.updated_on,
      u.name_code, u.key_code, u.family_code, u.middle_code, u.middle2_code, u.given_code, u.birth_int,
      u.person_number::bigint as number_int, u.old_number_key::bigint as old_number_int,
      substr(u.phone_found, 2)::bigint as phone_int, u.street_code, u.house_code,
      ${findingsSql()} as findings
    from compared u`;
}

const NAME_COLUMNS = [
  ...["name", "name_key", "name_kind", "family", "middle", "given"].map((name) => [name, "varchar"] as const),
  ...["name_code", "key_code", "family_code", "middle_code", "middle2_code", "given_code"].map(
    (name) => [name, "bigint"] as const,
  ),
];

const STREET_COLUMNS = [
  ["street_line", "varchar"],
  ["house_number", "varchar"],
  ["street_code", "bigint"],
  ["house_code", "bigint"],
] as const;

const PLACE_COLUMNS = [
  "commune_old",
  "district_old",
  "province_old",
  "commune_now",
  "province_now",
  "place_list",
  "place_state",
  "place_alternatives",
].map((name) => [name, "varchar"] as const);

/** The connection's variable with the lists of findings. */
export const FINDING_LISTS = "finding_lists";

/** Numbers of lists of findings: one a kind of value, in the order of their codes' first words, and four of identity numbers. */
const FINDINGS = ["birth_findings", "name_findings", "phone_findings", "place_findings", "sex_findings"] as const;
const NUMBER_FINDINGS = ["identity_findings", "old_findings", "passport_findings", "number_findings"] as const;

/** A dictionary beside the raw record, for one of the record's columns. */
interface Lookup {
  readonly table: Sql | null;
  readonly join: Sql;
  /** Number of the list of findings; null where there is no value to look up. */
  readonly findings: Sql;
  /** A column of the dictionary; null where the source has nothing to look up. */
  column(name: string, type: string): Sql;
}

function lookups(d: Dictionaries) {
  const lookup = (kind: DictionaryKind, alias: string, field: RawField | null, on: Sql): Lookup => {
    const table = field === null || d.has(field) ? d.of(kind) : null;
    const column = (name: string, type: string) => (table ? sql.id(alias, name) : sql`null::${sql.trusted(type)}`);
    return {
      table,
      join: table ? sql`left join ${table} ${sql.id(alias)} on ${on}` : sql``,
      findings: column("findings", "usmallint"),
      column,
    };
  };
  const of = (kind: DictionaryKind, alias: string, field: RawField): Lookup =>
    lookup(kind, alias, field, sql`${sql.id(alias, "raw")} = ${sql.id("r", field)}`);
  const number = (alias: string, field: RawField, kind: string): Lookup =>
    lookup(
      "identities",
      alias,
      field,
      sql`${sql.id(alias, "raw")} = ${sql.id("r", field)} and ${sql.id(alias, "kind")} = ${kind}`,
    );
  return {
    names: lookup("names", "n", null, sql`n.raw = r.name_raw`),
    births: of("births", "b", "birth_date"),
    death: of("dates", "dd", "death_date"),
    updated: of("dates", "up", "updated_at"),
    ended: of("dates", "en", "end_date"),
    identity: number("i", "id_number", "any"),
    old: number("o", "old_id_number", "old"),
    passport: number("p", "passport_number", "passport"),
    phone: of("phones", "ph", "phone"),
    msisdn: of("phones", "ms", "msisdn"),
    sex: of("sexes", "sx", "sex"),
    life: of("lives", "lf", "life_status"),
    status: of("statuses", "st", "status"),
    contract: of("contracts", "ct", "contract_type"),
    face: of("faces", "fc", "face_check"),
    consent: of("consents", "oc", "owner_consent"),
    place: lookup("places", "pl", null, sql`pl.place_key = r.place_key`),
    reading: lookup("places_readings", "rd", null, sql`rd.reading = pl.reading`),
  };
}

const columns = (list: readonly { readonly name: string }[], suffix = ""): Sql =>
  sql.join(list.map(({ name }) => sql`${sql.id("u", name)} as ${sql.id(`${name}${suffix}`)}`));

/**
 * All findings of a record, each once, in order. Lists of different kinds have no code in common and stand in the order of
 * their codes, so that only several lists of identity numbers are to be sorted.
 */
function findingsSql(): Sql {
  const number = (name: string) => sql`coalesce(${sql.id("u", name)}, 0)`;
  const list = (name: string) => ListNumbers.listSql(FINDING_LISTS, number(name));
  const any = (names: readonly string[]) => sql`(${sql.join(names.map(number), " | ")})`;
  const several = sql.join(
    NUMBER_FINDINGS.map((name) => sql`(${number(name)} <> 0)::utinyint`),
    " + ",
  );
  const [birth, name, ...rest] = FINDINGS.map(list);
  const numbers = ListNumbers.listSql(FINDING_LISTS, any(NUMBER_FINDINGS));
  return sql`case
    when ${any([...FINDINGS, ...NUMBER_FINDINGS])} = 0 then []::varchar[]
    when ${several} <= 1 then flatten([${sql.join([birth!, name!, numbers, ...rest])}])
    else list_sort(list_distinct(flatten([${sql.join([...FINDINGS, ...NUMBER_FINDINGS].map(list))}]))) end`;
}
