import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lineageText } from "./lineage.ts";
import { metricsText } from "./metrics.ts";
import type { Summary } from "./summary.ts";
import type { Telemetry } from "./telemetry.ts";

/** Files for machines that watch runs. */
export const OPERATIONS_FILES = {
  metrics: "metrics.prom",
  lineage: "lineage.ndjson",
} as const;

/**
 * Writes metrics and lineage of a run into a folder, each aside and renamed.
 * @param exitCode what the run ends with (see `EXIT_CODES`); 4 counts as complete in lineage
 * @param namespace names the installation in lineage, such as `lamsach://ministry.example`
 */
export async function writeOperations(
  folder: string,
  summary: Summary,
  telemetry: Telemetry,
  exitCode: number,
  namespace: string,
): Promise<void> {
  const texts = {
    [OPERATIONS_FILES.metrics]: metricsText(summary, telemetry, exitCode),
    [OPERATIONS_FILES.lineage]: lineageText(summary, telemetry, exitCode, namespace),
  };
  for (const [name, text] of Object.entries(texts)) {
    const aside = join(folder, `.${name}.building`);
    await writeFile(aside, text, { mode: 0o640 });
    await rename(aside, join(folder, name));
  }
}
