import { add, NOTHING, percentOk, type Tally } from "./count.ts";
import type { Preset } from "./preset.ts";
import { DIMENSIONS, type Dimension, type Rule } from "./rule.ts";

/** From the best to the worst. */
export const BANDS = ["green", "yellow", "red"] as const;
export type Band = (typeof BANDS)[number];

/** The index of a source by a preset. Percentages are cut to two decimals, so that 100 means all. */
export interface QualityIndex {
  readonly value: number | null;
  /** The colour of `value`, or that of the weakest key field where it is worse. */
  readonly band: Band | null;
  /** Key fields that hold the colour below that of `value`, worst first. */
  readonly held_by: readonly string[];
  /** Fields with their own index, worst first. */
  readonly fields: readonly { readonly field: string; readonly value: number; readonly band: Band }[];
  /** Identifier fields that are not at 100 % in đúng, đủ or sạch. */
  readonly identifiers_short: readonly string[];
}

/** A tally a rule and field, over all provinces of a source. */
export interface RuleTally {
  readonly rule: Rule;
  readonly field: string;
  readonly tally: Tally;
}

/**
 * The index: a rule's share of passing objects; a dimension of a field the weighted mean of its rules; a field the
 * weighted mean of its dimensions; a source the weighted mean of its fields. What was not checked counts nowhere. The
 * colour is no better than that of the weakest key field: where nobody can tell whom records are of, the rest being right makes no
 * good source.
 */
export function qualityIndex(tallies: readonly RuleTally[], preset: Preset): QualityIndex {
  const fields = [...new Set(tallies.map((tally) => tally.field))].sort();
  const scored = fields.flatMap((field) => {
    const dimensions = (Object.keys(DIMENSIONS) as Dimension[]).flatMap((dimension) => {
      const value = weightedMean(
        tallies
          .filter((tally) => tally.field === field && tally.rule.dimension === dimension)
          .map((tally) => [percentOk(tally.tally), tally.rule.weight]),
      );
      return [[value, preset.dimensions[dimension] ?? 1] as const];
    });
    const value = weightedMean(dimensions);
    return value === null ? [] : [{ field, value }];
  });
  const value = weightedMean(scored.map(({ field, value }) => [value, preset.fields[field] ?? 1]));
  const worstFirst = scored
    .map(({ field, value }) => ({ field, value: cut(value), band: bandOf(value, preset) }))
    .sort((a, b) => a.value - b.value || (a.field < b.field ? -1 : 1));
  const own = value === null ? null : bandOf(value, preset);
  const keys = worstFirst.filter(({ field }) => preset.key_fields.includes(field) && (preset.fields[field] ?? 1) > 0);
  const holding = own === null ? [] : keys.filter(({ band }) => BANDS.indexOf(band) > BANDS.indexOf(own));
  return {
    value: value === null ? null : cut(value),
    band: holding[0]?.band ?? own,
    held_by: holding.map(({ field }) => field),
    fields: worstFirst,
    identifiers_short: preset.identifiers.filter((identifier) =>
      tallies.some(
        ({ rule, field, tally }) =>
          field === identifier && ["dung", "du", "sach"].includes(rule.dimension) && rule.weight > 0 && tally.fail > 0,
      ),
    ),
  };
}

/** Tallies of each dimension, plainly summed over rules that count in the index. */
export function dimensionTallies(tallies: readonly RuleTally[]): Record<Dimension, Tally> {
  const sums = Object.fromEntries(Object.keys(DIMENSIONS).map((key) => [key, NOTHING])) as Record<Dimension, Tally>;
  for (const { rule, tally } of tallies) if (rule.weight > 0) sums[rule.dimension] = add(sums[rule.dimension], tally);
  return sums;
}

export function bandOf(percent: number, preset: Preset): Band {
  if (percent >= preset.bands.green) return "green";
  return percent >= preset.bands.yellow ? "yellow" : "red";
}

/** Cut, not rounded: 99.999 must not become 100. The tiny sum undoes binary fractions such as 28.999999999999996. */
export function cut(percent: number): number {
  return Math.floor(percent * 100 + 1e-9) / 100;
}

function weightedMean(parts: readonly (readonly [number | null, number])[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const [value, weight] of parts)
    if (value !== null && weight > 0) {
      sum += value * weight;
      weights += weight;
    }
  return weights === 0 ? null : sum / weights;
}
