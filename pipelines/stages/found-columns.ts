import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { confirmIdentityRepairs } from "../../matchers/identity/person-number-sql.ts";
import type { ListNumbers } from "../../matchers/list-numbers.ts";
import type { Lookup, Lookups } from "./lookups.ts";

/** A column that the dictionaries give of a record; there is something in it where one of them is. */
export interface FoundColumn {
  readonly name: string;
  readonly of: readonly Lookup[];
  readonly value: Sql;
}

/** What the dictionaries give of a record `r` that they are joined to. @param asOf yyyy-mm-dd */
export function foundColumns(looked: Lookups, lists: ListNumbers, asOf: string): readonly FoundColumn[] {
  const { names, births, identity, old, passport, phone, msisdn, sex, life, death, status, ended } = looked;
  const { contract, face, consent, updated, place, reading } = looked;
  const column = (name: string, type: string, of: Lookup, from = name): FoundColumn => ({
    name,
    of: [of],
    value: of.column(from, type),
  });
  const either = (name: string, of: readonly Lookup[], value: Sql): FoundColumn => ({ name, of, value });
  const findings = (name: string, of: Lookup): FoundColumn => column(name, "usmallint", of, "findings");
  const confirmed = confirmIdentityRepairs({
    personNumber: identity.column("person_number", "varchar"),
    paddedCandidate: identity.column("padded_candidate", "varchar"),
    numberState: identity.column("number_state", "varchar"),
    findings: identity.findings,
    lists,
    birthYear: births.column("year", "smallint"),
    sex: sex.column("code", "varchar"),
  });
  const oldNumber = [old.column("old_number", "varchar"), identity.column("old_number", "varchar")];
  const paddedOld = [old.column("padded_old", "varchar"), identity.column("padded_old", "varchar")];
  const end = ended.column("date", "date");
  const active = sql`case ${status.column("code", "varchar")} when 'active' then true when 'inactive' then false end`;
  const first = (...values: readonly Sql[]): Sql => sql`coalesce(${sql.join(values)})`;
  return [
    ...NAME_COLUMNS.map(([name, type]) => column(name, type, names)),
    column("birth_date", "date", births, "date"),
    column("birth_year", "smallint", births, "year"),
    column("birth_precision", "varchar", births, "precision"),
    column("birth_int", "integer", births),
    column("sex", "varchar", sex, "code"),
    either("person_number", [identity, old], first(confirmed.personNumber, old.column("person_number", "varchar"))),
    either("number_state", [identity, old], first(confirmed.numberState, old.column("number_state", "varchar"))),
    either("old_number", [old, identity], first(...oldNumber)),
    // A 9-digit number with a lost zero put back cannot be confirmed from the row: it is only a key to look under.
    either("old_number_int", [old, identity], sql`${first(...oldNumber, ...paddedOld)}::bigint`),
    either(
      "passport",
      [passport, identity],
      first(
        passport.column("passport", "varchar"),
        identity.column("passport", "varchar"),
        identity.column("foreign_number", "varchar"),
      ),
    ),
    either("phone", [phone, msisdn], first(phone.column("phone", "varchar"), msisdn.column("phone", "varchar"))),
    column("several_phones", "varchar", phone, "phones"),
    // The list of findings is there when the cell is: it tells a cell without a number from no cell.
    either("no_phone", [phone], sql`${phone.findings} is not null and ${phone.column("phone", "varchar")} is null`),
    column("street", "varchar", place, "street_line"),
    column("house_number", "varchar", place),
    column("street_code", "bigint", place),
    column("house_code", "bigint", place),
    column("hamlet_code", "bigint", place),
    column("hamlet_kind", "utinyint", place),
    ...PLACE_COLUMNS.map((name) => column(name, "varchar", reading)),
    either(
      "service_active",
      [status, ended],
      sql`coalesce(${active} and coalesce(${end} > ${asOf}::date, true), ${end} > ${asOf}::date)`,
    ),
    column("contract_type", "varchar", contract, "code"),
    column("face_check", "varchar", face, "code"),
    column("owner_consent", "varchar", consent, "code"),
    either(
      "life",
      [life, death],
      first(life.column("code", "varchar"), sql`case when ${death.column("date", "date")} is not null then 'dead' end`),
    ),
    column("updated_on", "date", updated, "date"),
    findings("name_findings", names),
    findings("birth_findings", births),
    findings("sex_findings", sex),
    either("identity_findings", [identity], confirmed.findings),
    findings("old_findings", old),
    findings("passport_findings", passport),
    findings("phone_findings", phone),
    findings("place_findings", reading),
  ];
}

const NAME_COLUMNS = [
  ...["name", "name_key", "name_kind", "family", "middle", "given"].map((name) => [name, "varchar"] as const),
  ...["name_code", "key_code", "family_code", "middle_code", "middle2_code", "given_code"].map(
    (name) => [name, "bigint"] as const,
  ),
];

const PLACE_COLUMNS = [
  "commune_old",
  "district_old",
  "province_old",
  "commune_now",
  "province_now",
  "place_list",
  "place_state",
  "place_alternatives",
];
