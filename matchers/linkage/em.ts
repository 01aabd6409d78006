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
/** Levels that any field has at most, with 0 for nothing to compare. */
const LEVELS = 1 + Math.max(...FITTED_FIELDS.flatMap((field) => Object.values(FIELDS[field])));

/**
 * How two of one home compare, in whose name a number is often given (a parent's for a child): they live as one person does, every other
 * one bears the family name or shares the phone, and all else is as chance has it. Without a class of their own such pairs would pass for one
 * person's, since they live together, and then m would hold that a person's name and birth date often differ.
 */
function homeOf(m: Parameters, u: Parameters): Parameters {
  const half = (field: "family" | "phone"): LevelProbabilities =>
    Object.fromEntries(Object.keys(m[field]).map((name) => [name, (m[field][name]! + (u[field][name] ?? 0)) / 2]));
  return { ...u, family: half("family"), phone: half("phone"), place: m.place };
}

/**
 * Fits Fellegi-Sunter parameters by EM on agreement-pattern counts (Enamorado, Fifield and Imai 2019): one person, two of one
 * home, two who have nothing to do with each other; fields independent within a class, missing fields without evidence. u stays as counted
 * on the register; m is drawn towards `start` by `pseudo` pairs, so that a small source cannot run away.
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
  /** Of the pairs that are not one person's, those of one home. */
  let homes = 0.5;
  for (let iteration = 1; ; iteration++) {
    const [asOwn, asHome] = [logOdds(m, u), logOdds(homeOf(m, u), u)];
    const counts = FITTED_FIELDS.map(() => new Float64Array(LEVELS));
    let [own, home] = [0, 0];
    for (const { levels, n, same } of patterns) {
      let [logOwn, logHome] = [Math.log(share / (1 - share)), Math.log(homes / (1 - homes))];
      for (let i = 0; i < levels.length; i++) {
        const level = levels[i]!;
        if (level === 0) continue;
        logOwn += asOwn[i]![level]!;
        logHome += asHome[i]![level]!;
      }
      // Odds of one person, and of one home, against two who are neither.
      const [odds, homeOdds] = [Math.exp(logOwn) / (1 - homes), Math.exp(logHome)];
      const weight = same === undefined ? (n * odds) / (1 + homeOdds + odds) : same ? n : 0;
      own += weight;
      home += ((n - weight) * homeOdds) / (1 + homeOdds);
      for (let i = 0; i < levels.length; i++) counts[i]![levels[i]!]! += weight;
    }
    const nextShare = Math.min(1 - 1e-5, Math.max(0.05, own / total));
    const next = { ...m };
    FITTED_FIELDS.forEach((field, i) => {
      next[field] = normalise(field, counts[i]!, start[field], pseudo);
    });
    const nextHomes = Math.min(0.99, Math.max(0.01, (home + 1) / (total - own + 2)));
    const moved = Math.abs(nextShare - share) + Math.abs(nextHomes - homes) + largestMove(m, next);
    m = next;
    share = nextShare;
    homes = nextHomes;
    if (moved < CONVERGED || iteration === MOST_ITERATIONS) return { m, share, iterations: iteration };
  }
}

/** For each fitted field, by level: the logarithm of P(level | p) / P(level | u). */
function logOdds(p: Parameters, u: Parameters): Float64Array[] {
  const log = (of: Parameters, field: FittedField, name: string): number =>
    Math.log(Math.max(SMALLEST, of[field][name] ?? SMALLEST));
  return FITTED_FIELDS.map((field) => {
    const odds = new Float64Array(LEVELS);
    for (const [name, level] of Object.entries(FIELDS[field])) odds[level] = log(p, field, name) - log(u, field, name);
    return odds;
  });
}

function normalise(
  field: FittedField,
  counts: Float64Array,
  start: LevelProbabilities,
  pseudo: number,
): LevelProbabilities {
  const imprecise = IMPRECISE[field] ?? {};
  const names = Object.keys(start).filter((name) => !(name in imprecise));
  const levels = FIELDS[field] as Readonly<Record<string, number>>;
  const counted = (name: string): number => counts[levels[name]!]!;
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
