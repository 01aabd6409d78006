/**
 * Who was given each mobile range (first two digits after the trunk zero). Public notices of the Ministry of
 * Information and Communications and the carriers. A subscriber may have taken the number to another carrier
 * (portability since November 2018), and virtual operators sell inside these ranges: never the carrier in service.
 */
export const MOBILE_RANGES: ReadonlyMap<string, string> = new Map([
  ...["32", "33", "34", "35", "36", "37", "38", "39", "86", "96", "97", "98"].map((p) => [p, "Viettel"] as const),
  ...["70", "76", "77", "78", "79", "89", "90", "93"].map((p) => [p, "MobiFone"] as const),
  ...["81", "82", "83", "84", "85", "88", "91", "94"].map((p) => [p, "VinaPhone"] as const),
  ...["52", "56", "58", "92"].map((p) => [p, "Vietnamobile"] as const),
  ...["59", "99"].map((p) => [p, "Gmobile"] as const),
  ["55", "Wintel"],
  ["87", "iTel"],
]);

/**
 * Prefixes of 11-digit mobile numbers and what replaced them on 15 September 2018, trunk zero left out; the last
 * seven digits stayed (Decision 798/QĐ-BTTTT of 25 May 2018).
 */
export const CONVERTED_PREFIXES: ReadonlyMap<string, string> = new Map([
  ["120", "70"],
  ["121", "79"],
  ["122", "77"],
  ["126", "76"],
  ["128", "78"],
  ["123", "83"],
  ["124", "84"],
  ["125", "85"],
  ["127", "81"],
  ["129", "82"],
  ["162", "32"],
  ["163", "33"],
  ["164", "34"],
  ["165", "35"],
  ["166", "36"],
  ["167", "37"],
  ["168", "38"],
  ["169", "39"],
  ["186", "56"],
  ["188", "58"],
  ["199", "59"],
]);

/**
 * Who was given the range of a Vietnamese mobile number in E.164. A hint only, never the carrier in service.
 * Null for fixed lines, foreign numbers and null.
 *
 * @example rangeHolder("+84912345678") // "VinaPhone"
 */
export function rangeHolder(phone: string | null): string | null {
  if (!phone || !/^\+84[0-9]{9}$/.test(phone)) return null;
  // 0998 and 0999 were given to Indochina Telecom, which sells as iTel (libphonenumber's carrier data).
  if (/^\+8499[89]/.test(phone)) return "iTel";
  return MOBILE_RANGES.get(phone.slice(3, 5)) ?? null;
}
