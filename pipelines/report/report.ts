import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { renderPage } from "./page.ts";
import { readRejected, readSims } from "./run-facts.ts";
import { type Summary, summarise } from "./summary.ts";
import type { SummaryInputs } from "./summary-inputs.ts";
import { writeWorkbook } from "./workbook.ts";

/** What a report is made from: paths, absolute, of what a summary counts, and the rest as a summary needs it. */
export interface ReportRequest extends Omit<SummaryInputs, "rejected" | "sims"> {
  readonly sims: string;
  readonly quarantine: readonly string[];
  /** Folder of report.html, report.xlsx and summary.json; made when missing. */
  readonly out: string;
}

/** Writes the report for readers, the workbook for offices and the summary for machines. */
export async function report(engine: Engine, request: ReportRequest): Promise<Summary> {
  await mkdir(request.out, { recursive: true });
  const c = await engine.connect();
  try {
    const summary = summarise({
      ...request,
      rejected: await readRejected(c, request.quarantine),
      sims: await readSims(c, request.sims),
    });
    await writeFile(join(request.out, "summary.json"), `${JSON.stringify(summary, null, 1)}\n`, { mode: 0o640 });
    await writeFile(join(request.out, "report.html"), renderPage(summary), { mode: 0o640 });
    await writeWorkbook(summary, join(request.out, "report.xlsx"));
    return summary;
  } finally {
    c.close();
  }
}
