/** One stage of a run and what it took. */
export interface StageTiming {
  readonly stage: string;
  readonly skipped: boolean;
  readonly seconds: number;
  readonly rows: number | null;
}

/** What a run took and ran with: everything that may differ between two runs on the same inputs. */
export interface Telemetry {
  readonly schema: "lamsach-telemetry/1";
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly started_at: string;
  readonly ended_at: string;
  readonly seconds: number;
  readonly exit_code: number;
  /** Largest resident memory of the process, bytes; null where unknown. */
  readonly peak_rss_bytes: number | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly config_hash: string;
  readonly stages: readonly StageTiming[];
}

/** `telemetry.json` as text. */
export function telemetryText(telemetry: Telemetry): string {
  return `${JSON.stringify(telemetry, null, 1)}\n`;
}
