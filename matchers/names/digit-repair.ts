import { isFamilyName, isKnownWord } from "./lexicon.ts";
import { isNearSyllable, isSyllable } from "./syllable.ts";
import { canonicalToken } from "./token.ts";

/** What a digit is put for, by its look, likeliest first. */
const READINGS: Readonly<Record<string, readonly string[]>> = {
  "0": ["o", "ô", "ơ"],
  "1": ["i", "l"],
  "5": ["s"],
  "8": ["b"],
};
const MOST_DIGITS = 3;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** All readings of a lower-case word's digits. */
function readingsOf(lower: string): string[] {
  let found = [""];
  for (const char of lower) found = found.flatMap((head) => (READINGS[char] ?? [char]).map((letter) => head + letter));
  return found;
}

/** The reading that is a name word, else one that is a syllable. */
function bestReading(lower: string): string | null {
  const syllables = readingsOf(lower).filter(isSyllable);
  return syllables.find((reading) => isKnownWord(canonicalToken(reading))) ?? syllables[0] ?? null;
}

/**
 * Whether a digit at an end of a word is a letter and no number or note (An2, class 5A): 0 counts nothing, and the others
 * do not where the word says nothing without them (Th1, 8ùi). A name word must come out of it.
 */
function isLetterAtEnd(lower: string, reading: string, isFirst: boolean): boolean {
  const canonical = canonicalToken(reading);
  if (!isKnownWord(canonical)) return false;
  const rest = lower.replace(/^\d|\d$/g, "");
  if (/\d/.test(rest)) return false;
  if (rest.length === 1) return isFirst && isFamilyName(canonical) && (lower.endsWith("0") || /\P{ASCII}/u.test(rest));
  if (/\d$/.test(lower)) return lower.endsWith("0") || !isNearSyllable(rest);
  return lower.startsWith("0") || !isKnownWord(rest) || (!isFirst && !lower.startsWith("1"));
}

function repair(word: string, isFirst: boolean): string {
  const lower = word.toLowerCase();
  if (!/^[\p{L}\p{M}0158]+$/u.test(lower) || !/\d/.test(lower) || !/\p{L}/u.test(lower)) return word;
  const digits = lower.match(/\d/g)!.length;
  const reading = digits <= MOST_DIGITS ? bestReading(lower) : null;
  if (reading === null) return word;
  if (/^\d|\d$/.test(lower) && !isLetterAtEnd(lower, reading, isFirst)) return word;
  return /\p{Ll}/u.test(word) ? reading : reading.toUpperCase();
}

/**
 * Reads the digits that stand for letters in a word (Ph0ng, H0A, L1nh), as they come from misread paper and mistyped
 * keys: only where a syllable comes of it. Numbers and notes (An 2, Lan1985) stay.
 */
export function repairDigits(text: string): string {
  if (!/[0158]/.test(text)) return text;
  return text.normalize("NFC").replace(WORD, (word, at: number) => repair(word, at === 0 && word !== text));
}
