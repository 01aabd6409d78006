import type { Preset } from "./preset.ts";
import type { Rule, Severity } from "./rule.ts";
import type { SourceFacts } from "./source-facts.ts";

/** What assessing reads and writes. Paths are absolute. */
export interface AssessRequest {
  /** Run id: first column of `quality`. */
  readonly run: string;
  /** Day of the run, yyyy-mm-dd. */
  readonly today: string;
  /** The register first, then the sources in the order of reports. */
  readonly sources: readonly SourceFacts[];
  /** The register's standard.parquet. */
  readonly register: string;
  readonly matches: string;
  /** Quality of the accepted runs before this one (`appendHistory`); undefined on the first night. */
  readonly history: string | undefined;
  /** Rows accepted of each source when it last came whole. */
  readonly previousRows: Readonly<Record<string, number>>;
  readonly rules: readonly Rule[];
  readonly preset: Preset;
  /** The lightest outcome that stops publishing. */
  readonly failOn: Severity;
  readonly findingsOut: string;
  readonly qualityOut: string;
  /** Small sources that may be assessed side by side. */
  readonly sideBySide: number;
  /** Records judged in one statement, about; 250,000 unless told. The answers do not depend on it. */
  readonly sliceRecords?: number;
}
