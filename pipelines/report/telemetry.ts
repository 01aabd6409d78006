/** What a run took, as metrics and lineage need it: the fields of `telemetry.json`. */
export interface Telemetry {
  /** ISO 8601, UTC. */
  readonly finished_at: string;
  readonly seconds: number;
  /** Largest resident memory of the process, MiB. */
  readonly peak_rss_mib: number;
  readonly stages: readonly { readonly label: string; readonly skipped: boolean; readonly seconds: number }[];
}
