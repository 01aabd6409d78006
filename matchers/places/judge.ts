import { COMMUNE_KINDS, DISTRICT_KINDS, endingPrefix, PROVINCE_KINDS } from "./kinds.ts";
import type { Span } from "./spans.ts";
import { GAP, type Words } from "./tokens.ts";
import type { DistrictNode, Leaf, Named, ProvinceName } from "./unit-index.ts";

/** One way to understand the spans of an address. */
export interface Hypothesis {
  readonly leaf: Leaf | null;
  readonly leafSpan: Span | null;
  readonly district: DistrictNode | null;
  readonly districtSpan: Span | null;
  readonly province: ProvinceName | null;
  readonly provinceSpan: Span | null;
  /** A unit is clearly written that does not fit the leaf. */
  readonly contradiction: "district" | "province" | null;
  score: number;
  /** First and last word used, kind words included. */
  start: number;
  end: number;
  /** Words between them that nothing explains. */
  unexplained: number;
}

/**
 * Points. They order hypotheses only: what counts is that a unit of a higher level that fits says more than
 * a name that looks alike, and that a clear contradiction outweighs any likeness.
 */
const POINTS = {
  leaf: 25,
  district: 24,
  province: 30,
  kindFits: 6,
  kindOfLevel: -4,
  kindOfOtherLevel: -25,
  marksFit: 4,
  toneDiffers: -3,
  marksDiffer: -6,
  contained: -10,
  slot: 12,
  lastPart: 3,
  onlyProvince: -4,
  districtCity: -15,
  cutShort: -9,
  street: -27,
  hamlet: -8,
  noDistrict: -2,
  contradiction: -40,
  doubtfulContradiction: -5,
  unexplained: -3,
  unexplainedAtMost: -18,
  order: -6,
  trailing: -2,
  trailingAtMost: -8,
} as const;

interface Found<T> {
  readonly span: Span;
  readonly unit: T;
  readonly points: number;
  /** An abbreviation that only its province makes clear. */
  readonly short?: boolean;
}

/** Writings that cost this much are abbreviations: they count only alone in their part or behind a kind word. */
const SHORT_FORM = 4;

/** Hypotheses of the spans, the best first. */
export function judge(words: Words, spans: readonly Span[]): Hypothesis[] {
  const provinces: Found<ProvinceName>[] = [];
  const districts: Found<DistrictNode>[] = [];
  for (const span of spans) {
    const alone = span.fillsPart || (span.closes && (span.kind !== 0 || isInitialled(words, span)));
    const brief = span.entry.key.length <= BRIEF && !span.closes;
    const last = span.to === words.count - 1 ? POINTS.lastPart : 0;
    const districtSlot = span.blankBefore && !span.blankAfter && !last ? POINTS.slot : 0;
    for (const { unit, cost } of span.entry.provinces)
      if ((cost < SHORT_FORM && !brief) || alone)
        provinces.push({
          span,
          unit,
          points:
            POINTS.province +
            last -
            cost +
            likeness(span, unit, PROVINCE_KINDS) +
            (isDistrictCity(span, unit) ? POINTS.districtCity : 0),
        });
    for (const { unit, cost } of span.entry.districts)
      if (cost < SHORT_FORM || alone)
        districts.push({
          span,
          unit,
          points: POINTS.district + districtSlot - cost + likeness(span, unit, DISTRICT_KINDS),
          short: cost >= SHORT_FORM,
        });
  }
  const found: Hypothesis[] = [];
  let best = Number.NEGATIVE_INFINITY;
  const consider = (hypothesis: Hypothesis | null): void => {
    if (!hypothesis || (hypothesis.score < best - MARGIN && !isOutspoken(hypothesis))) return;
    if (hypothesis.score > best) best = hypothesis.score;
    found.push(hypothesis);
  };
  const clear = provinces.filter(({ span, points }) => points >= CLEAR_POINTS && span.street < 2);
  let elsewhere = false;
  const considerLeaves = (inside: boolean): void => {
    for (const span of spans) {
      const communeSlot = span.blankAfter ? POINTS.slot : span.blankBefore ? -POINTS.slot : 0;
      for (const leaf of span.entry.leaves) {
        if (clear.length > 0 && fitsAny(leaf, clear) !== inside) {
          elsewhere = true;
          continue;
        }
        const points = POINTS.leaf + communeSlot + likeness(span, leaf, COMMUNE_KINDS);
        if (points > 0) consider(withLeaf(leaf, span, points, provinces, districts, best - MARGIN));
      }
    }
  };
  considerLeaves(true);
  for (const item of districts) if (item.points > 0) consider(withDistrict(item, provinces));
  for (const { span, unit, points } of provinces)
    if (points > 0) consider(hypothesisOf(null, null, null, null, unit, span, null, points + POINTS.onlyProvince));
  if (elsewhere && best < ENOUGH) considerLeaves(false);
  const near = found.filter((hypothesis) => hypothesis.score >= best - MARGIN || isOutspoken(hypothesis));
  for (const hypothesis of near) place(words, hypothesis, spans);
  return near.sort((a, b) => b.score - a.score || a.start - b.start || b.end - a.end);
}

/** A unit of another place must reach this to contradict: its kind and marks do not speak against it. */
const CLEAR_POINTS = 18;

/** With this many points inside the provinces written, communes of other provinces need no look. */
const ENOUGH = 40;

const fitsAny = (leaf: Leaf, provinces: readonly Found<ProvinceName>[]): boolean => {
  for (const { unit } of provinces) if (provinceFit(leaf, unit) !== null) return true;
  return false;
};

/** A commune written with its kind and spelt right, of another district than the one written: kept, however few its points. */
export const isOutspoken = ({ contradiction, province, leaf, leafSpan }: Hypothesis): boolean =>
  contradiction === "district" && province !== null && leafSpan!.cost === 0 && (leafSpan!.kind & leaf!.kind) !== 0;

/** How far below the best a hypothesis may start; placing costs at most the two caps and the order. */
const MARGIN = 34;

function hypothesisOf(
  leaf: Leaf | null,
  leafSpan: Span | null,
  district: DistrictNode | null,
  districtSpan: Span | null,
  province: ProvinceName | null,
  provinceSpan: Span | null,
  contradiction: "district" | "province" | null,
  score: number,
): Hypothesis {
  return {
    leaf,
    leafSpan,
    district,
    districtSpan,
    province,
    provinceSpan,
    contradiction,
    score,
    start: 0,
    end: 0,
    unexplained: 0,
  };
}

/** "Thành phố Tây Ninh" is the district of that name, not the province. */
const isDistrictCity = (span: Span, unit: ProvinceName): boolean =>
  span.kind !== 0 &&
  !(span.kind & unit.kind) &&
  span.entry.districts.some((item) => item.cost === 0 && span.kind & item.unit.kind);

/** "C/Giấy", "B.Thạnh": the sign tells that the letter stands for a word. */
const isInitialled = (words: Words, span: Span): boolean =>
  span.to > span.from && words.plain[span.from]!.length === 1 && words.gap[span.from + 1]! >= GAP.dot;

/** Short forms of up to three letters must end their part. */
const BRIEF = 3;

/** How well the writing fits the unit: kind, marks, misspelling, street words before it. */
function likeness(span: Span, unit: Named, levelKinds: number): number {
  let points = -span.cost + (span.contained ? POINTS.contained : 0);
  if (span.kind !== 0) {
    if (span.kind & unit.kind) points += POINTS.kindFits;
    else points += span.kind & levelKinds ? POINTS.kindOfLevel : POINTS.kindOfOtherLevel;
  } else points += span.street === 2 ? POINTS.street : span.street === 1 ? POINTS.hamlet : 0;
  if (!span.unmarked && (span.cost > 0 || span.entry.key === unit.plain)) {
    if (span.marked === unit.marked) points += POINTS.marksFit;
    else points += span.toneless === unit.toneless ? POINTS.toneDiffers : POINTS.marksDiffer;
  }
  return points;
}

const overlap = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to;

/** Of two equal writings, the one of more words, then the later. */
const isBetterPlaced = (a: Span, b: Span): boolean =>
  a.to - a.from === b.to - b.from ? a.from > b.from : a.to - a.from > b.to - b.from;

function provinceFit(leaf: Leaf, name: ProvinceName): number | null {
  const inOld = name.old !== null && leaf.provinces.includes(name.old);
  const inNow = name.now !== null && leaf.provincesNow.includes(name.now);
  if (leaf.list === "now") return inNow ? 0 : inOld ? -2 : null;
  if (inOld) return leaf.provinces[0] === name.old ? 0 : -1;
  return inNow ? -3 : null;
}

function districtFit(leaf: Leaf, node: DistrictNode): number | null {
  if (leaf.district === node) return 0;
  return leaf.otherDistricts.includes(node) ? (leaf.list === "now" ? -4 : -2) : null;
}

const districtInProvince = (node: DistrictNode, name: ProvinceName): number | null =>
  name.old === node.province ? 0 : name.now === node.provinceNow ? -3 : null;

function withLeaf(
  leaf: Leaf,
  span: Span,
  points: number,
  provinces: readonly Found<ProvinceName>[],
  districts: readonly Found<DistrictNode>[],
  floor: number,
): Hypothesis | null {
  let otherProvince = 0;
  let pair = bestDistrict(leaf, span, null, districts);
  let provincePoints = 0;
  let province: Found<ProvinceName> | null = null;
  for (const item of provinces) {
    if (item.points <= 0 || overlap(item.span, span)) continue;
    const fit = provinceFit(leaf, item.unit);
    if (fit === null) {
      if (item.span.street < 2 && item.points >= CLEAR_POINTS)
        otherProvince = Math.max(otherProvince, isClear(item.span) ? 2 : 1);
      continue;
    }
    const withDistrict = bestDistrict(leaf, span, item, districts);
    const gain = item.points + fit + withDistrict.points - (provincePoints + pair.points);
    if (!province ? gain > 0 : gain > 0 || (gain === 0 && isBetterPlaced(item.span, province.span))) {
      province = item;
      provincePoints = item.points + fit;
      pair = withDistrict;
    }
  }
  const { district, points: districtPoints } = pair;
  let score = points + provincePoints + districtPoints;
  let contradiction: "district" | "province" | null = null;
  if (!province && otherProvince > 0) {
    score += otherProvince === 2 ? POINTS.contradiction : POINTS.doubtfulContradiction;
    if (otherProvince === 2) contradiction = "province";
  }
  if (!district) {
    if (leaf.list !== "now" && leaf.district?.code !== leaf.code) score += POINTS.noDistrict;
    const other = otherDistrict(span, province, districts);
    if (other > 0) {
      score += other === 2 ? POINTS.contradiction : POINTS.doubtfulContradiction;
      if (other === 2) contradiction ??= "district";
    }
    if (province && leaf.district && leaf.district.plain === province.unit.plain) score += 1;
  }
  if (!province && !district && (span.cost > 0 || !isClear(span))) return null;
  const outspoken =
    contradiction === "district" && province !== null && (span.kind & leaf.kind) !== 0 && span.cost === 0;
  if (score < floor && !outspoken) return null;
  return hypothesisOf(
    leaf,
    span,
    district?.unit ?? null,
    district?.span ?? null,
    province?.unit ?? null,
    province?.span ?? null,
    contradiction,
    score,
  );
}

/** The best writing of a district that the leaf lies or lay in. */
function bestDistrict(
  leaf: Leaf,
  span: Span,
  province: Found<ProvinceName> | null,
  districts: readonly Found<DistrictNode>[],
): { district: Found<DistrictNode> | null; points: number } {
  let district: Found<DistrictNode> | null = null;
  let points = 0;
  for (const item of districts) {
    if (item.points <= points || (item.short && !province)) continue;
    if (overlap(item.span, span) || (province && overlap(item.span, province.span))) continue;
    const fit = districtFit(leaf, item.unit);
    if (fit !== null && item.points + fit > points) {
      district = item;
      points = item.points + fit;
    }
  }
  return { district, points };
}

/** Whether a district is written that the leaf does not lie in: 0 no, 1 perhaps, 2 clearly. */
function otherDistrict(
  span: Span,
  province: Found<ProvinceName> | null,
  districts: readonly Found<DistrictNode>[],
): number {
  let found = 0;
  for (const { span: other, unit, points, short } of districts) {
    if (
      points <= 0 ||
      short ||
      other.street === 2 ||
      overlap(other, span) ||
      (province && overlap(other, province.span))
    )
      continue;
    if (other.to < span.from && !other.kind) continue;
    const fits = !province || districtInProvince(unit, province.unit) !== null;
    if (fits) found = Math.max(found, isClear(other) ? 2 : 1);
  }
  return found;
}

/** A unit is clearly meant: its kind is written, or it fills its part of the address, and it is spelt right. */
const isClear = (span: Span): boolean => span.cost < 10 && (span.kind !== 0 || span.fillsPart);

function withDistrict(item: Found<DistrictNode>, provinces: readonly Found<ProvinceName>[]): Hypothesis | null {
  let province: Found<ProvinceName> | null = null;
  let provincePoints = 0;
  let other = 0;
  for (const candidate of provinces) {
    if (candidate.points <= 0 || overlap(candidate.span, item.span)) continue;
    const fit = districtInProvince(item.unit, candidate.unit);
    if (fit === null)
      other = Math.max(
        other,
        candidate.span.street === 2 || candidate.points < CLEAR_POINTS ? 0 : isClear(candidate.span) ? 2 : 1,
      );
    else if (candidate.points + fit > provincePoints) {
      province = candidate;
      provincePoints = candidate.points + fit;
    }
  }
  if (item.short && !province) return null;
  let score = item.points + provincePoints;
  let contradiction: "province" | null = null;
  if (!province && other > 0) {
    score += other === 2 ? POINTS.contradiction : POINTS.doubtfulContradiction;
    if (other === 2) contradiction = "province";
  }
  return hypothesisOf(
    null,
    null,
    item.unit,
    item.span,
    province?.unit ?? null,
    province?.span ?? null,
    contradiction,
    score,
  );
}

/** Takes off points for words that stay unexplained between and behind the units, and for a strange order. */
function place(words: Words, hypothesis: Hypothesis, spans: readonly Span[]): void {
  const { leafSpan, districtSpan, provinceSpan, leaf } = hypothesis;
  const used = [leafSpan, districtSpan, provinceSpan].filter((span) => span !== null);
  let start = words.count;
  let end = -1;
  for (const span of used) {
    if (span.start < start) start = span.start;
    if (span.to > end) end = span.to;
  }
  let covered = 0;
  const cover = (span: Span): void => {
    for (let i = span.start; i <= span.to; i++) covered |= 1 << (i - start);
  };
  for (const span of used) cover(span);
  if (end - start < 31) {
    for (const span of spans) {
      if (span.start < start || span.to > end || (span.kind === 0 && !span.fillsPart)) continue;
      const bits = ((2 << (span.to - span.start)) - 1) << (span.start - start);
      if ((covered & bits) === bits) continue;
      const fits =
        (leaf !== null && span.entry.districts.some(({ unit }) => districtFit(leaf, unit) !== null)) ||
        (leaf !== null && span.entry.provinces.some(({ unit }) => provinceFit(leaf, unit) !== null)) ||
        (leaf !== null &&
          leaf.list !== "now" &&
          span.entry.leaves.some((other) => other.list === "now" && leaf.targets.includes(other.code)));
      if (fits) cover(span);
    }
  }
  let unexplained = 0;
  for (let i = start; i <= end; i++) if (!(covered & (1 << (i - start)))) unexplained++;
  for (const span of used) {
    const next = span.to + 1;
    if (next <= end ? !(covered & (1 << (next - start))) && words.gap[next]! < GAP.sign : false)
      hypothesis.score += POINTS.cutShort;
    const before = span.start - 1;
    if (
      before > start &&
      !(covered & (1 << (before - start))) &&
      words.gap[span.start]! < GAP.sign &&
      span.kind === 0 &&
      endingPrefix(words, before - 1).kind
    )
      hypothesis.score += POINTS.cutShort;
  }
  hypothesis.start = start;
  hypothesis.end = end;
  hypothesis.unexplained = unexplained;
  hypothesis.score += Math.max(POINTS.unexplainedAtMost, POINTS.unexplained * unexplained);
  const forward =
    inOrder(leafSpan, districtSpan) && inOrder(districtSpan, provinceSpan) && inOrder(leafSpan, provinceSpan);
  if (forward) {
    const trailing = words.count - 1 - end;
    hypothesis.score += Math.max(POINTS.trailingAtMost, POINTS.trailing * trailing);
  } else if (
    !(inOrder(districtSpan, leafSpan) && inOrder(provinceSpan, districtSpan) && inOrder(provinceSpan, leafSpan))
  )
    hypothesis.score += POINTS.order;
}

const inOrder = (a: Span | null, b: Span | null): boolean => a === null || b === null || a.from < b.from;
