import { decodeLegacy, LEGACY_ENCODINGS, type LegacyEncoding } from "./legacy-encoding.ts";
import { FAMILY_NAMES, NAME_WORDS } from "./lexicon.ts";
import { isNearSyllable, parseSyllable } from "./syllable.ts";
import { placeTone } from "./tone-placement.ts";

/** Letters that the old encodings show: anything beyond ASCII that is not a Vietnamese letter of its own (ạ, ế, ữ …). */
const SUSPECT = /[\u0080-\u024f\u02c0-\u02df\u2010-\u2122]/;
/** Letters that only rightly encoded Vietnamese has: no old encoding shows them. */
const UNICODE_ONLY = /[\u1ea0-\u1ef9]/;

const words = (text: string): string[] => text.split(/[\s.,\-_]+/).filter((word) => word !== "");

/** A decoded word must be a rightly written syllable, or bare letters as somebody may have left them. */
const isSound = (word: string): boolean => {
  const lower = word.toLowerCase();
  return parseSyllable(placeTone(lower).text) !== null || (/^[a-z]+$/.test(lower) && isNearSyllable(lower));
};

const isKnown = (word: string): boolean => {
  const canonical = placeTone(word.toLowerCase()).text;
  return FAMILY_NAMES.has(canonical) || NAME_WORDS.has(canonical);
};

/** A mark other than that of ñ, which alone may be a Spanish name. */
const MORE_THAN_ENYE = /[^\p{ASCII}ñ]/iu;

/** How well a decoded name reads: its words that are known name words. */
function score(decoded: readonly string[]): number {
  return decoded.filter(isKnown).length;
}

/**
 * Decodes a whole name whose encoding was misread, and only when the proof is good: as read it is not Vietnamese, and
 * decoded every one of its words is. A single word must besides be a known name word (Giaõ, Ñinh and Nghóa alone stay).
 * Never decides by one word of several: `Hoàng` would become `Hồng`.
 *
 * @param expected the encoding that the column or file is known to have: then no proof is asked, except that the text
 *   can be decoded and is not right already
 * @returns the decoded text in NFC and the encoding, or null
 */
export function repairEncoding(
  text: string,
  expected?: LegacyEncoding,
): { readonly text: string; readonly encoding: LegacyEncoding } | null {
  if (!SUSPECT.test(text) || UNICODE_ONLY.test(text)) return null;
  if (expected !== undefined) {
    const decoded = decodeLegacy(text, expected);
    return decoded !== null && decoded !== text && words(decoded).every(isSound)
      ? { text: decoded, encoding: expected }
      : null;
  }
  const read = words(text);
  if (read.every((word) => isNearSyllable(word.toLowerCase()))) return null;
  let best: { text: string; encoding: LegacyEncoding; score: number } | null = null;
  for (const encoding of LEGACY_ENCODINGS) {
    const decoded = decodeLegacy(text, encoding);
    if (decoded === null || decoded === text) continue;
    const decodedWords = words(decoded);
    if (decodedWords.length === 0 || !decodedWords.every(isSound)) continue;
    const known = score(decodedWords);
    const enough = read.length > 1 || (known > 0 && MORE_THAN_ENYE.test(text));
    if (enough && (best === null || known > best.score)) best = { text: decoded, encoding, score: known };
  }
  return best;
}
