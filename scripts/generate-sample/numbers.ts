import type { Sex } from "./names.ts";
import { HOME_PROVINCES, type HomeProvince } from "./provinces.ts";

const MILLION = 1_000_000;
const FIRST_YEAR = 1880;
const YEARS = 200;
const PREFIXES = [...HOME_PROVINCES.map((home) => home.code.padStart(3, "0")), "199"];
const PREFIX_INDEX = new Map([...HOME_PROVINCES.map((home) => home.code), "abroad"].map((code, i) => [code, i]));

/** What the first six digits of a 12-digit number say. */
export interface NumberCell {
  readonly province: string;
  readonly sex: Sex;
  readonly year: number;
}

/**
 * Hands out 12-digit numbers: the first six digits from province, century, sex and year, the last six by counting each
 * such cell in an order that looks random, so that no two numbers are equal. Keeps only the counters.
 */
export class NumberOffice {
  readonly #issued = new Uint32Array(PREFIXES.length * YEARS * 2);

  /** The last six digits of a new number in the cell. */
  issue(cell: NumberCell): number {
    const index = cellIndex(cell);
    const count = this.#issued[index] ?? 0;
    if (count >= MILLION) throw new Error(`no numbers left for births of ${cell.year} in province ${cell.province}`);
    this.#issued[index] = count + 1;
    return (count * 677_531 + index * 104_729 + 313_357) % MILLION;
  }
}

function cellIndex({ province, sex, year }: NumberCell): number {
  const prefix = PREFIX_INDEX.get(province);
  if (prefix === undefined) throw new Error(`unknown province of birth ${province}`);
  return (prefix * YEARS + (year - FIRST_YEAR)) * 2 + (sex === "M" ? 0 : 1);
}

/** The 12 digits of a number. */
export function personNumber({ province, sex, year }: NumberCell, serial: number): string {
  const prefix = PREFIXES[PREFIX_INDEX.get(province) ?? 0] as string;
  const century = (Math.floor(year / 100) - 19) * 2 + (sex === "M" ? 0 : 1);
  return `${prefix}${century}${String(year % 100).padStart(2, "0")}${String(serial).padStart(6, "0")}`;
}

const OLD_SPACE = 10_000_000;

/** A 9-digit number: the province's prefix and seven digits that are a one-to-one function of the index below ten million. */
export function oldNumber(home: HomeProvince, index: number): string {
  const digits = (index * 6_180_339 + 1_414_213) % OLD_SPACE;
  return `${home.oldPrefix}${String(digits).padStart(7, "0")}`;
}

/** A 9-digit number of the range that Đồng Nai and Bà Rịa - Vũng Tàu both issued (271450001-271500000). */
export function sharedOldNumber(slot: number): string {
  return String(271_450_001 + (slot % 50_000));
}
