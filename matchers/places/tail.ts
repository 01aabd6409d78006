import { prefixBefore } from "./kinds.ts";
import { exactSpans, type Span } from "./spans.ts";
import { cutWords } from "./tokens.ts";
import type { UnitIndex } from "./unit-index.ts";

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

/** Cuts an address into comma parts, without the country at its end. */
export function cutTail(address: string): Tail {
  let text = trimEnd(address);
  text = trimEnd(text.replace(COUNTRY, ""));
  for (const sign of PART_SIGNS) text = text.replaceAll(sign, ",");
  if (!text.includes(",") && !HYPHENATED.test(text)) text = text.replaceAll(HYPHEN, ",");
  return { text, parts: text.split(",") };
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING_SIGNS.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/**
 * The class of a part: parts of one class read alike, whatever their spacing, capitals and abbreviations of kind.
 * "" when the part is not one unit's name (a street, a hamlet, several units without a comma).
 */
export function partClass(part: string, index: UnitIndex): string {
  const words = cutWords(part);
  if (words.count === 0 || words.count > 9 || words.numeric[0]) return "";
  const last = words.count - 1;
  const named = exactSpans(words, index).find((span) => span.start === 0 && span.to === last);
  if (named) return classOf(named);
  for (let at = 1; at <= Math.min(2, last); at++) {
    const prefix = prefixBefore(words, at);
    if (prefix.kind && prefix.from === 0) return `${words.marked.join(" ")} ${words.gap.join("")}`;
  }
  return "";
}

/**
 * Marks make no class where all units of the spelling are marked alike and these marks (or none) are written, and the kind
 * makes none where the spelling is one province's only.
 */
function classOf(span: Span): string {
  const { entry } = span;
  const [province] = entry.provinces;
  if (province && entry.provinces.length + entry.districts.length + entry.leaves.length === 1)
    return `province ${province.unit.name}`;
  const units = [
    ...entry.provinces.map(({ unit }) => unit),
    ...entry.districts.map(({ unit }) => unit),
    ...entry.leaves,
  ];
  const marked = units[0]!.marked;
  const alike = units.every((unit) => unit.marked === marked) && (span.unmarked || span.marked === marked);
  return `${span.kind} ${alike ? entry.key : span.marked}`;
}
