import { stripMarks, TONE_MARKS } from "./letters.ts";
import { splitTone } from "./syllable.ts";
import { gatherStrayTone, placeTone, type ToneStyle } from "./tone-placement.ts";

const WORD = /[\p{L}\p{M}']+/gu;
const TONE = new RegExp(`[${TONE_MARKS.join("")}]`, "gu");

/** Gives lower-case text the capitals of the word it was made from; both have the same letters but for tones. */
function withCase(lower: string, like: string): string {
  const model = Array.from(like.normalize("NFD").replace(TONE, "").normalize("NFC"));
  return Array.from(lower, (char, i) => (model[i] !== model[i]?.toLowerCase() ? char.toUpperCase() : char)).join("");
}

/**
 * Places the tone marks of every Vietnamese word of a text in one style, and brings marks on wrong letters home.
 * Case, spaces and other words stay.
 *
 * @example placeTones("Biên Hoà, qúy", "traditional") // "Biên Hòa, quý"
 */
export function placeTones(text: string, style: ToneStyle): string {
  return text.normalize("NFC").replace(WORD, (word) => {
    const lower = word.toLowerCase();
    const placed = gatherStrayTone(lower) ?? placeTone(lower, style).text;
    return placed === lower ? word : withCase(placed, word);
  });
}

/** A lone y after a consonant, which i may stand for. */
const LONE_Y = /^(?:[bcdđghklmnprstvx]+|qu)y$/;

/** Writes i for a lone y after a consonant (Lý, Kỳ, Quý give Lí, Kì, Quí), as the dictionaries' spelling reform has it. */
export function spellWithI(text: string): string {
  return text.normalize("NFC").replace(WORD, (word) => {
    const parts = splitTone(word.toLowerCase());
    if (!parts || !LONE_Y.test(parts.letters)) return word;
    const mark = word.at(-1)!.normalize("NFD").slice(1);
    const isUpper = stripMarks(word.at(-1)!) === "Y";
    return word.slice(0, -1) + ((isUpper ? "I" : "i") + mark).normalize("NFC");
  });
}
