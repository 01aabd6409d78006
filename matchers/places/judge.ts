import { CONTRADICTED, type Contradicted, penaltyOf } from "./contradiction.ts";
import {
  districtFit,
  districtInProvince,
  type Hypothesis,
  isOutspoken,
  NO_UNITS,
  provinceFit,
  type WrittenUnits,
} from "./hypothesis.ts";
import { COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS } from "./kinds.ts";
import { leavesWithin } from "./leaves-within.ts";
import { IN_LINE } from "./line-names.ts";
import { placeHypothesis } from "./placement.ts";
import { likeness, POINTS } from "./points.ts";
import {
  isBetterPlaced,
  isClear,
  isDistrictCity,
  isHamletOf,
  isInitialled,
  isLineName,
  isLinePiece,
  overlap,
} from "./span-traits.ts";
import type { Span } from "./spans.ts";
import type { Words } from "./tokens.ts";
import type { DistrictNode, Leaf, ProvinceName } from "./units.ts";

interface Found<T> {
  readonly span: Span;
  readonly unit: T;
  readonly points: number;
  /** An abbreviation that only its province makes clear. */
  readonly short: boolean;
}

/** Writings that cost this much are abbreviations: they count only alone in their part or behind a kind word. */
const SHORT_FORM = 4;
/** Short forms of up to three letters must end their part. */
const BRIEF = 3;
/** A unit of another place must reach this to contradict: its kind and marks do not speak against it. */
const CLEAR_POINTS = 18;
/** With this many points inside the provinces written, communes of other provinces need no look. */
const ENOUGH = 40;
/** Hypotheses further than this below the best say nothing of it: no alternative, no doubt. */
export const RELEVANT = 20;

/**
 * Hypotheses of the spans, the best first: those within `margin` points of the best, and outspoken communes where the best
 * names none.
 */
export function judge(words: Words, spans: readonly Span[], margin = RELEVANT): Hypothesis[] {
  return new Trial(words, spans, margin).verdict();
}

/** The spans of one address under judgement. */
class Trial {
  readonly #words: Words;
  readonly #spans: readonly Span[];
  readonly #margin: number;
  #provinces: Found<ProvinceName>[] = [];
  readonly #districts: Found<DistrictNode>[] = [];
  readonly #found: Hypothesis[] = [];
  /** The most points that a district and a province may bring. */
  #higher = 0;
  /** The most points before and after placing. */
  #most = Number.NEGATIVE_INFINITY;
  #best = Number.NEGATIVE_INFINITY;
  /** What `#findDistrict` found last; kept here since it is asked for every leaf and province. */
  #district: Found<DistrictNode> | null = null;
  readonly #fitting: { readonly item: Found<DistrictNode>; readonly points: number }[] = [];
  #districtPoints = 0;

  constructor(words: Words, spans: readonly Span[], margin: number) {
    this.#words = words;
    this.#spans = spans;
    this.#margin = margin;
    for (const span of spans) this.#collect(span);
    this.#provinces = this.#provinces.filter(({ span, unit }) => !isHamletOf(words, span, unit, spans));
    this.#higher = mostPoints(this.#provinces) + mostPoints(this.#districts);
  }

  verdict(): Hypothesis[] {
    const clear: Found<ProvinceName>[] = [];
    for (const item of this.#provinces)
      if (item.points >= CLEAR_POINTS && item.span.inLine < IN_LINE.name) clear.push(item);
    const elsewhere = this.#considerLeaves(clear, true);
    for (const item of this.#districts) if (item.points > 0) this.#considerDistrict(item);
    for (const { span, unit, points } of this.#provinces)
      if (points > 0)
        this.#consider({ ...NO_UNITS, province: unit, provinceSpan: span }, null, points + POINTS.onlyProvince);
    if (elsewhere && this.#most < ENOUGH) this.#considerLeaves(clear, false);
    const floor = this.#best - this.#margin;
    return this.#found
      .filter((hypothesis) => hypothesis.score >= floor || isOutspoken(hypothesis))
      .sort((a, b) => b.score - a.score || a.start - b.start || b.end - a.end);
  }

  /** Provinces and districts that a span may name. */
  #collect(span: Span): void {
    const { entry } = span;
    if ((entry.provinces.length === 0 && entry.districts.length === 0) || isLineName(span)) return;
    const alone = span.fillsPart || (span.closes && (span.kind !== 0 || isInitialled(this.#words, span)));
    const brief = entry.key.length <= BRIEF && !span.closes;
    const last = span.to === this.#words.count - 1 ? POINTS.lastPart : 0;
    for (const { unit, cost } of entry.provinces)
      if ((cost < SHORT_FORM && !brief) || alone) {
        const city = isDistrictCity(span, unit) ? POINTS.districtCity : 0;
        const points = POINTS.province + last - cost + likeness(span, unit, PROVINCE_KINDS) + city;
        this.#provinces.push({ span, unit, points, short: false });
      }
    const slot = span.blankBefore && !span.blankAfter && !last ? POINTS.slot : 0;
    for (const { unit, cost } of entry.districts)
      if (cost < SHORT_FORM || alone) {
        const points = POINTS.district + slot - cost + likeness(span, unit, DISTRICT_KINDS);
        this.#districts.push({ span, unit, points, short: cost >= SHORT_FORM });
      }
  }

  /** Weighs the communes inside the provinces that are clearly written, or those outside. True when there are others. */
  #considerLeaves(clear: readonly Found<ProvinceName>[], inside: boolean): boolean {
    let others = false;
    for (const span of this.#spans) {
      if (isLineName(span)) continue;
      const slot = span.blankAfter ? POINTS.slot : span.blankBefore ? -POINTS.slot : 0;
      const within = inside && clear.length === 1 ? leavesWithin(span.entry, clear[0]!.unit) : null;
      if (within && within.length < span.entry.leaves.length) others = true;
      for (const leaf of within ?? span.entry.leaves) {
        if (!within && clear.length > 0 && fitsAny(leaf, clear) !== inside) {
          others = true;
          continue;
        }
        const points = POINTS.leaf + slot + likeness(span, leaf, COMMUNE_KINDS);
        if (points > 0 && (span.kind & leaf.kind || points + this.#higher >= this.#best - this.#margin))
          this.#considerLeaf(leaf, span, points);
      }
    }
    return others;
  }

  #considerLeaf(leaf: Leaf, span: Span, points: number): void {
    let otherProvince: Contradicted = CONTRADICTED.no;
    let province: Found<ProvinceName> | null = null;
    let provincePoints = 0;
    this.#fitDistricts(leaf, span);
    this.#findDistrict(null);
    let district = this.#district;
    let districtPoints = this.#districtPoints;
    for (const item of this.#provinces) {
      if (item.points <= 0 || overlap(item.span, span)) continue;
      const fit = provinceFit(leaf, item.unit);
      if (fit === null) {
        otherProvince = contradictedBy(item, otherProvince);
        continue;
      }
      this.#findDistrict(item);
      const gain = item.points + fit + this.#districtPoints - (provincePoints + districtPoints);
      if (gain > 0 || (gain === 0 && province && isBetterPlaced(item.span, province.span))) {
        province = item;
        provincePoints = item.points + fit;
        district = this.#district;
        districtPoints = this.#districtPoints;
      }
    }
    if (!district && ((!province && (span.cost > 0 || !isClear(span))) || isLinePiece(span))) return;
    let score = points + provincePoints + districtPoints;
    let contradiction: "district" | "province" | null = null;
    if (!province) {
      score += penaltyOf(otherProvince);
      if (otherProvince === CONTRADICTED.clearly) contradiction = "province";
    }
    if (!district) {
      if (leaf.list !== "now" && leaf.district?.code !== leaf.code) score += POINTS.noDistrict;
      const otherDistrict = this.#otherDistrict(span, province);
      score += penaltyOf(otherDistrict);
      if (otherDistrict === CONTRADICTED.clearly) contradiction ??= "district";
      if (province && leaf.district && leaf.district.plain === province.unit.plain) score += 1;
    }
    this.#consider(
      {
        leaf,
        leafSpan: span,
        district: district?.unit ?? null,
        districtSpan: district?.span ?? null,
        province: province?.unit ?? null,
        provinceSpan: province?.span ?? null,
      },
      contradiction,
      score,
    );
  }

  /** Collects the writings of districts that the leaf lies or lay in. */
  #fitDistricts(leaf: Leaf, span: Span): void {
    this.#fitting.length = 0;
    for (const item of this.#districts) {
      const fit = item.points > 0 ? districtFit(leaf, item.unit) : null;
      if (fit !== null && !overlap(item.span, span)) this.#fitting.push({ item, points: item.points + fit });
    }
  }

  /** Finds the best of them beside a province. */
  #findDistrict(province: Found<ProvinceName> | null): void {
    this.#district = null;
    this.#districtPoints = 0;
    for (const { item, points } of this.#fitting) {
      if (points <= this.#districtPoints || (item.short && !province)) continue;
      if (province && overlap(item.span, province.span)) continue;
      this.#district = item;
      this.#districtPoints = points;
    }
  }

  /** Whether a district is written that the leaf does not lie in. */
  #otherDistrict(span: Span, province: Found<ProvinceName> | null): Contradicted {
    let found: Contradicted = CONTRADICTED.no;
    for (const { span: other, unit, points, short } of this.#districts) {
      if (points <= 0 || short || other.inLine === IN_LINE.name || overlap(other, span)) continue;
      if (province && overlap(other, province.span)) continue;
      if (other.to < span.from && !other.kind) continue;
      if (province && districtInProvince(unit, province.unit) === null) continue;
      if (isClear(other)) return CONTRADICTED.clearly;
      found = CONTRADICTED.perhaps;
    }
    return found;
  }

  #considerDistrict(item: Found<DistrictNode>): void {
    let province: Found<ProvinceName> | null = null;
    let provincePoints = 0;
    let other: Contradicted = CONTRADICTED.no;
    for (const candidate of this.#provinces) {
      if (candidate.points <= 0 || overlap(candidate.span, item.span)) continue;
      const fit = districtInProvince(item.unit, candidate.unit);
      if (fit === null) other = contradictedBy(candidate, other);
      else if (candidate.points + fit > provincePoints) {
        province = candidate;
        provincePoints = candidate.points + fit;
      }
    }
    if (item.short && !province) return;
    const contradicted = province ? CONTRADICTED.no : other;
    this.#consider(
      {
        ...NO_UNITS,
        district: item.unit,
        districtSpan: item.span,
        province: province?.unit ?? null,
        provinceSpan: province?.span ?? null,
      },
      contradicted === CONTRADICTED.clearly ? "province" : null,
      item.points + provincePoints + penaltyOf(contradicted),
    );
  }

  /** Places and keeps a hypothesis, unless it is already too far below the best: placing only takes points off. */
  #consider(units: WrittenUnits, contradiction: Hypothesis["contradiction"], score: number): void {
    if (score < this.#best - this.#margin && (contradiction !== "district" || !units.province)) return;
    // Field by field: spreading makes reading an address take half as long again.
    const { leaf, leafSpan, district, districtSpan, province, provinceSpan } = units;
    const hypothesis: Hypothesis = {
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
    if (score < this.#best - this.#margin && !isOutspoken(hypothesis)) return;
    if (score > this.#most) this.#most = score;
    placeHypothesis(this.#words, hypothesis, this.#spans);
    if (hypothesis.score > this.#best) this.#best = hypothesis.score;
    this.#found.push(hypothesis);
  }
}

/** Whether a province that does not fit contradicts, beside those before it. */
function contradictedBy({ span, points }: Found<ProvinceName>, before: Contradicted): Contradicted {
  if (before === CONTRADICTED.clearly || span.inLine >= IN_LINE.name || points < CLEAR_POINTS) return before;
  return isClear(span) ? CONTRADICTED.clearly : CONTRADICTED.perhaps;
}

function mostPoints(found: readonly Found<unknown>[]): number {
  let most = 0;
  for (const { points } of found) if (points > most) most = points;
  return most;
}

const fitsAny = (leaf: Leaf, provinces: readonly Found<ProvinceName>[]): boolean => {
  for (const { unit } of provinces) if (leaf.set.meets(unit.set)) return true;
  return false;
};
