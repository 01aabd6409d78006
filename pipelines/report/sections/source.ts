import { DIMENSIONS, type Dimension } from "../../quality/rule.ts";
import { AXIS, chart, colour, WITHIN } from "../chart.ts";
import { type Html, html } from "../html.ts";
import type { RuleLine, SourceSummary } from "../source-summary.ts";
import { SEVERITIES, STATUSES, t, words } from "../text.ts";
import { th, type View } from "../view.ts";

const NAMES = Object.keys(DIMENSIONS) as Dimension[];
const LINE_COLOURS: Readonly<Record<Dimension, string>> = {
  dung: "--d1",
  du: "--d2",
  sach: "--d3",
  song: "--d4",
  thong_nhat: "--d5",
};

/** How the records of all sources stand, as bars of shares. */
export function statusChart(view: View): Html {
  const sources = view.summary.sources.filter(({ statuses }) => Object.keys(statuses).length > 0);
  if (sources.length === 0) return html``;
  const shown = [...sources].reverse();
  const total = (source: SourceSummary) => Object.values(source.statuses).reduce((a, b) => a + b, 0);
  return chart(
    {
      grid: { left: 8, right: 24, top: 4, bottom: 24, ...WITHIN },
      xAxis: { type: "value", max: 100, ...AXIS, axisLabel: { ...AXIS.axisLabel, formatter: "{value} %" } },
      yAxis: { type: "category", data: shown.map(({ name }) => name), ...AXIS, axisLabel: { color: colour("--ink") } },
      series: Object.entries(STATUSES).map(([status, { vi, colour: name }]) => ({
        type: "bar",
        stack: "all",
        name: vi,
        barMaxWidth: 22,
        itemStyle: { color: colour(name) },
        data: shown.map((source) =>
          total(source) === 0 ? 0 : Math.round((10000 * (source.statuses[status] ?? 0)) / total(source)) / 100,
        ),
      })),
    },
    { width: 1000, height: 50 + 30 * shown.length },
    t("Bản ghi của mỗi nguồn theo kết quả đối khớp, phần trăm", "Records of each source by status, percent"),
    Object.values(STATUSES).map((status) => ({ colour: status.colour, label: words(status) })),
  );
}

/** Under what law and what for a source is processed, where the config says so. */
function processing({ legal_basis, purpose }: SourceSummary): Html {
  if (legal_basis === null && purpose === null) return html``;
  const unsaid = t("chưa khai", "not said");
  return html`<p>${t("Căn cứ pháp lý", "Legal basis")}: ${legal_basis ?? unsaid}; ${t("mục đích xử lý", "purpose")}: ${purpose ?? unsaid}</p>`;
}

/** One source: dimensions with trend, provinces, rules worst first. */
export function sourceSection(view: View, source: SourceSummary, i: number): Html {
  const at = `sources.${i}`;
  return html`<section class="source" aria-labelledby="source-${source.name}">
<h3 id="source-${source.name}">${words(source.title)} <code>${source.name}</code> ${view.band(source.index.band)}</h3>
<p>${t("Chỉ số", "Index")} ${view.n.percent(`${at}.index.value`)}${heldBy(view, source, at)}${
    source.identifiers_short.length > 0
      ? html`; ${t("trường định danh chưa đạt 100 %", "identifiers below 100 %")}: ${source.identifiers_short.map(
          (field, k) => html`${k > 0 ? ", " : ""}${view.field(field)}`,
        )}`
      : ""
  }</p>
${processing(source)}
${statusLine(view, source, at)}
<div class="grid"><div>${view.table(
    t("Năm tiêu chí: cộng mọi quy tắc có trọng số", "Five dimensions: all rules with a weight, summed"),
    [th("Tiêu chí", "Dimension"), th("Đạt", "Pass", true), th("Không đạt", "Fail", true), th("%", "%", true)],
    NAMES.map(
      (
        name,
      ) => html`<tr><th scope="row">${words(DIMENSIONS[name])}</th><td class="n">${view.n.count(`${at}.dimensions.${name}.ok`)}</td>
<td class="n">${view.n.count(`${at}.dimensions.${name}.fail`)}</td><td class="n">${view.n.percent(`${at}.dimensions.${name}.percent`)}</td></tr>`,
    ),
    `${source.title.vi}: tiêu chí`,
  )}${trendChart(source)}</div><div>${provinceChart(view, source)}</div></div>
${provinceTable(view, source, at)}
${ruleTable(view, source, at)}</section>`;
}

/** Why the colour is worse than the index: the key fields that hold it, each with its own index. */
function heldBy(view: View, { index, fields }: SourceSummary, at: string): Html {
  if (index.held_by.length === 0) return html``;
  return html`; ${t("mức bị giữ lại vì trường then chốt", "colour held down by key fields")}: ${index.held_by.map(
    (name, k) =>
      html`${k > 0 ? ", " : ""}${view.field(name)} ${view.n.percent(`${at}.fields.${fields.findIndex(({ field }) => field === name)}.value`)}`,
  )}`;
}

function statusLine(view: View, source: SourceSummary, at: string): Html {
  const shown = Object.keys(STATUSES).filter((status) => source.statuses[status] !== undefined);
  if (shown.length === 0) return html``;
  return html`<p class="muted">${shown.map(
    (status, k) => html`${k > 0 ? " · " : ""}${words(STATUSES[status]!)} ${view.n.count(`${at}.statuses.${status}`)}`,
  )}</p>`;
}

function trendChart(source: SourceSummary): Html {
  if (source.trend.length === 0) return html``;
  const runs = [
    ...source.trend.map(({ dimensions }) => dimensions),
    Object.fromEntries(NAMES.map((name) => [name, source.dimensions[name].percent])),
  ];
  const values = runs.flatMap((run) => Object.values(run)).filter((value) => typeof value === "number");
  if (values.length === 0) return html``;
  const least = Math.max(0, Math.floor((Math.min(...values) - 2) / 5) * 5);
  return chart(
    {
      grid: { left: 8, right: 16, top: 10, bottom: 10, ...WITHIN },
      xAxis: {
        type: "category",
        data: runs.map((_, k) => (k === runs.length - 1 ? "0" : `−${runs.length - 1 - k}`)),
        ...AXIS,
      },
      yAxis: { type: "value", min: least, max: 100, ...AXIS },
      series: NAMES.map((name) => ({
        type: "line",
        name: DIMENSIONS[name].vi,
        symbolSize: 6,
        clip: false,
        lineStyle: { color: colour(LINE_COLOURS[name]), width: 2 },
        itemStyle: { color: colour(LINE_COLOURS[name]) },
        data: runs.map((run) => run[name] ?? null),
      })),
    },
    { width: 520, height: 200 },
    t("Năm tiêu chí qua các lần chạy, %", "Five dimensions over runs, %"),
    NAMES.map((name) => ({ colour: LINE_COLOURS[name], label: words(DIMENSIONS[name]) })),
  );
}

function provinceChart(view: View, source: SourceSummary): Html {
  const shown = source.provinces.filter(({ province, percent }) => province !== null && percent !== null);
  if (shown.length < 2) return html``;
  const rows = [...shown].reverse();
  const { bands } = view.summary.preset;
  const least = Math.max(0, Math.floor((Math.min(...rows.map(({ percent }) => percent!)) - 2) / 5) * 5);
  return chart(
    {
      grid: { left: 8, right: 54, top: 4, bottom: 4, ...WITHIN },
      xAxis: { type: "value", min: least, max: 100, ...AXIS },
      yAxis: {
        type: "category",
        data: rows.map(({ province }) => shortName(view.summary.province_names[province!] ?? province!)),
        ...AXIS,
        axisLabel: { color: colour("--ink"), fontSize: 11, interval: 0 },
      },
      series: [
        {
          type: "bar",
          barWidth: 9,
          label: {
            show: true,
            position: "right",
            color: colour("--ink"),
            fontSize: 11,
            formatter: ({ value }: { value: number }) => value.toFixed(2).replace(".", ","),
          },
          data: rows.map(({ percent }) => ({
            value: percent!,
            itemStyle: {
              color: colour(percent! >= bands.green ? "--ok" : percent! >= bands.yellow ? "--mid" : "--bad"),
            },
          })),
        },
      ],
    },
    { width: 520, height: 24 + 15 * rows.length },
    t(`Tỉnh, thành phố: % đạt (trục từ ${least} %)`, `Provinces: % passing (axis from ${least} %)`),
  );
}

function shortName(name: string): string {
  return name.replace(/^(?:Tỉnh|Thành phố) /, "");
}

function provinceTable(view: View, source: SourceSummary, at: string): Html {
  if (source.provinces.length === 0) return html``;
  return html`<details${source.provinces.length <= 6 ? html` open` : ""}><summary>${t("Bảng theo tỉnh, yếu nhất trước", "Provinces, weakest first")} (${source.provinces.length})</summary>${view.table(
    t(`Mã và tên tỉnh theo ${view.summary.unit_list.vi}`, `Codes and names of the ${view.summary.unit_list.en}`),
    [
      th("Tỉnh", "Province"),
      th("% đạt", "% pass", true),
      ...NAMES.map((name) => th(DIMENSIONS[name].vi, DIMENSIONS[name].en, true)),
      th("Nguyên nhân lớn nhất", "Largest cause"),
      th("Bản ghi", "Records", true),
    ],
    source.provinces.map(
      (
        row,
        k,
      ) => html`<tr><th scope="row">${view.province(row.province)} ${row.province === null ? "" : html`<code>${row.province}</code>`}</th>
<td class="n">${view.n.percent(`${at}.provinces.${k}.percent`)}</td>
${NAMES.map((name) => html`<td class="n">${view.n.percent(`${at}.provinces.${k}.dimensions.${name}`)}</td>`)}
<td>${row.worst_rule ? html`${view.rule(row.worst_rule.rule)} – ${view.field(row.worst_rule.field)}` : ""}</td>
<td class="n">${row.worst_rule ? view.n.count(`${at}.provinces.${k}.worst_rule.fail`) : ""}</td></tr>`,
    ),
    `${source.title.vi}: tỉnh`,
  )}</details>`;
}

function ruleTable(view: View, source: SourceSummary, at: string): Html {
  const quiet = source.rules.filter(isQuiet);
  const bad = source.rules.filter(({ level }) => level === "fail" || level === "warn").length;
  return html`<details${bad > 0 && bad <= 8 ? html` open` : ""}><summary>${t("Quy tắc, yếu nhất trước", "Rules, worst first")} (${bad} ${t("cần chú ý", "to look at")} / ${source.rules.length})</summary>${view.table(
    t(
      "Liệt kê dòng: select * from findings_located where source = '…' and rule = '…' (trừ quy tắc chỉ đếm: xem rules.listed)",
      "To list rows: select * from findings_located where source = '…' and rule = '…' (but rules that only count: see rules.listed)",
    ),
    [
      th("Quy tắc", "Rule"),
      th("Trường", "Field"),
      th("Kết quả", "Outcome"),
      th("Không đạt", "Fail", true),
      th("Đạt", "Pass", true),
      th("%", "%", true),
      th("Lần trước", "Before", true),
      th("Từ lần chạy", "Since run"),
      th("Dòng ví dụ (tệp:dòng mã)", "Sample rows (file:line token)"),
    ],
    source.rules.flatMap((rule, k) => (isQuiet(rule) ? [] : [ruleRow(view, rule, `${at}.rules.${k}`)])),
    `${source.title.vi}: quy tắc`,
    "rules",
  )}${
    quiet.length > 0
      ? html`<p class="muted">${t("Không có gì sai hoặc không có gì để kiểm tra", "Nothing fails, or nothing was there to check")}: ${quiet.length} ${t("quy tắc", "rules")}
(<code>select * from quality_by_rule where source = '${source.name}'</code>)</p>`
      : ""
  }</details>`;
}

/** A rule that nothing fails: only counted, so that the page stays small. */
function isQuiet(rule: RuleLine): boolean {
  return rule.fail === 0 && (rule.level === "ok" || rule.level === "unchecked");
}

function ruleRow(view: View, rule: RuleLine, at: string): Html {
  return html`<tr><th scope="row">${view.rule(rule.rule)} <code>${rule.rule}</code></th><td>${view.field(rule.field)}</td>
<td>${view.level(rule.level)} <span class="muted">${words(SEVERITIES[rule.severity]!)}</span></td>
<td class="n">${view.n.count(`${at}.fail`)}</td><td class="n">${view.n.count(`${at}.ok`)}</td>
<td class="n">${view.n.percent(`${at}.percent`)}</td><td class="n">${rule.before === null ? "–" : view.n.percent(`${at}.before`)}</td>
<td>${rule.first_run ? html`<code>${rule.first_run}</code>` : "–"}</td><td>${view.rows(rule.samples)}</td></tr>`;
}
