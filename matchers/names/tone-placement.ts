import { isVowel, TONE_MARKS, TONES, type Tone } from "./letters.ts";
import { parseSyllable, splitTone } from "./syllable.ts";

/** `traditional`: hòa, thủy, khỏe (what registers mostly write). `modern`: hoà, thuỷ, khoẻ. */
export type ToneStyle = "traditional" | "modern";

const MARKED_VOWEL = /[ăâêôơư]/;

/** Where the vowels of toneless letters begin and end, `u` of qu and `i` of gi left out. */
function vowelSpan(letters: string): { start: number; end: number } | null {
  let start = Array.from(letters).findIndex((letter) => isVowel(letter));
  if (start < 0) return null;
  if (start === 1 && letters[2] !== undefined && isVowel(letters[2])) {
    if (letters.startsWith("qu") || letters.startsWith("gi")) start = 2;
  }
  let end = start;
  while (end < letters.length && isVowel(letters[end]!)) end++;
  return { start, end };
}

/**
 * The index of the letter that carries the tone. Rules: the last of ă â ê ô ơ ư if there is one; before a final
 * consonant the last vowel; else the first of two vowels and the second of three. The modern style writes oa, oe, uy
 * with the mark on the second vowel.
 */
export function tonePosition(letters: string, style: ToneStyle): number {
  const span = vowelSpan(letters);
  if (!span) return -1;
  const { start, end } = span;
  for (let i = end - 1; i >= start; i--) if (MARKED_VOWEL.test(letters[i]!)) return i;
  const count = end - start;
  if (end < letters.length) return end - 1;
  if (count === 1) return start;
  if (count >= 3) return start + 1;
  const pair = letters.slice(start, end);
  const second = style === "modern" && (pair === "oa" || pair === "oe" || (pair === "uy" && start > 0));
  return second ? start + 1 : start;
}

/** Writes a tone on the letter at `position` of toneless letters. NFC. */
export function composeTone(letters: string, position: number, tone: Tone): string {
  return (letters.slice(0, position + 1) + TONE_MARKS[tone] + letters.slice(position + 1)).normalize("NFC");
}

/** A token with its tone where one style wants it. */
export interface Placed {
  readonly text: string;
  /** `wrong`: the mark stood where neither style has it (qúy, hùynh). */
  readonly moved: "no" | "style" | "wrong";
}

/** Places the tone of a lower-case NFC token; a token that is not a syllable stays as it is. */
export function placeTone(lower: string, style: ToneStyle = "traditional"): Placed {
  const parts = splitTone(lower);
  if (!parts || parts.tone === 0 || !parseSyllable(lower, { strict: false })) return { text: lower, moved: "no" };
  const { letters, tone } = parts;
  const wanted = tonePosition(letters, style);
  if (wanted === parts.tonePosition) return { text: lower, moved: "no" };
  const other = tonePosition(letters, style === "traditional" ? "modern" : "traditional");
  return { text: composeTone(letters, wanted, tone), moved: parts.tonePosition === other ? "style" : "wrong" };
}

const STRAY = new Map<string, Tone>(TONES.map((_, tone): [string, Tone] => [TONE_MARKS[tone]!, tone as Tone]));
STRAY.delete("");

/**
 * Brings a tone that hangs on a consonant or an apostrophe to the word's one group of vowels: Kŕai gives Krái,
 * Kńôp gives Knốp, Ngoḳ gives Ngọk. Null when there is no such tone, or more than one tone or group.
 */
export function gatherStrayTone(lower: string): string | null {
  let letters = "";
  let tone: Tone = 0;
  let stray = false;
  let tones = 0;
  let previous = "";
  for (const char of lower.normalize("NFD")) {
    const found = STRAY.get(char);
    if (found === undefined) {
      letters += char;
      if (!/\p{M}/u.test(char)) previous = char;
      continue;
    }
    // ñ is a letter of the highlands (Ñuôl), no stray tone.
    if (previous === "n" && found === 3) {
      letters += char;
      continue;
    }
    tones++;
    tone = found;
    stray ||= !isVowel(previous);
  }
  if (!stray || tones !== 1) return null;
  letters = letters.normalize("NFC");
  if ((letters.match(/[aăâeêioôơuưy]+/g) ?? []).length !== 1) return null;
  return composeTone(letters, tonePosition(letters, "traditional"), tone);
}
