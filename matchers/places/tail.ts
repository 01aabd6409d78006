/** The last parts of an address, as dictionary.ts cuts them in SQL too. */
export interface Tail {
  /** The text without what stands behind the units: trailing signs, the country. */
  readonly text: string;
  readonly parts: readonly string[];
}

/** Signs that end a part beside the comma; a spaced hyphen does where there is no comma. SQL uses the same lists. */
export const PART_SIGNS = [";", "|", "\n", "\t"] as const;
export const HYPHEN = " - ";
/** Names that have a spaced hyphen themselves (Bà Rịa - Vũng Tàu, Phan Rang - Tháp Chàm, …): such texts are not cut at it. */
export const HYPHENATED_PATTERN = "(r[iị]a|rang|mi[eế]u|li[eê]n) - ";
const HYPHENATED = new RegExp(HYPHENATED_PATTERN, "i");
export const TRAILING_SIGNS = " .,;-";
export const COUNTRY_PATTERN = "[,. -]+(?:việt nam|viet nam|vietnam|vn)$";
const COUNTRY = new RegExp(COUNTRY_PATTERN, "i");

const COUNTRY_WORDS = /(?:^|[\s,.;:|(-])(?:việt nam|viet nam|vietnam|vn)[\s.,;)-]*$/i;

/** An address without the country at its end, whatever stands before it. */
export function withoutCountry(address: string): string {
  const end = trimEnd(address).replace(/\)+$/, "");
  const found = mayEndInCountry(end) ? COUNTRY_WORDS.exec(address) : null;
  return found ? address.slice(0, found.index) : address;
}

/** Cuts an address into comma parts, without the country at its end. */
export function cutTail(address: string): Tail {
  let text = trimEnd(address);
  if (mayEndInCountry(text)) text = trimEnd(text.replace(COUNTRY, ""));
  for (const sign of PART_SIGNS) if (text.includes(sign)) text = text.replaceAll(sign, ",");
  if (!text.includes(",") && !HYPHENATED.test(text)) text = text.replaceAll(HYPHEN, ",");
  return { text, parts: text.split(",") };
}

/** Looked at first, since few addresses end so. */
const mayEndInCountry = (text: string): boolean => text !== "" && "mMnN".includes(text[text.length - 1]!);

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING_SIGNS.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}
