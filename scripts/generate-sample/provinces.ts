/** Where spelling and address habits differ. */
export type Region = "north" | "centre" | "south";

/** A province of the list before 1 July 2025, as births and old identity cards know it. */
export interface HomeProvince {
  readonly code: string;
  /** Inhabitants in thousands: census of 2019, rounded. */
  readonly weight: number;
  readonly region: Region;
  /** First two digits of the 9-digit number. */
  readonly oldPrefix: string;
}

const TABLE = `
01 8054 north 01;02 855 north 07;04 530 north 08;06 314 north 09;08 785 north 07;10 730 north 06;11 599 north 04;12 460 north 04;
14 1248 north 05;15 821 north 06;17 854 north 11;19 1287 north 09;20 782 north 08;22 1320 north 10;24 1804 north 12;25 1464 north 13;
26 1154 north 13;27 1369 north 12;30 1892 north 14;31 2029 north 03;33 1253 north 14;34 1860 north 15;35 853 north 16;36 1780 north 16;
37 982 north 16;38 3640 north 17;40 3328 centre 18;42 1289 centre 18;44 895 centre 19;45 632 centre 19;46 1129 centre 19;48 1134 centre 20;
49 1496 centre 20;51 1232 centre 21;52 1487 centre 21;54 961 centre 22;56 1231 centre 22;58 591 centre 26;60 1231 centre 26;62 540 centre 23;
64 1514 centre 23;66 1869 centre 24;67 622 centre 24;68 1297 centre 25;70 995 south 28;72 1169 south 29;74 2427 south 28;75 3097 south 27;
77 1148 south 27;79 8993 south 02;80 1689 south 30;82 1765 south 31;83 1288 south 32;84 1009 south 33;86 1023 south 33;87 1599 south 34;
89 1908 south 35;91 1723 south 37;92 1235 south 36;93 733 south 36;94 1200 south 36;95 907 south 38;96 1194 south 38`;

/** The 63 provinces in which births were registered; sizes from the census of 2019, prefixes as published and widely seen. */
export const HOME_PROVINCES: readonly HomeProvince[] = TABLE.split(";").map((entry) => {
  const [code = "", weight = "", region = "", oldPrefix = ""] = entry.trim().split(" ");
  return { code, weight: Number(weight), region: region as Region, oldPrefix };
});
