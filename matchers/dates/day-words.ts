const ONES: readonly string[] = "một hai ba bốn năm sáu bảy tám chín".split(" ");
/** Units behind a ten have forms of their own: hai mươi mốt, mười lăm. */
const OTHER_ONES: ReadonlyMap<string, number> = new Map([
  ["mốt", 1],
  ["tư", 4],
  ["lăm", 5],
  ["nhăm", 5],
  ["bẩy", 7],
]);
const ONE = `(?:${[...ONES, ...OTHER_ONES.keys()].join("|")})`;

/**
 * The day in words before its month, as certificates spell it out: `ngày mười lăm tháng`, `mùng năm tháng`. Năm is also the
 * word for the year, and no day unless it stands there.
 */
export const DAY_IN_WORDS = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:ngày|mùng|mồng)(?: mùng| mồng)? ((?:(?:hai |ba )?(?:mười|mươi)(?: ${ONE})?)|${ONE})(?= tháng)`,
  "u",
);

/** The number of such a day in figures, for `replace`; the words themselves where there is no such day. */
export function dayInFigures(whole: string, words: string): string {
  const day = words.split(" ").reduce((sum, word) => {
    if (word === "mười") return sum + 10;
    if (word === "mươi") return sum * 10;
    return sum + (OTHER_ONES.get(word) ?? ONES.indexOf(word) + 1);
  }, 0);
  return day >= 1 && day <= 31 ? `ngày ${day}` : whole;
}
