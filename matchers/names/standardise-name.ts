import { joinBroken } from "./broken-words.ts";
import { changeBit, cleanText } from "./clean-text.ts";
import { repairDigits } from "./digit-repair.ts";
import { decodeWord, repairEncoding } from "./encoding-repair.ts";
import { unescapeBlanks, unescapeLetters } from "./escaped-letters.ts";
import { findingBit, findingsOf, type NameFindingCode } from "./findings.ts";
import { openInitials } from "./initials.ts";
import type { LegacyEncoding } from "./legacy-encoding.ts";
import { foldToken, nameKey } from "./letters.ts";
import { CLAN_NAMES, SEX_MARKERS } from "./lexicon.ts";
import { nameParts, startsWithMarker } from "./name-parts.ts";
import { dropPunctuation, firstLine, withoutEmployer, withoutLabel } from "./name-punctuation.ts";
import { isOrganisation, isPlaceholder } from "./phrases.ts";
import { splitGlued } from "./split-glued.ts";
import { isSuspiciousText } from "./suspicious-text.ts";
import { customerBefore, isShortTitle, openShortTitle, withoutSecondName, withoutTitle } from "./titles.ts";
import { BARE_BIT, canonicalToken, MARKED_BIT, MAYBE_BARE_BIT, readToken, TOKEN_ROLE, type Token } from "./token.ts";
import { isAbbreviated } from "./token-features.ts";
import { repairTyping } from "./typing-repair.ts";

/** What a name field holds. */
export type NameKind = "person" | "organisation" | "noise" | "empty";

/** A name field, understood. `name` and what follows are null unless it holds a name. */
export interface NameStandard {
  /** Canonical: NFC, one space, traditional tone placement, title case. */
  readonly name: string | null;
  /** The register's key: `NGUYENVANA`. */
  readonly key: string | null;
  readonly kind: NameKind;
  readonly family: string | null;
  readonly middle: string | null;
  readonly given: string | null;
  /** Codes of `NAME_FINDINGS`, in their order. */
  readonly findings: readonly NameFindingCode[];
}

/** What is known of the column or file a name comes from. */
export interface NameContext {
  /** The encoding its text was misread from, by declaration or by the column's own evidence. */
  readonly encoding?: LegacyEncoding;
}

/** No name of a person is longer; a longer text is noise. */
export const MAX_NAME_LENGTH = 120;

const bit = findingBit;
const WORD = /[\p{L}\p{M}\p{N}']+/gu;
const wordsOf = (text: string): string[] => (text.match(WORD) ?? []).map(canonicalToken);
/** What a spreadsheet shows for a formula that failed and a column too narrow. */
const SPREADSHEET_ERROR = /^#(?:N\/A|REF|VALUE|NAME|DIV\/0|NULL|NUM|#+)/i;
/** Letters with dots between, D.N.T.N, and the word they are without. */
const DOTTED = /(?<!\p{L})(?:\p{L}\.){2,}\p{L}?/gu;
const closed = (dotted: string): string => `${dotted.replaceAll(".", "")} `;

function result(kind: NameKind, bits: number, name: string | null = null): NameStandard {
  const none = { family: null, middle: null, given: null };
  return { name, key: name === null ? null : nameKey(name) || null, kind, ...none, findings: findingsOf(bits) };
}

/** Findings that depend on all words together. Shared by both paths. */
export function nameBits(bits: number): number {
  let out = bits & ~(MARKED_BIT | BARE_BIT | MAYBE_BARE_BIT);
  if (bits & BARE_BIT || (bits & MAYBE_BARE_BIT && !(bits & MARKED_BIT)))
    out |= bit(bits & MARKED_BIT ? "name.marks_partly_missing" : "name.marks_missing");
  return out;
}

/** Whether a common family name stands last and none stands first. */
function isOrderDoubtful(first: Token, last: Token): boolean {
  return (last.roles & TOKEN_ROLE.familyOnly) !== 0 && (first.roles & TOKEN_ROLE.family) === 0;
}

const isHighland = (tokens: readonly Token[], isMarked: boolean): boolean =>
  isMarked ||
  SEX_MARKERS.has(tokens[0]!.lower) ||
  tokens.some(({ lower }) => CLAN_NAMES.has(lower) || /^[hk]'/.test(lower));

const MOJIBAKE = /[ÃÂÄÅº¿¡¤¦©«»]/iu;
/** Letters that broken text does not hold: Zơrâm is read rightly. */
const VIETNAMESE_ONLY = /[ơưạ-ỹ]/u;
/** Broken text has â behind another vowel (Leâ) or before a sign: Brâng is a word of the highlands. */
const LONE_HAT = /^[b-df-hj-np-tv-xzđ]+â[b-df-hj-np-tv-xzđ]*$/u;
const MARKER = /^[hkym]'(?=.)/u;

/** Whether a word that is no syllable is broken text; H'Mây is the marker and a syllable. */
function isBroken(lower: string): boolean {
  if (!MOJIBAKE.test(lower) || VIETNAMESE_ONLY.test(lower)) return false;
  const word = lower.replace(MARKER, "");
  return !LONE_HAT.test(word) && (word === lower || !readToken(word).near);
}

/** Findings of words that are not plain syllables. */
function oddBits(tokens: readonly Token[]): number {
  let bits = 0;
  const isMarked = startsWithMarker(tokens.map(({ lower }) => lower));
  const highland = isHighland(tokens, isMarked);
  for (const [i, { lower, near }] of tokens.entries()) {
    if (near) continue;
    if (isBroken(lower)) bits |= bit("name.unreadable");
    if (isAbbreviated(foldToken(lower))) {
      if (i > 0 || !isMarked) bits |= bit("name.abbreviated");
    } else if (!highland) bits |= bit("name.not_vietnamese");
  }
  return bits;
}

function wordBits(tokens: readonly Token[]): number {
  let bits = 0;
  for (const token of tokens) bits |= token.bits;
  if (tokens.length === 1) {
    // K'Mai is a whole name of the Cơ Ho.
    if (!MARKER.test(tokens[0]!.lower)) bits |= bit("name.single_word");
  } else {
    bits |= tokens[0]!.startBits;
    if (/^[ay]$/.test(tokens[1]!.lower)) bits &= ~MAYBE_BARE_BIT;
    if (isOrderDoubtful(tokens[0]!, tokens.at(-1)!)) bits |= bit("name.order_doubtful");
  }
  if (tokens.length > 6) bits |= bit("name.too_many_words");
  return tokens.every((token) => token.near) ? bits : bits | oddBits(tokens);
}

/** The words of a text that is nothing but regular words and single spaces; null otherwise. */
function regularWords(text: string): Token[] | null {
  if (text.length > MAX_NAME_LENGTH) return null;
  const tokens: Token[] = [];
  for (const word of text.split(" ")) {
    const token = readToken(word);
    if ((token.roles & TOKEN_ROLE.regular) === 0) return null;
    tokens.push(token);
  }
  return tokens;
}

/** A person's name, an organisation's or noise, from its words. */
function person(words: readonly Token[], bitsSoFar: number): NameStandard {
  const [first, second] = words;
  const mayBePhrase =
    first === undefined ||
    second === undefined ||
    (first.roles & TOKEN_ROLE.start) === 0 ||
    words.some((token) => (token.roles & TOKEN_ROLE.regular) === 0) ||
    ((first.roles & TOKEN_ROLE.phraseStart) !== 0 && (second.roles & TOKEN_ROLE.phraseSecond) !== 0);
  const lower = mayBePhrase ? words.flatMap((token) => token.lower.split("-")) : [];
  if (isOrganisation(lower)) {
    const name = words.map((token) => token.display).join(" ");
    return result("organisation", bitsSoFar | bit("name.organisation"), name);
  }
  const customer = mayBePhrase ? customerBefore(words) : 0;
  if (customer > 0) return person(words.slice(customer), bitsSoFar | bit("name.title_removed"));
  if (mayBePhrase && (words.length === 0 || isPlaceholder(lower)))
    return result("noise", bitsSoFar | bit("name.noise"));
  const tokens = withoutTitle(words);
  // Behind a title no name of a person may stand either (Bà Công ty Hoa Mai).
  if (tokens.length < words.length) return person(tokens, bitsSoFar | bit("name.title_removed"));
  const one = withoutSecondName(tokens);
  if (one.length < tokens.length) return person(one, bitsSoFar | bit("name.several_persons"));
  const displays = tokens.map((token) => token.display);
  const key = tokens.map((token) => token.key).join("");
  if (key === "") return result("noise", bitsSoFar | bit("name.noise"));
  const bits = bitsSoFar | wordBits(tokens);
  return {
    name: displays.join(" "),
    key,
    kind: "person",
    ...nameParts(displays),
    findings: findingsOf(nameBits(bits)),
  };
}

/** The text decoded from the encoding it was misread from; null when it stays as it is. */
function decode(text: string, encoding: LegacyEncoding | undefined): string | null {
  const whole = encoding === undefined || encoding === "utf8_as_cp1252" ? repairEncoding(text) : null;
  if (encoding === undefined || whole !== null) return whole;
  const decoded = text
    .split(" ")
    .map((word) => decodeWord(word, encoding))
    .join(" ");
  return decoded === text ? null : decoded;
}

/** What is found of a text or word that was decoded. */
export function decodedBits(raw: string): number {
  return bit("name.encoding_repaired") | changeBit(raw, raw.normalize("NFC"), "name.unicode_normalised");
}

/** Findings that describe the name as it is, not what was done to it: those of the last pass hold. */
const STATES: ReadonlySet<NameFindingCode> = new Set([
  "name.marks_missing",
  "name.marks_partly_missing",
  "name.single_word",
  "name.too_many_words",
  "name.order_doubtful",
  "name.not_vietnamese",
  "name.unreadable",
]);

/** Passes are enough for any text: each removes what hid something from the one before. */
const MOST_PASSES = 4;

/** Reads a name again as long as that changes it: what punctuation or hidden characters covered may be seen then. */
function untilStable(first: NameStandard): NameStandard {
  let found = first;
  for (let pass = 1; pass < MOST_PASSES && found.kind === "person"; pass++) {
    const again = standardiseOnce(found.name!, {});
    if (again.name === found.name) break;
    const repairs = found.findings.filter((code) => !STATES.has(code));
    const findings = [...repairs, ...again.findings];
    found = { ...again, findings: findingsOf(findings.reduce((bits, code) => bits | bit(code), 0)) };
  }
  return found;
}

/**
 * Makes a name canonical and says what it holds. Repairs broken encodings, typing leftovers, misplaced marks, hidden
 * characters, punctuation and notes, each of them reported in `findings`; recognises organisations and noise; divides
 * the name into its parts. Pure; takes any text and never throws.
 *
 * @example standardiseName("  NGUYỄN  THỊ HÒAN ").name // "Nguyễn Thị Hoàn"
 */
export function standardiseName(raw: string, context: NameContext = {}): NameStandard {
  const found = standardiseOnce(raw, context);
  return found.kind !== "person" || regularWords(found.name!) ? found : untilStable(found);
}

/**
 * Whether a text begins with an initial that without its dot would be a marker of sex (Y. Phương Loan): the dot is kept.
 * Beside a clan the letter is the marker after all (H. Hen Niê).
 */
function isInitialFirst(text: string, words: readonly string[]): boolean {
  if (!/^\p{L}{1,2}\./u.test(text) || words.length < 2) return false;
  const lower = words.map(canonicalToken);
  return startsWithMarker(lower) && !lower[0]!.includes("'") && !lower.some((word) => CLAN_NAMES.has(word));
}

/** The words of a text without punctuation and notes, glued ones split. */
function plainWords(text: string): { readonly words: readonly string[]; readonly bits: number } {
  const plain = dropPunctuation(text);
  // Of TR?N the consonants are left.
  const opened = plain.bits & bit("name.letters_lost") ? plain.text : openInitials(plain.text);
  const glued = splitGlued(opened);
  const bits = plain.bits | glued.bits | changeBit(plain.text, opened, "name.glued_split");
  return { words: glued.text.split(" ").filter((word) => word !== ""), bits };
}

/** A field of a fixed width, filled up with blanks, may be a name; no other text of this length is. */
function standardiseLong(raw: string, context: NameContext): NameStandard {
  const bare = raw.trim();
  if (bare.length > MAX_NAME_LENGTH * 4) return result("noise", bit("name.noise") | bit("name.too_long"));
  const found = standardiseOnce(bare, context);
  const bits = found.findings.reduce((all, code) => all | bit(code), bit("name.spacing_repaired"));
  return { ...found, findings: findingsOf(bits) };
}

function standardiseOnce(raw: string, context: NameContext): NameStandard {
  if (raw.length > MAX_NAME_LENGTH * 4) return standardiseLong(raw, context);
  const atOnce = context.encoding === undefined ? regularWords(raw) : null;
  if (atOnce) return person(atOnce, 0);

  const spaced = unescapeBlanks(raw);
  const line = firstLine(spaced);
  const unescaped = unescapeLetters(line);
  const decoded = decode(unescaped.normalize("NFC"), context.encoding) ?? (unescaped === line ? null : unescaped);
  const { text, bits: cleanBits } = cleanText(decoded ?? line);
  let bits =
    cleanBits | changeBit(spaced, line, "name.several_persons") | changeBit(raw, spaced, "name.spacing_repaired");
  if (decoded !== null) bits |= decodedBits(line);
  if (text === "") return result("empty", bits);
  if (text.length > MAX_NAME_LENGTH) return result("noise", bits | bit("name.noise") | bit("name.too_long"));
  const afterCleaning = regularWords(text);
  if (afterCleaning) return person(afterCleaning, bits);

  if (isSuspiciousText(text)) return result("noise", bits | bit("name.noise") | bit("name.suspicious_text"));
  const whole = joinBroken(text);
  const bare = withoutEmployer(withoutLabel(whole));
  const typed = repairTyping(bare);
  const lettered = typed === null ? repairDigits(bare) : bare;
  bits |= changeBit(text, whole, "name.spacing_repaired") | changeBit(whole, bare, "name.note_removed");
  bits |= changeBit(bare, lettered, "name.letters_replaced");
  const asRead = wordsOf(lettered);
  if (isOrganisation(asRead) || isOrganisation(wordsOf(lettered.replace(DOTTED, closed))))
    return result("organisation", bits | bit("name.organisation"), lettered);
  if ((isPlaceholder(asRead) && customerBefore(asRead.map(readToken)) === 0) || SPREADSHEET_ERROR.test(bare))
    return result("noise", bits | bit("name.noise"));
  if (typed !== null) bits |= bit("name.typing_repaired");
  const titled = openShortTitle(typed ?? lettered);
  const untitled = titled && plainWords(titled.rest);
  if (untitled) {
    const tokens = untitled.words.map(readToken);
    if (isShortTitle(titled.letter, tokens)) return person(tokens, bits | untitled.bits | bit("name.title_removed"));
  }
  const { words, bits: plainBits } = plainWords(typed ?? lettered);
  bits |= plainBits;
  return person((isInitialFirst(lettered, words) ? [`${words[0]}.`, ...words.slice(1)] : words).map(readToken), bits);
}
