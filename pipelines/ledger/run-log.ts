import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import pino, { type Logger } from "pino";

/**
 * What may be logged. Every event has fixed fields, and none of them can hold a person's value:
 * names of sources and stages come from the config, the rest are counts, codes and hashes.
 */
export type LogEvent =
  | { event: "run.start"; run_id: string; config_hash: string; sources: number }
  | { event: "run.warning"; code: string }
  | { event: "stage.start"; stage: string; source?: string }
  | {
      event: "stage.done" | "stage.skipped";
      stage: string;
      source?: string;
      key: string;
      seconds: number;
      rows?: number;
    }
  | { event: "stage.failed"; stage: string; source?: string; error_class: string; step?: string; code?: string }
  | { event: "source.failed"; source: string; code: string }
  | { event: "gate"; verdict: string; blockers: number }
  | { event: "run.end"; run_id: string; state: string; exit_code: number; seconds: number; peak_rss_mib: number };

/** Writes events as JSON lines, each at once on disk: a killed run loses none. */
export class RunLog {
  readonly #logger: Logger;

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    this.#logger = pino(
      {
        base: { pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (level) => ({ level }) },
      },
      pino.destination({ dest: file, sync: true, mode: 0o600 }),
    );
  }

  write(event: LogEvent): void {
    if (event.event.endsWith("failed")) this.#logger.error(event);
    else this.#logger.info(event);
  }
}
