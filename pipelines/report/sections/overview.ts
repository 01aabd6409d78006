import { type Html, html } from "../html.ts";
import type { SourceSummary } from "../source-summary.ts";
import { LEAST_SHARE } from "../summary.ts";
import { FILE_NOTES, STATUSES, t, VERDICTS, words } from "../text.ts";
import { th, type View } from "../view.ts";

/** Did it run and on what: verdict, totals, where to look first. */
export function verdictSection(view: View): Html {
  const { summary, n } = view;
  const verdict = VERDICTS[summary.verdict]!;
  const tiles: [Html, Html][] = [
    [n.count("totals.records"), t("bản ghi được đối chiếu với CSDL dân cư", "records held against the register")],
    ...Object.keys(STATUSES)
      .filter((status) => summary.totals.statuses[status] !== undefined)
      .map((status): [Html, Html] => [n.count(`totals.statuses.${status}`), words(STATUSES[status]!)]),
    [n.count("totals.quarantined"), t("dòng bị loại khi đọc", "rows rejected while reading")],
  ];
  return html`<div class="bar"><h1>${t("Chất lượng dữ liệu: đúng, đủ, sạch, sống", "Data quality: correct, complete, clean, live")}</h1>
<button type="button" id="language" class="noprint">${t("English", "Tiếng Việt")}</button></div>
<p>${t("Lần chạy", "Run")} <code>${summary.run}</code>, ${t("ngày", "day")} ${viDate(summary.day)}
 <span class="badge ${verdict.mark}">${words(verdict)}</span></p>
<ul class="tiles">${tiles.map(([value, label]) => html`<li><b>${value}</b>${label}</li>`)}</ul>`;
}

/** The worst province of the worst source, why, and which rows. */
export function worstSection(view: View): Html {
  const { worst, sources } = view.summary;
  if (!worst) return html``;
  const s = sources.findIndex((source) => source.name === worst.source);
  const p = sources[s]!.provinces.findIndex((row) => row.province === worst.province);
  return html`<div class="lead" id="worst"><p><strong>${t("Xem trước tiên", "Look here first")}:</strong>
${view.source(worst.source)}, ${t("chỉ số", "index")} ${view.n.percent(`sources.${s}.index.value`)}.
${t(
  `Tỉnh yếu nhất trong các tỉnh có từ ${100 * LEAST_SHARE} % lượt kiểm tra của nguồn`,
  `Weakest of the provinces with at least ${100 * LEAST_SHARE} % of the source's checks`,
)}: <strong>${view.province(worst.province)}</strong>
(${t("đạt", "passes")} ${view.n.percent(`sources.${s}.provinces.${p}.percent`)}).
${t("Nguyên nhân lớn nhất", "Largest cause")}: ${view.rule(worst.rule)} – ${view.field(worst.field)},
${view.n.count(`sources.${s}.provinces.${p}.worst_rule.fail`)} ${t("bản ghi không đạt", "records fail")}.</p>
<p>${t("Dòng cần xem", "Rows to look at")}: ${view.rows(worst.samples)}</p>
<p class="noprint"><button type="button" data-drill="${worst.source}|${worst.province}">${t("Xem chi tiết tỉnh này", "Details of this province")}</button></p></div>`;
}

function fileNote({ file, code, column, count }: SourceSummary["notes"][number]): Html {
  const said = FILE_NOTES[code];
  return html`<div><span class="badge warn">${said ? words(said) : code}</span> <code>${[file, column].filter(Boolean).join(": ")}</code>${count === null ? "" : html` (${count})`}</div>`;
}

/** Every source of the run: files, rows, index. */
export function inputsSection(view: View): Html {
  const { sources } = view.summary;
  const rows = sources.map(
    (source, i) => html`<tr><th scope="row">${view.source(source.name)}</th><td>${source.holder}</td>
<td>${viDate(source.as_of)}</td><td class="n">${view.n.count(`sources.${i}.files`)}</td>
<td class="n">${view.n.count(`sources.${i}.physical`)}</td><td class="n">${view.n.count(`sources.${i}.accepted`)}</td>
<td class="n">${view.n.count(`sources.${i}.quarantined`)}</td>
<td class="n">${view.n.percent(`sources.${i}.index.value`)}</td><td>${view.band(source.index.band)}</td>
<td>${source.missing.length > 0 ? html`<span class="badge fail">${t("thiếu tệp", "file missing")}</span> <code>${source.missing.join(", ")}</code>` : ""}${source.notes.map(fileNote)}</td></tr>`,
  );
  return html`<section aria-labelledby="inputs"><h2 id="inputs">${t("Đã chạy trên dữ liệu nào", "What it ran on")}</h2>
${view.table(
  t("Số dòng trong tệp = số dòng nhận + số dòng bị loại", "Rows in the files = rows accepted + rows rejected"),
  [
    th("Nguồn", "Source"),
    th("Nơi giữ", "Kept by"),
    th("Ngày dữ liệu", "As of"),
    th("Tệp", "Files", true),
    th("Dòng", "Rows", true),
    th("Nhận", "Accepted", true),
    th("Loại", "Rejected", true),
    th("Chỉ số", "Index", true),
    th("Mức", "Band"),
    th("Ghi chú", "Note"),
  ],
  rows,
  "Nguồn",
)}</section>`;
}

/** yyyy-mm-dd as dd/mm/yyyy. */
export function viDate(day: string): string {
  return day.split("-").reverse().join("/");
}
