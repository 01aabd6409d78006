import { cleanText } from "./clean-text.ts";
import { repairEncoding } from "./encoding-repair.ts";
import { findingBit, findingsOf, type NameFindingCode } from "./findings.ts";
import type { LegacyEncoding } from "./legacy-encoding.ts";
import { nameKey } from "./letters.ts";
import { CLAN_NAMES, SEX_MARKERS } from "./lexicon.ts";
import { nameParts } from "./name-parts.ts";
import { dropPunctuation } from "./name-punctuation.ts";
import { isOrganisation, isPlaceholder, TITLES } from "./phrases.ts";
import { splitGlued } from "./split-glued.ts";
import { isSuspiciousText } from "./suspicious-text.ts";
import { isBareSyllable, isNearSyllable } from "./syllable.ts";
import { BARE_BIT, canonicalToken, MARKED_BIT, readToken, TOKEN_ROLE, type Token } from "./token.ts";
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

function result(kind: NameKind, bits: number, name: string | null = null): NameStandard {
  const none = { family: null, middle: null, given: null };
  return { name, key: name === null ? null : nameKey(name) || null, kind, ...none, findings: findingsOf(bits) };
}

/** Findings that depend on all words together. Shared by both paths. */
export function nameBits(bits: number): number {
  let out = bits & ~(MARKED_BIT | BARE_BIT);
  if (bits & BARE_BIT) out |= bit(bits & MARKED_BIT ? "name.marks_partly_missing" : "name.marks_missing");
  return out;
}

/** Whether a common family name stands last and none stands first. */
export function isOrderDoubtful(first: Token, last: Token): boolean {
  return (last.roles & TOKEN_ROLE.familyOnly) !== 0 && (first.roles & TOKEN_ROLE.family) === 0;
}

const isHighland = (tokens: readonly Token[]): boolean =>
  tokens.some(({ lower }) => CLAN_NAMES.has(lower) || /^[hk]'/.test(lower)) || SEX_MARKERS.has(tokens[0]!.lower);

const isAbbreviation = ({ lower }: Token): boolean =>
  /^([bcdfghjklmnpqrstvwxzđ]|ng|ngh|nh|th|tr|ph|kh|ch|gh|ngy|ngu)$/.test(lower);

function wordBits(tokens: readonly Token[]): number {
  let bits = 0;
  tokens.forEach((token, i) => {
    bits |= i === 0 && tokens.length > 1 ? token.startBits : token.bits;
  });
  if (tokens.length === 1) bits |= bit("name.single_word");
  if (tokens.length > 6) bits |= bit("name.too_many_words");
  const highland = isHighland(tokens);
  const abbreviated = (token: Token, i: number) => isAbbreviation(token) && !(i === 0 && SEX_MARKERS.has(token.lower));
  if (tokens.some(abbreviated)) bits |= bit("name.abbreviated");
  const foreign = ({ lower }: Token) => !isNearSyllable(lower) && !isBareSyllable(lower);
  if (!highland && tokens.some((token, i) => foreign(token) && !abbreviated(token, i)))
    bits |= bit("name.not_vietnamese");
  if (tokens.some(({ lower }) => /[ÃÂÄÅ¿¡¤¦©«»]/iu.test(lower) && !isNearSyllable(lower)))
    bits |= bit("name.unreadable");
  if (tokens.length > 1 && isOrderDoubtful(tokens[0]!, tokens.at(-1)!)) bits |= bit("name.order_doubtful");
  return bits;
}

/** A title goes when a family name follows it (but Ông Văn Tân is a man of the Ông family). */
function withoutTitle(tokens: readonly Token[]): readonly Token[] {
  const [first, second] = tokens;
  if (!first || !second || tokens.length < 3 || !TITLES.has(first.lower)) return tokens;
  const isName = (second.roles & TOKEN_ROLE.family) !== 0 && !/^(văn|van|thị|thi)$/.test(second.lower);
  return isName ? tokens.slice(1) : tokens;
}

/**
 * Makes a name canonical and says what it holds. Repairs broken encodings, typing leftovers, misplaced marks, hidden
 * characters, punctuation and notes, each of them reported in `findings`; recognises organisations and noise; divides
 * the name into its parts. Pure; takes any text and never throws.
 *
 * @example standardiseName("  NGUYỄN  THỊ HÒAN ").name // "Nguyễn Thị Hoàn"
 */
export function standardiseName(raw: string, context: NameContext = {}): NameStandard {
  if (raw.length > MAX_NAME_LENGTH * 4) return result("noise", bit("name.noise") | bit("name.too_long"));
  const decoded = repairEncoding(raw.normalize("NFC"), context.encoding);
  const cleaned = cleanText(decoded?.text ?? raw);
  let bits = cleaned.bits;
  if (decoded) bits |= bit("name.encoding_repaired");
  if (cleaned.text === "") return result("empty", bits);
  if (cleaned.text.length > MAX_NAME_LENGTH) return result("noise", bits | bit("name.noise") | bit("name.too_long"));
  if (isSuspiciousText(cleaned.text)) return result("noise", bits | bit("name.noise") | bit("name.suspicious_text"));

  const asRead = (cleaned.text.match(WORD) ?? []).map(canonicalToken);
  if (isOrganisation(asRead)) return result("organisation", bits | bit("name.organisation"), cleaned.text);
  if (isPlaceholder(asRead)) return result("noise", bits | bit("name.noise"));
  const typed = repairTyping(cleaned.text);
  if (typed !== null) bits |= bit("name.typing_repaired");
  const plain = dropPunctuation(typed ?? cleaned.text);
  bits |= plain.bits;
  const glued = splitGlued(plain.text);
  bits |= glued.bits;
  const words = glued.text
    .split(" ")
    .filter((word) => word !== "")
    .map(readToken);
  const tokens = withoutTitle(words);
  if (tokens.length < words.length) bits |= bit("name.title_removed");
  if (tokens.length === 0 || isPlaceholder(tokens.map((token) => token.lower))) {
    return result("noise", bits | bit("name.noise"));
  }
  const name = tokens.map((token) => token.display).join(" ");
  const key = tokens.map((token) => token.key).join("");
  if (key === "") return result("noise", bits | bit("name.noise"));
  bits |= wordBits(tokens);
  const parts = nameParts(tokens.map((token) => token.display));
  return { name, key, kind: "person", ...parts, findings: findingsOf(nameBits(bits)) };
}
