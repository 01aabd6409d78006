import { CLAN_NAMES, compoundLength, isClanAt, isFamilyName, SEX_MARKERS } from "./lexicon.ts";
import { isNearSyllable } from "./syllable.ts";

/** The parts of a name as displayed; null where it has none. */
export interface NameParts {
  readonly family: string | null;
  readonly middle: string | null;
  readonly given: string | null;
}

const join = (tokens: readonly string[]): string | null => (tokens.length > 0 ? tokens.join(" ") : null);

/** A clan that is written as if it began with a marker (Y Thơ H'Mok, K'Sor Phước, R'Com H'Bia), as it is otherwise written: Hmok. */
function asClan(token: string, place: number): string | null {
  const joined = token.replace("'", "");
  const isClan =
    CLAN_NAMES.has(joined.toLowerCase()) && (place > 0 || /^(?:k'(?:sor|pă|pa)|r'(?:mah|com))$/i.test(token));
  return isClan ? `${joined[0]!.toUpperCase()}${joined.slice(1).toLowerCase()}` : null;
}

/** `H'Hen` stands for the marker and the name. */
export function openMarkers(tokens: readonly string[]): string[] {
  if (tokens.every((token) => !token.includes("'"))) return [...tokens];
  return tokens.flatMap((token, place) => {
    const clan = asClan(token, place);
    if (clan !== null) return [clan];
    const glued = /^([hkHK])'(.+)$/u.exec(token);
    return glued ? [`${glued[1]!.toUpperCase()}'`, glued[2]!] : [token];
  });
}

const isMarker = (token: string): boolean => /^[hk]'$/i.test(token) || SEX_MARKERS.has(token.toLowerCase());
const asMarker = (token: string): string => (/^[hk]$/i.test(token) ? `${token.toUpperCase()}'` : token);

/** Whether a lower-case word can only stand before other given words: Văn and Thị, also without their marks. */
export const isMiddleOnly = (lower: string | undefined): boolean => /^(văn|van|thị|thi)$/.test(lower ?? "");

/**
 * Whether a name of several lower-case words begins with a marker of sex (H', K', Y, A, Ka) and not with an initial. No
 * marker stands before Thị or Văn; and H or K without apostrophe is one only beside a clan or another word of the
 * highlands (H Hen Niê, K Brôi; not H Phương Loan, who is a Hoàng or Huỳnh); Hơ, which the Gia Rai and Ba Na also write, beside a clan.
 */
export function startsWithMarker(lower: readonly string[]): boolean {
  const [first, ...rest] = lower;
  if (first === undefined) return false;
  if (/^[hk]'/.test(first)) return true;
  if (!SEX_MARKERS.has(first) || rest.length === 0) return false;
  if (rest.length > 1 && isMiddleOnly(rest[0])) return false;
  // A Lăng is a family; A Nguyễn Văn An is of another.
  if (compoundLength(lower) > 1 || (isFamilyName(rest[0]!) && isMiddleOnly(rest[1]))) return false;
  if (first === "hơ") return rest.some((_, i) => isClanAt(rest, i));
  return (
    !/^[hk]$/.test(first) || rest.some((word, i) => isClanAt(rest, i) || (word.length > 1 && !isNearSyllable(word)))
  );
}

/** A name that begins with a sex marker: marker, given name, clan (Y Bhăm Niê, H'Hen Niê). */
function highlandParts(marker: string, rest: readonly string[]): NameParts {
  const lower = rest.map((token) => token.toLowerCase());
  const clan = lower.findIndex((_, i) => i > 0 && isClanAt(lower, i));
  const end = clan > 0 ? clan : rest.length > 1 ? rest.length - 1 : rest.length;
  return { family: join(rest.slice(end)), middle: asMarker(marker), given: join(rest.slice(0, end)) };
}

/**
 * Divides canonical display words into family, middle and given name: Vietnamese order, compound family names, and
 * the orders of the Central Highlands, where a marker of sex (Y, H', K') stands first and the clan last.
 */
export function nameParts(tokens: readonly string[]): NameParts {
  const opened = openMarkers(tokens);
  const [first, second] = opened;
  if (first === undefined) return { family: null, middle: null, given: null };
  if (second === undefined) return { family: null, middle: null, given: first };
  const lower = opened.map((token) => token.toLowerCase());
  if (startsWithMarker(lower)) return highlandParts(first, opened.slice(1));
  const length = compoundLength(lower);
  const family = opened.slice(0, length);
  const marker = opened[length]!;
  if (isMarker(marker) && opened.length > length + 1 && isClanAt(lower, 0))
    return { family: join(family), middle: asMarker(marker), given: join(opened.slice(length + 1)) };
  return { family: join(family)!.replace(/\.$/, ""), middle: join(opened.slice(length, -1)), given: opened.at(-1)! };
}
