import { join, relative } from "node:path";
import { allDone } from "../../connectors/all-done.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { publish } from "../publish/publish.ts";
import type { Tokens } from "../publish/token.ts";
import { appendHistory } from "../quality/history.ts";
import { loadRules } from "../quality/load-rules.ts";
import { loadPreset } from "../quality/preset.ts";
import type { MatchingFacts } from "../report/matching-facts.ts";
import type { ReportRequest } from "../report/report.ts";
import type { Summary } from "../report/summary.ts";
import { ASSESS_FILES, HISTORY_FILE, quarantines, sourceFacts } from "../stages/assess-stage.ts";
import { DEDUPE_FILE } from "../stages/dedupe-stage.ts";
import { MATCH_FILES } from "../stages/match-stage.ts";
import { type FinishedStage, type RunContext, tellStage } from "../stages/run-context.ts";
import type { MemoryBudget } from "./budget.ts";
import { readMatching } from "./read-matching.ts";
import type { RunResults } from "./run-results.ts";
import { screenSummary } from "./screen.ts";

/** Under this memory of DuckDB's own, the published files are made one after another. */
const BESIDE_MIB = 700;

/** What publishing gives back: the lines for a person, the facts for a machine, the longer history. */
export interface PublishedRun {
  readonly lines: readonly string[];
  readonly facts: Summary;
  readonly history: string;
  /** What it took, beside what is told of the stages. */
  readonly stage: FinishedStage;
}

interface PublishTo {
  readonly folder: string;
  readonly tokens: Tokens;
  readonly blocked: boolean;
  readonly budget: MemoryBudget;
}

/**
 * Builds every output of a run in a folder aside; nothing of it is visible before the folder is put into place. Told to ledger,
 * log and terminal as every stage is, though its result is not kept for another run.
 */
export async function publishRun(run: RunContext, results: RunResults, to: PublishTo): Promise<PublishedRun> {
  const built = await tellStage(run, { stage: PUBLISH }, async () => {
    const started = performance.now();
    const outputs = await buildOutputs(run, results, to);
    return { ...outputs, key: "", skipped: false, seconds: Math.round(performance.now() - started) / 1000 };
  });
  const { summary, history, key, skipped, seconds, rows } = built;
  const shown = join(run.config.out, to.blocked ? "blocked" : "runs", run.runId);
  return {
    lines: screenSummary(run, results, summary, relative(process.cwd(), shown) || "."),
    facts: summary,
    history,
    stage: { label: PUBLISH, key, skipped, seconds, rows },
  };
}

const PUBLISH = "publish";

async function buildOutputs(
  run: RunContext,
  results: RunResults,
  to: PublishTo,
): Promise<{ readonly summary: Summary; readonly rows: number | null; readonly history: string }> {
  const history = join(results.assessed.folder, "history.parquet");
  const c = await run.engine.connect();
  let matching: MatchingFacts;
  try {
    matching = await readMatching(c, results.matched);
    await appendHistory(c, {
      history: run.state.file(HISTORY_FILE),
      quality: join(results.assessed.folder, ASSESS_FILES.quality),
      out: history,
    });
  } finally {
    c.close();
  }
  const prepared = [results.register, ...results.sources];
  const bySource = new Map(prepared.map((one) => [one.source.name, one]));
  const sources = [run.config.register, ...run.config.sources].map((source) =>
    sourceFacts(run, source, bySource.get(source.name)),
  );
  const rules = loadRules(run.config.quality.rules);
  const assessment = results.assessed.facts;
  const sims = join(results.sims.folder, "sims.parquet");
  const beside = to.budget.engineMib >= BESIDE_MIB;
  const makeReport = () =>
    writeReport(run.engine, {
      day: run.asOf,
      assessment,
      sources,
      rules,
      preset: loadPreset(run.config.quality.preset),
      tokens: to.tokens,
      matching,
      sims,
      duplicates: results.deduped.facts.counts,
      quarantine: quarantines(prepared),
      out: to.folder,
    });
  const makeFiles = () =>
    publish(run.engine, {
      run: run.runId,
      today: run.asOf,
      verdict: assessment.gate.verdict,
      sources,
      rules,
      tables: {
        matches: join(results.matched.folder, MATCH_FILES.matches),
        evidence: join(results.matched.folder, MATCH_FILES.evidence),
        duplicates: join(results.deduped.folder, DEDUPE_FILE),
        findings: join(results.assessed.folder, ASSESS_FILES.findings),
        quality: join(results.assessed.folder, ASSESS_FILES.quality),
        sims,
        quarantine: quarantines(prepared),
      },
      history,
      out: to.folder,
      tokens: run.config.privacy.open_file ? to.tokens : null,
      memoryMib: Math.max(128, Math.floor(to.budget.engineMib / 2)),
      threads: to.budget.threads,
      tempDirectory: join(run.config.work, "spill"),
      beside,
    });
  // Drawing the report keeps one core busy: the files are built on the others meanwhile.
  const [summary, facts] = beside
    ? await allDone([makeReport(), makeFiles()])
    : [await makeReport(), await makeFiles()];
  return { summary, rows: facts.records ?? null, history };
}

async function writeReport(engine: Engine, request: ReportRequest): Promise<Summary> {
  // The charts take a while to load: not before they are drawn.
  const { report } = await import("../report/report.ts");
  return report(engine, request);
}
