import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lineageText } from "./lineage.ts";
import { metricsText } from "./metrics.ts";
import type { Summary } from "./summary.ts";
import { type Telemetry, telemetryText } from "./telemetry.ts";

/** Files for machines that watch runs. */
export const OPERATIONS_FILES = {
  telemetry: "telemetry.json",
  metrics: "metrics.prom",
  lineage: "lineage.ndjson",
} as const;

/** Writes timings, metrics and lineage of a run into a folder, each aside and renamed. */
export async function writeOperations(
  folder: string,
  summary: Summary,
  telemetry: Telemetry,
  namespace: string,
): Promise<void> {
  const texts = {
    [OPERATIONS_FILES.telemetry]: telemetryText(telemetry),
    [OPERATIONS_FILES.metrics]: metricsText(summary, telemetry),
    [OPERATIONS_FILES.lineage]: lineageText(summary, telemetry, namespace),
  };
  for (const [name, text] of Object.entries(texts)) {
    const aside = join(folder, `.${name}.building`);
    await writeFile(aside, text, { mode: 0o640 });
    await rename(aside, join(folder, name));
  }
}
