/**
 * Area codes of the 63 provinces, without the trunk zero: the code before 2017, the code since, and the day it changed
 * (null where it stayed). Ministry of Information and Communications, Decision 2036/QĐ-BTTTT of 2016: three phases in
 * 2017, old codes off the air by 31 August 2017. Codes still follow the 63 provinces of before July 2025.
 */
export const AREA_CODES: readonly { province: string; before: string; now: string; changed: string | null }[] = [
  { province: "Quảng Ninh", before: "33", now: "203", changed: "2017-04-15" },
  { province: "Bắc Giang", before: "240", now: "204", changed: "2017-04-15" },
  { province: "Lạng Sơn", before: "25", now: "205", changed: "2017-04-15" },
  { province: "Cao Bằng", before: "26", now: "206", changed: "2017-04-15" },
  { province: "Tuyên Quang", before: "27", now: "207", changed: "2017-04-15" },
  { province: "Thái Nguyên", before: "280", now: "208", changed: "2017-04-15" },
  { province: "Bắc Kạn", before: "281", now: "209", changed: "2017-04-15" },
  { province: "Phú Thọ", before: "210", now: "210", changed: null },
  { province: "Vĩnh Phúc", before: "211", now: "211", changed: null },
  { province: "Sơn La", before: "22", now: "212", changed: "2017-02-11" },
  { province: "Lai Châu", before: "231", now: "213", changed: "2017-02-11" },
  { province: "Lào Cai", before: "20", now: "214", changed: "2017-02-11" },
  { province: "Điện Biên", before: "230", now: "215", changed: "2017-02-11" },
  { province: "Yên Bái", before: "29", now: "216", changed: "2017-02-11" },
  { province: "Hòa Bình", before: "218", now: "218", changed: null },
  { province: "Hà Giang", before: "219", now: "219", changed: null },
  { province: "Hải Dương", before: "320", now: "220", changed: "2017-04-15" },
  { province: "Hưng Yên", before: "321", now: "221", changed: "2017-04-15" },
  { province: "Bắc Ninh", before: "241", now: "222", changed: "2017-04-15" },
  { province: "Hải Phòng", before: "31", now: "225", changed: "2017-04-15" },
  { province: "Hà Nam", before: "351", now: "226", changed: "2017-04-15" },
  { province: "Thái Bình", before: "36", now: "227", changed: "2017-04-15" },
  { province: "Nam Định", before: "350", now: "228", changed: "2017-04-15" },
  { province: "Ninh Bình", before: "30", now: "229", changed: "2017-04-15" },
  { province: "Quảng Bình", before: "52", now: "232", changed: "2017-02-11" },
  { province: "Quảng Trị", before: "53", now: "233", changed: "2017-02-11" },
  { province: "Thừa Thiên Huế", before: "54", now: "234", changed: "2017-02-11" },
  { province: "Quảng Nam", before: "510", now: "235", changed: "2017-02-11" },
  { province: "Đà Nẵng", before: "511", now: "236", changed: "2017-02-11" },
  { province: "Thanh Hóa", before: "37", now: "237", changed: "2017-02-11" },
  { province: "Nghệ An", before: "38", now: "238", changed: "2017-02-11" },
  { province: "Hà Tĩnh", before: "39", now: "239", changed: "2017-02-11" },
  { province: "Hà Nội", before: "4", now: "24", changed: "2017-06-17" },
  { province: "Đồng Nai", before: "61", now: "251", changed: "2017-06-17" },
  { province: "Bình Thuận", before: "62", now: "252", changed: "2017-06-17" },
  { province: "Bà Rịa - Vũng Tàu", before: "64", now: "254", changed: "2017-06-17" },
  { province: "Quảng Ngãi", before: "55", now: "255", changed: "2017-06-17" },
  { province: "Bình Định", before: "56", now: "256", changed: "2017-06-17" },
  { province: "Phú Yên", before: "57", now: "257", changed: "2017-06-17" },
  { province: "Khánh Hòa", before: "58", now: "258", changed: "2017-06-17" },
  { province: "Ninh Thuận", before: "68", now: "259", changed: "2017-06-17" },
  { province: "Kon Tum", before: "60", now: "260", changed: "2017-06-17" },
  { province: "Đắk Nông", before: "501", now: "261", changed: "2017-06-17" },
  { province: "Đắk Lắk", before: "500", now: "262", changed: "2017-06-17" },
  { province: "Lâm Đồng", before: "63", now: "263", changed: "2017-06-17" },
  { province: "Gia Lai", before: "59", now: "269", changed: "2017-06-17" },
  { province: "Vĩnh Long", before: "70", now: "270", changed: "2017-06-17" },
  { province: "Bình Phước", before: "651", now: "271", changed: "2017-06-17" },
  { province: "Long An", before: "72", now: "272", changed: "2017-06-17" },
  { province: "Tiền Giang", before: "73", now: "273", changed: "2017-06-17" },
  { province: "Bình Dương", before: "650", now: "274", changed: "2017-06-17" },
  { province: "Bến Tre", before: "75", now: "275", changed: "2017-06-17" },
  { province: "Tây Ninh", before: "66", now: "276", changed: "2017-06-17" },
  { province: "Đồng Tháp", before: "67", now: "277", changed: "2017-06-17" },
  { province: "Hồ Chí Minh", before: "8", now: "28", changed: "2017-06-17" },
  { province: "Cà Mau", before: "780", now: "290", changed: "2017-04-15" },
  { province: "Bạc Liêu", before: "781", now: "291", changed: "2017-04-15" },
  { province: "Cần Thơ", before: "710", now: "292", changed: "2017-04-15" },
  { province: "Hậu Giang", before: "711", now: "293", changed: "2017-04-15" },
  { province: "Trà Vinh", before: "74", now: "294", changed: "2017-04-15" },
  { province: "An Giang", before: "76", now: "296", changed: "2017-04-15" },
  { province: "Kiên Giang", before: "77", now: "297", changed: "2017-04-15" },
  { province: "Sóc Trăng", before: "79", now: "299", changed: "2017-04-15" },
];

/** Hà Nội and Hồ Chí Minh City have eight digits after the area code, the others seven. */
const LOCAL_DIGITS = new Map([
  ["24", 8],
  ["28", 8],
]);

const NOW = new Set(AREA_CODES.map((row) => row.now));
const BEFORE = new Map(AREA_CODES.filter((row) => row.before !== row.now).map((row) => [row.before, row.now]));

/** Whether digits, without the trunk zero, are an area code of today. */
export const isAreaCode = (digits: string): boolean => NOW.has(digits);

/** Whether the national number (no trunk zero) is a fixed line of today's plan: `2…`, ten digits. */
export function isFixedLine(national: string): boolean {
  if (!/^2[0-9]{9}$/.test(national)) return false;
  const code = NOW.has(national.slice(0, 2)) ? national.slice(0, 2) : national.slice(0, 3);
  return NOW.has(code) && national[code.length]! >= "2";
}

/**
 * The national number of a fixed line whose area code was changed in 2017, with today's code; null for any other.
 * Codes of one, two and three digits were in use; the lengths tell them apart.
 *
 * @example renewAreaCode("438512345") // "2438512345", Hà Nội
 */
export function renewAreaCode(national: string): string | null {
  for (const digits of [1, 2, 3]) {
    const now = BEFORE.get(national.slice(0, digits));
    const local = national.slice(digits);
    if (now && local.length === (LOCAL_DIGITS.get(now) ?? 7) && local[0]! >= "2") return now + local;
  }
  return null;
}
