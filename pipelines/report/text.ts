import { RAW_FIELDS } from "../../matchers/record.ts";
import { type Html, html } from "./html.ts";

/** A text in both languages; the page shows one of them. */
export function t(vi: string | number | Html, en: string | number | Html): Html {
  return html`<span lang="vi">${vi}</span><span lang="en">${en}</span>`;
}

interface Words {
  readonly vi: string;
  readonly en: string;
}

/** Words in both languages as markup. */
export const words = ({ vi, en }: Words): Html => t(vi, en);

/** Statuses of matching, from the surest to the least: words and colour. */
export const STATUSES: Readonly<Record<string, Words & { readonly colour: string }>> = {
  verified: { vi: "đúng người, đúng số", en: "verified", colour: "--ok" },
  corrected: { vi: "đúng người, có trường sai", en: "right person, some fields differ", colour: "--ok2" },
  linked: { vi: "tìm ra người, không có số", en: "person found without a number", colour: "--ok3" },
  review: { vi: "nghi khớp, chờ xác nhận", en: "probably the same, unconfirmed", colour: "--mid" },
  conflict: { vi: "số của người khác", en: "number of somebody else", colour: "--bad" },
  not_found: { vi: "không có trong CSDL dân cư", en: "not in the register", colour: "--bad2" },
  unmatchable: { vi: "không đủ thông tin", en: "too little to go on", colour: "--none" },
};

export const VERDICTS: Readonly<Record<string, Words & { readonly mark: string }>> = {
  pass: { vi: "Đạt", en: "Passed", mark: "ok" },
  warn: { vi: "Đã công bố, có cảnh báo", en: "Published, with warnings", mark: "warn" },
  fail: { vi: "Đã công bố, có lỗi phải xử lý", en: "Published, with errors to act on", mark: "fail" },
  blocked: {
    vi: "DỪNG CÔNG BỐ, giữ kết quả tốt gần nhất",
    en: "NOT PUBLISHED, the last good results stay",
    mark: "fail",
  },
};

/** Notes of a file that was read, by code. */
export const FILE_NOTES: Readonly<Record<string, Words>> = {
  "header.missing": { vi: "thiếu cột", en: "columns are not there" },
  "header.duplicated": { vi: "cột lặp lại", en: "columns stand twice" },
  "header.extra": { vi: "cột ngoài thống nhất", en: "columns that were not agreed on" },
  "file.no_rows": { vi: "chỉ có tiêu đề, không có dòng nào", en: "a header alone, no rows" },
  "xlsx.numeric_cell": { vi: "ô dạng số, mất số 0 ở đầu", en: "cells are numbers, leading zeros are lost" },
  "column.numeric": { vi: "cột dạng số, mất số 0 ở đầu", en: "the column holds numbers, leading zeros are lost" },
  "encoding.byte_order_mark": { vi: "bảng mã khác cấu hình", en: "another encoding than the config's" },
  "qcvn109.count_differs": { vi: "số công dân khác số đã khai", en: "another number of citizens than declared" },
};

export const LEVELS: Readonly<Record<string, Words & { readonly mark: string }>> = {
  fail: { vi: "không đạt", en: "fails", mark: "✕" },
  warn: { vi: "cảnh báo", en: "warning", mark: "!" },
  ok: { vi: "đạt", en: "passes", mark: "✓" },
  unchecked: { vi: "chưa kiểm tra", en: "not checked", mark: "–" },
};

export const SEVERITIES: Readonly<Record<string, Words>> = {
  warning: { vi: "cảnh báo", en: "warning" },
  error: { vi: "lỗi", en: "error" },
  fatal: { vi: "nghiêm trọng", en: "fatal" },
};

export const BANDS: Readonly<Record<string, Words>> = {
  green: { vi: "xanh", en: "green" },
  yellow: { vi: "vàng", en: "yellow" },
  red: { vi: "đỏ", en: "red" },
};

export const NO_DATA: Words = { vi: "chưa có dữ liệu", en: "no data" };
export const UNKNOWN_PLACE: Words = { vi: "không rõ tỉnh", en: "province unknown" };

const OTHER_FIELDS: Readonly<Record<string, Words>> = {
  file: { vi: "tệp", en: "file" },
  row: { vi: "dòng", en: "row" },
  age: { vi: "tuổi", en: "age" },
  person_number: { vi: "số định danh", en: "person number" },
};

/** An age band of coverage, such as 18_29, in both languages. */
export function ageWords(band: string): Words {
  if (band === "unknown") return { vi: "không rõ", en: "unknown" };
  const years = band.replace("_up", "+").replace("_", "–");
  return { vi: years, en: years };
}

/** A field's name in both languages; for coverage the age band that stands in its place. */
export function fieldWords(field: string): Words {
  if (field.startsWith("age_")) {
    const { vi, en } = ageWords(field.slice("age_".length));
    return { vi: `tuổi ${vi}`, en: `age ${en}` };
  }
  const raw = RAW_FIELDS.find(({ name }) => name === field);
  return OTHER_FIELDS[field] ?? (raw ? { vi: raw.vi, en: raw.en } : { vi: field, en: field });
}
