import type { DuplicateCount } from "../../matchers/dedupe/request.ts";
import type { Tokens } from "../publish/token.ts";
import type { Assessment } from "../quality/assess.ts";
import type { Preset } from "../quality/preset.ts";
import type { Rule } from "../quality/rule.ts";
import type { SourceFacts } from "../quality/source-facts.ts";
import type { MatchingFacts } from "./matching-facts.ts";
import type { RejectedRows, SimLine } from "./run-facts.ts";

/** What a summary is made from, beside the assessment. */
export interface SummaryInputs {
  /** Day of the run, yyyy-mm-dd. */
  readonly day: string;
  readonly assessment: Assessment;
  /** The register first, then the sources in the order of reports. */
  readonly sources: readonly SourceFacts[];
  readonly rules: readonly Rule[];
  readonly preset: Preset;
  readonly tokens: Tokens;
  readonly matching: MatchingFacts;
  readonly duplicates: readonly DuplicateCount[];
  readonly rejected: readonly RejectedRows[];
  readonly sims: readonly SimLine[];
}
