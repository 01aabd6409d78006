import type { Cleaned } from "./clean-text.ts";
import { findingBit } from "./findings.ts";
import { stripMarks } from "./letters.ts";
import { FAMILY_NAMES, isFamilyName, NAME_WORDS } from "./lexicon.ts";
import { readToken } from "./token.ts";

const BARE_WORDS = new Set([...FAMILY_NAMES, ...NAME_WORDS].map(stripMarks));
const isKnown = (piece: string): boolean => NAME_WORDS.has(piece) || FAMILY_NAMES.has(piece) || BARE_WORDS.has(piece);

const LONGEST_WORD = 7;

/** All ways to cut lower-case letters into known name words, at most two of them (more than one is no answer). */
function cuts(letters: string, first: boolean): string[][] {
  if (letters === "") return [[]];
  const found: string[][] = [];
  for (let length = Math.min(LONGEST_WORD, letters.length); length >= 2 && found.length < 2; length--) {
    const piece = letters.slice(0, length);
    if (!(first ? isFamilyName(piece) : isKnown(piece))) continue;
    for (const rest of cuts(letters.slice(length), false)) found.push([piece, ...rest]);
  }
  return found;
}

/** Cuts one word at its capitals (NguyễnVănAn), or, in one case, where just one cut gives a family name and name words. */
function split(word: string): string {
  const pieces = word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  if (pieces.length > 1) return pieces.every((piece) => readToken(piece).near) ? pieces.join(" ") : word;
  if (word.length < 5 || word.length > 30) return word;
  const found = cuts(word.toLowerCase(), true);
  return found.length === 1 && found[0]!.length > 1 ? found[0]!.join(" ") : word;
}

/** Splits words that were written together, where their borders are certain. */
export function splitGlued(text: string): Cleaned {
  const out = text
    .split(" ")
    .map((word) => (readToken(word).near ? word : split(word)))
    .join(" ");
  return { text: out, bits: out === text ? 0 : findingBit("name.glued_split") };
}
