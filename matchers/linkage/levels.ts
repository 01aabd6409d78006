import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/**
 * How far a record and a register row agree, a small integer for each field. 0 always means "nothing to compare":
 * it carries no evidence. The numbers are stored in `evidence` and in snapshots, so they never change meaning.
 */
export const NAME_LEVEL = {
  missing: 0,
  same: 1,
  /** Same once marks are left out, and one side has none; or only the mark's place or i/y differs. */
  marks: 2,
  /** Regional spelling or one typing slip. */
  near: 3,
  /** One side is the other's initial or abbreviation. */
  initial: 4,
  /** Middle name: one of two words agrees. */
  partial: 5,
  /** Middle name: one side has none. */
  dropped: 6,
  /** The same words in another order. */
  swapped: 7,
  different: 8,
  /** Both have marks, and these differ: another tone or letter, a slip or another name. */
  tone: 9,
  /** The whole names have the same letters but for marks; their words are joined or parted elsewhere. */
  joined: 10,
} as const;

export const BIRTH_LEVEL = {
  missing: 0,
  /** Full date equal. */
  date: 1,
  /** The same bare year, month or 1 January on both sides. */
  vague: 2,
  /** Same year; one side knows no more, or says 1 January. */
  year: 3,
  /** Day and month changed places. */
  swapped: 4,
  /** One digit wrong, or two neighbours exchanged. */
  slip: 5,
  sameMonth: 6,
  sameYear: 7,
  /** One to three years apart, nothing else against it (late registration). */
  nearYear: 8,
  different: 9,
  /** One to three years apart; one side knows no more than the year, or says 1 January. */
  nearYearAlone: 10,
} as const;

export const SEX_LEVEL = { missing: 0, same: 1, different: 2 } as const;

export const PLACE_LEVEL = {
  missing: 0,
  /** House, street or hamlet, and commune. */
  house: 1,
  /** Street or hamlet and commune; another house. */
  street: 2,
  /** Another street, or another hamlet of the same kind. */
  commune: 3,
  district: 4,
  province: 5,
  different: 6,
  /** The commune; the two name no street or no hamlet that could be compared. */
  communeAlone: 7,
  /** Street or hamlet and commune; one side names no house. */
  streetAlone: 8,
  /** The province; one side knows no more. */
  provinceAlone: 9,
} as const;

export const PHONE_LEVEL = { missing: 0, same: 1, different: 2 } as const;

export const NUMBER_LEVEL = {
  missing: 0,
  same: 1,
  /** The old 9-digit number is the register row's. */
  old: 2,
  /** A number that was withdrawn and re-issued to this person. */
  reissued: 3,
  /** One digit wrong, left out or too many, or two neighbours changed places. */
  slip: 4,
  different: 5,
  /** Only old numbers to compare, and they differ (one person may have had several). */
  oldDifferent: 6,
  /**
   * Three digits or more apart, and it states the record's own birth year and sex, or, where the record knows no birth date, others than
   * the row's: somebody's whole number, most likely the record's person's own.
   */
  other: 7,
  /** Only old numbers to compare: one digit wrong, or two neighbours changed places. */
  oldSlip: 8,
} as const;

/** The fields of evidence with their levels, in the order of the evidence table. */
export const FIELDS = {
  family: NAME_LEVEL,
  middle: NAME_LEVEL,
  given: NAME_LEVEL,
  birth: BIRTH_LEVEL,
  sex: SEX_LEVEL,
  place: PLACE_LEVEL,
  phone: PHONE_LEVEL,
  number: NUMBER_LEVEL,
} as const;

export type Field = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

/** Levels of places that lie in one commune. */
export const SAME_COMMUNE: readonly number[] = [
  PLACE_LEVEL.house,
  PLACE_LEVEL.street,
  PLACE_LEVEL.streetAlone,
  PLACE_LEVEL.commune,
  PLACE_LEVEL.communeAlone,
];

/** Levels as a list of SQL, to be asked for with `in`. */
export function levelsSql(...levels: readonly number[]): Sql {
  return sql`(${sql.join(levels.map((level) => sql.int(level)))})`;
}

/** A condition on a row of evidence: a field stands at one of these levels. Null where the row has no candidate. */
export function atLevel(field: Field, ...levels: readonly number[]): Sql {
  return sql`${sql.id(field)} in ${levelsSql(...levels)}`;
}

/** The level's name, as `explain` and the snapshot show it. */
export function levelName(field: Field, level: number): string {
  return Object.entries(FIELDS[field]).find(([, n]) => n === level)?.[0] ?? "missing";
}
