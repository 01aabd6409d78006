import { QUARANTINE_REASONS } from "../../../connectors/readers/quarantine.ts";
import { SIM_ACTIONS, SIM_FINDINGS, type SimFinding } from "../../sims/sim-finding.ts";
import { type Html, html } from "../html.ts";
import { ageWords, t, words } from "../text.ts";
import { th, type View } from "../view.ts";

/** People of the register who should be in a source and are not. */
export function coverageSection(view: View): Html {
  const covered = view.summary.sources.flatMap((source, i) => (source.coverage.length > 0 ? [{ source, i }] : []));
  if (covered.length === 0) return html``;
  return html`<section aria-labelledby="coverage"><h2 id="coverage">${t("Độ phủ", "Coverage")}</h2>
<p>${t("Người còn sống trong CSDL dân cư thuộc diện của nguồn: có mặt ở nguồn hay chưa.", "Living people of the register who belong in the source: there or not.")}</p>
${covered.map(
  ({ source, i }) =>
    html`<h3>${words(source.title)} <code>${source.name}</code></h3><div class="grid"><div>${view.table(
      t("Theo nhóm tuổi", "By age"),
      [th("Tuổi", "Age"), th("Có mặt", "There", true), th("Chưa có", "Missing", true), th("%", "%", true)],
      source.coverage.map(
        (row, k) => html`<tr><th scope="row">${words(ageWords(row.age))}</th>
<td class="n">${view.n.count(`sources.${i}.coverage.${k}.ok`)}</td><td class="n">${view.n.count(`sources.${i}.coverage.${k}.fail`)}</td>
<td class="n">${view.n.percent(`sources.${i}.coverage.${k}.percent`)}</td></tr>`,
      ),
      `${source.title.vi}: độ phủ theo tuổi`,
    )}</div><div>${view.table(
      t("Mười tỉnh thấp nhất", "The ten lowest provinces"),
      [th("Tỉnh", "Province"), th("Có mặt", "There", true), th("Chưa có", "Missing", true), th("%", "%", true)],
      source.coverage_provinces.slice(0, 10).map(
        (row, k) => html`<tr><th scope="row">${view.province(row.province)}</th>
<td class="n">${view.n.count(`sources.${i}.coverage_provinces.${k}.ok`)}</td><td class="n">${view.n.count(`sources.${i}.coverage_provinces.${k}.fail`)}</td>
<td class="n">${view.n.percent(`sources.${i}.coverage_provinces.${k}.percent`)}</td></tr>`,
      ),
      `${source.title.vi}: độ phủ theo tỉnh`,
    )}</div></div>`,
)}</section>`;
}

/** SIMs by carrier, finding and action. */
export function simsSection(view: View): Html {
  const { sims } = view.summary;
  if (sims.length === 0) return html``;
  const findings = new Map<string, SimFinding>(SIM_FINDINGS.map((finding) => [finding.code, finding]));
  return html`<section aria-labelledby="sims"><h2 id="sims">${t("Thuê bao di động", "Mobile subscribers")}</h2>${view.table(
    t(
      "Mỗi dòng thuê bao một phát hiện và một việc; số đứng ở nhiều dòng, dù viết khác nhau, chỉ đếm một lần",
      "Each subscriber row has one finding and one action; a number on several rows, however written, counts once",
    ),
    [th("Nhà mạng", "Carrier"), th("Phát hiện", "Finding"), th("Việc", "Action"), th("Thuê bao", "SIMs", true)],
    sims.map((line, i) => {
      const finding = findings.get(line.finding);
      const action = (SIM_ACTIONS as Record<string, { vi: string; en: string }>)[line.action];
      return html`<tr><th scope="row">${line.carrier}</th><td>${finding ? words(finding) : line.finding}</td>
<td>${action ? words(action) : line.action}</td><td class="n">${view.n.count(`sims.${i}.sims`)}</td></tr>`;
    }),
    "Thuê bao",
  )}</section>`;
}

const AUDITS: Readonly<Record<string, { vi: string; en: string }>> = {
  number_hidden: { vi: "giấu số định danh rồi tìm lại", en: "known number hidden, then matched again" },
  person_removed: { vi: "bỏ người thật khỏi CSDL", en: "true person taken away" },
  number_of_other: { vi: "gán số của người khác", en: "somebody else's number given" },
};

/** The audit in which a person can be missed: in the others nobody is to be found, or another's number stands in the way. */
const FINDABLE = "number_hidden";

/** The pass that answered: a line of all passes stands before those of each. */
function passWords(pass: string | null): Html {
  if (pass === null) return html`<strong>${t("mọi lượt", "all passes")}</strong>`;
  return pass === "none" ? t("không lượt nào tìm ra", "found by no pass") : html`<code>${pass}</code>`;
}

/** How far the matching can be trusted, by its own audit. */
export function auditSection(view: View): Html {
  const { audit } = view.summary.matching;
  return html`<section aria-labelledby="audit"><h2 id="audit">${t("Tự kiểm tra việc đối khớp", "Self-audit of the matching")}</h2>
${
  audit.length === 0
    ? html`<p class="nodata">${t("Lần chạy này không có mẫu tự kiểm tra.", "This run has no audit sample.")}</p>`
    : view.table(
        t(
          "Trên mẫu ngẫu nhiên có hạt giống cố định; khoảng tin cậy 95 %",
          "On a seeded sample; 95 % confidence interval",
        ),
        [
          th("Nguồn", "Source"),
          th("Cách kiểm", "Audit"),
          th("Mẫu", "Checked", true),
          th("Khớp sai", "False", true),
          th("Bỏ sót", "Missed", true),
          th("Tỷ lệ sai, từ – đến", "False rate, from – to", true),
        ],
        audit.map(
          (
            line,
            i,
          ) => html`<tr><th scope="row"><code>${line.source}</code></th><td>${AUDITS[line.kind] ? words(AUDITS[line.kind]!) : line.kind}: ${passWords(line.pass)}</td>
<td class="n">${view.n.count(`matching.audit.${i}.checked`)}</td><td class="n">${view.n.count(`matching.audit.${i}.wrong`)}</td>
<td class="n">${line.kind === FINDABLE ? view.n.count(`matching.audit.${i}.missed`) : "–"}</td>
<td class="n">${line.low === null || line.high === null ? "–" : html`${view.n.percent(`matching.audit.${i}.low`)} – ${view.n.percent(`matching.audit.${i}.high`)}`}</td></tr>`,
        ),
        "Tự kiểm tra",
      )
}
<p class="muted">${t("Mô hình", "Model snapshot")} <code>${view.summary.matching.snapshot}</code>; ${t("quyết định của người duyệt được áp dụng", "reviewers' decisions followed")}: ${view.n.count("matching.decisions.honoured")}, ${t("hết hiệu lực vì bản ghi đã đổi", "passed over since the record changed")}: ${view.n.count("matching.decisions.stale")}</p></section>`;
}

/** Rows that could not be read, by reason. */
export function rejectedSection(view: View): Html {
  const { rejected } = view.summary;
  return html`<section aria-labelledby="rejected"><h2 id="rejected">${t("Dòng bị loại theo lý do", "Rejected rows by reason")}</h2>
${
  rejected.length === 0
    ? html`<p>${t("Không có dòng nào bị loại.", "No row was rejected.")}</p>`
    : view.table(
        t(
          "Không dòng nào bị bỏ: dòng thô nằm trong bảng quarantine",
          "Nothing is dropped: the raw lines stand in the table quarantine",
        ),
        [th("Nguồn", "Source"), th("Lý do", "Reason"), th("Dòng", "Rows", true), th("Ví dụ", "Examples")],
        rejected.map((line, i) => {
          const reason = (QUARANTINE_REASONS as Record<string, { vi: string; en: string }>)[line.reason];
          return html`<tr><th scope="row"><code>${line.source}</code></th><td>${reason ? words(reason) : ""} <code>${line.reason}</code></td>
<td class="n">${view.n.count(`rejected.${i}.rows`)}</td><td class="rows">${line.first.map(({ file, line: at }) => html`<code>${file}:${at}</code>`)}</td></tr>`;
        }),
        "Dòng bị loại",
      )
}</section>`;
}

/** Drill-down by source, province and field; filled by the page's script. */
export function drilldownSection(_view: View): Html {
  const select = (id: string, vi: string, en: string) =>
    html`<label for="${id}">${t(vi, en)}<select id="${id}"></select></label>`;
  return html`<section class="noprint" aria-labelledby="drilldown"><h2 id="drilldown">${t("Xem chi tiết: nguồn × tỉnh × trường", "Drill-down: source × province × field")}</h2>
<div class="pick">${select("pick-source", "Nguồn", "Source")}${select("pick-province", "Tỉnh (danh mục từ 1/7/2025)", "Province (list since 1 July 2025)")}${select("pick-field", "Trường", "Field")}</div>
<p class="muted" id="drill-count" aria-live="polite"></p>
<div class="scroll" role="region" aria-label="Chi tiết" tabindex="0"><table><thead><tr>${[
    th("Nguồn", "Source"),
    th("Tỉnh", "Province"),
    th("Trường", "Field"),
    th("Quy tắc", "Rule"),
    th("Không đạt", "Fail", true),
    th("% đạt", "% pass", true),
  ]}</tr></thead><tbody id="drill"></tbody></table></div></section>`;
}

/** What the index is and is not. */
export function aboutSection(view: View): Html {
  const { preset } = view.summary;
  return html`<section aria-labelledby="about"><h2 id="about">${t("Cách tính", "How it is counted")}</h2>
<ul class="list"><li>${words(preset.title)}. ${t("Xanh từ", "Green from")} ${preset.bands.green} %, ${t("vàng từ", "yellow from")} ${preset.bands.yellow} %.
${preset.verified ? "" : html`<strong>${t("Trọng số và ngưỡng chưa được kiểm chứng với văn bản gốc.", "Weights and bands have not been verified against the original text.")}</strong>`}</li>
${
  preset.key_fields.length === 0
    ? ""
    : html`<li>${t("Màu của nguồn không bao giờ tốt hơn màu của trường then chốt yếu nhất mà nguồn có", "A source's colour is never better than that of the weakest key field it has")}
(${preset.key_fields.map((field, k) => html`${k > 0 ? ", " : ""}${view.field(field)}`)}): ${t("không biết bản ghi là của ai thì các trường khác đúng cũng chưa đủ. Chỉ số vẫn là trung bình các trường.", "where nobody can tell whom records are of, the rest being right is not enough. The index stays the mean of all fields.")}</li>`
}
<li>${t("Mỗi quy tắc đếm: đạt, không đạt, không kiểm tra. Mọi tổng hợp là phép cộng; phần trăm được cắt, không làm tròn lên; nơi không kiểm tra gì thì ghi “chưa có dữ liệu”.", "Each rule counts: pass, fail, not checked. Every roll-up is a sum; percentages are cut, never rounded up; where nothing was checked it says “no data”.")}</li>
<li>${t("“Nghi khớp, chờ xác nhận” không bị coi là sai và không tính điểm.", "“Probably the same, unconfirmed” is not called wrong and is not scored.")}</li>
<li>${t("Báo cáo không chứa giá trị của người nào; mỗi dòng ví dụ là tệp, số dòng và mã HMAC (tra bằng lamsach explain).", "The report holds nobody's values; a sample row is a file, a line and an HMAC token (look it up with lamsach explain).")}</li></ul></section>`;
}
