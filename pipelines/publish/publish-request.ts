import type { Rule } from "../quality/rule.ts";
import type { SourceFacts } from "../quality/source-facts.ts";
import type { Tokens } from "./token.ts";

/** What publishing reads and writes. Paths are absolute and within the engine's folders. */
export interface PublishRequest {
  readonly run: string;
  readonly today: string;
  /** Verdict of the gate, for the table `runs`. */
  readonly verdict: string;
  /** The register first, then the sources in the order of reports. */
  readonly sources: readonly SourceFacts[];
  readonly rules: readonly Rule[];
  /** Finished tables of the run; `quarantine` is one file a source. */
  readonly tables: {
    readonly matches: string;
    readonly evidence: string;
    readonly duplicates: string;
    readonly findings: string;
    readonly quality: string;
    readonly sims: string;
    readonly quarantine: readonly string[];
  };
  /** Quality of the accepted runs with this one (`appendHistory`). */
  readonly history: string;
  /** Folder the files are written to; made when missing. */
  readonly out: string;
  /** Makes the second file without personal values; null: no such file. */
  readonly tokens: Tokens | null;
  /** What each engine that builds a file may use, beside the one that is given. */
  readonly memoryMib: number;
  readonly threads: number;
  readonly tempDirectory: string;
  /** Whether the DuckDB files may be built while records are being written: there is memory for both. */
  readonly beside: boolean;
}
