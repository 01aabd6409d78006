/** What a character is to the word cutter. */
export const CHARACTER = { sign: 0, space: 1, dot: 2, part: 3, joiner: 4, lower: 5, upper: 6, digit: 7 } as const;

const TONES: Readonly<Record<string, number>> = { "\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5 };
const HIGHEST = 0x1eff;
const JOINERS = new Set([0x27, 0x60, 0x2018, 0x2019, 0x2bc, 0xb4]);
const PARTS = new Set([0x2c, 0x3b, 0x7c, 0x28, 0x29, 0x5b, 0x5d, 0x0a, 0x0d, 0x09, 0x3a, 0xff0c, 0x3001]);

const CLASSES = Uint8Array.from({ length: HIGHEST + 1 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (code === 0x20 || code === 0xa0) return CHARACTER.space;
  if (code === 0x2e) return CHARACTER.dot;
  if (PARTS.has(code)) return CHARACTER.part;
  if (JOINERS.has(code) || isCombining(code)) return CHARACTER.joiner;
  if (code >= 0x30 && code <= 0x39) return CHARACTER.digit;
  if (!/\p{L}/u.test(character)) return CHARACTER.sign;
  return character.toLowerCase() === character ? CHARACTER.lower : CHARACTER.upper;
});

/** The class of a character, one of `CHARACTER`. */
export function classOf(code: number): number {
  if (code <= HIGHEST) return CLASSES[code]!;
  return JOINERS.has(code) ? CHARACTER.joiner : PARTS.has(code) ? CHARACTER.part : CHARACTER.sign;
}

/** True for a code unit that composition would join to the letter before it. */
export function isCombining(code: number): boolean {
  return code >= 0x300 && code <= 0x36f;
}

/** The two spellings of a word that comparisons use. */
export interface Spelling {
  /** No marks, lower case, i for y, c for a syllable's closing k: Đắk and Đắc, Lý and Lí are one. */
  readonly plain: string;
  /** Lower case with hats and horns, the tones as digits at the end: "hoà" and "hòa" are both "hoa2". */
  readonly marked: string;
  /** `marked` without the tones. */
  readonly toneless: string;
  readonly hasMarks: boolean;
}

/** Spells one word; tones are 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng. */
export function spellWord(word: string): Spelling {
  let plain = "";
  let hatted = "";
  let tones = "";
  for (const character of word.toLowerCase().normalize("NFD")) {
    const code = character.charCodeAt(0);
    const tone = TONES[character];
    if (tone) tones += tone;
    else if (code === 0x111 || code === 0xf0) {
      plain += "d";
      hatted += "đ";
    } else if (isCombining(code)) hatted += character;
    else if (classOf(code) >= CHARACTER.lower) {
      const letter = character === "y" ? "i" : character;
      plain += letter;
      hatted += letter;
    }
  }
  const toneless = hatted.normalize("NFC");
  const marked = toneless + tones;
  return { plain: closeSyllable(plain), marked, toneless, hasMarks: marked !== plain };
}

/** Letters without a vowel are no syllable but initials: KT is Kon Tum and not Cần Thơ. */
const INITIALS = /^[^aeiou]{2,}$/;

function closeSyllable(plain: string): string {
  return INITIALS.test(plain) ? plain : closedInC(plain);
}

/** Plain letters with c for a closing k, though their vowel may be lost ("Đk Yă"). */
export function closedInC(plain: string): string {
  return plain.includes("k") ? plain.replace(/k(?![aeiouh])/g, "c") : plain;
}
