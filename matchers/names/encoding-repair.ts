import { decodeLegacy, LEGACY_ENCODINGS, type LegacyEncoding } from "./legacy-encoding.ts";
import { CLAN_NAMES, isNameWord, SEX_MARKERS } from "./lexicon.ts";
import { isNearSyllable, parseSyllable } from "./syllable.ts";
import { readToken } from "./token.ts";
import { placeTone } from "./tone-placement.ts";

/** Letters that the old encodings show: anything beyond ASCII that is not a Vietnamese letter of its own (ạ, ế, ữ …). */
const SUSPECT = /[\u0080-\u024f\u02c0-\u02df\u2010-\u2122]/;
/** Letters that only rightly encoded Vietnamese has: no old encoding shows them. */
const UNICODE_ONLY = /[\u1ea0-\u1ef9]/;

/** Words between blanks, digits and ASCII punctuation: beyond ASCII anything may be a letter of an old encoding. */
const words = (text: string): string[] => text.split(/[\s!-@[-`{-~]+/).filter((word) => word !== "");

/** A decoded word must be a rightly written syllable, or bare letters as somebody may have left them. */
const isSound = (word: string): boolean => {
  const lower = word.toLowerCase();
  return parseSyllable(placeTone(lower).text) !== null || (/^[a-z]+$/.test(lower) && isNearSyllable(lower));
};

/** Whether a text has no letters but those that Vietnam's languages are written in (Ê Đê, Gia Rai and Ba Na have č, ƀ, ŏ …), and no signs. */
const NATIONAL = /^(?:[\p{ASCII}àáâãèéêìíòóôõùúýăđĩũơưạ-ỹñčƀĕĭŏŭ’]|(?<=\p{L})[\u0306\u030c])+$/iu;

/** UTF-8 proves itself: text that was not stored so does not decode. Names of all peoples may come out of it. */
const isSelfProving = (encoding: LegacyEncoding): boolean => encoding.startsWith("utf8");

const isHighland = (lower: string): boolean => CLAN_NAMES.has(lower) || SEX_MARKERS.has(lower);

/** The marker of sex written apart with one of the signs that people take for an apostrophe: H’ Hen is no Hỗ Hen. */
const MARKER_APART = /^[hkymd]?[‘’´`]$/iu;

/** Whether a word as read speaks for no encoding: bare letters, a syllable, a clan, a marker of sex. */
const isRight = (word: string): boolean =>
  !/\P{ASCII}/u.test(word) || MARKER_APART.test(word) || readToken(word).near || isHighland(word.toLowerCase());

const isDecodedWell = (decoded: string, encoding: LegacyEncoding): boolean =>
  words(decoded).every((word) => isSound(word) || isHighland(word.toLowerCase())) ||
  (isSelfProving(encoding) && NATIONAL.test(decoded));

/** A text decoded whole, or, where it was misread only in part, by those of its words that decode. */
function decodeText(text: string, encoding: LegacyEncoding): string | null {
  const whole = decodeLegacy(text, encoding);
  if (whole !== null || !isSelfProving(encoding)) return whole;
  return text.replace(/[^\s’]+/gu, (word) => decodeLegacy(word, encoding) ?? word);
}

/** How a syllable may go on after à. */
const CODA = "(?:c|ch|i|m|n|ng|nh|o|p|t|u|y)(?![\\p{L}\\p{M}])";
/** UTF-8's à is shown as Ã and a no-break space, which may have become a blank or been cut off: HoÃ ng, NgÃ. */
const GRAVE_INSIDE = new RegExp(`Ã[ \\u00a0](?=${CODA})`, "gu");
const GRAVE_CUT = /Ã(?= |$)/gu;
const GRAVE_PROVEN = new RegExp(`\\p{Ll}Ã\\u00a0${CODA}`, "u");

/** The text with the no-break spaces of à, where it is broken beyond doubt: inside a word, or beside another broken letter. */
function restoreGrave(text: string): string {
  if (!/Ã(?:\s|$)/u.test(text)) return text;
  const restored = text.replace(GRAVE_INSIDE, "Ã\u00a0").replace(GRAVE_CUT, "Ã\u00a0");
  const others = text.replace(GRAVE_CUT, "");
  return GRAVE_PROVEN.test(restored) || decodeText(others, "utf8_as_cp1252") !== others ? restored : text;
}

/** The capitals and small letters of misread UTF-8 as they were before somebody changed them: NGUYÁ»…N, trã¢m, VÄƑN. */
function recase(text: string): string {
  return text
    .replace(/[ãäåæ](?=[\u0080-\u00bf\u0160-\u017e\u0191\u0192\u02c6\u02dc\u2013-\u2122])/gu, (letter) =>
      letter.toUpperCase(),
    )
    .replace(/Á(?=[º»])/gu, "á")
    .replace(/Ƒ/gu, "ƒ")
    .replace(/ÿ/gu, "Ÿ")
    .replace(/[Μμ]/gu, "µ");
}

/** Signs whose other case stands for another byte: once the case was changed, nothing tells Ê from Ú, nor Ị from Ớ. */
const EITHER_CASE = /[ŠšŒœŽž]/u;

/** A name in misread UTF-8 whose case was changed afterwards; null for any other. */
function decodeRecased(text: string): string | null {
  const recased = recase(text);
  if (recased === text || EITHER_CASE.test(recased)) return null;
  const decoded = decodeAgain(restoreGrave(recased), "utf8_as_cp1252");
  return decoded !== null && decoded !== recased && isDecodedWell(decoded, "utf8_as_cp1252") ? decoded : null;
}

/** A text decoded, twice where it was misread twice (NguyÃ¡Â»â€¦n). */
function decodeAgain(text: string, encoding: LegacyEncoding): string | null {
  const decoded = decodeText(text, encoding);
  if (encoding !== "utf8_as_cp1252" || decoded === null || !/[ÃÂÄÅÆáº]/u.test(decoded)) return decoded;
  return isDecodedWell(decoded, encoding) ? decoded : (decodeText(decoded, encoding) ?? decoded);
}

const isKnown = (word: string): boolean => isNameWord(placeTone(word.toLowerCase()).text);

/** A letter that Vietnamese does not have, ñ apart, which alone may be a Spanish name. */
const FOREIGN_LETTER = /[^\p{ASCII}àáâãèéêìíòóôõùúýăđĩũơưñ]/iu;
/** A mark other than that of ñ. */
const MORE_THAN_ENYE = /[^\p{ASCII}ñ]/iu;

/** How well a decoded name reads: its words that are known name words. */
function score(decoded: readonly string[]): number {
  return decoded.filter(isKnown).length;
}

/** Whether a word may be misread at all: it has a letter that old encodings show, and none that only Unicode has. */
const isSuspect = (text: string): boolean => SUSPECT.test(text) && !UNICODE_ONLY.test(text);

/**
 * Decodes one word of a column whose encoding is known. A word that does not become a syllable stays as read.
 * @param word NFC
 */
export function decodeWord(word: string, encoding: LegacyEncoding): string {
  if (!isSuspect(word)) return word;
  const isGraveCut = encoding === "utf8_as_cp1252" && word.endsWith("Ã");
  const decoded = decodeLegacy(isGraveCut ? `${word}\u00a0` : word, encoding);
  if (decoded === null || decoded === word) return word;
  return isDecodedWell(decoded, encoding) || (!isRight(word) && isHighlandWord(decoded)) ? decoded : word;
}

/** A word of the highlands that is no syllable (Bhăm, Brôi, H'Mlô), in letters of Viet Nam's languages: consonants around one group of vowels. */
const isHighlandWord = (decoded: string): boolean =>
  NATIONAL.test(decoded) &&
  /^(?:[b-hj-np-tvxzđƀčñ]+')?[b-df-hj-np-tvxzđƀčñ]*[aeiouy]+[b-df-hj-np-tvxzđƀčñ]*$/u.test(stripTones(decoded));
const stripTones = (word: string): string =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u0303\u0306\u0309\u031b\u0323]/gu, "")
    .normalize("NFC");

/**
 * Decodes a whole name whose encoding was misread, and only when the proof is good: as read it is not Vietnamese, and
 * decoded every one of its words is. A single word must besides hold a letter foreign to Vietnamese or become a known
 * name word (Giaõ, Ñinh and Nghóa alone stay).
 * Never decides by one word of several: `Hoàng` would become `Hồng`.
 *
 * @param text NFC
 * @returns the decoded text in NFC, or null
 */
export function repairEncoding(text: string): string | null {
  if (!SUSPECT.test(text)) return null;
  const restored = restoreGrave(text);
  if (restored !== text || GRAVE_PROVEN.test(restored)) {
    const decoded = decodeAgain(restored, "utf8_as_cp1252");
    if (decoded !== null && isDecodedWell(decoded, "utf8_as_cp1252")) return decoded;
  }
  const encodings = isSuspect(text) ? LEGACY_ENCODINGS : LEGACY_ENCODINGS.filter(isSelfProving);
  const read = words(text);
  if (read.every(isRight)) return null;
  const recased = decodeRecased(text);
  if (recased !== null) return recased;
  let best: { text: string; score: number } | null = null;
  for (const encoding of encodings) {
    const decoded = decodeAgain(text, encoding);
    if (decoded === null || decoded === text) continue;
    const decodedWords = words(decoded);
    if (decodedWords.length === 0 || !isDecodedWell(decoded, encoding)) continue;
    const known = score(decodedWords);
    const enough =
      read.length > 1
        ? isSelfProving(encoding) || isProven(read, decodedWords)
        : (read[0]!.length > 1 && FOREIGN_LETTER.test(text)) || (known > 0 && MORE_THAN_ENYE.test(text));
    if (enough && (best === null || known > best.score)) best = { text: decoded, score: known };
  }
  return best?.text ?? decodeBesideOdd(text, read, encodings);
}

/**
 * Whether more than one broken word speaks for an encoding: of a single one a syllable may come by chance (VÊNG of the Xơ
 * Đăng, in TCVN3 Vấng). Two do, or one with a letter foreign to Vietnamese, or any word that becomes a name word
 * (`DANH THÒ SA REÂNH`: Thị) or a clan.
 */
function isProven(read: readonly string[], decoded: readonly string[]): boolean {
  const broken = read.filter((word) => !isRight(word));
  if (!broken.some(isTelling)) return false;
  if (broken.length > 1 || FOREIGN_LETTER.test(broken[0]!)) return true;
  return decoded.some(
    (word, i) => word !== read[i] && (isHighland(word.toLowerCase()) || (isKnown(word) && !isKnown(read[i] ?? ""))),
  );
}

/** Whether a word is broken by more than an ñ in front, which is a letter of the highlands, too. */
const isTelling = (word: string): boolean => MORE_THAN_ENYE.test(word) || /(?<=[^'])ñ/iu.test(word);

/** Known words that must come of broken ones before a word beside them that is no syllable is decoded with them. */
const LEAST_PROOF = 2;

/**
 * A name decoded though one of its words is no syllable then either, having a slip (`NGUYEÃN BAÛO NHHAØN`) or being of the
 * highlands (`Y Bhaêm Nieâ`): two others must be broken as read and known words decoded, or one a clan.
 */
function decodeBesideOdd(text: string, read: readonly string[], encodings: readonly LegacyEncoding[]): string | null {
  if (read.length < LEAST_PROOF + 1) return null;
  let best: { text: string; proof: number } | null = null;
  for (const encoding of encodings) {
    const decoded = isSelfProving(encoding) ? null : decodeLegacy(text, encoding);
    const list = decoded === null ? [] : words(decoded);
    if (decoded === null || list.length !== read.length) continue;
    const odd = list.filter((word) => !isSound(word) && !isHighland(word.toLowerCase()));
    if (odd.length > 1 || !odd.every(isHighlandWord)) continue;
    // A name word that decoding would spoil (Tòng, in VNI Tịng) was read rightly.
    if (list.some((word, i) => isKnown(read[i]!) && !isKnown(word))) continue;
    const proof = list
      .filter((_, i) => !isRight(read[i]!))
      .reduce((sum, word) => sum + (CLAN_NAMES.has(word.toLowerCase()) ? LEAST_PROOF : isKnown(word) ? 1 : 0), 0);
    if (proof >= LEAST_PROOF && (best === null || proof > best.proof)) best = { text: decoded, proof };
  }
  return best?.text ?? null;
}

/** Words that must speak for an old encoding before a column is judged, and their share of all words that speak. */
const LEAST_EVIDENCE = 10;
const LEAST_SHARE = 0.95;

/**
 * The encoding a column was misread from, by the evidence of all its words: words that are no syllables as read but
 * known name words when decoded, against words that only rightly encoded text has or another encoding explains. Null when
 * the column is in order or mixed; then only whole names with proof of their own are decoded.
 *
 * @param counted words of the column and how often each occurs
 */
export function detectColumnEncoding(counted: Iterable<readonly [string, number]>): LegacyEncoding | null {
  const votes = new Map<LegacyEncoding, number>();
  let speaking = 0;
  for (const [raw, n] of counted) {
    const word = raw.normalize("NFC");
    if (!SUSPECT.test(word) && !UNICODE_ONLY.test(word)) continue;
    if (UNICODE_ONLY.test(word) || (readToken(word).near && /[ăđơưĩũ]/iu.test(word))) {
      speaking += n;
      continue;
    }
    if (readToken(word).near) continue;
    const fitting = LEGACY_ENCODINGS.filter((encoding) => {
      const decoded = decodeLegacy(word, encoding);
      return decoded !== null && decoded !== word && isKnown(decoded);
    });
    if (fitting.length > 0) speaking += n;
    for (const encoding of fitting) votes.set(encoding, (votes.get(encoding) ?? 0) + n);
  }
  const enough = Math.max(LEAST_EVIDENCE, LEAST_SHARE * speaking);
  let best: LegacyEncoding | null = null;
  // In the order of the list, so that of two with as many votes always the same one is taken.
  for (const encoding of LEGACY_ENCODINGS) {
    const found = votes.get(encoding) ?? 0;
    if (found >= enough && found > (best === null ? 0 : votes.get(best)!)) best = encoding;
  }
  return best;
}
