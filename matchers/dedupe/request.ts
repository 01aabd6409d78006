import type { TokenFiles } from "../linkage/tokens.ts";

/** A source's standardised records. */
export interface DedupeSource {
  readonly source: string;
  /** Its `standard.parquet`. */
  readonly path: string;
  /** Roles of whom one person may rightly stand on several rows (a SIM each, a vehicle each, a father of several children). */
  readonly repeats: readonly string[];
}

/** Whose records to look for more than once, and what matching said of them. All paths within the engine's folders. */
export interface DedupeRequest {
  readonly sources: readonly DedupeSource[];
  /** `matches.parquet` of these sources. */
  readonly matches: string;
  /** The model that the matches were made under: its JSON, with the register's counts beside it. */
  readonly snapshot: string;
  /** Words and word relations of the records' names, as matching left them. */
  readonly words: TokenFiles;
  /** A folder for intermediate files; emptied of them at the end. */
  readonly work: string;
  /** DuckDB's memory in MiB: decides only how the work is cut. */
  readonly memoryMib: number;
  /** Where the groups go, as Parquet. */
  readonly out: string;
}

/** What a group of records stands for. */
export const DUPLICATE_KINDS = ["within_source", "unregistered"] as const;
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number];

/** Groups of one kind and the records in them. */
export interface DuplicateCount {
  readonly kind: DuplicateKind;
  /** Null: all sources together. */
  readonly source: string | null;
  readonly groups: number;
  readonly records: number;
  /** Groups of compared records that hold as many as a group may: there may be more of the person. */
  readonly full: number;
}

export interface DedupeSummary {
  readonly counts: readonly DuplicateCount[];
  /** Records without an answer that were compared with each other. */
  readonly compared: number;
  readonly pairs: number;
  /** Records whose key was too common: followed only within a province, or not at all. */
  readonly tightened: number;
  readonly skipped: number;
}
