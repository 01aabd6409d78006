import { editsWithin, letterMask, missingLetters } from "./edits.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { judge } from "./judge.ts";
import { COMMUNE_KINDS, DISTRICT_KINDS, gluedPrefixesOf, PROVINCE_KINDS, prefixBefore } from "./kinds.ts";
import { isWalledLine } from "./line-names.ts";
import { SLIGHT } from "./points.ts";
import { MAX_WINDOW_WORDS, usedWords, type Window, windowsOf } from "./slip-windows.ts";
import { makeSpan, type Span } from "./spans.ts";
import { GAP, type Prefix, type Words } from "./tokens.ts";
import type { UnitIndex } from "./unit-index.ts";
import type { DistrictNode, Entry, Leaf, Named, ProvinceName } from "./units.ts";

/** Names to compare a window with; lengths and letters apart, since most are ruled out by these. */
interface NameList<T extends Named> {
  readonly units: readonly T[];
  readonly lengths: Uint8Array;
  readonly masks: Int32Array;
}

/** Looks for misspelt and glued units in the words that the best hypothesis leaves unexplained, and judges again. */
export function judgeSlips(words: Words, spans: Span[], found: Hypothesis[], index: UnitIndex): Hypothesis[] {
  found = judgeAgain(words, spans, found, gluedSpans(words, found[0], index));
  let best = found[0];
  if (!best?.provinceSpan || best.end < words.count - 1) {
    const windows = windowsOf(words, best, PROVINCE_KINDS, true);
    found = judgeAgain(words, spans, found, slips(words, windows, listOf(index.provinces), provinceEntry));
    best = found[0];
  }
  if (
    best?.districtSpan
      ? best.unexplained > 0 || !best.leaf
      : !(best?.leaf && best.unexplained === 0 && best.provinceSpan)
  ) {
    const windows = windowsOf(words, best, DISTRICT_KINDS, false);
    const scope = districtScope(best, index);
    found = judgeAgain(words, spans, found, slips(words, windows, listOf(scope), districtEntry));
    best = found[0];
  }
  if (!best?.leaf || best.unexplained > 0 || best.leafSpan!.inLine || mayBeDistrict(best)) {
    const windows = windowsOf(words, best, COMMUNE_KINDS, false);
    const wide = !best?.district;
    const added: Span[] = [];
    for (const scope of leafScope(best, spans, index))
      added.push(...slips(words, windows, listOf(scope), leafEntry, wide));
    found = judgeAgain(words, spans, found, added);
  }
  return found;
}

/** Judges again when something was found. */
function judgeAgain(words: Words, spans: Span[], found: Hypothesis[], added: readonly Span[]): Hypothesis[] {
  if (added.length === 0) return found;
  spans.push(...added);
  return judge(words, spans);
}

/** The entries of units of one spelling. */
const provinceEntry = (units: ProvinceName[]): Entry => ({
  key: units[0]!.plain,
  provinces: units.map((unit) => ({ unit, cost: 0 })),
  districts: [],
  leaves: [],
});
const districtEntry = (units: DistrictNode[]): Entry => ({
  key: units[0]!.plain,
  provinces: [],
  districts: units.map((unit) => ({ unit, cost: 0 })),
  leaves: [],
});
const leafEntry = (leaves: Leaf[]): Entry => ({ key: leaves[0]!.plain, provinces: [], districts: [], leaves });

function districtScope(best: Hypothesis | undefined, index: UnitIndex): readonly DistrictNode[] {
  const province = best?.province;
  if (!province) return index.districts;
  if (province.old) return index.districtsOf(province.old);
  return index.districtsOfNow(province.now!);
}

/** Communes a misspelt name may be: of the districts written, else of the province, else all. */
function leafScope(
  best: Hypothesis | undefined,
  spans: readonly Span[],
  index: UnitIndex,
): readonly (readonly Leaf[])[] {
  if (best?.district && best.province) return [best.district.leaves];
  if (best?.districtSpan) return best.districtSpan.entry.districts.map(({ unit }) => unit.leaves);
  const province = best?.province;
  const districts = new Set<DistrictNode>();
  for (const span of spans)
    if (span.kind !== 0 || span.fillsPart)
      for (const { unit, cost } of span.entry.districts)
        if (cost === 0 && (!province || unit.province === province.old || unit.provinceNow === province.now))
          districts.add(unit);
  if (!province && districts.size > 0 && districts.size < 8) return [...districts].map((node) => node.leaves);
  if (province?.now) return [index.leavesOfNow(province.now)];
  if (province?.old) return [index.leavesOf(province.old)];
  return best ? [] : [index.leaves];
}

const lists = new WeakMap<readonly Named[], NameList<Named>>();

function listOf<T extends Named>(units: readonly T[]): NameList<T> {
  let list = lists.get(units);
  if (!list) {
    list = {
      units,
      lengths: Uint8Array.from(units, (unit) => unit.plain.length),
      masks: Int32Array.from(units, (unit) => letterMask(unit.plain)),
    };
    lists.set(units, list);
  }
  return list as NameList<T>;
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** A commune of today that bears a district's name, with nothing to say which is meant. */
export function mayBeDistrict(best: Hypothesis): boolean {
  return (
    best.leaf?.list === "now" &&
    !best.districtSpan &&
    best.start > 0 &&
    best.leafSpan!.kind === 0 &&
    best.leafSpan!.entry.districts.length > 0
  );
}

const HAS_DIGIT = /\d/;

/** How many slips a name of this length may have; fewer where it may be any commune of a province and has no kind. */
function allowed(length: number, kind: number, wide: boolean): number {
  if (kind) return length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3;
  if (wide) return length < 4 ? 0 : length < 12 ? 1 : 2;
  return length < 4 ? 0 : length < 7 ? 1 : length < 12 ? 2 : 3;
}

function slips<T extends Named>(
  words: Words,
  windows: readonly Window[],
  list: NameList<T>,
  toEntry: (units: T[]) => Entry,
  wide = false,
): Span[] {
  const spans: Span[] = [];
  const { units, lengths, masks } = list;
  for (const window of windows) {
    const { length } = window.plain;
    const limit = allowed(length, window.kind, wide || window.wary);
    let least = limit;
    let near: T[] = [];
    for (let i = 0; i < lengths.length; i++) {
      const difference = lengths[i]! - length;
      if (difference > least || -difference > least || missingLetters(masks[i]!, window.mask) > least) continue;
      const unit = units[i]!;
      const edits = editsWithin(window.plain, unit.plain, least);
      if (edits > least || (HAS_DIGIT.test(unit.plain) && digitsOf(unit.plain) !== digitsOf(window.plain))) continue;
      if (edits < least) near = [];
      least = edits;
      near.push(unit);
    }
    if (window.kind === 0 && least > 0 && hasItsMarks(words, window))
      near = near.filter((unit) => editsWithin(window.marked, unit.marked, least + 2) < least + 2);
    if (near.length > 1) near = nearestByMarks(words, window, near);
    if (near.length === 0) continue;
    for (const group of bySpelling(near)) {
      const cost = costOf(window, group[0]!, least);
      const prefix = kindInside(words, window, group) ?? window.prefix;
      spans.push(makeSpan(words, window.from, window.to, toEntry(group), cost, prefix));
    }
  }
  return spans;
}

function costOf({ plain, marked }: Window, unit: Named, edits: number): number {
  if (edits === 1 && marked.length >= unit.marked.length && marked.replace(DOUBLED, "$1") === unit.marked)
    return SLIGHT;
  return edits === 0 ? 0 : 5 * edits + Math.round((20 * edits) / plain.length);
}

/** The kind of the units where the window begins with it, as a word or glued to the name ("Xã T Cạ", "XALù"). */
function kindInside(
  words: Words,
  { from, to, plain, kind, prefix }: Window,
  units: readonly Named[],
): Prefix | undefined {
  if ((prefix ? prefix.kind : kind) !== 0) return undefined;
  let kinds = 0;
  for (const unit of units) kinds |= unit.kind;
  const first = from < to ? prefixBefore(words, from + 1) : undefined;
  if (first && first.from === from && first.kind & kinds) return { kind: first.kind, from };
  const name = units[0]!.plain;
  if (plain.length === name.length || !plain.endsWith(name)) return undefined;
  const head = plain.slice(0, -name.length);
  for (const [glued, of] of gluedPrefixesOf(head)) if (glued === head && of & kinds) return { kind: of, from };
  return undefined;
}

/** A letter typed twice, as no Vietnamese word has it. */
const DOUBLED = /(\p{L})\1/gu;

/** Units of one plain spelling share a span: they are meanings of the same words. */
function bySpelling<T extends Named>(units: T[]): T[][] {
  if (units.length === 1) return [units];
  const groups = new Map<string, T[]>();
  for (const unit of units) {
    const group = groups.get(unit.plain);
    if (group) group.push(unit);
    else groups.set(unit.plain, [unit]);
  }
  return [...groups.values()];
}

/**
 * Those whose marks are nearest. An address without marks tells none apart, and a syllable that lost its vowel lost its tone
 * too: then those that differ only in tones stay beside them.
 */
function nearestByMarks<T extends Named>(words: Words, { from, to, marked }: Window, near: T[]): T[] {
  if (!words.markedWord.includes(true)) return near;
  let least = 9;
  let nearest: T[] = [];
  for (const unit of near) {
    const edits = editsWithin(marked, unit.marked, least);
    if (edits > least) continue;
    if (edits < least) nearest = [];
    least = edits;
    nearest.push(unit);
  }
  return lostVowel(words, from, to)
    ? near.filter((unit) => nearest.some((one) => one.toneless === unit.toneless))
    : nearest;
}

/**
 * Whether the words are syllables with their marks, where a slip changes one place: "Linh Đàm" is off Lĩnh Nam in a letter and in two
 * tones, so another name.
 */
const hasItsMarks = (words: Words, { from, to }: Window): boolean =>
  words.markedWord.slice(from, to + 1).includes(true) && !lostVowel(words, from, to);

function lostVowel(words: Words, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) if (!words.numeric[i] && !VOWEL.test(words.plain[i]!)) return true;
  return false;
}

const VOWEL = /[aeiou]/;

/** Exact names with their kind glued in front ("phuongtandinh", "ptân định"), in unused words. */
function gluedSpans(words: Words, best: Hypothesis | undefined, index: UnitIndex): Span[] {
  const used = usedWords(words, best, false);
  const spans: Span[] = [];
  for (let from = 0; from < words.count; from++) {
    if (used[from] || words.numeric[from]) continue;
    const first = words.plain[from]!;
    for (const [glued, kind] of gluedPrefixesOf(first)) {
      if (!first.startsWith(glued) || first.length < glued.length + 2) continue;
      // "Huyện Pphú Xuyên": a letter behind a kind is the name's own.
      if (glued.length === 1 && prefixBefore(words, from).kind !== 0) continue;
      let key = first.slice(glued.length);
      for (let to = from; to < words.count && to < from + MAX_WINDOW_WORDS && !used[to]; to++) {
        if (to > from) {
          if (words.gap[to]! >= GAP.part) break;
          key += words.plain[to];
        }
        const entry = key.length >= 3 ? index.entries.get(key) : undefined;
        if (!entry || (glued.length === 1 && isWalledLine(words, from, to))) continue;
        const prefix = { kind, from };
        spans.push(makeSpan(words, from, to, entry, glued.length > 1 ? 0 : 6, prefix));
      }
    }
  }
  return spans;
}
