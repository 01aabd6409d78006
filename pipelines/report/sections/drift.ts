import { fieldWords, levelWords } from "../../../matchers/linkage/words.ts";
import { type Html, html } from "../html.ts";
import type { DriftFacts } from "../matching-facts.ts";
import { t, words } from "../text.ts";
import { th, type View } from "../view.ts";

/** Parameters shown; all of them stand in summary.json. */
const SHOWN = 15;

/** How far the model lies from what tonight's data would fit. */
export function driftSection(view: View): Html {
  const { drift } = view.summary.matching;
  return html`<section aria-labelledby="drift"><h2 id="drift">${t("Mô hình so với dữ liệu đêm nay", "The model beside tonight's data")}</h2>
${
  drift.trained
    ? html`<p>${t("Mô hình đã huấn luyện trên dữ liệu của một đêm trước.", "The model was trained on an earlier night's data.")}</p>`
    : html`<p class="nodata">${t("Mô hình chưa huấn luyện: tham số đi kèm sản phẩm, chưa có đêm nào để so. Bảng dưới so chúng với dữ liệu đêm nay.", "The model was never trained: its parameters are those shipped with the product, not an earlier night's. The table holds them against tonight's data.")}</p>`
}
${drift.pairs === 0 ? noPairs : drift.moved.length === 0 ? steady(view) : table(view, drift)}
<p class="muted">${t("Ước lượng từ", "Fitted from")} ${view.n.count("matching.drift.pairs")} ${t("cặp bản ghi và chủ của số định danh. Lệch nhiều thì huấn luyện lại:", "pairs of a record and its number's owner. Where much has moved, train anew:")} <code>lamsach train</code></p></section>`;
}

const noPairs = html`<p class="nodata">${t("Đêm nay không có cặp nào để ước lượng: không biết mô hình có lệch hay không.", "Tonight had no pairs to fit from: whether the model has drifted is not known.")}</p>`;

const limit = (view: View): Html => html`${view.n.decimal("matching.drift.limit_bits")} bit`;

const steady = (view: View): Html =>
  html`<p>${t("Không tham số nào lệch hơn ngẫu nhiên và quá", "No parameter lies further off than by chance, and than")} ${limit(view)}.</p>`;

function table(view: View, { moved }: DriftFacts): Html {
  const at = (i: number, name: string): string => `matching.drift.moved.${i}.${name}`;
  return html`<p>${t("Số tham số lệch hơn ngẫu nhiên (4 độ lệch chuẩn) và quá", "Parameters that lie further off than by chance (4 standard deviations), and than")} ${limit(view)}: ${view.n.count("matching.drift.moved.length")}${
    moved.length > SHOWN
      ? html`; ${t("dưới đây là những tham số góp nhiều nhất vào khác biệt, đủ trong summary.json", "below those that account for most of the difference; all stand in summary.json")}`
      : ""
  }</p>${view.table(
    t(
      "Khả năng gặp mỗi mức giữa hai bản ghi của cùng một người",
      "How likely each level is between two records of one person",
    ),
    [
      th("Nguồn", "Source"),
      th("Trường", "Field"),
      th("Mức", "Level"),
      th("Mô hình", "Model", true),
      th("Đêm nay", "Tonight", true),
      th("Lệch, bit", "Off by, bits", true),
    ],
    moved.slice(0, SHOWN).map(
      ({ source, field, level }, i) =>
        html`<tr><th scope="row">${source === "*" ? t("mọi nguồn", "all sources") : html`<code>${source}</code>`}</th>
<td>${words(fieldWords(field))}</td><td>${words(levelWords(field, level))}</td><td class="n">${view.n.percent(at(i, "model_percent"))}</td>
<td class="n">${view.n.percent(at(i, "night_percent"))}</td><td class="n">${view.n.points(at(i, "bits"))}</td></tr>`,
    ),
    "Mô hình so với dữ liệu đêm nay",
  )}`;
}
