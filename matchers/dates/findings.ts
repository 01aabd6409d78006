/** What can be said of a birth date (or another date), in the words the report uses. */
export const DATE_FINDINGS = {
  "birth.impossible": {
    vi: "Ngày không có trong lịch (31/4, tháng 13), chỉ giữ năm",
    en: "No such day in the calendar; only the year is kept",
  },
  "birth.month_first": {
    vi: "Thứ tự ngày và tháng trái với cả cột",
    en: "Day and month in another order than the rest of the column",
  },
  "birth.ambiguous_order": {
    vi: "Cột lẫn hai thứ tự ngày/tháng, giá trị này hiểu được hai cách",
    en: "The column mixes two orders and this value fits both",
  },
  "birth.year_only": { vi: "Chỉ có năm", en: "Year only" },
  "birth.month_only": { vi: "Chỉ có tháng và năm", en: "Month and year only" },
  "birth.default_day": { vi: "Ngày 01/01 do điền mặc định", en: "1 January filled in by default" },
  "birth.two_digit_year": { vi: "Năm ghi hai chữ số", en: "Two-digit year" },
  "birth.lost_zero": { vi: "Mất số 0 ở đầu", en: "Leading zero lost" },
  "birth.letters_for_digits": { vi: "Chữ cái thay cho chữ số", en: "Letters in place of digits" },
  "birth.excel_serial": { vi: "Số ngày của bảng tính", en: "Spreadsheet day number" },
  "birth.utc_midnight": {
    vi: "Nửa đêm giờ Việt Nam ghi theo UTC, đã cộng một ngày",
    en: "Midnight in Vietnam written in UTC; a day was added",
  },
  "birth.buddhist_era": { vi: "Năm theo Phật lịch, đã trừ 543", en: "Year of the Buddhist era; 543 was taken off" },
  "birth.future": { vi: "Ngày ở tương lai", en: "In the future" },
  "birth.too_old": { vi: "Hơn 125 năm trước", en: "More than 125 years ago" },
  "birth.other_date": {
    vi: "Có ngày khác trong ngoặc, lấy ngày đứng trước",
    en: "Another date in brackets; the one before it was taken",
  },
  "birth.placeholder": { vi: "Giá trị giả (01/01/1900, 9999…)", en: "Placeholder (1 January 1900, 9999…)" },
  "birth.unreadable": { vi: "Không đọc được thành ngày", en: "Cannot be read as a date" },
} as const;

export type DateFinding = keyof typeof DATE_FINDINGS;
