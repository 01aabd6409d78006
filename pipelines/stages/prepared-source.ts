import type { SourceConfig } from "../config/config.ts";
import type { StageResult } from "../ledger/stage-store.ts";
import type { IngestFacts } from "./ingest-stage.ts";
import type { StandardiseFacts } from "./standardise-stage.ts";

/** A source that was read and understood. */
export interface PreparedSource {
  readonly source: SourceConfig;
  readonly ingested: StageResult<IngestFacts>;
  readonly standardised: StageResult<StandardiseFacts>;
}

/** A source without data in this run, and why. The words hold no person's value. */
export interface FailedSource {
  readonly source: string;
  readonly code: string;
  readonly message: string;
  /** True when its files were not there at all. */
  readonly missing: boolean;
  readonly required: boolean;
}
