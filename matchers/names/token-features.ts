import { decodeTelex, decodeVniKeys } from "./keyboard.ts";
import { foldToken, stripMarks } from "./letters.ts";
import { spellWithI } from "./restyle.ts";
import { isNearSyllable, isSyllable, splitTone } from "./syllable.ts";
import { canonicalToken } from "./token.ts";

/** What the comparison of a word with others needs, worked out once a word. */
export interface TokenFeatures {
  readonly text: string;
  readonly canonical: string;
  readonly fold: string;
  /** It carries no marks. */
  readonly bare: boolean;
  /** Letters without tone, tone apart; null for a word that is not of Vietnamese letters. */
  readonly letters: string | null;
  readonly tone: number;
  /** Canonical with i for y where both spell one sound. */
  readonly iKey: string;
  /** Canonical with regional sounds merged; the same of the fold. */
  readonly regionalKey: string;
  readonly regionalFold: string;
  /** The clan that it is a spelling of (Rơ Mah, Rmah, R'Mah); null for any other word. */
  readonly clan: string | null;
  /** What it says when left-over Telex or VNI keystrokes are carried out. */
  readonly typed: readonly string[];
}

/** Rimes of a lone i or y that both spellings of a name word have. Vi/Vy, Nhi/Nhy, My/Mi are different names when level. */
const EITHER = /^(?:h|k|l|s|t|qu)[iy]$/;
const EITHER_WITH_TONE = /^(?:h|k|l|m|s|t|v|qu)[iy]$/;

function iKeyOf(canonical: string): string {
  const parts = splitTone(canonical);
  if (!parts) return canonical;
  const either = parts.tone === 0 ? EITHER : EITHER_WITH_TONE;
  return either.test(parts.letters) ? spellWithI(canonical) : canonical;
}

const ONSET_CLASS: readonly (readonly [RegExp, string])[] = [
  [/^(tr|ch)/, "C"],
  [/^gi(?=[^aăâeêoôơuư])/, "Di"],
  [/^(gi|d|r|v)/, "D"],
  [/^[sx]/, "S"],
  [/^(l|n(?![gh]))/, "L"],
];
const HOOK = 2;
const TILDE = 3;

/** Merges the sounds that regions do not keep apart, in toneless letters. */
function mergeRegional(letters: string): string {
  let merged = letters;
  for (const [onset, sound] of ONSET_CLASS) {
    if (onset.test(merged)) {
      merged = merged.replace(onset, sound);
      break;
    }
  }
  return merged.replace(/(?<=.)(ng|n)$/, "N").replace(/(?<=.)[tc]$/, "T");
}

function regionalKeyOf(canonical: string): string {
  const parts = splitTone(canonical);
  if (!parts) return canonical;
  return `${mergeRegional(parts.letters)}/${parts.tone === TILDE ? HOOK : parts.tone}`;
}

function typedOf(canonical: string): string[] {
  if (isNearSyllable(canonical)) return [];
  return [decodeTelex(canonical), decodeVniKeys(canonical)].flatMap((decoded) =>
    decoded !== null && isSyllable(decoded) ? [canonicalToken(decoded)] : [],
  );
}

/** Gia Rai clans whose first syllable registers write as Rơ, Ra, Rah or R alone, apart or together. */
const SHORTENED_CLAN = /^r(?:o|ah?)?(mah|com|cham|lan)$/;
const clanOf = (fold: string): string | null => SHORTENED_CLAN.exec(fold)?.[1] ?? null;

/** Works out what comparisons need of one lower-case word. */
export function featuresOf(text: string): TokenFeatures {
  const canonical = canonicalToken(text);
  const parts = splitTone(canonical);
  const fold = foldToken(canonical);
  return {
    text,
    canonical,
    fold,
    bare: stripMarks(canonical) === canonical,
    letters: parts?.letters ?? null,
    tone: parts?.tone ?? 0,
    iKey: iKeyOf(canonical),
    regionalKey: regionalKeyOf(canonical),
    regionalFold: mergeRegional(fold),
    clan: clanOf(fold),
    typed: typedOf(canonical),
  };
}

/** Whether a folded word can only stand for another: one letter, or consonants alone (ng, tr, hg). */
export function isAbbreviated(fold: string): boolean {
  return fold.length === 1 || /^[^aeiouy]{2,3}$/.test(fold);
}

/** What a folded word is abbreviated to: its beginning (ng, tr), or beginning and end (hg for hoang, trg for truong). */
export function abbreviationsOf(fold: string): readonly string[] {
  const [one, two, three] = [fold.slice(0, 1), fold.slice(0, 2), fold.slice(0, 3)];
  const last = fold.slice(-1);
  return [one, two, three, one + last, two + last].filter((short) => short.length < fold.length);
}
