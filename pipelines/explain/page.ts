import { html, trustedHtml } from "../report/html.ts";
import { STATUSES } from "../report/text.ts";
import { drawExplanation } from "./drawing.ts";
import type { ExplainedRecord } from "./explained-record.ts";
import { type PersonValues, VALUE_WORDS } from "./person-values.ts";
import { type Language, percent, signedBits, WORDS } from "./words.ts";

const STYLE = `body{margin:2rem auto;max-width:1000px;padding:0 16px;background:#fff;color:#15202b;
font:16px/1.5 system-ui,"Noto Sans",Arial,sans-serif}table{border-collapse:collapse;margin:.6rem 0}
td,th{padding:3px 12px 3px 0;text-align:left;border-bottom:1px solid #d5dae0}.n{text-align:right;font-variant-numeric:tabular-nums}
svg{max-width:100%;height:auto}h2{margin-top:2rem}`;

/** An explanation as one page that needs no network; one part a role. */
export function explanationPage(records: readonly ExplainedRecord[], language: Language): string {
  const title = `${WORDS.record[language]} ${records[0]?.source ?? ""} ${records[0]?.record_token ?? ""}`;
  return `<!doctype html>\n${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${trustedHtml(STYLE)}</style></head><body><main><h1>${title}</h1>
${records.map((record) => part(record, language))}</main></body></html>
`.text
  }`;
}

function part(record: ExplainedRecord, language: Language) {
  const say = (key: keyof typeof WORDS): string => WORDS[key][language];
  return html`<section><h2>${say("role")}: ${record.role}</h2>
<p><strong>${STATUSES[record.status]?.[language] ?? record.status}</strong> (${record.status}):
${record.person ? `${say("person")} ${record.person}, ` : ""}${percent(record.probability, language)}; ${say("nobody")}: ${percent(record.p_none, language)}</p>
<ul>${record.reasons.map((reason) => html`<li>${reason[language]} <code>${reason.code}</code></li>`)}</ul>
<div role="img" aria-label="${say("candidate")}: ${record.candidates.length}">${trustedHtml(drawExplanation(record, language))}</div>
${record.candidates.map(
  (
    candidate,
  ) => html`<h3>${say("candidate")} ${candidate.rank}: ${candidate.person}: ${percent(candidate.probability, language)}</h3>
${values(record.values, candidate.values, language)}
<table><tbody>${candidate.steps.map(
    (step) => html`<tr><td>${step[language]}</td><td class="n">${signedBits(step.bits, language)}</td></tr>`,
  )}<tr><th>${say("total")}</th><th class="n">${signedBits(candidate.bits, language)}</th></tr></tbody></table>`,
)}
<p>${say("snapshot")}: <code>${record.snapshot}</code></p>
${record.replay ? html`<p>${say(record.replay.same ? "replaySame" : "replayOther")}</p>` : null}</section>`;
}

function values(record: PersonValues | null, person: PersonValues | null, language: Language) {
  if (!record || !person) return null;
  const fields = (Object.keys(VALUE_WORDS) as (keyof PersonValues)[]).filter((field) => record[field] ?? person[field]);
  return html`<table><thead><tr><th></th><th>${WORDS.ofRecord[language]}</th><th>${WORDS.person[language]}</th></tr></thead><tbody>
${fields.map(
  (field) =>
    html`<tr><th>${VALUE_WORDS[field][language]}</th><td>${record[field] ?? "–"}</td><td>${person[field] ?? "–"}</td></tr>`,
)}</tbody></table>`;
}
