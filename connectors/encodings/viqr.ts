import { LEGACY_LETTERS } from "./legacy-tables.ts";

/** Signs after a letter, in the order they are written: what makes another vowel of it, then its tone. */
const SIGNS: readonly (readonly [string, string])[] = [
  ["\u0306", "("],
  ["\u0302", "^"],
  ["\u031b", "+"],
  ["\u0301", "'"],
  ["\u0300", "`"],
  ["\u0309", "?"],
  ["\u0303", "~"],
  ["\u0323", "."],
];

/** What VIQR writes for each of the 134 letters, such as `e^.` for ệ. */
const LETTERS: ReadonlyMap<string, string> = (() => {
  const written = (letter: string): string => {
    const [base, ...marks] = letter.normalize("NFD");
    return base + SIGNS.flatMap(([mark, sign]) => (marks.includes(mark) ? [sign] : [])).join("");
  };
  const letters = Array.from(LEGACY_LETTERS, (letter): [string, string] => [written(letter), letter]);
  return new Map([...letters, ["dd", "đ"], ["DD", "Đ"], ["Dd", "Đ"]]);
})();

const ESCAPED = /\\([\\dD(^+'`?~.])/;
const VOWEL = /(?:[Aa][(^]|[Ee]\^|[Oo][\^+]|[Uu]\+)['`?~.]?|[AEIOUYaeiouy]['`?~.]/;
const WRITTEN = new RegExp(`${ESCAPED.source}|dd|D[dD]|${VOWEL.source}`, "gu");

/**
 * Text of a VIQR file in Unicode (NFC), by RFC 1456 as published summaries tell it: a sign is a mark wherever it makes a Vietnamese letter of the one
 * before it, and itself everywhere else or after a backslash. So `e.` at the end of a sentence is ẹ unless it is
 * written `e\.`. The file is Vietnamese throughout: `\v`, `\m` and `\l`, which change the state of a mail's text, are
 * left as they stand, as is every backslash that escapes nothing.
 */
export function viqrToUnicode(text: string): string {
  return text.replace(WRITTEN, (written, escaped?: string) => escaped ?? LETTERS.get(written)!).normalize("NFC");
}
