import { type Html, html } from "../html.ts";
import { SEVERITIES, t, words } from "../text.ts";
import { th, type View } from "../view.ts";

const SHOWN = 12;

/** What got worse against the last accepted run; what is better and what is gone stands folded. */
export function changesSection(view: View): Html {
  const { better, incidents } = view.summary;
  // A file that is missing is told by name, not as a percentage.
  const worse = view.summary.worse.flatMap((change, i) =>
    change.field === "file" ? [] : [{ change, path: `worse.${i}` }],
  );
  const fresh = incidents.flatMap((incident, i) =>
    incident.state === "new" && incident.rule.startsWith("file.") ? [{ incident, i }] : [],
  );
  const items = [
    ...fresh.map(({ incident }) => {
      const source = view.summary.sources.find(({ name }) => name === incident.source);
      return html`<li><strong>${view.source(incident.source)}</strong>: ${view.rule(incident.rule)} –
<strong>${t("không đạt", "fails")}</strong> ${source?.missing.length ? html`<code>${source.missing.join(", ")}</code>` : ""}</li>`;
    }),
    ...worse.slice(0, SHOWN).map(({ change, path }) => line(view, change, path)),
  ];
  const gone = incidents.filter(({ state }) => state === "gone").length;
  return html`<section aria-labelledby="worse"><h2 id="worse">${t("Điều gì xấu đi", "What got worse")}</h2>
${
  items.length > 0
    ? html`<ol class="list">${items}</ol>`
    : html`<p class="lead quiet">${t(
        "Không có gì xấu đi so với lần chạy được chấp nhận gần nhất (hoặc chưa có lần nào trước đó).",
        "Nothing got worse than in the last accepted run (or there is none yet).",
      )}</p>`
}
${
  worse.length > SHOWN || better.length > 0 || gone > 0
    ? html`<details><summary>${t("Các thay đổi khác", "Other changes")}: ${t("xấu đi", "worse")} ${Math.max(0, worse.length - SHOWN)}, ${t("tốt lên", "better")} ${better.length}, ${t("đã hết", "gone")} ${gone}</summary>
<ul class="list">${worse.slice(SHOWN).map(({ change, path }) => line(view, change, path))}${better.map((change, i) =>
        line(view, change, `better.${i}`),
      )}${incidents
        .filter(({ state }) => state === "gone")
        .map(
          (incident) =>
            html`<li>${t("Đã hết", "Gone")}: ${view.source(incident.source)}, ${view.rule(incident.rule)} – ${view.field(incident.field)}</li>`,
        )}</ul></details>`
    : ""
}</section>`;
}

function line(view: View, change: View["summary"]["worse"][number], path: string): Html {
  return html`<li><strong>${view.source(change.source)}</strong>${
    change.province === null ? "" : html`, <strong>${view.province(change.province)}</strong>`
  }: ${view.rule(change.rule)} – ${view.field(change.field)}:
${view.n.percent(`${path}.before.percent`)} → <strong>${view.n.percent(`${path}.now.percent`)}</strong>
(${view.n.points(`${path}.points`)} ${t("điểm", "points")}, ${view.n.count(`${path}.now.fail`)} ${t("không đạt", "fail")})</li>`;
}

/** What blocks publishing. */
export function gateSection(view: View): Html {
  const { blockers } = view.summary;
  return html`<section aria-labelledby="gate"><h2 id="gate">${t("Điều gì chặn công bố", "What blocks publishing")}</h2>
${
  blockers.length === 0
    ? html`<p>${t("Không có gì.", "Nothing.")}</p>`
    : html`<ul class="list">${blockers.map(
        ({ source, rule, field }) =>
          html`<li><strong>${view.source(source)}</strong>: ${view.rule(rule)} – ${view.field(field)} <code>${rule}</code></li>`,
      )}</ul>`
}</section>`;
}

/** Who must act, on what, on how many records. */
export function actionsSection(view: View): Html {
  const { actions, preset } = view.summary;
  const holders = [...new Set(actions.map(({ holder }) => holder))];
  return html`<section aria-labelledby="actions"><h2 id="actions">${t("Ai phải làm gì", "Who must act")}</h2>
<p class="muted">${t(
    `Theo bộ chỉ số: rà soát trong ${preset.review_days} ngày, sửa trong ${preset.repair_days} ngày tiếp theo.`,
    `By the preset: review within ${preset.review_days} days, repair within ${preset.repair_days} more.`,
  )}</p>
${view.table(
  t("Bốn việc đứng đầu của mỗi nguồn", "The first four tasks of each source"),
  [
    th("Nơi giữ", "Kept by"),
    th("Nguồn", "Source"),
    th("Việc", "Task"),
    th("Mức", "Severity"),
    th("Không đạt", "Fail", true),
  ],
  holders.flatMap((holder) =>
    actions.flatMap((action, i) =>
      action.holder === holder
        ? [
            html`<tr><th scope="row">${holder}</th><td><code>${action.source}</code></td>
<td>${view.rule(action.rule)} – ${view.field(action.field)}</td>
<td>${view.level(action.level)} <span class="muted">${words(SEVERITIES[action.severity]!)}</span></td>
<td class="n">${view.n.count(`actions.${i}.fail`)}</td></tr>`,
          ]
        : [],
    ),
  ),
  "Việc phải làm",
)}</section>`;
}
