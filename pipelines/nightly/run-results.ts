import type { DedupeSummary } from "../../matchers/dedupe/request.ts";
import type { StageResult } from "../ledger/stage-store.ts";
import type { Assessment } from "../quality/assess.ts";
import type { SimsFacts } from "../sims/sims.ts";
import type { MatchFacts } from "../stages/match-stage.ts";
import type { FailedSource, PreparedSource } from "../stages/prepared-source.ts";
import type { SyncFacts } from "../stages/sync-stage.ts";

/** Results of all stages of a run, before anything is published. */
export interface RunResults {
  readonly register: PreparedSource;
  readonly sources: readonly PreparedSource[];
  /** Sources that could not be read, and those of which no row could be. */
  readonly unheard: readonly FailedSource[];
  /** Sources of which all was heard. */
  readonly whole: ReadonlySet<string>;
  readonly matched: StageResult<MatchFacts>;
  readonly deduped: StageResult<DedupeSummary>;
  readonly assessed: StageResult<Assessment>;
  readonly sims: StageResult<SimsFacts>;
  readonly synced: StageResult<SyncFacts>;
  /** Targets whose batch the breaker holds. */
  readonly held: readonly string[];
}
