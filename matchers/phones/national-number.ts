import { isFixedLine, renewAreaCode } from "./area-codes.ts";
import type { PhoneFinding } from "./findings.ts";
import { CONVERTED_PREFIXES, MOBILE_RANGES } from "./mobile-ranges.ts";

/** A number of today's plan, without the trunk zero, and what was done to get it. */
export interface NationalNumber {
  readonly national: string;
  readonly findings: readonly PhoneFinding[];
}

/** Whether the national number (9 digits, no trunk zero) is a mobile number of today's plan. */
export function isMobile(national: string): boolean {
  return national.length === 9 && MOBILE_RANGES.has(national.slice(0, 2));
}

/**
 * Brings a national number, without its trunk zero, to today's plan. Where a 10-digit number could be a mobile of
 * today or a fixed line of before 2017 (083 8291234), today's plan decides. Null when no plan knows it.
 */
function toTodaysPlan(national: string): NationalNumber | null {
  if (isMobile(national) || isFixedLine(national)) return { national, findings: [] };
  if (national.length === 10) {
    const prefix = CONVERTED_PREFIXES.get(national.slice(0, 3));
    if (prefix) return { national: prefix + national.slice(3), findings: ["phone.converted_11_digits"] };
  }
  if (/^672[0-9]{6}$/.test(national)) return { national, findings: ["phone.satellite"] };
  // The network of the police and the army, 069 and five to seven digits.
  if (/^69[2-9][0-9]{4,6}$/.test(national)) return { national, findings: [] };
  const renewed = renewAreaCode(national);
  if (renewed) return { national: renewed, findings: ["phone.old_area_code"] };
  // The 1x ranges were emptied of people in 2018 and given to devices in 2019.
  return /^1[0-9]{9}$/.test(national) ? { national, findings: ["phone.m2m"] } : null;
}

/**
 * Reads the digits of one number in any of the ways Vietnamese numbers are written: 0x, 84x, 840x, 0084x, and
 * without the zero. Null when it is none of them.
 *
 * @param international whether a plus stood in front
 */
export function readNational(digits: string, international: boolean): NationalNumber | null {
  const dialled = digits.startsWith("00") ? digits.slice(2) : digits;
  if (international || dialled !== digits) return dialled.startsWith("84") ? afterCountryCode(dialled) : null;
  if (digits.startsWith("0")) return toTodaysPlan(digits.slice(1)) ?? afterZeroAndCountryCode(digits);
  if (digits.startsWith("84") && digits.length >= 11) return afterCountryCode(digits);
  // Ten digits that begin with 1 are a service's (1900 123456) or a person number's without its zeros, hardly a device's.
  const reading = digits.length === 9 || digits.length === 10 ? toTodaysPlan(digits) : null;
  if (reading?.findings.includes("phone.m2m")) return null;
  return reading && { ...reading, findings: ["phone.lost_zero", ...reading.findings] };
}

/**
 * `084 912 345 678`: the country code dialled as an area code is. Mobiles of 3x are left out: 0843… with twelve digits
 * may as well be a person number of Trà Vinh, which is no phone.
 */
function afterZeroAndCountryCode(digits: string): NationalNumber | null {
  if (/^0840[0-9]{9}$/.test(digits) && isMobile(digits.slice(4))) return afterCountryCode(digits.slice(1));
  return /^084[5-9][0-9]{8}$/.test(digits) && isMobile(digits.slice(3)) ? afterCountryCode(digits.slice(1)) : null;
}

/** What follows the country code; a second one (`+84 84 912 345 678`) is left out where a mobile number follows it. */
function afterCountryCode(digits: string): NationalNumber | null {
  const national = withoutTrunkZero(digits.slice(2));
  const reading = toTodaysPlan(national);
  if (reading || !national.startsWith("84")) return reading;
  const again = withoutTrunkZero(national.slice(2));
  return isMobile(again) ? { national: again, findings: [] } : null;
}

const withoutTrunkZero = (national: string): string => (national.startsWith("0") ? national.slice(1) : national);
