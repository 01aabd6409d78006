import { codeOf } from "../../matchers/code.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";
import type { FixtureRow } from "../support/parquet-fixture.ts";

/** What a record of a test says of somebody, and what matching said of it (`not_found` unless told). */
export interface Told {
  readonly source: string;
  readonly id: string;
  readonly role?: string;
  readonly name: string;
  /** yyyymmdd; 0 for what is not known of it. */
  readonly birth?: number;
  readonly sex?: "M" | "F";
  readonly number?: string;
  /** The number as read, where it is none. */
  readonly read?: string;
  readonly phone?: number;
  /** Commune of today; province = commune / 100. */
  readonly commune?: number;
  readonly house?: number;
  readonly status?: string;
  readonly person?: string;
}

const wordCode = (text: string | null | undefined): bigint | null => (text ? codeOf(text.toLowerCase()) : null);

/** The record's row of a standard table. */
export function standardRow(told: Told): FixtureRow {
  const name = standardiseName(told.name);
  const middles = name.middle?.split(" ") ?? [];
  return {
    source: told.source,
    record_id: told.id,
    role: told.role ?? "subject",
    file: "f",
    line: 1,
    name: name.name,
    name_key: name.key,
    name_kind: name.kind,
    family: name.family,
    middle: name.middle,
    given: name.given,
    name_code: codeOf(told.name),
    key_code: name.key ? codeOf(name.key) : null,
    family_code: wordCode(name.family),
    middle_code: wordCode(middles[0]),
    middle2_code: wordCode(middles.length > 1 ? middles.at(-1) : null),
    given_code: wordCode(name.given),
    birth_int: told.birth ?? null,
    sex: told.sex ?? null,
    id_number_read: told.read ?? null,
    number_int: told.number ? BigInt(told.number) : null,
    phone_int: told.phone ?? null,
    commune_now: told.commune === undefined ? null : String(told.commune),
    province_now: told.commune === undefined ? null : String(Math.floor(told.commune / 100)),
    street_code: told.house ?? null,
    house_code: told.house ?? null,
    findings: [],
  };
}

/** The record's row of matches. */
export function matchRow(told: Told): FixtureRow {
  return {
    source: told.source,
    record_id: told.id,
    role: told.role ?? "subject",
    status: told.status ?? (told.person ? "verified" : "not_found"),
    person_id: told.person ?? null,
  };
}
