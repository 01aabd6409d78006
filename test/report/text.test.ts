import { expect, it } from "vitest";
import type { Summary } from "../../pipelines/report/summary.ts";
import { fieldWords } from "../../pipelines/report/text.ts";
import { sheetsOf } from "../../pipelines/report/workbook.ts";

it("names the age bands of coverage in both languages", () => {
  expect(["age_06_14", "age_80_up", "age_unknown"].map(fieldWords)).toEqual([
    { vi: "tuổi 06–14", en: "age 06–14" },
    { vi: "tuổi 80+", en: "age 80+" },
    { vi: "tuổi không rõ", en: "age unknown" },
  ]);
});

it("speaks Vietnamese in the workbook: bands, fields and reasons", () => {
  const checked = { ok: 1, fail: 1, na: 0, percent: 50 };
  const dimensions = Object.fromEntries(["dung", "du", "sach", "song", "thong_nhat"].map((name) => [name, checked]));
  const source = {
    name: "tax",
    title: { vi: "Thuế", en: "Tax" },
    index: { value: 80, band: "yellow", held_by: ["tax_number"] },
    dimensions,
  };
  const summary = {
    totals: { statuses: {} },
    preset: { title: { vi: "Bộ chỉ số", en: "Index" } },
    unit_list: { vi: "danh mục", en: "list" },
    rules: {},
    sources: [{ ...source, missing: [], rules: [], provinces: [] }],
    worse: [
      { source: "tax", province: null, rule: "coverage.person", field: "age_80_up", before: checked, now: checked },
    ],
    rejected: [{ source: "tax", reason: "row.fields", rows: 4, first: [] }],
  };
  const sheets = sheetsOf(summary as unknown as Summary);
  const cells = sheets.flatMap(([, , rows]) => rows.flat());
  expect(cells).toEqual(
    expect.arrayContaining(["vàng", "mã số thuế", "tuổi 80+", "Số cột của dòng khác với dòng tiêu đề"]),
  );
  expect(cells).not.toContain("yellow");
});
