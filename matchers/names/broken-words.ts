import { isKnownWord, isNameWord } from "./lexicon.ts";
import { canonicalToken } from "./token.ts";

const isMarked = (text: string): boolean => /\P{ASCII}/u.test(text);
const isUpper = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();
const CONSONANTS = /^(?:c|ch|g|h|m|n|ng|nh|p|t)$/i;
const LETTERS = /^[\p{L}\p{M}]+$/u;

/**
 * Whether two pieces side by side are one word that a blank has broken: `Nguy ễn`, `Hù ng`, `T rần`. Together they must be a
 * name word, and apart neither may be one; a single a or y is a word of the highlands. Where the name has small letters,
 * a piece that goes on begins with one: `Nguyễn T An` has an initial.
 */
function isBroken(head: string, tail: string, { hasSmall, hasMarks }: NameWriting): boolean {
  if (!LETTERS.test(head) || !LETTERS.test(tail)) return false;
  const goesOn = hasSmall && !isUpper(tail[0]!);
  if (hasSmall && !goesOn) return false;
  const isWord = hasMarks ? isNameWord : isKnownWord;
  if (!isWord(canonicalToken(head + tail))) return false;
  const [first, second] = [canonicalToken(head), canonicalToken(tail)];
  // A small letter or two that can only close a syllable is no word, whatever stands before it (Lê Thị La n).
  if (goesOn && CONSONANTS.test(tail)) return isUpper(head[0]!);
  if (/^[ay]$/.test(second) && !goesOn) return false;
  return !/^[ay]$/.test(first) && !isKnownWord(second) && !(hasMarks ? isNameWord(first) : isKnownWord(first));
}

interface NameWriting {
  readonly hasSmall: boolean;
  readonly hasMarks: boolean;
}

/** Puts the pieces of words that a blank has broken together again, where no piece says anything by itself: `Nguy ễn Văn Hùng`. */
export function joinBroken(text: string): string {
  const pieces = text.split(" ");
  if (pieces.length < 2) return text;
  // All small letters tell as little as all capitals.
  const writing = { hasSmall: /\p{Ll}/u.test(text) && /\p{Lu}/u.test(text), hasMarks: isMarked(text) };
  const out: string[] = [];
  for (const piece of pieces) {
    const before = out.at(-1);
    if (before !== undefined && isBroken(before, piece, writing)) out[out.length - 1] = before + piece;
    else out.push(piece);
  }
  return out.join(" ");
}
