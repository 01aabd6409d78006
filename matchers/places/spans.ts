import { editsWithin } from "./edits.ts";
import { COMMUNE_KINDS, endingPrefix, KIND, prefixBefore, suffixAfter } from "./kinds.ts";
import { IN_LINE, type InLine, inLine, LINE_END, type LineEnd, lineEnd } from "./line-names.ts";
import { GAP, type Prefix, type Words } from "./tokens.ts";
import type { UnitIndex } from "./unit-index.ts";
import type { Entry } from "./units.ts";

/** Words that may name units. */
export interface Span {
  /** First and last word. */
  readonly from: number;
  readonly to: number;
  /** First word with the kind words before it. */
  readonly start: number;
  /** Kinds that the words beside it tell, 0 when none. */
  readonly kind: number;
  readonly entry: Entry;
  readonly marked: string;
  readonly toneless: string;
  /** Written without any mark: says nothing about marks. */
  readonly unmarked: boolean;
  /** Points lost for a misspelling. */
  readonly cost: number;
  /** Without a kind of its own: how far a street's or hamlet's name takes it up, and what comes behind. */
  readonly inLine: InLine;
  readonly lineEnd: LineEnd;
  /** Fills a part between separators, kind words included. */
  readonly fillsPart: boolean;
  /** Nothing follows in its part but kind words of the next unit, or cũ. */
  readonly closes: boolean;
  /** An empty part before it (so a district's or province's place), or after it (so a commune's), as in ", Ba Vì, Hà Nội". */
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
  /** A longer name covers it: "Từ Liêm" in "Nam Từ Liêm". */
  contained: boolean;
}

const MAX_WORDS = 6;

/** All spans whose spelling some unit has exactly, marks apart. */
export function exactSpans(words: Words, index: UnitIndex): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < words.count; from++) {
    let node = 0;
    const limit = Math.min(words.count, from + MAX_WORDS);
    for (let to = from; to < limit; to++) {
      if (to > from && words.gap[to]! >= GAP.part) break;
      node = walkWord(words, to, node, index);
      if (node < 0) break;
      const entry = index.trie.at(node);
      if (!entry || cutsKind(words, from, to) || endsInKindLetter(words, from, to)) continue;
      const span = makeSpan(words, from, to, entry, 0);
      if (!isBareNumber(words, span)) spans.push(span);
    }
  }
  for (const span of spans)
    for (const other of spans) {
      if (other.from > span.from) break;
      if (other.to >= span.to && other.to - other.from > span.to - span.from) {
        span.contained = true;
        break;
      }
    }
  return spans;
}

/** The spans that are all the words, kind words included; none when they are not one unit's name. */
export function wholeSpans(words: Words, index: UnitIndex): Span[] {
  const spans: Span[] = [];
  const last = words.count - 1;
  for (let from = Math.max(0, last - MAX_WORDS + 1); from <= Math.min(last, MOST_KIND_WORDS); from++) {
    let node = 0;
    for (let to = from; to <= last && node >= 0; to++)
      node = to > from && words.gap[to]! >= GAP.part ? -1 : walkWord(words, to, node, index);
    const entry = node > 0 ? index.trie.at(node) : undefined;
    if (!entry) continue;
    const span = makeSpan(words, from, last, entry, 0);
    if (span.start === 0 && !isBareNumber(words, span)) spans.push(span);
  }
  return spans;
}

const MOST_KIND_WORDS = 2;

const walkWord = (words: Words, at: number, node: number, index: UnitIndex): number =>
  index.trie.walk(node, words.numeric[at] ? withoutZeros(words.plain[at]!) : words.plain[at]!);

/** A number names a unit only behind its kind. */
const isBareNumber = (words: Words, { from, to, kind }: Span): boolean =>
  words.numeric[from]! && from === to && !(kind & (COMMUNE_KINDS | KIND.urbanDistrict));

/** A kind of two words is cut at either end: "Lộc Thành|phố", "Thị|trấn Yên". */
const cutsKind = (words: Words, from: number, to: number): boolean =>
  (to + 1 < words.count && words.plain[to]!.length > 1 && endingPrefix(words, to + 1).from === to) ||
  (from > 0 && words.plain[from]!.length > 1 && endingPrefix(words, from).from === from - 1);

/** "xã Hải An H.|Hải Hậu": a letter with a dot is the kind of what follows, before it is the last of a name. */
const endsInKindLetter = (words: Words, from: number, to: number): boolean =>
  to > from &&
  to + 1 < words.count &&
  words.gap[to + 1] === GAP.dot &&
  words.plain[to]!.length === 1 &&
  endingPrefix(words, to).from === to;

/** Kind words begin at this word. */
export function startsKind(words: Words, at: number): boolean {
  if (at + 1 < words.count && prefixBefore(words, at + 1).kind !== 0) return true;
  const next = at + 2 < words.count ? prefixBefore(words, at + 2) : null;
  return next !== null && next.kind !== 0 && next.from === at;
}

/** "…, Thị trấn, Dương Minh Châu": a commune's kind without a name before the separator. */
function danglingKind(words: Words, start: number): boolean {
  return start > 0 && words.gap[start]! >= GAP.part && (endingPrefix(words, start - 1).kind & COMMUNE_KINDS) !== 0;
}

/** The kind words before a name, also "Huyện", "Phường" or the first word of "Thị trấn" with one slip. */
function prefixOf(words: Words, from: number): Prefix {
  const found = prefixBefore(words, from);
  if (found.kind !== 0 || from === 0 || words.gap[from]! >= GAP.sign) return found;
  const before = words.marked[from - 1]!;
  if (
    before === TOWN[1] &&
    from > 1 &&
    words.gap[from - 1]! < GAP.sign &&
    editsWithin(words.marked[from - 2]!, TOWN[0], 1) === 1
  )
    return { kind: KIND.town, from: from - 2 };
  if (before.length < 6 || before.length > 8 || !words.markedWord[from - 1]) return found;
  for (const [kindWord, kind] of MISSPELT_KINDS)
    if (editsWithin(before, kindWord, 1) === 1) return { kind, from: from - 1 };
  return found;
}

const TOWN = ["thi5", "trân1"] as const;
const MISSPELT_KINDS = [
  ["huiên5", KIND.ruralDistrict],
  ["phương2", KIND.ward],
] as const;

/** "01" counts as "1". */
const withoutZeros = (digits: string): string =>
  digits[0] === "0" && digits.length > 1 ? String(Number(digits)) : digits;

/** A span of words with the kind words beside it. `prefix` when the caller knows it better (glued in front of the name). */
export function makeSpan(words: Words, from: number, to: number, entry: Entry, cost: number, prefix?: Prefix): Span {
  const before = prefix ?? prefixOf(words, from);
  const start = before.kind && before.from >= 0 ? before.from : from;
  const kind = before.kind || suffixAfter(words, to);
  let marked = "";
  let toneless = "";
  let unmarked = true;
  for (let i = from; i <= to; i++) {
    const number = words.numeric[i] ? withoutZeros(words.marked[i]!) : null;
    marked += number ?? words.marked[i]!;
    toneless += number ?? words.toneless[i]!;
    if (words.markedWord[i]) unmarked = false;
  }
  const opens = words.gap[start]! >= GAP.sign;
  const closes = to + 1 >= words.count || words.gap[to + 1]! >= GAP.sign;
  const taken = kind === 0 ? inLine(words, from, to) : IN_LINE.no;
  return {
    from,
    to,
    start,
    kind,
    entry,
    marked,
    toneless,
    unmarked,
    cost,
    inLine: taken,
    lineEnd: taken === IN_LINE.no ? LINE_END.words : lineEnd(words, from, to),
    fillsPart: opens && closes,
    // Behind a former name people write that it is one: "Bến Nghé cũ".
    closes: closes || words.marked[to + 1] === "cu4" || startsKind(words, to + 1),
    blankBefore: words.blank[start]! || danglingKind(words, start),
    blankAfter: to + 1 < words.count && words.blank[to + 1]!,
    contained: false,
  };
}
