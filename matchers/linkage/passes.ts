import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { slipKeysSql } from "../identity/number-relation.ts";
import { spoiltKeysSql } from "../identity/spoilt-number.ts";

/** One way for records (`x`) and register rows (`r`) to meet: equal on every key, none of them null. */
export interface Key {
  readonly record: Sql;
  readonly register: Sql;
  /** The record's side is a list: it meets by each of its values. */
  readonly each?: true;
}

/**
 * A pass, as data. `stage` orders the work: records that a stage settles do not reach the next.
 * `routes` are alternative key sets; `tighten` is added where a register key holds more rows than the cap.
 */
export interface Pass {
  /** As it stands in `matches`; the order of the list is the order of trust. */
  readonly id: string;
  readonly stage: "number" | "strong" | "near" | "loose";
  readonly routes: readonly (readonly Key[])[];
  readonly tighten?: readonly Key[];
  /**
   * Whoever meets by it bears the record's whole name and was born in its year. Where such a key is too common to be followed,
   * many fit whom the record never meets: nobody can say that it is not in the register.
   */
  readonly fits?: boolean;
  /** Keys that are all but unique by nature: never counted, never capped. */
  readonly unique?: boolean;
}

const on = (record: Sql, register: Sql = record): Key => ({ record, register });
/** The same column on both sides. */
const same = (...columns: string[]): Key[] => columns.map((name) => on(sql.id(name)));

const monthDay = on(sql`nullif(birth_int % 10000, 0)`);
const fullDate = on(sql`case when birth_int % 100 > 0 then birth_int end`);
const swappedDate = on(
  sql`case when birth_int % 100 between 1 and 12 and birth_int % 100 <> birth_int // 100 % 100
    then birth_int // 10000 * 10000 + birth_int % 100 * 100 + birth_int // 100 % 100 end`,
  sql`case when birth_int % 100 between 1 and 12 then birth_int end`,
);
const commune = on(sql`commune_now`);
/** Any commune of today the record's address may mean: where its ward was split, or several bear its name, the person lives in one of them. */
const anyCommune: Key = {
  record: sql`case when len(place_alternatives) > 0 then place_alternatives else [commune_now] end`,
  register: sql`commune_now`,
  each: true,
};

/** All passes, verify first. */
export const PASSES: readonly Pass[] = [
  { id: "number", stage: "number", unique: true, routes: [[on(sql`number_int`, sql`pid`)]] },
  { id: "old_number", stage: "strong", unique: true, routes: [same("old_number_int")] },
  { id: "passport", stage: "strong", unique: true, routes: [same("passport_code")] },
  {
    id: "reissued_number",
    stage: "strong",
    unique: true,
    routes: [[{ record: sql`alias_pids`, register: sql`pid`, each: true }]],
  },
  {
    id: "number_slip",
    stage: "strong",
    unique: true,
    routes: [
      ...slipKeysSql(sql`number_int`).map((key, i) => [on(key, slipKeysSql(sql`pid`)[i]!)]),
      // Eight digits are shared by thousands: without the given name there is nothing to confirm the number by.
      ...spoiltKeysSql(sql`spoilt_int`, sql`pid`).map(([key, whole]) => [on(key, whole), ...same("given_fold")]),
    ],
  },
  {
    id: "name_birth",
    stage: "strong",
    fits: true,
    routes: [[...same("key_code"), fullDate]],
    tighten: same("province_now"),
  },
  {
    id: "name_year_commune",
    stage: "near",
    routes: [[...same("key_code", "birth_year"), anyCommune], same("key_code", "birth_year", "commune_old")],
  },
  { id: "phone", stage: "near", routes: [same("phone_int")] },
  {
    id: "name_year",
    stage: "loose",
    fits: true,
    routes: [same("key_code", "birth_year")],
    tighten: same("province_now"),
  },
  { id: "name_swapped_date", stage: "loose", routes: [[...same("key_code"), swappedDate]] },
  { id: "name_day", stage: "loose", routes: [[...same("key_code"), monthDay]], tighten: same("province_now") },
  { id: "name_commune", stage: "loose", routes: [[...same("key_code"), anyCommune], same("key_code", "commune_old")] },
  { id: "birth_given", stage: "loose", routes: [[fullDate, ...same("given_fold")]], tighten: same("province_now") },
  {
    id: "birth_family",
    stage: "loose",
    routes: [[fullDate, ...same("family_fold", "province_now")]],
    tighten: [commune],
  },
  {
    id: "name_order",
    stage: "loose",
    routes: [[...same("bag_code"), fullDate], same("bag_code", "birth_year", "province_now")],
    tighten: [commune],
  },
  { id: "birth_commune", stage: "loose", routes: [[fullDate, anyCommune]] },
  {
    id: "names_year_place",
    stage: "loose",
    routes: [same("family_fold", "given_fold", "birth_year", "province_now")],
    tighten: [commune],
  },
  {
    id: "year_commune",
    stage: "loose",
    routes: [
      [...same("birth_year", "family_fold"), commune],
      [...same("birth_year", "given_fold"), commune],
    ],
  },
  {
    id: "names_commune",
    stage: "loose",
    routes: [[...same("family_fold", "given_fold"), anyCommune]],
  },
];

/** Number of a stage's last pass. */
export function lastPassOf(stage: Pass["stage"]): number {
  return PASSES.findLastIndex((pass) => pass.stage === stage) + 1;
}

/** Stands for the pass where a reviewer named the person: before all others. */
export const REVIEW_PASS = { id: "review", number: 0 } as const;

/** The pass's place in the order of trust, from 1. */
export function passNumber(id: string): number {
  return PASSES.findIndex((pass) => pass.id === id) + 1;
}
