import { writeFile } from "node:fs/promises";
import { writeXlsx } from "hucre/xlsx";
import { QUARANTINE_REASONS } from "../../connectors/readers/quarantine.ts";
import { DIMENSIONS, type Dimension } from "../quality/rule.ts";
import { viDecimal } from "./number.ts";
import type { Summary } from "./summary.ts";
import { BANDS, fieldWords, LEVELS, STATUSES, VERDICTS } from "./text.ts";

type Row = readonly (string | number | null)[];

/**
 * The report as a workbook for offices that live in spreadsheets. Every cell is text: codes keep their zeros, and
 * nothing can be taken for a formula.
 */
export async function writeWorkbook(summary: Summary, path: string): Promise<void> {
  const sheets = sheetsOf(summary).map(([name, head, rows]) => ({
    name,
    columns: head.map((header, i) => ({ header, key: `c${i}`, width: i === 0 ? 22 : 18 })),
    data: rows.map((row) => Object.fromEntries(row.map((value, i) => [`c${i}`, cell(value)]))),
  }));
  await writeFile(path, await writeXlsx({ sheets }), { mode: 0o640 });
}

/** A sheet's name, headings and rows. */
export function sheetsOf(summary: Summary): [string, readonly string[], readonly Row[]][] {
  const names = Object.keys(DIMENSIONS) as Dimension[];
  const place = (code: string | null) => (code === null ? "không rõ" : (summary.province_names[code] ?? code));
  const words = (id: string) => summary.rules[id]?.vi ?? id;
  return [
    [
      "Tổng hợp",
      ["Mục", "Giá trị"],
      [
        ["Lần chạy", summary.run],
        ["Ngày", summary.day],
        ["Kết quả", VERDICTS[summary.verdict]?.vi ?? summary.verdict],
        ["Bản ghi", summary.totals.records],
        ["Dòng bị loại", summary.totals.quarantined],
        ...Object.entries(summary.totals.statuses).map(([status, n]): Row => [STATUSES[status]?.vi ?? status, n]),
        ["Bộ chỉ số", summary.preset.title.vi],
      ],
    ],
    [
      "Nguồn",
      [
        "Nguồn",
        "Tên",
        "Nơi giữ",
        "Ngày dữ liệu",
        "Dòng",
        "Nhận",
        "Loại",
        "Chỉ số",
        "Mức",
        ...names.map((name) => `% ${DIMENSIONS[name].vi}`),
        "Tệp thiếu",
        "Mức bị giữ vì trường",
      ],
      summary.sources.map((source) => [
        source.name,
        source.title.vi,
        source.holder,
        source.as_of,
        source.physical,
        source.accepted,
        source.quarantined,
        source.index.value === null ? "chưa có dữ liệu" : viDecimal(source.index.value),
        source.index.band === null ? null : BANDS[source.index.band]!.vi,
        ...names.map((name) => percent(source.dimensions[name].percent)),
        source.missing.join(", "),
        source.index.held_by.map((field) => fieldWords(field).vi).join(", "),
      ]),
    ],
    [
      "Xấu đi",
      ["Nguồn", "Tỉnh", "Quy tắc", "Mã quy tắc", "Trường", "% trước", "% nay", "Không đạt"],
      summary.worse.map((change) => [
        change.source,
        change.province === null ? "cả nguồn" : place(change.province),
        words(change.rule),
        change.rule,
        fieldWords(change.field).vi,
        percent(change.before.percent),
        percent(change.now.percent),
        change.now.fail,
      ]),
    ],
    [
      "Quy tắc",
      [
        "Nguồn",
        "Quy tắc",
        "Mã quy tắc",
        "Trường",
        "Tiêu chí",
        "Kết quả",
        "Đạt",
        "Không đạt",
        "Không kiểm tra",
        "%",
        "Dòng ví dụ",
      ],
      summary.sources.flatMap((source) =>
        source.rules.map(
          (rule): Row => [
            source.name,
            words(rule.rule),
            rule.rule,
            fieldWords(rule.field).vi,
            DIMENSIONS[rule.dimension].vi,
            LEVELS[rule.level]?.vi ?? rule.level,
            rule.ok,
            rule.fail,
            rule.na,
            percent(rule.percent),
            rule.samples.map(({ file, line, token }) => `${file}:${line} ${token}`).join("; "),
          ],
        ),
      ),
    ],
    [
      "Tỉnh",
      [
        "Nguồn",
        "Mã tỉnh",
        `Tỉnh (${summary.unit_list.vi})`,
        "% đạt",
        ...names.map((name) => `% ${DIMENSIONS[name].vi}`),
        "Nguyên nhân lớn nhất",
        "Bản ghi không đạt",
      ],
      summary.sources.flatMap((source) =>
        source.provinces.map(
          (row): Row => [
            source.name,
            row.province,
            place(row.province),
            percent(row.percent),
            ...names.map((name) => percent(row.dimensions[name])),
            row.worst_rule ? words(row.worst_rule.rule) : "",
            row.worst_rule?.fail ?? "",
          ],
        ),
      ),
    ],
    [
      "Bị loại",
      ["Nguồn", "Lý do", "Mã lý do", "Số dòng"],
      summary.rejected.map(({ source, reason, rows }) => [source, reasonWords(reason), reason, rows]),
    ],
  ];
}

function reasonWords(reason: string): string {
  return (QUARANTINE_REASONS as Readonly<Record<string, { readonly vi: string }>>)[reason]?.vi ?? reason;
}

function percent(value: number | null): string {
  return value === null ? "chưa có dữ liệu" : viDecimal(value);
}

function cell(value: string | number | null): string {
  return value === null ? "" : String(value);
}
