import { LETTERS, type Tone } from "./letters.ts";

/** A Vietnamese syllable taken apart. All parts in lower case without tone. */
export interface Syllable {
  /** Initial consonant as written: `""`, `b`, …, `ngh`, `gi`, `qu`. */
  readonly onset: string;
  /** Medial `o` or `u` as written; `u` of `qu` counts as part of the onset. */
  readonly glide: "" | "o" | "u";
  /** Vowel or diphthong: `a`, `iê`, `ươ`, … */
  readonly nucleus: string;
  /** Final consonant or semivowel as written. */
  readonly coda: string;
  readonly tone: Tone;
}

const ONSETS = "ngh ng nh gh gi g kh k ch c đ d th tr t ph p qu b h l m n r s v x" // longest first where one begins another
  .split(" ");

/** Rimes as written, by glide, nucleus and the codas it takes (`.` = none). Source: the closed stock of Vietnamese rimes. */
const RIMES: readonly (readonly ["" | "o" | "u", string, string])[] = [
  ["", "a", ". c ch i m n ng nh o p t u y"],
  ["", "ă", "c m n ng p t"],
  ["", "â", ". c m n ng p t u y"],
  ["", "e", ". c m n ng o p t"],
  ["", "ê", ". ch m n nh p t u"],
  ["", "i", ". ch m n nh p t u"],
  ["", "ia", "."],
  ["", "iê", "c m n ng p t u"],
  ["", "o", ". c i m n ng p t"],
  ["", "oo", "c ng"],
  ["", "ô", ". c i m n ng p t"],
  ["", "ơ", ". i m n p t"],
  ["", "u", ". c i m n ng p t"],
  ["", "ua", "."],
  ["", "uô", "c i m n ng t"],
  ["", "ư", ". c i m n ng t u"],
  ["", "ưa", "."],
  ["", "ươ", "c i m n ng p t u"],
  ["", "y", "."],
  ["", "yê", "m n ng t u"],
  ["o", "a", ". c ch i m n ng nh o p t y"],
  ["o", "ă", "c m n ng t"],
  ["o", "e", ". m n o t"],
  ["u", "â", "c n ng t y"],
  ["u", "ê", ". ch n nh u"],
  ["u", "ơ", ". n"],
  ["u", "y", ". ch n nh p t u"],
  ["u", "ya", "."],
  ["u", "yê", "n t"],
];

interface Rime {
  readonly glide: "" | "o" | "u";
  readonly nucleus: string;
  readonly coda: string;
}

const RIME_OF: ReadonlyMap<string, Rime> = new Map(
  RIMES.flatMap(([glide, nucleus, codas]) =>
    codas.split(" ").map((written): [string, Rime] => {
      const coda = written === "." ? "" : written;
      return [glide + nucleus + coda, { glide, nucleus, coda }];
    }),
  ),
);

/** What may follow `qu`: rimes without glide, and y-rimes (quý, quỳnh, quyên, quýt). */
const AFTER_QU = /^(a|ă|â|e|ê|i|ơ|y|ô)/;
const Y_RIME_OF_QU: ReadonlyMap<string, Rime> = new Map(
  ["y", "yn", "ynh", "yt", "yên", "yêt", "yu", "ych"].map((rime): [string, Rime] => {
    const nucleus = rime.startsWith("yê") ? "yê" : "y";
    return [rime, { glide: "", nucleus, coda: rime.slice(nucleus.length) }];
  }),
);

/** After a consonant, `y` alone as a rime (Mỹ, Lý, Vy); without one, also yêu, yến. */
const ONLY_WITHOUT_ONSET = /^y./;

const STOPS = new Set(["c", "ch", "p", "t"]);

/** A token's letters without tones, and its tone; null when it holds a foreign character or two tones. */
export function splitTone(lower: string): { letters: string; tone: Tone; tonePosition: number } | null {
  let letters = "";
  let tone: Tone = 0;
  let tonePosition = -1;
  for (const char of lower) {
    const letter = LETTERS.get(char);
    if (!letter) return null;
    if (letter.tone !== 0) {
      if (tone !== 0) return null;
      tone = letter.tone;
      tonePosition = letters.length;
    }
    letters += letter.toneless;
  }
  return letters === "" ? null : { letters, tone, tonePosition };
}

/** Onset and rime of toneless letters; null when the rime is not Vietnamese. Spelling rules (c/k …) are not asked here. */
function split(letters: string): { onset: string; rime: Rime } | null {
  for (const onset of ONSETS) {
    if (!letters.startsWith(onset)) continue;
    const rest = letters.slice(onset.length);
    if (onset === "qu") {
      const rime = Y_RIME_OF_QU.get(rest) ?? (AFTER_QU.test(rest) ? RIME_OF.get(rest) : undefined);
      if (rime && rime.glide === "") return { onset, rime };
      continue;
    }
    const rime = ONLY_WITHOUT_ONSET.test(rest) ? undefined : RIME_OF.get(rest);
    if (rime) return { onset, rime };
  }
  const rime = RIME_OF.get(letters);
  return rime ? { onset: "", rime } : null;
}

const FRONT = /^[ieêy]/;

/** The spelling rules c/k, g/gh, ng/ngh, and the tones a stop allows. */
function isSpelledRight(onset: string, written: string, coda: string, tone: Tone): boolean {
  const front = FRONT.test(written);
  if ((onset === "k" || onset === "gh" || onset === "ngh") && !front) return false;
  if ((onset === "c" || onset === "ng") && front) return false;
  if (onset === "g" && /^[eêy]/.test(written)) return false;
  return !STOPS.has(coda) || tone === 4 || tone === 5;
}

/**
 * Takes one token apart.
 * @param token NFC text in any case
 * @param strict also asks for the spelling rules and for the tones that a final stop allows, as a rightly written
 *   syllable has them; without it `Kông` and `viêt` pass too
 * @returns null when it is not one Vietnamese syllable
 */
export function parseSyllable(token: string, { strict = true } = {}): Syllable | null {
  const parts = splitTone(token.toLowerCase());
  if (!parts) return null;
  const found = split(parts.letters);
  if (!found) return null;
  const { onset, rime } = found;
  const written = rime.glide + rime.nucleus;
  if (strict && !isSpelledRight(onset, written, rime.coda, parts.tone)) return null;
  return { onset, ...rime, tone: parts.tone };
}

const BARE_RIMES: ReadonlySet<string> = new Set([...RIME_OF.keys()].map(plain));
const BARE_RIMES_OF_QU: ReadonlySet<string> = new Set(
  [...RIME_OF.keys()]
    .filter((rime) => AFTER_QU.test(rime))
    .concat([...Y_RIME_OF_QU.keys()])
    .map(plain),
);
const BARE_ONSETS = ONSETS.filter((onset) => onset !== "đ");

function plain(letters: string): string {
  let out = "";
  for (const char of letters) out += LETTERS.get(char)?.plain ?? char;
  return out;
}

/** Whether lower-case ASCII letters are a Vietnamese syllable that lost its marks, such as `nguyen`. */
export function isBareSyllable(lower: string): boolean {
  if (BARE_RIMES.has(lower)) return true;
  for (const onset of BARE_ONSETS) {
    if (!lower.startsWith(onset)) continue;
    const rest = lower.slice(onset.length);
    if (onset === "qu" ? BARE_RIMES_OF_QU.has(rest) : BARE_RIMES.has(rest)) return true;
  }
  return false;
}

/**
 * Whether a token is a Vietnamese syllable: rightly written with its marks, or all letters without any marks
 * (`Nguyễn`, `nguyen`; not `nguyên4`, `xzq`, `Nguyẻn`).
 */
export function isSyllable(token: string): boolean {
  const lower = token.toLowerCase();
  return parseSyllable(lower) !== null || (/^[a-z]+$/.test(lower) && isBareSyllable(lower));
}

/** A letter that no single-byte Western encoding has: proof that the text around it was read rightly. */
const BEYOND_LATIN1 = /[\u0100-\u1eff]/;

/**
 * Whether a token could be a syllable as somebody typed it: spelling rules may be broken, and marks missing
 * altogether or (beside a letter like ư or ễ, which proves the encoding right) in part. Such a token is never taken
 * for broken encoding.
 */
export function isNearSyllable(lower: string): boolean {
  const parts = splitTone(lower);
  if (parts === null) return false;
  if (split(parts.letters) !== null) return true;
  return (/^[a-z]+$/.test(lower) || BEYOND_LATIN1.test(lower)) && isBareSyllable(plain(parts.letters));
}
