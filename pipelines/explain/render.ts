import { STATUSES } from "../report/text.ts";
import { table } from "../text/table.ts";
import type { ExplainedRecord, ShownCandidate } from "./explained-record.ts";
import { type PersonValues, VALUE_WORDS } from "./person-values.ts";
import { drawWaterfall } from "./waterfall.ts";
import { type Language, percent, signedBits, WORDS } from "./words.ts";

/** An explanation for a terminal. @param width characters that a line may take */
export function renderExplanation(record: ExplainedRecord, language: Language, width: number): string {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const status = STATUSES[record.status]?.[language] ?? record.status;
  const answer = record.person ? `${say("person")} ${record.person}, ` : "";
  const lines = [
    `${say("record")} ${record.source} ${record.record_token} (${say("role")}: ${record.role})`,
    `${say("answer")}: ${record.status} (${status})`,
    `  ${answer}${percent(record.probability, language)}; ${say("nobody")}: ${percent(record.p_none, language)}`,
    ...(record.reasons.length > 0 ? [`${say("reasons")}:`] : []),
    ...record.reasons.map((reason) => `  - ${reason[language]} (${reason.code})`),
  ];
  if (record.candidates.length === 0) lines.push(say("candidates"));
  for (const candidate of record.candidates)
    lines.push("", ...renderCandidate(candidate, record.values, language, width));
  lines.push("", `${say("snapshot")}: ${record.snapshot}`);
  if (record.replay)
    lines.push(
      `${say(record.replay.same ? "replaySame" : "replayOther")} (${record.replay.probability.toFixed(6)} / ${record.probability.toFixed(6)})`,
    );
  if (record.values === null) lines.push(say("masked"));
  return lines.join("\n");
}

function renderCandidate(
  candidate: ShownCandidate,
  ofRecord: PersonValues | null,
  language: Language,
  width: number,
): string[] {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  const owner = candidate.owns_number ? `, ${say("owner")}` : "";
  const head = `${say("candidate")} ${candidate.rank}: ${candidate.person}${owner}: ${percent(candidate.probability, language)} (${say("pass")} ${candidate.pass})`;
  const words = candidate.steps.map((step) => step[language]);
  const longest = Math.max(...[...words, say("total")].map((text) => [...text].length));
  const drawings = drawWaterfall(candidate.steps, Math.max(12, Math.min(48, width - longest - 14)));
  const rows = candidate.steps.map((step, i) => [
    `  ${words[i]}`,
    signedBits(step.bits, language).padStart(6),
    drawings[i]!,
  ]);
  const total = [`  ${say("total")}`, signedBits(candidate.bits, language).padStart(6), say("bits")];
  return [head, ...sideBySide(ofRecord, candidate.values, language), table([...rows, total])];
}

/** The record's values beside the candidate's; a star marks those that differ. */
function sideBySide(record: PersonValues | null, person: PersonValues | null, language: Language): string[] {
  if (!record || !person) return [];
  const fields = (Object.keys(VALUE_WORDS) as (keyof PersonValues)[]).filter((field) => record[field] ?? person[field]);
  const rows = fields.map((field) => [
    `  ${VALUE_WORDS[field][language]}`,
    record[field] ?? "–",
    person[field] ?? "–",
    record[field] === person[field] ? "" : "*",
  ]);
  return [table([["  ", WORDS.ofRecord[language], WORDS.person[language], ""], ...rows])];
}
