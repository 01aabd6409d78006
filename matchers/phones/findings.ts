/** What can be said of a phone number, in the words the report uses. */
export const PHONE_FINDINGS = {
  "phone.converted_11_digits": {
    vi: "Số di động 11 chữ số, đã đổi sang 10 chữ số",
    en: "11-digit mobile number, converted to 10 digits",
  },
  "phone.old_area_code": {
    vi: "Mã vùng trước năm 2017, đã đổi sang mã mới",
    en: "Area code from before 2017, replaced by today's",
  },
  "phone.lost_zero": { vi: "Mất số 0 ở đầu", en: "Leading zero lost" },
  "phone.letters_for_digits": { vi: "Chữ cái thay cho chữ số", en: "Letters in place of digits" },
  "phone.several": { vi: "Nhiều số trong một ô", en: "Several numbers in one cell" },
  "phone.partly_invalid": {
    vi: "Một phần của ô không đọc được thành số",
    en: "Part of the cell could not be read as a number",
  },
  "phone.extension": { vi: "Có số máy lẻ, đã bỏ", en: "Extension left out" },
  "phone.m2m": { vi: "Số dành cho thiết bị (M2M)", en: "Number of a device (M2M)" },
  "phone.satellite": { vi: "Số VSAT", en: "Satellite (VSAT) number" },
  "phone.foreign": { vi: "Số nước ngoài", en: "Foreign number" },
  "phone.scientific": { vi: "Ghi kiểu 9.12E+08", en: "Written in scientific notation" },
  "phone.invalid": { vi: "Không phải số điện thoại hợp lệ", en: "Not a valid phone number" },
  "phone.junk": { vi: "Giá trị giả (000…, số lặp, chữ)", en: "Dummy value (zeros, repeated digits, words)" },
} as const;

export type PhoneFinding = keyof typeof PHONE_FINDINGS;
