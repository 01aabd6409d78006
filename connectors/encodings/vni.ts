/**
 * VNI-Windows: a vowel and, after it, a byte for its marks. Letters that have one byte of their own are mapped first.
 * Source: the VNI column of the public conversion tables (134 letters), restated as marks.
 */
const SINGLE: Readonly<Record<string, string>> = {
  Ñ: "Đ",
  ñ: "đ",
  Ô: "Ơ",
  ô: "ơ",
  Ö: "Ư",
  ö: "ư",
  Ì: "Ì",
  ì: "ì",
  Í: "Í",
  í: "í",
  Æ: "Ỉ",
  æ: "ỉ",
  Ó: "Ĩ",
  ó: "ĩ",
  Ò: "Ị",
  ò: "ị",
  Î: "Ỵ",
  î: "ỵ",
};

const GRAVE = "\u0300";
const ACUTE = "\u0301";
const TILDE = "\u0303";
const HOOK = "\u0309";
const DOT = "\u0323";
const CIRCUMFLEX = "\u0302";
const BREVE = "\u0306";

/** The mark byte as windows-1252 shows it (small letters; capitals have the capital of the same letter). */
const MARKS: Readonly<Record<string, string>> = {
  ø: GRAVE,
  ù: ACUTE,
  û: HOOK,
  õ: TILDE,
  ï: DOT,
  â: CIRCUMFLEX,
  à: CIRCUMFLEX + GRAVE,
  á: CIRCUMFLEX + ACUTE,
  å: CIRCUMFLEX + HOOK,
  ã: CIRCUMFLEX + TILDE,
  ä: CIRCUMFLEX + DOT,
  ê: BREVE,
  è: BREVE + GRAVE,
  é: BREVE + ACUTE,
  ú: BREVE + HOOK,
  ü: BREVE + TILDE,
  ë: BREVE + DOT,
};

const PAIR = /([AaEeOoUuYyÔôÖö])([øùûõïâàáåãäêèéúüë])/giu;
const LONE = /[ÑñÔôÖöÌìÍíÆæÓóÒòÎî]/gu;

/** Text of a VNI file, its bytes read as windows-1252, in Unicode (NFC). */
export function vniToUnicode(text: string): string {
  return text
    .replace(PAIR, (_, base: string, mark: string) => (SINGLE[base] ?? base) + (MARKS[mark.toLowerCase()] ?? mark))
    .replace(LONE, (letter) => SINGLE[letter] ?? letter)
    .normalize("NFC");
}
