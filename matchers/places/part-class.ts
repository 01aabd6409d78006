import { FULL_KINDS, KIND, prefixBefore } from "./kinds.ts";
import { type Span, wholeSpans } from "./spans.ts";
import { cutWords, GAP, type Words } from "./tokens.ts";
import type { UnitIndex } from "./unit-index.ts";
import type { Entry, Named, ProvinceName } from "./units.ts";

/**
 * What a part of an address is read as: parts of one class read alike, whatever their spacing, capitals and abbreviations
 * of kind, so the class has a text, of the part as it would be written in full.
 */
export interface PartClass {
  readonly text: string;
  /** All that the name may mean; null where the part is not just a unit's name with its kind. */
  readonly entry: Entry | null;
  readonly kind: number;
  /** The marks written, null when none are. */
  readonly marked: string | null;
}

/** The class of a part; null when it is not one unit's name (a street, a hamlet, several units without a comma). */
export function partClass(part: string, index: UnitIndex): PartClass | null {
  const words = cutWords(part);
  if (words.count === 0 || words.count > 9 || words.numeric[0]) return null;
  const spans = wholeSpans(words, index);
  const named = spans.at(-1);
  if (named) return spans.length === 1 || isOneProvince(spans) ? namedClass(words, named) : unclear(part);
  for (let at = 1; at <= Math.min(2, words.count - 1); at++) {
    const prefix = prefixBefore(words, at);
    if (prefix.kind && prefix.from === 0) return unclear(part);
  }
  return null;
}

/** With and without its kind word the part means one province only ("TP.HCM"). */
function isOneProvince(spans: readonly Span[]): boolean {
  const sole = spans.map(({ entry }) => soleUnit(entry));
  return sole.every((unit) => unit !== null && unit === sole[0]);
}

/** The province of an entry that means nothing else. */
const soleUnit = ({ provinces, districts, leaves }: Entry): ProvinceName | null =>
  provinces.length === 1 && districts.length + leaves.length === 0 ? provinces[0]!.unit : null;

const oneSpaced = (part: string): string => part.trim().replace(/\s+/g, " ");

const unclear = (part: string): PartClass => ({ text: oneSpaced(part), entry: null, kind: 0, marked: null });

/** How a kind is written in full; those of two levels are English. */
const KIND_WORDS: ReadonlyMap<number, string> = new Map([
  ...FULL_KINDS.map(([word, kind]) => [kind, word] as const),
  [KIND.town | KIND.districtTown, "Town "],
  [KIND.urbanDistrict | KIND.ruralDistrict, "District "],
]);

/** A bare name with its kind, as in a part that tells both. */
export const inFull = (kind: number, bare: string): string => (KIND_WORDS.get(kind) ?? "") + bare;

/**
 * Marks make no class where all units of the spelling are marked alike and these marks (or none) are written, and the kind
 * makes none where the spelling is one province's only.
 */
function namedClass(words: Words, { entry, kind, unmarked, marked, from, to }: Span): PartClass {
  const province = soleUnit(entry);
  if (province) return { text: province.name, entry, kind: province.kind, marked: province.marked };
  const unit = soleMarking(entry);
  if (unit && unit.plain === entry.key && (unmarked || marked === unit.marked))
    return { text: inFull(kind, unit.bare), entry, kind, marked: unit.marked };
  const written = oneSpaced(words.text.slice(words.start[from], words.end[to]));
  const text = inFull(kind, isCutByCase(words, from, to) ? written : written.toLowerCase());
  return { text, entry, kind, marked: unmarked ? null : marked };
}

/** Any of the units, when all of them bear the same marks. */
function soleMarking({ provinces, districts, leaves }: Entry): Named | null {
  const sole = provinces[0]?.unit ?? districts[0]?.unit ?? leaves[0]!;
  for (const { unit } of provinces) if (unit.marked !== sole.marked) return null;
  for (const { unit } of districts) if (unit.marked !== sole.marked) return null;
  for (const leaf of leaves) if (leaf.marked !== sole.marked) return null;
  return sole;
}

function isCutByCase(words: Words, from: number, to: number): boolean {
  for (let i = from + 1; i <= to; i++) if (words.gap[i] === GAP.none) return true;
  return false;
}
