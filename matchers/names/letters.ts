/**
 * Vietnamese letters taken apart: plain letter (a e i o u y d …), quality (â ă ê ô ơ ư đ) and tone.
 * Everything here is on lower-case NFC text unless said otherwise.
 */

/** The six tones in dictionary order. Level (ngang) is written without a mark. */
export const TONES = ["level", "grave", "hook", "tilde", "acute", "dot"] as const;
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;

/** The combining character that writes each tone; none for the level tone. */
export const TONE_MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"] as const;

/** Vowel letters without tone. */
const VOWELS = "aăâeêioôơuưy";

/** A lower-case Vietnamese letter: the letter without its tone, the tone, and the plain ASCII letter. */
export interface Letter {
  readonly toneless: string;
  readonly tone: Tone;
  readonly plain: string;
}

/** Every lower-case letter of Vietnamese (and f j w z, which loans use), by its NFC character. */
export const LETTERS: ReadonlyMap<string, Letter> = new Map(
  Array.from(VOWELS)
    .flatMap((vowel) =>
      TONE_MARKS.map((mark, tone): [string, Letter] => [
        (vowel + mark).normalize("NFC"),
        { toneless: vowel, tone: tone as Tone, plain: vowel.normalize("NFD").charAt(0) },
      ]),
    )
    .concat(
      Array.from("bcdfghjklmnpqrstvwxz").map((letter): [string, Letter] => [
        letter,
        { toneless: letter, tone: 0, plain: letter },
      ]),
    )
    .concat([["đ", { toneless: "đ", tone: 0, plain: "d" }]]),
);

const VOWEL_SET: ReadonlySet<string> = new Set(VOWELS);

/** Whether a toneless lower-case letter is a vowel. */
export function isVowel(toneless: string): boolean {
  return VOWEL_SET.has(toneless);
}

/** Whether every character is a lower-case Vietnamese letter. False for the empty text. */
export function isVietnameseLetters(lower: string): boolean {
  if (lower === "") return false;
  for (const char of lower) if (!LETTERS.has(char)) return false;
  return true;
}

/** What shapes a vowel stands before the tone in the order of Unicode's decomposition: ễ is e, hat, tilde. */
const SHAPES = "\u0302\u0306\u031b";

/**
 * Composed (NFC), also where combining marks were typed in another order or twice (`Nguyẽ` and a hat, `Hạ` and a second
 * dot), and a stroke was laid over d.
 */
export function composeMarks(text: string): string {
  const composed = text.normalize("NFC");
  if (!/\p{L}\p{M}/u.test(composed)) return composed;
  const ordered = composed
    .replace(/(?<=[dD])[\u0335\u0336]/gu, "\u0335")
    .normalize("NFD")
    .replace(/(?<=\p{L})\p{M}{2,}/gu, (marks) => {
      const all = [...new Set(marks)];
      const shapes = all.filter((mark) => SHAPES.includes(mark));
      return [...shapes, ...all.filter((mark) => !SHAPES.includes(mark))].join("");
    });
  return ordered.replaceAll("d\u0335", "đ").replaceAll("D\u0335", "Đ").normalize("NFC");
}

const SPECIAL_PLAIN: ReadonlyMap<string, string> = new Map([
  ["đ", "d"],
  ["Đ", "D"],
  ["ø", "o"],
  ["Ø", "O"],
  ["ł", "l"],
  ["Ł", "L"],
  ["æ", "ae"],
  ["Æ", "AE"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ß", "ss"],
  ["ı", "i"],
  ["ƀ", "b"],
  ["Ƀ", "B"],
  ["ð", "d"],
  ["Ð", "D"],
  ["þ", "th"],
  ["Þ", "TH"],
]);

/**
 * Removes tone marks and letter marks, đ becoming d: `Đường` gives `Duong`, `naïve` gives `naive`.
 * Case, spaces and punctuation stay.
 */
export function stripMarks(text: string): string {
  if (/^[\p{ASCII}]*$/u.test(text)) return text;
  let out = "";
  for (const char of text.normalize("NFD").replace(/\p{M}/gu, "")) out += SPECIAL_PLAIN.get(char) ?? char;
  return out.normalize("NFC");
}

/** Modifier letters (ʼ and its like) are apostrophes here. */
const NO_LETTER = /[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}]/gu;

/**
 * The key the population register looks names up by: no marks, no spaces, no punctuation, upper case
 * (`Nguyễn Văn A` gives `NGUYENVANA`). Letters of other scripts are kept as they are, in upper case.
 */
export function nameKey(text: string): string {
  return stripMarks(text).toLowerCase().toUpperCase().replace(NO_LETTER, "");
}

/** A token without marks, in lower case, letters only: `Đức` gives `duc`. */
export function foldToken(token: string): string {
  return stripMarks(token).toLowerCase().replace(NO_LETTER, "");
}
