import { relative } from "node:path";
import type { Summary } from "../report/summary.ts";
import { number } from "../stages/progress.ts";
import type { RunContext } from "../stages/run-context.ts";
import { outboxFolder } from "../stages/sync-stage.ts";
import { table } from "../text/table.ts";
import { matchedAgain } from "./accept.ts";
import { deliveryNotes } from "./delivery-notes.ts";
import { deltaLines } from "./delta-lines.ts";
import { readNotes } from "./read-notes.ts";
import type { RunResults } from "./run-results.ts";

/** The summary on screen at the end of a run: did it run, on what, what blocks, what was sent. Counts and names only. */
export function screenSummary(run: RunContext, results: RunResults, summary: Summary, folder: string): string[] {
  const accepted = (statuses: Readonly<Record<string, number>>) =>
    (statuses.verified ?? 0) + (statuses.corrected ?? 0) + (statuses.linked ?? 0);
  const rows = summary.sources
    .filter((source) => source.kind !== "register")
    .map((source) => [
      source.name,
      number(source.physical),
      number(source.quarantined),
      number(Object.values(source.statuses).reduce((sum, n) => sum + n, 0)),
      number(accepted(source.statuses)),
      number(source.statuses.review ?? 0),
      number(source.statuses.conflict ?? 0),
      number(source.statuses.not_found ?? 0),
      number(source.statuses.unmatchable ?? 0),
      source.index.value === null ? "–" : `${source.index.value.toFixed(2)} ${source.index.band}`,
    ]);
  const head = [
    "source",
    "rows",
    "rejected",
    "records",
    "matched",
    "review",
    "conflict",
    "not found",
    "unmatchable",
    "index",
  ];
  const blockers = summary.blockers.map((one) => `  ${one.source}: ${one.rule} (${one.field})`);
  const { records, kept } = matchedAgain(results.matched);
  const { refused } = results.synced.facts;
  const doubts = deliveryNotes(run, results);
  const notes = readNotes([results.register, ...results.sources]);
  return [
    "",
    `Run ${run.runId}: ${summary.verdict === "blocked" ? "BLOCKED by the quality gate, nothing published" : "published"}`,
    "",
    table([head, ...rows]),
    ...(kept > 0
      ? ["", `Matched again: ${number(records - kept)} of ${number(records)} records; the others kept their answers.`]
      : []),
    ...(blockers.length > 0 ? ["", "What blocks:", ...blockers] : []),
    ...(doubts.length > 0 ? ["", "Not heard in full:", ...doubts.map((doubt) => `  ${doubt}`)] : []),
    ...(notes.length > 0 ? ["", "Noticed while reading:", ...notes.map((note) => `  ${note}`)] : []),
    ...(results.unheard.length > 0 ? ["", "Not read:", ...results.unheard.map((one) => `  ${one.message}`)] : []),
    ...(refused.length > 0
      ? ["", "Answers that cannot be taken; their batches wait as if unanswered:", ...refused.map((why) => `  ${why}`)]
      : []),
    "",
    ...deltaLines(results.synced.facts.targets, {
      blocked: summary.verdict === "blocked",
      held: results.held,
      outbox: relative(process.cwd(), outboxFolder(run.config)),
    }),
    "",
    `Report: ${folder}/report.html`,
  ];
}
