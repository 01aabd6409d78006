/**
 * Ways of writing a province that its name does not give away, by old-list code.
 * Cost: how much less such a writing says than the name (points of the judge; see judge.ts).
 * Sources: the public address cases named in docs/places.md and common usage.
 */
export const PROVINCE_ALIASES: readonly (readonly [code: string, cost: number, ...writings: string[]])[] = [
  [
    "79",
    0,
    "HCM",
    "HCMC",
    "Sài Gòn",
    "SG",
    "TPHCM",
    "Ho Chi Minh City",
    "Sài gòn city",
    "H.C.Minh",
    "HC Minh",
    "TPHồChíMinh",
  ],
  ["79", 4, "HCM City", "TPSG", "Hồ Chí Mính", "Hochiminh"],
  ["01", 0, "HN", "Thủ đô Hà Nội", "TPHN", "Hanoi City"],
  ["77", 0, "BRVT", "BR VT", "Bà Rịa", "Vũng Tàu", "VT", "BR-Vũng Tàu", "Bà Rịa VT"],
  ["46", 0, "TTH", "TT Huế", "Thừa Thiên", "Thừa T Huế", "T Thiên Huế"],
  ["48", 2, "ĐN", "ĐNẵng", "TPĐN", "Danang City"],
  ["75", 2, "ĐN", "ĐNai"],
  ["31", 2, "HP", "TPHP"],
  ["92", 2, "CT", "TPCT"],
  ["66", 0, "Daklak", "Darlac", "Đắc Lắc", "ĐL"],
  ["67", 0, "Daknong", "Đắc Nông"],
  ["62", 0, "Kontum", "Công Tum"],
  ["82", 2, "TG"],
  ["74", 2, "BD"],
  ["56", 2, "KH"],
  ["68", 2, "LĐ"],
];

/** Former names of provinces that may still be written, with the old-list code of what they became. */
export const FORMER_PROVINCES: readonly (readonly [name: string, oldCode: string])[] = [
  ["Tỉnh Thừa Thiên Huế", "46"],
  ["Tỉnh Hà Tây", "01"],
];

/**
 * Provinces that were joined after 1975 and divided again until 1997, as older papers name them, with the old-list codes of
 * those they were divided into. Common knowledge; the provinces as they were left by resolutions of the National Assembly.
 */
export const DIVIDED_PROVINCES: readonly (readonly [name: string, ...oldCodes: string[]])[] = [
  ["Tỉnh Bắc Thái", "19", "06"],
  ["Tỉnh Bình Trị Thiên", "46", "45", "44"],
  ["Tỉnh Cao Lạng", "04", "20"],
  ["Tỉnh Cửu Long", "86", "84"],
  ["Tỉnh Gia Lai - Kon Tum", "64", "62"],
  ["Tỉnh Hà Bắc", "24", "27"],
  ["Tỉnh Hà Nam Ninh", "36", "37", "35"],
  ["Tỉnh Hà Sơn Bình", "01", "17"],
  ["Tỉnh Hà Tuyên", "02", "08"],
  ["Tỉnh Hải Hưng", "30", "33"],
  ["Tỉnh Hoàng Liên Sơn", "10", "15"],
  ["Tỉnh Minh Hải", "96", "95"],
  ["Tỉnh Nam Hà", "36", "35"],
  ["Tỉnh Nghệ Tĩnh", "40", "42"],
  ["Tỉnh Nghĩa Bình", "52", "51"],
  ["Tỉnh Phú Khánh", "56", "54"],
  ["Tỉnh Quảng Nam - Đà Nẵng", "49", "48"],
  ["Tỉnh Sông Bé", "74", "70"],
  ["Tỉnh Thuận Hải", "60", "58"],
  ["Tỉnh Vĩnh Phú", "26", "25"],
];

/** Districts written otherwise than their name; by old-list district code. */
export const DISTRICT_ALIASES: readonly (readonly [code: string, ...writings: string[]])[] = [
  ["769", "TĐ"],
  ["764", "GV"],
  ["765", "BT"],
  ["766", "TB"],
  ["767", "TP"],
  ["768", "PN"],
  ["777", "BT"],
];
