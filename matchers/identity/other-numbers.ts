/** Weights of the first nine digits of a tax number (Circular 105/2020/TT-BTC keeps the structure: 9 + 1 check digit). */
const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/**
 * Whether the text is a tax number (MST): 10 digits whose last is `10 - (weighted sum mod 11)`,
 * or such a number followed by a dash and a branch of 3 digits (13 digits in all; the dash may be missing).
 * Since 1 July 2025 a citizen's tax number is the 12-digit number itself, which this does not claim.
 *
 * @example isTaxNumber("0100109106-001") // true
 */
export function isTaxNumber(text: string): boolean {
  if (!/^[0-9]{10}(?:-?[0-9]{3})?$/.test(text)) return false;
  const sum = TAX_WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return 10 - (sum % 11) === Number(text[9]);
}

/** Whether the text has the form of a social insurance number (mã số BHXH): 10 digits. It has no check digit. */
export function isSocialNumber(text: string): boolean {
  return /^[0-9]{10}$/.test(text);
}

/** A health insurance card number, taken apart. */
export interface HealthCard {
  /** Two letters of the holder's group, null on cards that print the last 10 digits only (from April 2021). */
  readonly group: string | null;
  /** Level of benefit, 1-5, null likewise. */
  readonly benefit: number | null;
  /** Two-digit code of the issuing province's insurance office, null likewise. */
  readonly province: string | null;
  /** The holder's social insurance number, 10 digits. */
  readonly socialNumber: string;
}

/**
 * Reads a health insurance card number: 15 characters (2 letters, benefit 1-5, 2 digits of province,
 * 10 of the social insurance number; Decision 1351/QĐ-BHXH of 2015) or the 10 digits alone. Spaces are passed over.
 */
export function readHealthCard(text: string): HealthCard | null {
  const squeezed = text
    .slice(0, 40)
    .replace(/[\s.-]+/gu, "")
    .toUpperCase();
  const card = /^([A-Z]{2})([1-5])([0-9]{2})([0-9]{10})$/.exec(squeezed);
  if (card) return { group: card[1]!, benefit: Number(card[2]), province: card[3]!, socialNumber: card[4]! };
  return isSocialNumber(squeezed) ? { group: null, benefit: null, province: null, socialNumber: squeezed } : null;
}
