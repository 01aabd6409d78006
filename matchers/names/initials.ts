import { CLAN_NAMES, isKnownWord } from "./lexicon.ts";
import { isLoneOffice, MONASTIC_ONLY, TITLES } from "./phrases.ts";
import { isNearSyllable } from "./syllable.ts";
import { canonicalToken, readToken } from "./token.ts";

/** Two to four capitals, before a given name of one or two words (NT Hoa, NTK Liên, NT Kim Liên). */
const INITIALS = /^[A-ZĐ]{2,4}$/u;
const MOST_BEHIND = 2;
/** The same glued to the name: NTHoa. */
const GLUED = /^([A-ZĐ]{2,3})(\p{Lu}\p{Ll}+)$/u;
/** Among capitals NG HOA is rather Nguyễn than N and G, and a word with a vowel (LEE) no initials. */
const MAY_BE_WORD = /^(?:CH|GH|KH|NG|NH|PH|TH|TR)$|[AEIOUY]/;
/** Abbreviations of what a person is (patient, pupil, student, customer, a newborn of somebody), and of places and house numbers. */
const LABELS: ReadonlySet<string> = new Set("bn hs sv kh cb mc dj tx kp tdp sn".split(" "));

/** A word that is nothing but initials, divided; null where it may be something else. */
function divided(word: string, rest: readonly string[], hasSmall: boolean): string | null {
  const lower = word.toLowerCase();
  if (!INITIALS.test(word) || isNearSyllable(lower) || CLAN_NAMES.has(lower) || (!hasSmall && MAY_BE_WORD.test(word)))
    return null;
  if (LABELS.has(lower) || isOffice(lower, rest)) return null;
  const isGiven = rest.length > 0 && rest.length <= MOST_BEHIND && rest.every((other) => readToken(other).near);
  return isGiven ? Array.from(word).join(" ") : null;
}

/** Offices are written so too; those of monks (HT Thích Quảng Đức, TT Minh Châu) only before names of two words or more. */
const isOffice = (lower: string, rest: readonly string[]): boolean =>
  isLoneOffice(lower) && (rest.length > 1 || !MONASTIC_ONLY.has(lower));

/** Sets initials apart that were written as one word: `NT Hoa` and `NTHoa` give `N T Hoa`. */
export function openInitials(text: string): string {
  const words = text.split(" ");
  const at = words.findIndex((word) => !TITLES.has(canonicalToken(word)));
  if (at < 0) return text;
  const word = words[at]!;
  const rest = words.slice(at + 1);
  const [, initials, given] = GLUED.exec(word) ?? [];
  if (initials !== undefined && !readToken(word).near && isKnownWord(canonicalToken(given!)))
    return [...words.slice(0, at), ...initials, given, ...rest].join(" ");
  const opened = divided(word, rest, /\p{Ll}/u.test(text));
  return opened === null ? text : [...words.slice(0, at), opened, ...rest].join(" ");
}
