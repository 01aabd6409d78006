import { BoundedMap } from "../bounded-map.ts";
import { isBrokenTail } from "./broken-tails.ts";
import { findingBit, type NameFindingCode } from "./findings.ts";
import { isVietnameseLetters, nameKey } from "./letters.ts";
import { COMPOUND_SECONDS, COMPOUND_STARTS, FAMILY_NAMES, FAMILY_ONLY, isFamilyName, SEX_MARKERS } from "./lexicon.ts";
import { BAPTISMAL_NAMES, continuesPhrase, isLoneOffice, isTelltale, SON, startsPhrase, TITLES } from "./phrases.ts";
import { isBareSyllable, isNearSyllable, parseSyllable } from "./syllable.ts";
import { gatherStrayTone, placeTone } from "./tone-placement.ts";

/** One word of a name, understood. */
export interface Token {
  /** Canonical, title case: `Nguyễn`, `H'Hen`. */
  readonly display: string;
  /** Canonical, lower case, with marks: what token codes are made of. */
  readonly lower: string;
  /** Its part of the register key. */
  readonly key: string;
  /** Findings and the marks below, as one set of bits. */
  readonly bits: number;
  /** The same when the word stands first, where a bare family name shows that marks were lost. */
  readonly startBits: number;
  /** Its letters are those of one syllable, whatever is wrong with spelling or marks. */
  readonly near: boolean;
  /** What it may be in a name, `TOKEN_ROLE` bits. */
  readonly roles: number;
}

/** The word carries marks. Beside the bits of `NAME_FINDINGS`. */
export const MARKED_BIT = 1 << 29;
/** The word has no marks though it must have some (nguyen, tran). */
export const BARE_BIT = 1 << 30;

/** A bare family name that is one as it stands, too (Ly and Thao of the H'Mông, Chau of the Khmer): bare only where the whole name is. */
export const MAYBE_BARE_BIT = 1 << 28;

export const TOKEN_ROLE = {
  /** A plain Vietnamese syllable: a name made of such words needs no closer look, */
  regular: 1,
  /** … if its first word is this (no title, no marker of sex) */
  start: 2,
  /** … and its first two are not these: a compound family name, an organisation or a placeholder may begin so. */
  phraseStart: 4,
  phraseSecond: 8,
  family: 16,
  familyOnly: 32,
} as const;

function rolesOf(lower: string): number {
  let roles = 0;
  const isWord = lower.length > 1 || /[^\p{ASCII}]/u.test(lower);
  if (isWord && !SEX_MARKERS.has(lower) && !isTelltale(lower) && !isBrokenTail(lower)) roles |= TOKEN_ROLE.regular;
  const isTitle = TITLES.has(lower) || BAPTISMAL_NAMES.has(lower) || isLoneOffice(lower) || lower === SON;
  if (!isTitle) roles |= TOKEN_ROLE.start;
  if (startsPhrase(lower) || COMPOUND_STARTS.has(lower)) roles |= TOKEN_ROLE.phraseStart;
  if (continuesPhrase(lower) || COMPOUND_SECONDS.has(lower)) roles |= TOKEN_ROLE.phraseSecond;
  if (isFamilyName(lower)) roles |= TOKEN_ROLE.family;
  if (FAMILY_ONLY.has(lower)) roles |= TOKEN_ROLE.familyOnly;
  return roles;
}

/** Whether bare letters show that marks were lost: no such syllable exists. With marks there is none of Ka and Kon either. */
const lostMarks = (lower: string): boolean =>
  /^(?!k[aou])[a-z]{2,}$/.test(lower) && isBareSyllable(lower) && parseSyllable(lower) === null;
/** Family names without marks beside the same with them (Lý, Thào, Châu; Chau of the Khmer). */
const BARE_TOO: ReadonlySet<string> = new Set(["ly", "thao", "chau"]);
const isBareFamilyName = (lower: string): boolean => isFamilyName(lower) && !FAMILY_NAMES.has(lower);

/** The capital of a letter that has one of its own (ß and its like stay). */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length && upper.toLowerCase() === letter ? upper : letter;
}

/** Title case of a lower-case word, with a capital after a hyphen and after a one-letter prefix (H'Hen, D'Angelo). */
function titleCase(lower: string): string {
  return lower.replace(
    /(^|-)((\p{L})')?(\p{L})/gu,
    (_, before: string, __, prefix: string | undefined, letter: string) =>
      `${before}${prefix === undefined ? "" : `${capital(prefix)}'`}${capital(letter)}`,
  );
}

function understand(raw: string): Token {
  let bits = 0;
  const composed = raw.normalize("NFC");
  if (composed !== raw) bits |= findingBit("name.unicode_normalised");
  let lower = composed.toLowerCase().normalize("NFC");
  const moved: NameFindingCode = "name.mark_moved";
  if (isVietnameseLetters(lower)) {
    const placed = placeTone(lower);
    if (placed.moved === "wrong") bits |= findingBit(moved);
    lower = placed.text;
  } else {
    const gathered = gatherStrayTone(lower);
    if (gathered !== null) {
      bits |= findingBit(moved);
      lower = gathered;
    }
  }
  if (/[^\p{ASCII}]/u.test(lower)) bits |= MARKED_BIT;
  else if (lostMarks(lower)) bits |= BARE_BIT;
  const bareBit = BARE_TOO.has(lower) ? MAYBE_BARE_BIT : BARE_BIT;
  const startBits = isBareFamilyName(lower) ? bits | bareBit : bits;
  const near = isNearSyllable(lower);
  const roles = near ? rolesOf(lower) : 0;
  return { display: titleCase(lower), lower, key: nameKey(lower), bits, startBits, near, roles };
}

/** Words repeat: the last few thousand are kept understood. */
const CACHE_LIMIT = 50_000;
/** Longer ones do not: kept, they would fill the memory. */
const LONGEST_KEPT = 50;
const tokens = new BoundedMap<Token>(CACHE_LIMIT, LONGEST_KEPT);

/** Understands one word: Unicode form, tone placement, case. Pure; whatever it does not know stays as it is. */
export function readToken(raw: string): Token {
  return tokens.get(raw, understand);
}

/** The canonical lower-case form of one word with its marks, as codes and relations use it: `Hoà` gives `hòa`. */
export function canonicalToken(raw: string): string {
  return readToken(raw).lower;
}
