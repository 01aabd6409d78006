import { createHash } from "node:crypto";
import type { Field } from "./levels.ts";

/** Probability of each level, by level name, over what can be compared. */
export type LevelProbabilities = Readonly<Record<string, number>>;

/** What is known of one source. */
export interface SourceModel {
  /** Share of its records whose person is in the register. */
  readonly inRegister: number;
  /** Share of its numbers that belong to somebody else. */
  readonly wrongNumber: number;
  /** P(level | same person), fitted on the source itself. */
  readonly m: Readonly<Record<Field, LevelProbabilities>>;
}

/** The model as a value: everything a decision depends on besides the two records. Kept as JSON with a hash. */
export interface Model {
  readonly version: 1;
  readonly trained: boolean;
  /** Persons in the register when its values were counted. */
  readonly registerRows: number;
  /** P(level | same person), over all sources. */
  readonly m: Readonly<Record<Field, LevelProbabilities>>;
  /** P(level | random register row), counted on the register. Levels that depend on the value are counted per value. */
  readonly u: Readonly<Record<Field, LevelProbabilities>>;
  readonly sources: Readonly<Record<string, SourceModel>>;
  readonly defaults: { readonly inRegister: number; readonly wrongNumber: number };
  readonly thresholds: {
    /** Posterior from which one candidate is taken as the answer. */
    readonly accept: number;
    /** Posterior from which a person must look. */
    readonly review: number;
    readonly falseMatchRate: number;
  };
  /** Register rows one blocking key may hold before it is tightened or skipped. */
  readonly keyCap: number;
  /** SHA-256 of each frequency table beside the JSON. */
  readonly frequencies: Readonly<Record<string, string>>;
}

/**
 * P(level | same person) shipped with the product: what carriers' and ministries' records look like beside the register:
 * names mostly right, marks often lost, birth dates with slips, addresses from before the last move. A `train` replaces it.
 */
export const SHIPPED_M: Readonly<Record<Field, LevelProbabilities>> = {
  // `joined` stands beside the other levels: whether words are joined lies in the record, like whether it has marks.
  family: {
    same: 0.95,
    marks: 0.03,
    tone: 0.004,
    near: 0.007,
    initial: 0.004,
    swapped: 0.002,
    joined: 0.01,
    different: 0.003,
  },
  middle: {
    same: 0.9,
    marks: 0.035,
    tone: 0.006,
    near: 0.009,
    initial: 0.02,
    partial: 0.005,
    dropped: 0.02,
    different: 0.005,
  },
  given: {
    same: 0.94,
    marks: 0.032,
    tone: 0.007,
    near: 0.014,
    initial: 0.001,
    swapped: 0.002,
    joined: 0.01,
    different: 0.004,
  },
  birth: {
    date: 0.945,
    vague: 0.98,
    year: 0.98,
    swapped: 0.01,
    slip: 0.018,
    sameMonth: 0.003,
    sameYear: 0.004,
    nearYear: 0.01,
    nearYearAlone: 0.03,
    different: 0.01,
  },
  sex: { same: 0.995, different: 0.005 },
  // Each `Alone` is the sum of the levels that it leaves open (`em.ts`). Samples of two generators show 0.72 to 0.9, 0.01 to 0.03 and 0 to 0.11.
  place: {
    house: 0.72,
    street: 0.05,
    streetAlone: 0.77,
    commune: 0.09,
    communeAlone: 0.86,
    district: 0.02,
    province: 0.06,
    provinceAlone: 0.94,
    different: 0.06,
  },
  phone: { same: 0.5, different: 0.5 },
  number: {
    same: 0.93,
    old: 0.02,
    reissued: 0.002,
    slip: 0.015,
    different: 0.024,
    oldDifferent: 0.008,
    other: 0.001,
    oldSlip: 0.001,
  },
};

/**
 * P(level | random register row) where the register has not been counted for it. An old number has 89 others one slip away, of a thousand
 * million, and its first digits are the province's: those of the register lie some twenty times as densely.
 */
export const SHIPPED_U: Readonly<Record<Field, LevelProbabilities>> = {
  family: { tone: 0.005, near: 0.01, initial: 0.05, swapped: 0.001, joined: 0.00001, different: 0.85 },
  middle: { tone: 0.01, near: 0.02, initial: 0.05, partial: 0.05, dropped: 0.05, different: 0.8 },
  given: { tone: 0.01, near: 0.02, initial: 0.05, swapped: 0.001, joined: 0.00001, different: 0.95 },
  birth: {
    date: 0.00003,
    vague: 0.0001,
    year: 0.015,
    swapped: 0.00003,
    slip: 0.0007,
    sameMonth: 0.001,
    sameYear: 0.012,
    nearYear: 0.01,
    nearYearAlone: 0.08,
    different: 0.96,
  },
  sex: { same: 0.5, different: 0.5 },
  place: {
    house: 0.000001,
    street: 0.0001,
    streetAlone: 0.0001,
    commune: 0.0005,
    communeAlone: 0.0006,
    district: 0.003,
    province: 0.04,
    provinceAlone: 0.0436,
    different: 0.95,
  },
  phone: { same: 0.000002, different: 1 },
  number: { same: 1e-8, old: 1e-8, reissued: 1e-8, slip: 1e-6, different: 1, oldDifferent: 1, other: 1, oldSlip: 2e-6 },
};

/** The accepting threshold never leaves this range, whatever the target and the data say. */
export const ACCEPT_RANGE = { lowest: 0.95, highest: 0.9995 } as const;

/**
 * How many times the target the doubt about one accepted answer may be while no answers were seen from which `train` takes the threshold: most
 * answers are near certain, so that of those accepted the mean doubt is a small part of the largest.
 */
const DOUBT_OF_ONE = 20;

/** The accepting threshold of a model that was not trained: 0.99 for a target of 0.0005. */
export function shippedAccept(falseMatchRate: number): number {
  const accept = 1 - DOUBT_OF_ONE * falseMatchRate;
  return Number(Math.min(ACCEPT_RANGE.highest, Math.max(ACCEPT_RANGE.lowest, accept)).toFixed(5));
}

/** A model as shipped, before anything was counted or fitted. */
export function shippedModel(registerRows: number, falseMatchRate = 0.0005): Model {
  return {
    version: 1,
    trained: false,
    registerRows,
    m: SHIPPED_M,
    u: SHIPPED_U,
    sources: {},
    defaults: { inRegister: 0.96, wrongNumber: 0.01 },
    thresholds: { accept: shippedAccept(falseMatchRate), review: 0.25, falseMatchRate },
    keyCap: 300,
    frequencies: {},
  };
}

/** The source's own parameters, or the pooled ones where it was never fitted. */
export function sourceModel(model: Model, source: string): SourceModel {
  return model.sources[source] ?? { ...model.defaults, m: model.m };
}

/** Thousandths of a bit of a probability ratio; the unit of every weight. */
export function millibits(ratio: number): number {
  return Math.round(1000 * Math.log2(ratio));
}

/** JSON with sorted keys, so that equal models have equal text. */
export function modelText(model: Model): string {
  const sort = (value: unknown): unknown =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sort(inner)]),
        )
      : value;
  return `${JSON.stringify(sort(model), null, 2)}\n`;
}

/** The snapshot's name in every table: the first 16 hex digits of the SHA-256 of its text. */
export function modelHash(model: Model): string {
  return createHash("sha256").update(modelText(model)).digest("hex").slice(0, 16);
}
