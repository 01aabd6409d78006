import { isOneSlip } from "../slip.ts";
import { isVowel } from "./letters.ts";
import { abbreviationsOf, featuresOf, isAbbreviated, type TokenFeatures } from "./token-features.ts";

/**
 * How two words of a name relate, from strongest to weakest; `different` is 0.
 * The order is that of the chance that the two stand for one person's word.
 */
export const TOKEN_RELATION = {
  different: 0,
  /** The same letters and marks. */
  same: 1,
  /** The same but for the place of the tone mark: hoà, hòa. */
  placement: 2,
  /** i or y for one sound: Quí, Quý; Sĩ, Sỹ. Not Vi and Vy, which are two names. */
  iOrY: 3,
  /** Keystrokes left as typed: nguyeenx, nguye6n4. */
  keyboard: 4,
  /** One side has no marks: nguyen, nguyễn. */
  marksMissing: 5,
  /** Regional spelling: l/n, s/x, tr/ch, d/gi/r/v, n/ng, t/c, hỏi/ngã. */
  regional: 6,
  /** Another tone on the same letters: tuân, tuấn. */
  tone: 7,
  /** Other letter marks: tuân, tuán; đ, d. */
  marks: 8,
  /** One letter wrong, missing, added, or two swapped; the marker H' or K' left out. */
  slip: 9,
  /** One stands for the other: Ng., Tr., Hg., an initial. */
  abbreviation: 10,
} as const;
export type TokenRelation = (typeof TOKEN_RELATION)[keyof typeof TOKEN_RELATION];

/** Words shorter than this have too many neighbours one letter away to speak of a slip. */
const SHORTEST_SLIP = 3;

/** Whether one letter was changed, added or dropped, or two neighbours swapped, in words long enough to tell. */
function isSlip(a: string, b: string): boolean {
  return Math.max(a.length, b.length) >= SHORTEST_SLIP && isOneSlip(a, b);
}

const MARKER = /^[hk]'(?=.)/;

/** A word of the highlands without the marker of sex that stands before it: `h'hen` gives `hen`; other words stay. */
export function withoutMarker(canonical: string): string {
  return canonical.replace(MARKER, "");
}

/** Words with a tone of which one vowel is left out: Hiếu, Híu; the tone goes on to another, so that two letters differ. */
export function* vowelsDropped({ letters, tone }: TokenFeatures): Generator<string> {
  if (letters === null || tone === 0) return;
  yield `${letters}/${tone}`;
  for (let i = 0; i < letters.length; i++)
    if (isVowel(letters[i]!) && (isVowel(letters[i - 1] ?? "") || isVowel(letters[i + 1] ?? "")))
      yield `${letters.slice(0, i)}${letters.slice(i + 1)}/${tone}`;
}

function isVowelDropped(a: TokenFeatures, b: TokenFeatures): boolean {
  if (a.letters === null || b.letters === null || a.tone !== b.tone) return false;
  const [short, long] = a.letters.length < b.letters.length ? [a, b] : [b, a];
  if (long.letters!.length - short.letters!.length !== 1 || long.letters!.length < SHORTEST_SLIP) return false;
  return [...vowelsDropped(long)].includes(`${short.letters}/${short.tone}`);
}

/** Whether one word is the other without its marker of sex. */
function isMarkerLost(a: TokenFeatures, b: TokenFeatures): boolean {
  return (
    MARKER.test(a.canonical) !== MARKER.test(b.canonical) && withoutMarker(a.canonical) === withoutMarker(b.canonical)
  );
}

/** Whether the short one is an abbreviation of the long one. đ is never short for d. */
function abbreviates(short: TokenFeatures, long: TokenFeatures): boolean {
  if (!isAbbreviated(short.fold) || !abbreviationsOf(long.fold).includes(short.fold)) return false;
  return !short.canonical.startsWith("đ") || long.canonical.startsWith("đ") || long.bare;
}

/** `relateTokens` on words whose features are known. */
export function relateFeatures(a: TokenFeatures, b: TokenFeatures): TokenRelation {
  if (a.text === b.text) return TOKEN_RELATION.same;
  if (a.canonical === b.canonical) return TOKEN_RELATION.placement;
  if (a.iKey === b.iKey) return TOKEN_RELATION.iOrY;
  if (a.typed.includes(b.canonical) || b.typed.includes(a.canonical)) return TOKEN_RELATION.keyboard;
  if (a.fold === b.fold && a.fold !== "") {
    if (a.bare !== b.bare) return TOKEN_RELATION.marksMissing;
    if (a.regionalKey === b.regionalKey) return TOKEN_RELATION.regional;
    return a.letters !== null && a.letters === b.letters ? TOKEN_RELATION.tone : TOKEN_RELATION.marks;
  }
  const oneBare = a.bare !== b.bare;
  if (a.regionalKey === b.regionalKey || (oneBare && a.regionalFold === b.regionalFold)) return TOKEN_RELATION.regional;
  if (a.clan !== null && a.clan === b.clan) return TOKEN_RELATION.regional;
  // Consonants alone are no word: Th is short for Thị, not a slip of it.
  const isShort = a.fold.length > 1 && b.fold.length > 1 && (abbreviates(a, b) || abbreviates(b, a));
  if (isShort) return TOKEN_RELATION.abbreviation;
  if (isSlip(a.canonical, b.canonical) || isVowelDropped(a, b) || (oneBare && isSlip(a.fold, b.fold)))
    return TOKEN_RELATION.slip;
  if (isMarkerLost(a, b)) return TOKEN_RELATION.slip;
  if (abbreviates(a, b) || abbreviates(b, a)) return TOKEN_RELATION.abbreviation;
  return TOKEN_RELATION.different;
}

/**
 * How two words of a name relate, as a value of `TOKEN_RELATION`. Symmetric; never throws.
 * @param a one word, in any case; canonical ones (as `standardiseName` gives them) never relate by placement
 *
 * @example relateTokens("nguyen", "Nguyễn") // TOKEN_RELATION.marksMissing
 */
export function relateTokens(a: string, b: string): TokenRelation {
  return relateFeatures(featuresOf(a.normalize("NFC").toLowerCase()), featuresOf(b.normalize("NFC").toLowerCase()));
}
