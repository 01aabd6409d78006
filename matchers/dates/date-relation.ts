import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { NUMBER_RELATION, oneSlipSql, relateNumbers } from "../identity/number-relation.ts";

/**
 * How two birth dates relate; the first that holds.
 * `different` nothing below · `equal` one complete date, not 1 January · `equalImprecise` the same bare year, month or 1 January ·
 * `swapped` day and month exchanged · `defaultOrYear` same year, one side 1 January or a bare year ·
 * `slip` one digit off or two neighbours exchanged · `sameMonth` same month and year · `sameYear` same year ·
 * `nearYear` one to three years apart, and the day and month agree or one side is 1 January or a bare year.
 */
export const DATE_RELATION = {
  different: 0,
  equal: 1,
  equalImprecise: 2,
  swapped: 3,
  defaultOrYear: 4,
  slip: 5,
  sameMonth: 6,
  sameYear: 7,
  nearYear: 8,
} as const;

export type DateRelation = (typeof DATE_RELATION)[keyof typeof DATE_RELATION];

/** Years that a birth registered late, or told from memory, is off at most. */
export const YEARS_NEAR = 3;
/** Digits of a date as yyyymmdd. */
const DIGITS = 8;

/**
 * Relates two birth dates given as yyyymmdd with 00 for what is unknown. Symmetric.
 *
 * @example relateDates(19620415, 19620000) // DATE_RELATION.defaultOrYear
 */
export function relateDates(a: number, b: number): DateRelation {
  const [yearA, monthA, dayA] = [Math.floor(a / 10_000), Math.floor(a / 100) % 100, a % 100];
  const [yearB, monthB, dayB] = [Math.floor(b / 10_000), Math.floor(b / 100) % 100, b % 100];
  const vague = isVague(a) || isVague(b);
  const complete = dayA > 0 && dayB > 0;
  if (a === b) return isVague(a) || dayA === 0 ? DATE_RELATION.equalImprecise : DATE_RELATION.equal;
  if (yearA === yearB && complete && monthA === dayB && dayA === monthB) return DATE_RELATION.swapped;
  if (yearA === yearB && vague) return DATE_RELATION.defaultOrYear;
  if (complete && !vague && relateNumbers(BigInt(a), BigInt(b)) !== NUMBER_RELATION.different)
    return DATE_RELATION.slip;
  if (yearA === yearB && monthA === monthB) return DATE_RELATION.sameMonth;
  if (yearA === yearB) return DATE_RELATION.sameYear;
  if (Math.abs(yearA - yearB) <= YEARS_NEAR && (vague || a % 10_000 === b % 10_000)) return DATE_RELATION.nearYear;
  return DATE_RELATION.different;
}

/** A bare year, or 1 January, which often stands for one. */
function isVague(date: number): boolean {
  return date % 10_000 === 0 || date % 10_000 === 101;
}

/** `relateDates` over two integer expressions (`birth_int`), as utinyint; null where either is null. */
export function relateDatesSql(a: Sql, b: Sql): Sql {
  const code = (relation: DateRelation) => sql.trusted(String(relation));
  const vague = sql`(${a} % 10000 in (0, 101) or ${b} % 10000 in (0, 101))`;
  const sameYear = sql`${a} // 10000 = ${b} // 10000`;
  const complete = sql`(${a} % 100 > 0 and ${b} % 100 > 0)`;
  return sql`(case
    when ${a} is null or ${b} is null then null
    when ${a} = ${b} then case when ${a} % 10000 = 101 or ${a} % 100 = 0
      then ${code(DATE_RELATION.equalImprecise)} else ${code(DATE_RELATION.equal)} end
    when ${sameYear} and ${complete} and (${a} // 100) % 100 = ${b} % 100 and ${a} % 100 = (${b} // 100) % 100
      then ${code(DATE_RELATION.swapped)}
    when ${sameYear} and ${vague} then ${code(DATE_RELATION.defaultOrYear)}
    when ${complete} and not ${vague} and ${oneSlipSql(a, b, DIGITS)}
      then ${code(DATE_RELATION.slip)}
    when ${a} // 100 = ${b} // 100 then ${code(DATE_RELATION.sameMonth)}
    when ${sameYear} then ${code(DATE_RELATION.sameYear)}
    when abs(${a} // 10000 - ${b} // 10000) <= ${sql.trusted(String(YEARS_NEAR))} and (${vague} or ${a} % 10000 = ${b} % 10000)
      then ${code(DATE_RELATION.nearYear)}
    else ${code(DATE_RELATION.different)}
  end)::utinyint`;
}
