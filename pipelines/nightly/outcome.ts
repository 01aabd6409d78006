import type { Summary } from "../report/summary.ts";
import type { FailedSource } from "../stages/prepared-source.ts";
import type { RunWarning } from "./run-identity.ts";

/** What a run came to: exit codes and the summary on screen follow from it. */
export interface RunOutcome {
  readonly runId: string;
  readonly verdict: "published" | "blocked";
  readonly warnings: readonly RunWarning[];
  readonly failed: readonly FailedSource[];
  /** What is wrong with answers of targets that cannot be taken. */
  readonly refused: readonly string[];
  /** Targets whose batch the breaker holds. */
  readonly held: readonly string[];
  /** Folder of the run's outputs. */
  readonly folder: string;
  /** The lines a person reads at the end. */
  readonly summary: readonly string[];
  /** The run's summary.json. */
  readonly facts: Summary;
}
