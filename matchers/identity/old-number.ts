/**
 * Leading digits of 9-digit numbers (CMND) and the provinces that issued them.
 * `seen` rows stand in a public copy of the Wikipedia article on the CMND; the others are general knowledge.
 * Weak evidence only: a person who moved kept or lost the number, and provinces were split since.
 */
export const OLD_NUMBER_PREFIXES: readonly { prefix: string; provinces: readonly string[]; seen: boolean }[] = [
  { prefix: "01", provinces: ["Hà Nội"], seen: true },
  { prefix: "02", provinces: ["Hồ Chí Minh"], seen: true },
  { prefix: "03", provinces: ["Hải Phòng"], seen: true },
  { prefix: "04", provinces: ["Điện Biên", "Lai Châu"], seen: false },
  { prefix: "05", provinces: ["Sơn La"], seen: true },
  { prefix: "06", provinces: ["Lào Cai", "Yên Bái"], seen: false },
  { prefix: "07", provinces: ["Hà Giang", "Tuyên Quang"], seen: true },
  { prefix: "08", provinces: ["Cao Bằng", "Lạng Sơn"], seen: false },
  { prefix: "09", provinces: ["Thái Nguyên"], seen: false },
  { prefix: "095", provinces: ["Bắc Kạn"], seen: true },
  { prefix: "10", provinces: ["Quảng Ninh"], seen: true },
  { prefix: "11", provinces: ["Hòa Bình", "Hà Tây"], seen: true },
  { prefix: "12", provinces: ["Bắc Giang", "Bắc Ninh"], seen: true },
  { prefix: "13", provinces: ["Phú Thọ", "Vĩnh Phúc"], seen: true },
  { prefix: "14", provinces: ["Hải Dương", "Hưng Yên"], seen: true },
  { prefix: "15", provinces: ["Thái Bình"], seen: false },
  { prefix: "16", provinces: ["Hà Nam", "Nam Định", "Ninh Bình"], seen: true },
  { prefix: "17", provinces: ["Thanh Hóa"], seen: false },
  { prefix: "18", provinces: ["Nghệ An", "Hà Tĩnh"], seen: true },
  { prefix: "19", provinces: ["Quảng Bình", "Quảng Trị", "Thừa Thiên Huế"], seen: true },
  { prefix: "20", provinces: ["Quảng Nam", "Đà Nẵng"], seen: true },
  { prefix: "21", provinces: ["Quảng Ngãi", "Bình Định"], seen: true },
  { prefix: "22", provinces: ["Phú Yên", "Khánh Hòa"], seen: true },
  { prefix: "230", provinces: ["Gia Lai"], seen: true },
  { prefix: "231", provinces: ["Gia Lai"], seen: true },
  { prefix: "233", provinces: ["Kon Tum"], seen: false },
  { prefix: "24", provinces: ["Đắk Lắk"], seen: false },
  { prefix: "245", provinces: ["Đắk Nông"], seen: false },
  { prefix: "25", provinces: ["Lâm Đồng"], seen: false },
  { prefix: "26", provinces: ["Ninh Thuận", "Bình Thuận"], seen: true },
  { prefix: "27", provinces: ["Đồng Nai", "Bà Rịa - Vũng Tàu"], seen: true },
  { prefix: "280", provinces: ["Bình Dương"], seen: true },
  { prefix: "285", provinces: ["Bình Phước"], seen: true },
  { prefix: "29", provinces: ["Tây Ninh"], seen: true },
  { prefix: "30", provinces: ["Long An"], seen: false },
  { prefix: "31", provinces: ["Tiền Giang"], seen: false },
  { prefix: "32", provinces: ["Bến Tre"], seen: true },
  { prefix: "33", provinces: ["Vĩnh Long", "Trà Vinh"], seen: false },
  { prefix: "34", provinces: ["Đồng Tháp"], seen: false },
  { prefix: "35", provinces: ["An Giang"], seen: true },
  { prefix: "36", provinces: ["Cần Thơ", "Hậu Giang", "Sóc Trăng"], seen: true },
  { prefix: "37", provinces: ["Kiên Giang"], seen: false },
  { prefix: "38", provinces: ["Bạc Liêu", "Cà Mau"], seen: true },
];

/** First and last number of the 50,000 that Đồng Nai and Bà Rịa - Vũng Tàu both issued: one number, two persons. */
export const SHARED_RANGE = { first: "271450001", last: "271500000" } as const;

const PROVINCES_BY_PREFIX = new Map(OLD_NUMBER_PREFIXES.map((row) => [row.prefix, row.provinces]));

/**
 * The provinces that may have issued a 9-digit number, by its longest known prefix; empty when none is known.
 *
 * @example oldNumberProvinces("095123456") // ["Bắc Kạn"]
 */
export function oldNumberProvinces(number: string): readonly string[] {
  return PROVINCES_BY_PREFIX.get(number.slice(0, 3)) ?? PROVINCES_BY_PREFIX.get(number.slice(0, 2)) ?? [];
}

/** Whether two provinces issued this 9-digit number, so that it may name two persons. */
export function isSharedOldNumber(number: string): boolean {
  return number.length === 9 && number >= SHARED_RANGE.first && number <= SHARED_RANGE.last;
}
