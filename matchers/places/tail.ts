import { FULL_KINDS, KIND, prefixBefore } from "./kinds.ts";
import { type Span, wholeSpans } from "./spans.ts";
import { cutWords, GAP, type Words } from "./tokens.ts";
import type { Entry, UnitIndex } from "./unit-index.ts";

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
 * What a part of an address is read as: parts of one class read alike, whatever their spacing, capitals and abbreviations
 * of kind, so the class is itself a text, of the part as it would be written in full. "" when the part is not one unit's
 * name (a street, a hamlet, several units without a comma).
 */
export function partClass(part: string, index: UnitIndex): string {
  const words = cutWords(part);
  if (words.count === 0 || words.count > 9 || words.numeric[0]) return "";
  const last = words.count - 1;
  const [named, other] = wholeSpans(words, index);
  if (named) return other ? oneSpaced(part) : classOf(words, named);
  for (let at = 1; at <= Math.min(2, last); at++) {
    const prefix = prefixBefore(words, at);
    if (prefix.kind && prefix.from === 0) return oneSpaced(part);
  }
  return "";
}

const oneSpaced = (part: string): string => part.trim().replace(/\s+/g, " ");

/** How a kind is written in full; those of two levels are English. */
const KIND_WORDS: ReadonlyMap<number, string> = new Map([
  ...FULL_KINDS.map(([word, kind]) => [kind, word] as const),
  [KIND.town | KIND.districtTown, "Town "],
  [KIND.urbanDistrict | KIND.ruralDistrict, "District "],
]);

/**
 * Marks make no class where all units of the spelling are marked alike and these marks (or none) are written, and the kind
 * makes none where the spelling is one province's only.
 */
function classOf(words: Words, span: Span): string {
  const { entry } = span;
  const [province] = entry.provinces;
  if (province && entry.provinces.length + entry.districts.length + entry.leaves.length === 1)
    return province.unit.name;
  const kind = KIND_WORDS.get(span.kind) ?? "";
  const unit = entry.provinces[0]?.unit ?? entry.districts[0]?.unit ?? entry.leaves[0]!;
  if (unit.plain === entry.key && (span.unmarked || span.marked === unit.marked) && areMarkedAlike(entry))
    return kind + unit.bare;
  const written = oneSpaced(words.text.slice(words.start[span.from], words.end[span.to]));
  return kind + (isCutByCase(words, span) ? written : written.toLowerCase());
}

function isCutByCase(words: Words, { from, to }: Span): boolean {
  for (let i = from + 1; i <= to; i++) if (words.gap[i] === GAP.none) return true;
  return false;
}

function areMarkedAlike({ provinces, districts, leaves }: Entry): boolean {
  const { marked } = provinces[0]?.unit ?? districts[0]?.unit ?? leaves[0]!;
  for (const { unit } of provinces) if (unit.marked !== marked) return false;
  for (const { unit } of districts) if (unit.marked !== marked) return false;
  for (const leaf of leaves) if (leaf.marked !== marked) return false;
  return true;
}
