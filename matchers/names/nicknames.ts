import { CLAN_NAMES, isFamilyName, SEX_MARKERS } from "./lexicon.ts";
import { isMiddleOnly } from "./name-parts.ts";
import { canonicalToken, readToken } from "./token.ts";

/** Words between quotes: `Trần Đức Hậu "Nhỏ"`; a quote may be left open. Inside a word « and » are broken letters (Thá»‹). All single quotes are `'` by then. */
const QUOTED = /(?:["“”„]|(?<!\p{L})[«»])[^"“”„«»]*["“”„«»]?|(?<=\s)'\p{L}[\p{L}\p{M} ]*'(?=\s|$)/u;
/** One word behind a dash that stands free, or the name's first word again and another: `Lê Văn Bính - Ba`, `Siu Hùng - Siu Hưng`. */
const DASHED = /\s[-–—]\s+((?:[\p{L}\p{M}']+\s+)?[\p{L}\p{M}']+)\s*$/u;
/** Letters of a name that was written together: NGUYENTHITRUC"BA". */
const GLUED_NAME = 8;

const words = (text: string): string[] => (text.match(/[\p{L}\p{M}']+/gu) ?? []).map(canonicalToken);

const isHighland = (first: string): boolean => CLAN_NAMES.has(first) || SEX_MARKERS.has(first) || first.includes("'");

/**
 * Whether lower-case words are a name to which nothing must be added: three, or two with a family name, a clan or a
 * marker of sex first and neither Thị nor Văn behind it.
 */
function isWhole(lower: readonly string[]): boolean {
  const [first, second] = lower;
  if (first === undefined) return false;
  if (second === undefined) return first.includes("'") || (first.length >= GLUED_NAME && !readToken(first).near);
  return lower.length > 2 || ((isFamilyName(first) || isHighland(first)) && !isMiddleOnly(second));
}

/** Whether what stands behind the dash is a nickname: of a Vietnamese name a syllable; Trần Marie - Claude is one foreign name. */
function isNickname(lower: readonly string[], behind: readonly string[]): boolean {
  const first = lower[0]!;
  if (behind.length === 2) return behind[0] === first || (first.includes("'") && behind[0]!.includes("'"));
  return readToken(behind[0]!).near && (readToken(first).near || isHighland(first));
}

/**
 * A name without the nickname behind it, in quotes or after a dash with spaces around it; the text itself
 * where no whole name stands before it (`"Nguyễn Văn An"`, `Nguyễn Văn - An`, `Jean - Pierre`).
 */
export function withoutNickname(text: string): string {
  const quoted = QUOTED.exec(text);
  if (quoted && isWhole(words(text.slice(0, quoted.index))))
    return withoutNickname(`${text.slice(0, quoted.index)} ${text.slice(quoted.index + quoted[0].length)}`);
  const dashed = DASHED.exec(text);
  if (!dashed) return text;
  const before = text.slice(0, dashed.index);
  const lower = words(before);
  return isWhole(lower) && isNickname(lower, words(dashed[1]!)) ? before : text;
}
