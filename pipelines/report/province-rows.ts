import type { ProvinceTally } from "../quality/change.ts";
import { add, NOTHING, type Tally } from "../quality/count.ts";
import { dimensionTallies } from "../quality/quality-index.ts";
import { DIMENSIONS, type Dimension } from "../quality/rule.ts";
import { type Share, share } from "./share.ts";

/** How one province of a source stands. */
export interface ProvinceRow extends Share {
  readonly province: string | null;
  readonly dimensions: Readonly<Record<Dimension, number | null>>;
  /** The rule that most objects fail here, weighted. */
  readonly worst_rule: { readonly rule: string; readonly field: string; readonly fail: number } | null;
}

/** Provinces of a source by the share of passed checks (rules with a weight), worst first; unknown places last. */
export function provinceRows(tallies: readonly ProvinceTally[]): ProvinceRow[] {
  const groups = new Map<string | null, ProvinceTally[]>();
  for (const tally of tallies)
    if (tally.rule.measure === undefined && tally.rule.weight > 0)
      groups.set(tally.province, [...(groups.get(tally.province) ?? []), tally]);
  return [...groups]
    .map(([province, rows]) => {
      const sums = dimensionTallies(rows);
      const whole = Object.values(sums).reduce<Tally>(add, NOTHING);
      const worst = rows
        .filter(({ tally }) => tally.fail > 0)
        .sort(
          (a, b) =>
            b.tally.fail * b.rule.weight - a.tally.fail * a.rule.weight ||
            (a.rule.id + a.field < b.rule.id + b.field ? -1 : 1),
        )[0];
      const dimensions = Object.fromEntries(
        (Object.keys(DIMENSIONS) as Dimension[]).map((dimension) => [dimension, share(sums[dimension]).percent]),
      ) as Record<Dimension, number | null>;
      return {
        province,
        ...share(whole),
        dimensions,
        worst_rule: worst ? { rule: worst.rule.id, field: worst.field, fail: worst.tally.fail } : null,
      };
    })
    .sort(
      (a, b) =>
        Number(a.province === null) - Number(b.province === null) ||
        (a.percent ?? 101) - (b.percent ?? 101) ||
        (String(a.province) < String(b.province) ? -1 : 1),
    );
}
