import { isKnownWord, KNOWN_WORDS } from "./lexicon.ts";
import { isNearSyllable } from "./syllable.ts";

/** Whether a blank may stand there in a word unseen: what it leaves are two syllables, neither of them a name word. */
const mayBreak = (head: string, tail: string): boolean =>
  tail.length > 1 && isNearSyllable(head) && isNearSyllable(tail) && !isKnownWord(head) && !isKnownWord(tail);

/** Ends of name words that are no words but could be syllables: `ễn` of Nguyễn, `ỳnh` of Huỳnh. */
const TAILS: ReadonlySet<string> = new Set(
  [...KNOWN_WORDS].flatMap((word) =>
    Array.from(word, (_, at) => word.slice(at)).filter((tail, at) => mayBreak(word.slice(0, at), tail)),
  ),
);

/** Whether a canonical lower-case word may be the second half of one that a blank has broken. */
export const isBrokenTail = (lower: string): boolean => TAILS.has(lower);
