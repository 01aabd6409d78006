/** What can be said of a small code (sex, status, kind of document), in the words the report uses. */
export const CODE_FINDINGS = {
  "sex.unknown_value": {
    vi: "Giới tính ghi giá trị không có trong bảng",
    en: "Sex is written with a value the map does not know",
  },
  "sex.not_stated": { vi: "Giới tính ghi là không rõ hoặc khác", en: "Sex is said to be unknown or other" },
  "record.unknown_code": { vi: "Mã trạng thái không có trong bảng", en: "A status code the map does not know" },
} as const;

export type CodeFinding = keyof typeof CODE_FINDINGS;
