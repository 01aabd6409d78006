import type { Words } from "./tokens.ts";

const VOWEL = /[aeiou]/;

/** Words that have one meaning wherever they stand in a street's name. */
const SHORT_WORDS: ReadonlyMap<string, string> = new Map([
  ["ng", "nguien"],
  ["cmt", "cach mang thang"],
  ["quoc lo", "ql"],
  ["tinh lo", "tl"],
  ["huong lo", "hl"],
  ["dt", "tl"],
]);

/** The words of a name, short ones in full: "Ng Huệ", "30/4" and "30 tháng 4". */
export function streetName({ plain, numeric }: Words, from: number, to: number): string {
  const words: string[] = [];
  for (let i = from; i < to; i++) {
    const date = i > from && plain[i] === "thang" && numeric[i - 1]! && i + 1 < to && numeric[i + 1]!;
    const pair = i + 1 < to ? SHORT_WORDS.get(`${plain[i]} ${plain[i + 1]}`) : undefined;
    if (date) continue;
    if (pair !== undefined) i++;
    const word = numeric[i] ? String(Number(plain[i])) : plain[i]!;
    words.push(pair ?? SHORT_WORDS.get(word) ?? word);
  }
  return words.map((word, i) => (word === "v" && i > 0 && i + 1 < words.length ? "van" : word)).join(" ");
}

/**
 * Whether a name says which one it is: initials ("THĐ", "T. Phú") leave that open, and so does the month of a date whose day
 * was taken for a house number.
 * @param told a word or a house number says that it is a street, so that a number may be its whole name
 */
export function isWholeName(name: string, told: boolean): boolean {
  if (name === "" || /^thang [0-9]+$/.test(name)) return false;
  if (/[0-9]/.test(name)) return told || / /.test(name);
  const words = name.split(" ");
  // "Y Jút": Y is a whole word of names.
  return words.every((word) => word.length > 1 || word === "i") && (words.length > 1 || VOWEL.test(name));
}
