import type { DuplicateKind } from "../../../matchers/dedupe/request.ts";
import { type Html, html } from "../html.ts";
import { t } from "../text.ts";
import { th, type View } from "../view.ts";

/** Groups of records of one person: who should merge them, and whom the register lacks. */
export function duplicatesSection(view: View): Html {
  return html`<section aria-labelledby="duplicates"><h2 id="duplicates">${t("Trùng người", "Repeated persons")}</h2>
${
  view.summary.duplicates.length === 0
    ? html`<p>${t("Không thấy bản ghi trùng người.", "No person was found more than once.")}</p>`
    : html`${block(
        view,
        "within_source",
        t("Trùng trong một nguồn", "Repeated within a source"),
        t(
          "Việc cần làm: nơi giữ nguồn đối chiếu từng nhóm (view duplicates_in_source) rồi gộp bản ghi. Không tính nguồn mà một người có nhiều dòng là đúng: thuê bao, phương tiện, bằng lái, hộ chiếu, hộ dùng điện, cha mẹ trẻ.",
          "To do: the holder looks at each group (view duplicates_in_source) and merges the records. Left out: sources where several rows a person are right: SIMs, vehicles, licences, passports, electricity contracts, parents.",
        ),
      )}${block(
        view,
        "unregistered",
        t("Chưa có trong CSDL dân cư, có ở nhiều nguồn", "Not in the register, but in several sources"),
        t(
          "Việc cần làm: công an nơi cư trú xác minh và đăng ký (view registration_candidates). Một nhóm có thể đếm ở nhiều nguồn; dòng tổng đếm mỗi nhóm một lần.",
          "To do: the police of the place of residence verify and register (view registration_candidates). A group counts in each of its sources; the total counts it once.",
        ),
      )}`
}</section>`;
}

function block(view: View, kind: DuplicateKind, title: Html, action: Html): Html {
  const lines = view.summary.duplicates.map((line, i) => ({ line, i })).filter(({ line }) => line.kind === kind);
  if (lines.length === 0) return html``;
  const total = lines.find(({ line }) => line.source === null && line.full > 0);
  const full = total
    ? html`<p class="muted">${t("Nhóm đã đầy, người này có thể còn bản ghi khác", "Groups that are full: there may be more of the person")}: ${view.n.count(`duplicates.${total.i}.full`)}</p>`
    : html``;
  return html`<p>${action}</p>${view.table(
    title,
    [th("Nguồn", "Source"), th("Nhóm", "Groups", true), th("Bản ghi", "Records", true)],
    lines.map(
      ({
        line,
        i,
      }) => html`<tr><th scope="row">${line.source === null ? t("Cộng", "Total") : view.source(line.source)}</th>
<td class="n">${view.n.count(`duplicates.${i}.groups`)}</td><td class="n">${view.n.count(`duplicates.${i}.records`)}</td></tr>`,
    ),
    "Trùng người",
  )}${full}`;
}
