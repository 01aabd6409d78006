import { createHash } from "node:crypto";
import { type Html, html, scriptJson, trustedHtml } from "./html.ts";
import { foldPaths } from "./number.ts";
import { SCRIPT } from "./script.ts";
import { driftSection } from "./sections/drift.ts";
import { duplicatesSection } from "./sections/duplicates.ts";
import { actionsSection, changesSection, gateSection } from "./sections/news.ts";
import { inputsSection, verdictSection, worstSection } from "./sections/overview.ts";
import {
  aboutSection,
  auditSection,
  coverageSection,
  drilldownSection,
  rejectedSection,
  simsSection,
} from "./sections/rest.ts";
import { sourceSection, statusChart } from "./sections/source.ts";
import { STYLE } from "./style.ts";
import type { Summary } from "./summary.ts";
import { fieldWords, t } from "./text.ts";
import { View } from "./view.ts";

const TITLE = { vi: "LamSach: chất lượng dữ liệu", en: "LamSach: data quality" };

/** The report as one HTML file that needs no network: every number in it stands in the summary. */
export function renderPage(summary: Summary): string {
  const view = new View(summary);
  const script = createHash("sha256").update(SCRIPT).digest("base64");
  const policy = `default-src 'none'; script-src 'sha256-${script}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="vi" data-lang="vi"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${TITLE.vi}</title><style>${trustedHtml(STYLE)}</style></head><body>
<a class="skip" href="#worse">${t("Bỏ qua phần đầu", "Skip to the news")}</a>
<header>${verdictSection(view)}</header>
<main>
${worstSection(view)}
${changesSection(view)}
${gateSection(view)}
${actionsSection(view)}
${inputsSection(view)}
${statusChart(view)}
<h2>${t("Từng nguồn", "Source by source")}</h2>
${sourceLinks(view)}
${summary.sources.map((source, i) => sourceSection(view, source, i))}
${drilldownSection(view)}
${coverageSection(view)}
${simsSection(view)}
${duplicatesSection(view)}
${auditSection(view)}
${driftSection(view)}
${rejectedSection(view)}
${aboutSection(view)}
</main>
<footer><p>LamSach · <code>${summary.run}</code> · summary.json, report.xlsx, lamsach.duckdb</p></footer>
<script type="application/json" id="facts">${scriptJson(factsOf(summary))}</script>
<script>${trustedHtml(SCRIPT)}</script></body></html>
`;
  return foldPaths(page.text);
}

function sourceLinks(view: View): Html {
  return html`<nav aria-label="Nguồn"><ul>${view.summary.sources.map(
    ({ name, title }) => html`<li><a href="#source-${name}">${t(title.vi, title.en)}</a></li>`,
  )}</ul></nav>`;
}

/** Stands for the place of what is counted of a source's files and rows: these have none, which is not to lie in an unknown one. */
const WHOLE = "whole";

/** What the drill-down needs, names told once and counted by position. */
export function factsOf(summary: Pick<Summary, "cube" | "rules" | "province_names">): unknown {
  const cube = summary.cube.map(([source, place, rule, field, ok, fail]) => {
    const isOfRecords = summary.rules[rule]?.measure === undefined;
    return [source, isOfRecords ? place : WHOLE, rule, field, ok, fail] as const;
  });
  const sources = [...new Set(cube.map(([source]) => source))];
  const places = [...new Set(cube.map(([, place]) => place))];
  const checks = [...new Set(cube.map(([, , rule, field]) => `${rule} ${field}`))];
  const fields = [...new Set(cube.map(([, , , field]) => field))];
  const position = <T>(values: readonly T[]) => new Map(values.map((value, i) => [value, i]));
  const [s, p, c] = [position(sources), position(places), position(checks)];
  const cells = new Map<string, number[]>();
  for (const [source, place, rule, field, ok, fail] of cube) {
    const at = `${source} ${place}`;
    const cell = cells.get(at) ?? [s.get(source)!, p.get(place)!];
    cells.set(at, cell);
    cell.push(c.get(`${rule} ${field}`)!, ok, fail);
  }
  return {
    title: TITLE,
    whole: WHOLE,
    sources,
    places,
    checks: checks.map((check) => check.split(" ")),
    fields: Object.fromEntries(fields.map((field) => [field, fieldWords(field)])),
    rules: Object.fromEntries(Object.entries(summary.rules).map(([id, { vi, en }]) => [id, { vi, en }])),
    provinces: summary.province_names,
    // A list a source and province: their positions, then check, passes and failures, again and again.
    cube: [...cells.values()],
  };
}
