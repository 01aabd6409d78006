/** A street line and the house number at its head. */
export interface StreetLine {
  readonly street: string | null;
  readonly houseNumber: string | null;
}

/**
 * A house number at the head of a street line: "Số nhà 12A/3", "SN 5", "357/28". Written so that DuckDB's RE2
 * reads it the same (see dictionary.ts).
 */
export const HOUSE_NUMBER_PATTERN =
  "^(?:số nhà|so nha|nhà số|nha so|số|so|sn|no)?[ .:]*([0-9]+[a-zđ]?(?:bis)?(?:[-/.][0-9]+[a-zđ]?[0-9]*)*)(?:[ ,;]|$)";

const HOUSE_NUMBER = new RegExp(HOUSE_NUMBER_PATTERN);
/** No-break blanks and byte order marks are blanks, too. */
export const EDGE_SIGNS = " \t\n\r,;.:|()-\u00a0\ufeff";

/** Trims a street line's separators and takes the house number off its head. */
export function readStreetLine(text: string): StreetLine {
  let start = 0;
  let end = text.length;
  while (start < end && EDGE_SIGNS.includes(text[start]!)) start++;
  while (end > start && EDGE_SIGNS.includes(text[end - 1]!)) end--;
  if (start === end) return { street: null, houseNumber: null };
  const street = text.slice(start, end).replace(/[ \t\n\f\r]{2,}|[\t\n\r]/g, " ");
  const house = "0123456789sSnN".includes(street[0]!) ? HOUSE_NUMBER.exec(street.toLowerCase()) : null;
  return { street, houseNumber: house ? house[1]!.toUpperCase() : null };
}
