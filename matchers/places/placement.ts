import { districtFit, type Hypothesis, provinceFit } from "./hypothesis.ts";
import { COMMUNE_KINDS, DISTRICT_KINDS, endingPrefix, PROVINCE_KINDS, prefixBefore } from "./kinds.ts";
import { opensLine } from "./line-names.ts";
import { POINTS } from "./points.ts";
import type { Span } from "./spans.ts";
import { GAP, type Words } from "./tokens.ts";
import type { Entry, Leaf } from "./units.ts";

/** Words covered are kept as bits. */
const MOST_WORDS = 31;

/** Takes off points for words that stay unexplained between and behind the units, and for a strange order. Never adds any. */
export function placeHypothesis(words: Words, hypothesis: Hypothesis, spans: readonly Span[]): void {
  const { leafSpan, districtSpan, provinceSpan, leaf } = hypothesis;
  let start = words.count;
  let end = -1;
  if (leafSpan) {
    start = leafSpan.start;
    end = leafSpan.to;
  }
  if (districtSpan) {
    if (districtSpan.start < start) start = districtSpan.start;
    if (districtSpan.to > end) end = districtSpan.to;
  }
  if (provinceSpan) {
    if (provinceSpan.start < start) start = provinceSpan.start;
    if (provinceSpan.to > end) end = provinceSpan.to;
  }
  let covered = bitsOf(leafSpan, start) | bitsOf(districtSpan, start) | bitsOf(provinceSpan, start);
  const all = (2 << (end - start)) - 1;
  if (end - start < MOST_WORDS && leaf && covered !== all) covered |= repeated(words, leaf, spans, start, end, covered);
  let unexplained = 0;
  for (let i = start; i <= end; i++) if (!(covered & (1 << (i - start)))) unexplained++;
  const cut = cutBefore(words, start, spans);
  const kinds = kindsOfFirst(hypothesis, start);
  // The kind of a lower level and two words are a unit of their own, misspelt ("Xã Xuân Thhọ Đà Lạt"), and so are a kind, a word
  // and two letters ("Thành phố Bến Ct").
  const isOfHigher = cut !== null && (cut.kind > kinds || isBriefAt(hypothesis, start));
  if (cut && (isOfHigher || cut.words === 1 || (cut.kind & kinds) !== 0)) {
    unexplained += cut.words;
    hypothesis.score += isOfHigher ? POINTS.kindOfOtherLevel : POINTS.cutShort;
  }
  hypothesis.start = start;
  hypothesis.end = end;
  hypothesis.unexplained = unexplained;
  if (unexplained > 0) {
    hypothesis.score += Math.max(POINTS.unexplainedAtMost, POINTS.unexplained * unexplained);
    for (const span of [leafSpan, districtSpan, provinceSpan])
      if (span) hypothesis.score += cutShort(words, span, start, end, covered);
  }
  if (inOrder(leafSpan, districtSpan) && inOrder(districtSpan, provinceSpan) && inOrder(leafSpan, provinceSpan))
    hypothesis.score += Math.max(POINTS.trailingAtMost, POINTS.trailing * (words.count - 1 - end));
  else if (!(inOrder(districtSpan, leafSpan) && inOrder(provinceSpan, districtSpan) && inOrder(provinceSpan, leafSpan)))
    hypothesis.score += POINTS.order;
}

const bitsOf = (span: Span | null, start: number): number =>
  span ? ((2 << (span.to - span.start)) - 1) << (span.start - start) : 0;

/** Words that name the leaf's higher units once more, or its commune of today. */
function repeated(
  words: Words,
  leaf: Leaf,
  spans: readonly Span[],
  start: number,
  end: number,
  covered: number,
): number {
  let more = 0;
  for (const span of spans) {
    if (span.start < start || span.to > end || (span.kind === 0 && !span.fillsPart)) continue;
    const bits = bitsOf(span, start);
    if (((covered | more) & bits) !== bits && fitsLeaf(span, leaf) && !holdsLine(words, span)) more |= bits;
  }
  return more;
}

/** A misspelt name that is a name and the word for a street or hamlet behind it: "Tân Thành tổ 5". */
function holdsLine(words: Words, { from, to, cost }: Span): boolean {
  for (let i = from + 1; i <= to && cost > 0; i++) if (opensLine(words, i)) return true;
  return false;
}

function fitsLeaf({ entry }: Span, leaf: Leaf): boolean {
  for (const { unit } of entry.districts) if (districtFit(leaf, unit) !== null) return true;
  for (const { unit } of entry.provinces) if (provinceFit(leaf, unit) !== null) return true;
  if (leaf.list !== "now")
    for (const other of entry.leaves) if (other.list === "now" && leaf.targets.includes(other.code)) return true;
  return false;
}

/** Points off when a name goes on in words that nothing explains, behind it or before it. */
function cutShort(words: Words, span: Span, start: number, end: number, covered: number): number {
  let points = 0;
  const next = span.to + 1;
  if (next <= end && !(covered & (1 << (next - start))) && words.gap[next]! < GAP.sign) points += POINTS.cutShort;
  const before = span.start - 1;
  if (
    before > start &&
    !(covered & (1 << (before - start))) &&
    words.gap[span.start]! < GAP.sign &&
    span.kind === 0 &&
    endingPrefix(words, before - 1).kind
  )
    points += POINTS.cutShort;
  return points;
}

/** The first unit is written in two letters, without its kind. */
const isBriefAt = ({ leafSpan, districtSpan, provinceSpan }: Hypothesis, start: number): boolean =>
  [leafSpan, districtSpan, provinceSpan].some((span) => span?.from === start && span.entry.key.length === 2);

/** So many words may stand between a kind and the piece of its name that is a unit's name too. */
const LONGEST_HEAD = 2;

/**
 * How many words stand right before the first unit that belong to its name, and the kind before them; null where none do, or
 * where they are a name themselves. "Quận Bắcc Từ Liêm" is no Từ Liêm.
 */
function cutBefore(words: Words, start: number, spans: readonly Span[]): { words: number; kind: number } | null {
  for (let n = 1; n <= LONGEST_HEAD && start - n >= 0; n++) {
    const first = start - n;
    if (words.gap[first + 1]! >= GAP.sign || words.numeric[first]) return null;
    const { kind } = prefixBefore(words, first);
    if (kind === 0) continue;
    const names = ({ from, to, entry }: Span) => from === first && to < start && isOfLevel(entry, kind);
    return spans.some(names) ? null : { words: n, kind };
  }
  return null;
}

/** Whether a spelling is the whole name of a unit of the level of a kind: "Hà" is no district. */
const isOfLevel = ({ leaves, districts, provinces }: Entry, kind: number): boolean =>
  (leaves.length > 0 && (kind & COMMUNE_KINDS) !== 0) ||
  ((kind & DISTRICT_KINDS) !== 0 && districts.some(isWhole)) ||
  ((kind & PROVINCE_KINDS) !== 0 && provinces.some(isWhole));
/** Kinds of the level of the unit that stands first; those of higher levels are greater numbers. */
function kindsOfFirst({ leafSpan, districtSpan }: Hypothesis, start: number): number {
  if (leafSpan?.start === start) return COMMUNE_KINDS;
  return districtSpan?.start === start ? DISTRICT_KINDS : PROVINCE_KINDS;
}

const isWhole = ({ cost }: { readonly cost: number }): boolean => cost === 0;

const inOrder = (a: Span | null, b: Span | null): boolean => a === null || b === null || a.from < b.from;
