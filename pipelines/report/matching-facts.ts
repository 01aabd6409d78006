import type { Drift } from "../../matchers/linkage/drift.ts";

/**
 * Share of wrong answers in one kind of self-audit, with its 95 % confidence interval in percent (0 to 100), widened to two decimals:
 * it ends at 0 or 100 only where the share may.
 */
export interface AuditLine {
  readonly source: string;
  /** number_hidden: a known number was hidden; person_removed: the true person was taken away; number_of_other: somebody else's number was given. */
  readonly kind: string;
  /** Null: all passes together. */
  readonly pass: string | null;
  readonly checked: number;
  readonly wrong: number;
  /** Of hidden numbers, those whose person was not found again; 0 where that is not tried. */
  readonly missed: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** How far the model lies from what the night's data would fit. */
export interface DriftFacts {
  /** False while the parameters are those shipped with the product. */
  readonly trained: boolean;
  /** Only what moved by more is told, in bits. */
  readonly limit_bits: number;
  /** Pairs of a record and the owner of its number that the night's values were fitted from. */
  readonly pairs: number;
  /** Those first that account for most of the difference. */
  readonly moved: readonly {
    /** `*` for all sources together. */
    readonly source: string;
    readonly field: Drift["field"];
    readonly level: string;
    /** P(level | same person) in percent, as the model has it and as the night's data would: two decimals, cut. */
    readonly model_percent: number;
    readonly night_percent: number;
    /** log2(night / model). */
    readonly bits: number;
  }[];
}

/** What matching says of itself. */
export interface MatchingFacts {
  readonly snapshot: string;
  readonly sources: readonly {
    readonly source: string;
    readonly records: number;
    readonly byStatus: Readonly<Record<string, number>>;
  }[];
  readonly audit: readonly AuditLine[];
  readonly drift: DriftFacts;
  /** Reviewers' decisions that the answers follow, and those passed over because their record changed. */
  readonly decisions: { readonly honoured: number; readonly stale: number };
}
