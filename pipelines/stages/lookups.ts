import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { RawField } from "../../matchers/record.ts";
import type { Dictionaries, DictionaryKind } from "./dictionaries.ts";

/** A dictionary beside the raw record, for one of the record's columns. */
export interface Lookup {
  readonly table: Sql | null;
  readonly join: Sql;
  /** Number of the list of findings; null where there is no value to look up. */
  readonly findings: Sql;
  /** A column of the dictionary; null where the source has nothing to look up. */
  column(name: string, type: string): Sql;
}

export type Lookups = ReturnType<typeof lookups>;

/** The dictionaries, each to be joined to the raw records `r`. */
export function lookups(d: Dictionaries) {
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
