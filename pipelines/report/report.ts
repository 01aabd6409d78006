import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import type { DuplicateCount } from "../../matchers/dedupe/request.ts";
import type { Tokens } from "../publish/token.ts";
import type { Assessment } from "../quality/assess.ts";
import type { Preset } from "../quality/preset.ts";
import type { Rule } from "../quality/rule.ts";
import type { SourceFacts } from "../quality/source-facts.ts";
import type { MatchingFacts } from "./matching-facts.ts";
import { renderPage } from "./page.ts";
import { readRejected, readSims } from "./run-facts.ts";
import { type Summary, summarise } from "./summary.ts";
import { writeWorkbook } from "./workbook.ts";

/** What a report is made from. Paths are absolute. */
export interface ReportRequest {
  /** Day of the run, yyyy-mm-dd. */
  readonly today: string;
  readonly assessment: Assessment;
  /** The register first, then the sources in the order of reports. */
  readonly sources: readonly SourceFacts[];
  readonly rules: readonly Rule[];
  readonly preset: Preset;
  readonly tokens: Tokens;
  readonly matching: MatchingFacts;
  readonly duplicates: readonly DuplicateCount[];
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
      day: request.today,
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
