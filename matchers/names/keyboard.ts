import { isVowel, type Tone } from "./letters.ts";
import { composeTone, tonePosition } from "./tone-placement.ts";

const TELEX_TONES: ReadonlyMap<string, Tone> = new Map([
  ["f", 1],
  ["r", 2],
  ["x", 3],
  ["s", 4],
  ["j", 5],
]);
const VNI_TONES: ReadonlyMap<string, Tone> = new Map([
  ["2", 1],
  ["3", 2],
  ["4", 3],
  ["1", 4],
  ["5", 5],
]);

function withTone(letters: string, tone: Tone): string | null {
  if (tone === 0) return letters;
  const position = tonePosition(letters, "traditional");
  return position < 0 ? null : composeTone(letters, position, tone);
}

/** Replaces the last letter of `letters` that is one of `from`; `ươ` takes both horns at once. Null when there is none. */
function mark(letters: string, from: Readonly<Record<string, string>>): string | null {
  for (let i = letters.length - 1; i >= 0; i--) {
    const to = from[letters[i]!];
    if (to === undefined) continue;
    let head = letters.slice(0, i);
    if (to === "ơ" && head.endsWith("u") && !head.endsWith("qu")) head = `${head.slice(0, -1)}ư`;
    return head + to + letters.slice(i + 1);
  }
  return null;
}

const TELEX_W = { a: "ă", o: "ơ", u: "ư" } as const;
const TELEX_DOUBLE: Readonly<Record<string, string>> = { a: "â", e: "ê", o: "ô" };
const VNI_MARKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "6": TELEX_DOUBLE,
  "7": { o: "ơ", u: "ư" },
  "8": { a: "ă" },
  "9": { d: "đ" },
};

/** No word that was typed is longer; every key looks for its letter in all that stand before it. */
const LONGEST_WORD = 30;

/**
 * Carries out Telex keystrokes left in a lower-case token: `nguyeenx` gives `nguyễn`, `dduwcs` gives `đức`.
 * @returns null when the token holds no Telex keystroke; the result need not be a syllable
 */
export function decodeTelex(lower: string): string | null {
  if (lower.length > LONGEST_WORD) return null;
  let letters = "";
  let tone: Tone = 0;
  let changed = false;
  let vowelSeen = false;
  for (const char of lower) {
    const last = letters.at(-1);
    const toneHere = vowelSeen ? TELEX_TONES.get(char) : undefined;
    if (toneHere !== undefined) {
      tone = toneHere;
      changed = true;
    } else if (char === "w") {
      letters = mark(letters, TELEX_W) ?? `${letters}ư`;
      changed = true;
      vowelSeen = true;
    } else if (char === last && TELEX_DOUBLE[char]) {
      letters = letters.slice(0, -1) + TELEX_DOUBLE[char];
      changed = true;
    } else if (char === "d" && letters === "d") {
      letters = "đ";
      changed = true;
    } else {
      letters += char;
      vowelSeen ||= isVowel(char);
    }
  }
  return changed ? withTone(letters, tone) : null;
}

/**
 * Whether Telex leftovers are beyond doubt: a tone key, `w` or `dd`. A doubled vowel alone may be a foreign name (Lee).
 */
export function hasTelexKeys(lower: string): boolean {
  return /.w|w.|^dd|[aeiouyăâêôơư][a-zăâêôơưđ]*[sfrxj]/.test(lower);
}

/** Carries out VNI keystrokes left in a lower-case token: `nguye6n4` gives `nguyễn`. Null when there are none. */
export function decodeVniKeys(lower: string): string | null {
  if (lower.length > LONGEST_WORD || !/[a-z][1-9]/.test(lower)) return null;
  let letters = "";
  let tone: Tone = 0;
  for (const char of lower) {
    const toneHere = VNI_TONES.get(char);
    const marks = VNI_MARKS[char];
    if (toneHere !== undefined) tone = toneHere;
    else if (marks) {
      const marked = mark(letters, marks);
      if (marked === null) return null;
      letters = marked;
    } else letters += char;
  }
  return withTone(letters, tone);
}
