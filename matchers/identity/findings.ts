/** What can be said of an identity number, in the words the report uses. */
export const NUMBER_FINDINGS = {
  "number.apostrophe": {
    vi: "Có dấu nháy hoặc dấu bằng do bảng tính để lại",
    en: "Quote or equals sign left by a spreadsheet",
  },
  "number.trailing_decimal": { vi: "Có phần thập phân .0 ở cuối", en: "Ends in .0" },
  "number.scientific": { vi: "Ghi kiểu 1.23E+11", en: "Written in scientific notation" },
  "number.separators": {
    vi: "Có dấu cách, chấm hoặc gạch giữa các chữ số",
    en: "Spaces, dots or dashes among the digits",
  },
  "number.label": {
    vi: "Ghi kèm loại giấy tờ, nơi cấp hoặc ngày cấp",
    en: "The kind of document, its issuer or date stands in the same cell",
  },
  "number.letters_for_digits": {
    vi: "Chữ cái thay cho chữ số (O, I, S, B)",
    en: "Letters in place of digits (O, I, S, B)",
  },
  "number.lost_zeros": {
    vi: "Mất số 0 ở đầu, đã khôi phục vì không trái năm sinh và giới tính của dòng",
    en: "Leading zeros lost, put back as the row's birth year and sex do not contradict",
  },
  "number.wrong_length": { vi: "Sai số lượng chữ số", en: "Wrong number of digits" },
  "number.impossible_century": {
    vi: "Chữ số thế kỷ chỉ năm sinh từ 2100",
    en: "The century digit says born in 2100 or later",
  },
  "number.unknown_province": {
    vi: "Ba số đầu không thuộc 63 mã tỉnh",
    en: "The first three digits are none of the 63 provinces",
  },
  "number.unknown_prefix": {
    vi: "Đầu số CMND không rõ tỉnh cấp",
    en: "No province is known for this 9-digit number's first digits",
  },
  "number.shared_range": {
    vi: "Thuộc dải CMND hai tỉnh cùng cấp, có thể của hai người",
    en: "In the range two provinces issued: may be two persons' number",
  },
  "number.several": { vi: "Nhiều số trong một ô", en: "Several numbers in one cell" },
  "number.junk": {
    vi: "Giá trị giả (000…, số lặp, dãy đếm, chữ)",
    en: "Dummy value (zeros, repeated or counting digits, words)",
  },
  "number.unreadable": { vi: "Có ký tự không thể là số giấy tờ", en: "Holds characters no document number has" },
  "number.tax_number": { vi: "Có thể là mã số thuế", en: "May be a tax number" },
  "number.health_card": { vi: "Là số thẻ bảo hiểm y tế", en: "Is a health insurance card number" },
  "number.phone_number": { vi: "Có thể là số điện thoại", en: "May be a phone number" },
  "number.date": { vi: "Là ngày tháng, không phải số giấy tờ", en: "Is a date, not a document number" },
  "number.birth_year_differs": {
    vi: "Năm sinh trong số định danh khác năm sinh của dòng",
    en: "Birth year in the number is not the row's",
  },
  "number.century_differs": {
    vi: "Thế kỷ trong số định danh khác năm sinh của dòng",
    en: "Century in the number is not the row's",
  },
  "number.sex_differs": {
    vi: "Giới tính trong số định danh khác giới tính của dòng",
    en: "Sex in the number is not the row's",
  },
} as const;

export type NumberFinding = keyof typeof NUMBER_FINDINGS;
