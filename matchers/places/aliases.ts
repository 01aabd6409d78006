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
  ["31", 2, "HP"],
  ["92", 2, "CT"],
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
