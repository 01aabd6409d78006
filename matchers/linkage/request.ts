import type { PassYield } from "./candidates.ts";
import type { Drift } from "./drift.ts";
import type { PreviousRun } from "./incremental.ts";

/** A source's standardised records. */
export interface MatchSource {
  readonly source: string;
  /** Its `standard.parquet`. */
  readonly path: string;
}

/** What to match against what, with which model, and where the answers go. All paths within the engine's folders. */
export interface MatchRequest {
  /** The register's `standard.parquet`: one row a person, record_id = person number. */
  readonly register: string;
  /** Numbers that once belonged to a person, as Parquet (person_id, number, kind): old and re-issued ones. */
  readonly numbers?: string;
  readonly sources: readonly MatchSource[];
  /**
   * Reviewers' decisions in force, as Parquet (source, record_id, role, person_id, decision): the person is the `same`, is
   * `different`, or is one of those among whom there is `none`.
   */
  readonly decisions?: string;
  /**
   * The model: read from `in`; made from the shipped one and the register's counts where `in` is left out. Written to `out` where it is new, or
   * learnt of a source that it did not know.
   */
  readonly snapshot: { readonly in?: string; readonly out: string };
  /** A folder for intermediate files; emptied of them at the end. */
  readonly work: string;
  /** DuckDB's memory in MiB: decides only how the work is cut. */
  readonly memoryMib: number;
  /** Seed of the self-audit's sample. */
  readonly seed?: number;
  /** Records that the self-audit tries over all sources, at least 300 of each; 0: none. 12,000 unless told. */
  readonly auditRecords?: number;
  readonly targets?: { readonly falseMatchRate?: number };
  /** The run before: under the same snapshot only what may have changed is matched again. */
  readonly previous?: PreviousRun;
  readonly out: {
    readonly matches: string;
    readonly evidence: string;
    readonly audit: string;
    /** A folder for what the next run needs to match only what changed. */
    readonly memory?: string;
  };
}

/** The answers that a run gave for one source: counts only. */
export interface SourceAnswers {
  readonly source: string;
  readonly records: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

/** How far the snapshot's parameters lie from what this run's data would fit. */
export interface ModelDrift {
  /** False while the snapshot's parameters are those shipped with the product. */
  readonly trained: boolean;
  /** Only what moved by more is told, in bits. */
  readonly limit: number;
  /** Pairs of a record and the owner of its number that were fitted from: where there are none, nothing is known of drift. */
  readonly pairs: number;
  /** Those first that account for most of the difference. */
  readonly moved: readonly Drift[];
}

export interface MatchSummary {
  readonly snapshot: string;
  /** True when this run made the snapshot, or told it of a source it did not know: every record is then matched anew. */
  readonly newSnapshot: boolean;
  readonly registerRows: number;
  /** Records whose answers were taken over from the run before. */
  readonly kept: number;
  readonly sources: readonly SourceAnswers[];
  /** What each pass did, over all sources. */
  readonly passes: readonly PassYield[];
  readonly drift: ModelDrift;
}
