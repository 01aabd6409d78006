import { FIELDS, type Field } from "./levels.ts";
import type { LevelProbabilities } from "./model.ts";

/** Fields whose levels are fitted on pairs that share a number. */
export const FITTED_FIELDS = [
  "family",
  "middle",
  "given",
  "birth",
  "sex",
  "place",
  "phone",
] as const satisfies readonly Field[];
export type FittedField = (typeof FITTED_FIELDS)[number];

/** How many pairs showed these levels, in the order of `FITTED_FIELDS`; 0 where nothing could be compared. */
export interface Pattern {
  readonly levels: readonly number[];
  readonly n: number;
  /** What a reviewer said of these pairs; left out where the fit has to find out. */
  readonly same?: boolean;
}

export type Parameters = Readonly<Record<Field, LevelProbabilities>>;

export interface EmResult {
  /** P(level | same person). */
  readonly m: Parameters;
  /** Share of the pairs that are of one person. */
  readonly share: number;
  readonly iterations: number;
}

const PRECISE_DATES = ["date", "swapped", "slip", "sameMonth", "sameYear"];

/**
 * Levels that depend on how precise the values themselves are, not on whether it is the same person: a bare year can agree by year
 * only, an address without a street by commune only, one without a commune by province only. A pair at such a level would stand at one of those it covers, were the values
 * whole: it counts for them in proportion, and its m is the sum of theirs. Narrower ones first.
 */
const IMPRECISE: Readonly<Partial<Record<Field, Readonly<Record<string, readonly string[]>>>>> = {
  birth: { vague: PRECISE_DATES, year: PRECISE_DATES, nearYearAlone: ["nearYear"] },
  place: {
    streetAlone: ["house", "street"],
    communeAlone: ["house", "street", "commune"],
    provinceAlone: ["house", "street", "commune", "district", "province"],
  },
};

const SMALLEST = 1e-7;
const MOST_ITERATIONS = 200;
const CONVERGED = 1e-7;

/**
 * Fits Fellegi-Sunter parameters by EM on agreement-pattern counts (Enamorado, Fifield and Imai 2019): two classes, fields
 * independent within a class, missing fields without evidence. u stays as counted on the register; m is drawn towards
 * `start` by `pseudo` pairs, so that a small source cannot run away.
 */
export function fitByEm(
  patterns: readonly Pattern[],
  start: Parameters,
  u: Parameters,
  pseudo: number,
  startShare = 0.97,
): EmResult {
  const total = patterns.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return { m: start, share: startShare, iterations: 0 };
  let m = start;
  let share = startShare;
  for (let iteration = 1; ; iteration++) {
    const [lm, lu] = [logTables(m), logTables(u)];
    const counts = FITTED_FIELDS.map(() => new Map<number, number>());
    let own = 0;
    for (const { levels, n, same } of patterns) {
      let logOdds = Math.log(share / (1 - share));
      levels.forEach((level, i) => {
        if (level > 0) logOdds += lm[i]!.get(level)! - lu[i]!.get(level)!;
      });
      const weight = same === undefined ? n / (1 + Math.exp(-logOdds)) : same ? n : 0;
      own += weight;
      levels.forEach((level, i) => {
        if (level > 0) counts[i]!.set(level, (counts[i]!.get(level) ?? 0) + weight);
      });
    }
    const nextShare = Math.min(1 - 1e-5, Math.max(0.05, own / total));
    const next = { ...m };
    FITTED_FIELDS.forEach((field, i) => {
      next[field] = normalise(field, counts[i]!, start[field], pseudo);
    });
    const moved = Math.abs(nextShare - share) + largestMove(m, next);
    m = next;
    share = nextShare;
    if (moved < CONVERGED || iteration === MOST_ITERATIONS) return { m, share, iterations: iteration };
  }
}

function logTables(p: Parameters): Map<number, number>[] {
  return FITTED_FIELDS.map(
    (field) =>
      new Map(
        Object.entries(FIELDS[field]).map(([name, level]) => [
          level,
          Math.log(Math.max(SMALLEST, p[field][name] ?? SMALLEST)),
        ]),
      ),
  );
}

function normalise(
  field: FittedField,
  counts: Map<number, number>,
  start: LevelProbabilities,
  pseudo: number,
): LevelProbabilities {
  const imprecise = IMPRECISE[field] ?? {};
  const names = Object.keys(start).filter((name) => !(name in imprecise));
  const levels = FIELDS[field] as Readonly<Record<string, number>>;
  const counted = (name: string): number => counts.get(levels[name]!) ?? 0;
  const prior = names.reduce((sum, name) => sum + start[name]!, 0);
  const weights = new Map(names.map((name) => [name, counted(name) + (pseudo * start[name]!) / prior]));
  for (const [name, covered] of Object.entries(imprecise)) {
    const among = covered.reduce((sum, one) => sum + weights.get(one)!, 0);
    for (const one of covered) weights.set(one, weights.get(one)! * (1 + counted(name) / among));
  }
  const sum = [...weights.values()].reduce((x, y) => x + y, 0);
  const fitted: Record<string, number> = Object.fromEntries([...weights].map(([name, n]) => [name, rounded(n / sum)]));
  for (const [name, covered] of Object.entries(imprecise))
    fitted[name] = rounded(covered.reduce((total, one) => total + fitted[one]!, 0));
  return fitted;
}

/** Parameters are kept to seven digits: what is shown is what is used. */
const rounded = (p: number): number => Number(Math.max(SMALLEST, p).toPrecision(7));

function largestMove(a: Parameters, b: Parameters): number {
  let most = 0;
  for (const field of FITTED_FIELDS)
    for (const [name, p] of Object.entries(a[field])) most = Math.max(most, Math.abs(p - (b[field][name] ?? 0)));
  return most;
}
