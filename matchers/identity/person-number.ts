import type { NumberFinding } from "./findings.ts";
import { BIRTH_PROVINCES } from "./province-codes.ts";

/** What the digits of a 12-digit number say. Evidence about its holder, never a reason to reject it. */
export interface PersonNumberParts {
  /** Three digits: province or country where the birth was registered. */
  readonly province: string;
  /** The province's name before 1 July 2025; null for a code not among the 63. */
  readonly provinceName: string | null;
  /** Full birth year, 1900-2399. */
  readonly birthYear: number;
  readonly sex: "M" | "F";
  /** The six random digits. */
  readonly serial: string;
}

/**
 * Takes a 12-digit number apart: PPP province, C century and sex, YY year, six random digits
 * (Decree 137/2015 art. 13, Circular 59/2021/TT-BCA). There is no check digit. Null unless it is 12 ASCII digits.
 *
 * @example readPersonNumber("001162012345") // Hà Nội, 1962, F
 */
export function readPersonNumber(number: string): PersonNumberParts | null {
  if (!/^[0-9]{12}$/.test(number)) return null;
  const province = number.slice(0, 3);
  const century = Number(number[3]);
  return {
    province,
    provinceName: BIRTH_PROVINCES.get(province) ?? null,
    birthYear: 1900 + 100 * Math.floor(century / 2) + Number(number.slice(4, 6)),
    sex: century % 2 === 0 ? "M" : "F",
    serial: number.slice(6),
  };
}

/**
 * Where a 12-digit number and the row's own birth year and sex disagree, as finding codes.
 * `number.century_differs` stands when only the century is off (1905 against 2005), else `number.birth_year_differs`.
 * A null year or sex contradicts nothing.
 * @param sex M or F, as `standardiseCode` gives it
 */
export function numberContradictions(
  number: string | null,
  birthYear: number | null,
  sex: string | null,
): NumberFinding[] {
  const parts = number === null ? null : readPersonNumber(number);
  if (!parts) return [];
  const findings: NumberFinding[] = [];
  if (birthYear !== null && birthYear !== parts.birthYear)
    findings.push((birthYear - parts.birthYear) % 100 === 0 ? "number.century_differs" : "number.birth_year_differs");
  if (sex !== null && sex !== parts.sex) findings.push("number.sex_differs");
  return findings;
}

/**
 * Whether a number whose lost zeros were put back may be used: nothing else in the row contradicts it. A known birth year
 * and century must be the number's, and so must a known sex; a row without either contradicts nothing (docs/numbers.md
 * says how sure that is). @param candidate as `standardiseIdentity` gives it: province and century are possible
 */
export function acceptsPadded(candidate: string | null, birthYear: number | null, sex: string | null): boolean {
  const parts = candidate === null ? null : readPersonNumber(candidate);
  return parts !== null && (birthYear === null || birthYear === parts.birthYear) && (sex === null || sex === parts.sex);
}
