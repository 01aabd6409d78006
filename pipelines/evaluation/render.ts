import { table } from "../text/table.ts";
import type { Agreement } from "./agreement.ts";
import type { DuplicateScore } from "./duplicates.ts";
import { type Evaluation, ratesOf, type Score } from "./evaluate.ts";

/** Cut, not rounded: with one wrong answer in a million there is no 100 %. The tiny sum undoes binary fractions. */
const percent = (value: number | null): string =>
  value === null ? "–" : `${(Math.floor(value * 100_000 + 1e-6) / 1000).toFixed(3)} %`;

/** The evaluation as tables for a terminal. */
export function renderEvaluation(evaluation: Evaluation): string {
  const line = (score: Score, name: string) => {
    const rates = ratesOf(score);
    return [
      name,
      String(score.records),
      String(score.accepted),
      String(score.wrong),
      String(score.review),
      percent(rates.precision),
      percent(rates.recall),
      percent(rates.found),
      percent(rates.ceiling),
      percent(rates.f1),
    ];
  };
  const head = ["records", "accepted", "wrong", "review", "precision", "recall", "found", "recall*", "F1"];
  const total = evaluation.scores.filter((score) => score.source === "all" && score.kind === "all");
  const bySource = evaluation.scores.filter((score) => score.source !== "all");
  const byKind = evaluation.scores.filter((score) => score.source === "all" && score.kind !== "all");
  const reliability = evaluation.reliability.map((band) => [
    `${band.from.toFixed(1)}–${band.to.toFixed(1)}`,
    String(band.records),
    percent(band.mean_probability),
    percent(band.records === 0 ? null : band.right / band.records),
  ]);
  return [
    table([["by source", ...head], ...bySource.map((s) => line(s, s.source)), ...total.map((s) => line(s, "all"))]),
    "",
    table([["by kind", ...head], ...byKind.map((s) => line(s, s.kind))]),
    "",
    table([["probability", "records", "said", "was so"], ...reliability]),
    "",
    "found adds the conflicts (somebody else's number) that show the true person; recall* counts only rows that can be told apart from what they hold.",
    ...(evaluation.unanswered > 0
      ? [`${evaluation.unanswered} rows of the truth file have no match row: truth and run do not belong together.`]
      : []),
  ].join("\n");
}

/** Groups of one person held against the truth, as a table for a terminal. */
export function renderDuplicates(scores: readonly DuplicateScore[]): string {
  const rows = scores.map(({ kind, pairs, right, wanted }) => [
    kind,
    String(pairs),
    String(pairs - right),
    String(wanted),
    percent(pairs === 0 ? null : right / pairs),
    percent(wanted === 0 ? null : right / wanted),
  ]);
  return table([["duplicates", "pairs", "wrong", "wanted", "precision", "recall"], ...rows]);
}

/** Reviewers' decisions beside the model's own view, as a table for a terminal. */
export function renderAgreement(lines: readonly Agreement[], stale: number): string {
  const rows = lines.map(({ source, decision, pairs, agreed, mean_probability }) => [
    source,
    decision,
    String(pairs),
    String(agreed),
    percent(pairs === 0 ? null : agreed / pairs),
    percent(mean_probability),
  ]);
  return [
    table([["reviewers said", "decision", "pairs", "model agrees", "share", "model's mean probability"], ...rows]),
    ...(stale > 0 ? ["", `${stale} decisions are passed over: their record has changed since, or is gone.`] : []),
  ].join("\n");
}
