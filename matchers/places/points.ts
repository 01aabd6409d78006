import { IN_LINE } from "./line-names.ts";
import type { Span } from "./spans.ts";
import type { Named } from "./units.ts";

/**
 * Points of the judge. They order hypotheses only: what counts is that a unit of a higher level that fits says more than
 * a name that looks alike, and that a clear contradiction outweighs any likeness.
 */
export const POINTS = {
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
  lineName: -27,
  noDistrict: -2,
  contradiction: -40,
  doubtfulContradiction: -5,
  unexplained: -3,
  unexplainedAtMost: -18,
  order: -6,
  trailing: -2,
  trailingAtMost: -8,
} as const;

/** What a letter typed twice costs: hardly a misspelling. */
export const SLIGHT = 3;

/** How well the writing fits the unit: kind, marks, misspelling, a street's or hamlet's word before it. */
export function likeness(span: Span, unit: Named, levelKinds: number): number {
  let points = -span.cost + (span.contained ? POINTS.contained : 0);
  if (span.kind !== 0) {
    if (span.kind & unit.kind) points += POINTS.kindFits;
    else points += span.kind & levelKinds ? POINTS.kindOfLevel : POINTS.kindOfOtherLevel;
  } else if (span.inLine === IN_LINE.name) points += POINTS.lineName;
  if (!span.unmarked && (span.cost > 0 || span.entry.key === unit.plain)) {
    if (span.marked === unit.marked) points += POINTS.marksFit;
    else points += span.toneless === unit.toneless ? POINTS.toneDiffers : POINTS.marksDiffer;
  }
  return points;
}
