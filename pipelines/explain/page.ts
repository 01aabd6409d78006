import { html, trustedHtml } from "../report/html.ts";
import { STATUSES } from "../report/text.ts";
import { drawExplanation } from "./drawing.ts";
import type { ExplainedRecord } from "./explained-record.ts";
import { type PersonValues, VALUE_WORDS } from "./person-values.ts";
import { type Language, percent, signedBits, WORDS } from "./words.ts";

/** Light and dark by the reader's setting. The drawing, made to be kept on its own, stays on white and is moved sideways on a narrow screen. */
const STYLE = `:root{--bg:#fff;--ink:#15202b;--line:#d5dae0;color-scheme:light}
@media (prefers-color-scheme:dark){:root{--bg:#12171d;--ink:#e8edf2;--line:#36414d;color-scheme:dark}}
*{box-sizing:border-box}
body{margin:2rem auto;max-width:1000px;padding:0 16px;background:var(--bg);color:var(--ink);
font:16px/1.5 system-ui,"Noto Sans",Arial,sans-serif;overflow-wrap:break-word}
h1{font-size:1.5rem;line-height:1.25}h2{margin-top:2rem}code{overflow-wrap:anywhere}
table{border-collapse:collapse;margin:.6rem 0}td,th{padding:3px 12px 3px 0;text-align:left;border-bottom:1px solid var(--line)}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}.drawing{background:#fff;border-radius:8px}.drawing svg{display:block;width:100%;min-width:640px;height:auto}
@media print{:root{--bg:#fff;--ink:#15202b;--line:#d5dae0}.drawing svg{min-width:0}}`;

/** An explanation as one page that needs no network; one part a role. */
export function explanationPage(records: readonly ExplainedRecord[], language: Language): string {
  const title = `${WORDS.record[language]} ${records[0]?.source ?? ""} ${records[0]?.record_token ?? ""}`;
  return `<!doctype html>\n${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
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
<div class="scroll drawing" role="img" tabindex="0" aria-label="${say("candidate")}: ${record.candidates.length}">${trustedHtml(drawExplanation(record, language))}</div>
${record.candidates.map(
  (
    candidate,
  ) => html`<h3>${say("candidate")} ${candidate.rank}: ${candidate.person}: ${percent(candidate.probability, language)}</h3>
${values(record.values, candidate.values, language)}
<div class="scroll"><table><tbody>${candidate.steps.map(
    (step) => html`<tr><td>${step[language]}</td><td class="n">${signedBits(step.bits, language)}</td></tr>`,
  )}<tr><th>${say("total")}</th><th class="n">${signedBits(candidate.bits, language)}</th></tr></tbody></table></div>`,
)}
<p>${say("snapshot")}: <code>${record.snapshot}</code></p>
${record.replay ? html`<p>${say(record.replay.same ? "replaySame" : "replayOther")}</p>` : null}</section>`;
}

function values(record: PersonValues | null, person: PersonValues | null, language: Language) {
  if (!record || !person) return null;
  const fields = (Object.keys(VALUE_WORDS) as (keyof PersonValues)[]).filter((field) => record[field] ?? person[field]);
  return html`<div class="scroll"><table><thead><tr><th></th><th>${WORDS.ofRecord[language]}</th><th>${WORDS.person[language]}</th></tr></thead><tbody>
${fields.map(
  (field) =>
    html`<tr><th>${VALUE_WORDS[field][language]}</th><td>${record[field] ?? "–"}</td><td>${person[field] ?? "–"}</td></tr>`,
)}</tbody></table></div>`;
}
