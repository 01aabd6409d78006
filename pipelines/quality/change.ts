import { add, NOTHING, percentOk, type Tally } from "./count.ts";
import type { Rule } from "./rule.ts";

/** The tally of a rule on a field of one province of a source, in one run. */
export interface ProvinceTally {
  readonly source: string;
  readonly rule: Rule;
  readonly field: string;
  readonly province: string | null;
  readonly tally: Tally;
}

/** Something that became worse or better than in the last accepted run by more than chance would do. */
export interface Change {
  readonly source: string;
  readonly rule: Rule;
  readonly field: string;
  /** The province it happened in; null: the whole source. */
  readonly province: string | null;
  readonly now: Tally;
  readonly before: Tally;
  /** Percentage points, negative when worse. */
  readonly points: number;
  /** Failing objects more (or fewer) than the last run's share would give: what changes are ordered by. */
  readonly extra: number;
}

const LEAST_POINTS = 1;
const SIGMAS = 4;
/** A change is told for the province, not the source, when so much of it happened there. */
const MOSTLY = 0.6;

/** Changes between two runs, the largest first: one a rule and field, at the place where it happened. */
export function changesBetween(now: readonly ProvinceTally[], before: readonly ProvinceTally[]): Change[] {
  const key = (tally: ProvinceTally) => JSON.stringify([tally.source, tally.rule.id, tally.field]);
  const group = (tallies: readonly ProvinceTally[]) => {
    const groups = new Map<string, ProvinceTally[]>();
    for (const tally of tallies) groups.set(key(tally), [...(groups.get(key(tally)) ?? []), tally]);
    return groups;
  };
  const earlier = group(before);
  const changes: Change[] = [];
  for (const [name, tallies] of group(now)) {
    const past = earlier.get(name);
    if (past) changes.push(...changeOf(tallies, past));
  }
  const text = (change: Change) => JSON.stringify([change.source, change.rule.id, change.field, change.province]);
  return changes.sort((a, b) => Math.abs(b.extra) - Math.abs(a.extra) || (text(a) < text(b) ? -1 : 1));
}

function changeOf(now: readonly ProvinceTally[], before: readonly ProvinceTally[]): Change[] {
  const sum = (tallies: readonly ProvinceTally[]) => tallies.reduce((total, { tally }) => add(total, tally), NOTHING);
  const one = now[0]!;
  const whole = compare(one, null, sum(now), sum(before));
  const places = now
    .filter((tally) => tally.province !== null)
    .flatMap((tally) => {
      const past = before.find((other) => other.province === tally.province);
      const change = past && compare(tally, tally.province, tally.tally, past.tally);
      return change ? [change] : [];
    })
    .sort((a, b) => Math.abs(b.extra) - Math.abs(a.extra));
  const worst = places[0];
  if (!whole) return worst ? [worst] : [];
  if (worst && Math.sign(worst.extra) === Math.sign(whole.extra) && worst.extra / whole.extra >= MOSTLY) return [worst];
  return [whole];
}

function compare(of: ProvinceTally, province: string | null, now: Tally, before: Tally): Change | null {
  const n1 = now.ok + now.fail;
  const n0 = before.ok + before.fail;
  const least = Math.max(1, of.rule.threshold.min_checked);
  if (n1 < least || n0 < least) return null;
  const points = percentOk(now)! - percentOk(before)!;
  // Half an object added, so that a run without a failure does not make the first one infinitely surprising.
  const share = (before.fail + 0.5) / (n0 + 1);
  const extra = now.fail - n1 * (before.fail / n0);
  const sigma = Math.sqrt(n1 * share * (1 - share) * (1 + n1 / n0));
  // What came is a fact of the night; who of the register stands in a source varies by chance, as records do.
  const isDelivery = of.rule.measure !== undefined && of.rule.measure !== "coverage.person";
  const surprising = isDelivery || Math.abs(extra) > SIGMAS * sigma;
  if (!surprising || Math.abs(points) < LEAST_POINTS) return null;
  return { source: of.source, rule: of.rule, field: of.field, province, now, before, points, extra };
}
