import type { RawField } from "../../matchers/record.ts";

/** A delivered file with what became of its rows. */
export interface DeliveredFile {
  readonly name: string;
  readonly physical: number;
  readonly accepted: number;
  readonly quarantined: number;
}

/** A header that was not as the profile has it. */
export interface HeaderDeviation {
  readonly file: string;
  readonly kind: string;
  readonly column: string;
}

/** What was noticed while a file was read and spoils no row by itself. Codes: see `ReadNote`. */
export interface FileNote {
  readonly file: string;
  readonly code: string;
  readonly column: string | null;
  readonly count: number | null;
}

/** What assessing needs to know of one source. Paths are absolute. */
export interface SourceFacts {
  readonly name: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly kind: "register" | "carrier" | "ministry" | "association";
  readonly profile: string;
  /** The carrier, ministry, agency or association that keeps it: column `carrier` of `quality`. */
  readonly holder: string;
  /** Law, decision or agreement under which it is processed, and what for, as the config says; null or left out where it does not. */
  readonly legalBasis?: string | null;
  readonly purpose?: string | null;
  /** Its standard.parquet; null when nothing was delivered. */
  readonly records: string | null;
  /** Raw fields its profile fills. */
  readonly provides: readonly RawField[];
  /** The same by role: who of a row has which of them; everybody has all unless told. */
  readonly roles?: Readonly<Record<string, readonly RawField[]>>;
  /** Of these, fields for which no file of the delivery has a column; none unless told. */
  readonly unseen?: readonly RawField[];
  /** Raw fields every record must have. */
  readonly requires: readonly RawField[];
  /** Who of the register should be in it; null: not measured. */
  readonly subject: {
    readonly min_age?: number | undefined;
    readonly max_age?: number | undefined;
    readonly sex?: "M" | "F" | undefined;
  } | null;
  readonly files: readonly DeliveredFile[];
  /** Expected deliveries that did not come (paths or patterns, relative to the inbox). */
  readonly missing: readonly string[];
  readonly headers: readonly HeaderDeviation[];
  readonly notes: readonly FileNote[];
  /** Roles of whom one person may rightly stand on several rows. */
  readonly repeats: readonly string[];
  /** Its rows are events, not the present state of persons. */
  readonly events: boolean;
  /** Its keys.parquet: the records whose key repeats or is missing; null when nothing was delivered. */
  readonly keys: string | null;
  readonly repeatedKeys: number;
  readonly missingKeys: number;
  /** Day whose state the extract shows, yyyy-mm-dd. */
  readonly asOf: string;
  readonly expected: {
    readonly rows: { readonly min?: number | undefined; readonly max?: number | undefined };
    readonly everyDays: number | null;
    /** Share of rows by which it may fall against the last whole delivery. */
    readonly maxFall: number;
  };
}

/** Rows read from all its files. */
export function acceptedRows(source: SourceFacts): number {
  return source.files.reduce((sum, file) => sum + file.accepted, 0);
}
