import { LEGACY_CODES, LEGACY_LETTERS } from "./legacy-tables.ts";

/** The letter of each byte that is one; letters have bytes among the controls too. */
const LETTERS: ReadonlyMap<string, string> = (() => {
  const letters = Array.from(LEGACY_LETTERS);
  return new Map(
    LEGACY_CODES.vps
      .split(" ")
      .map((hex, i): [string, string] => [String.fromCharCode(Number.parseInt(hex, 16)), letters[i]!]),
  );
})();

/** The bytes left over are as in windows-1252; only these two are not as in ISO 8859-1. */
const QUOTES: Readonly<Record<string, string>> = { "\u0091": "‘", "\u0092": "’" };

/** Whatever is no ASCII sign and no blank. */
const BYTES = /[^\s!-~]/gu;

/** Text of a VPS file, each byte read as the character of that number (ISO 8859-1), in Unicode (NFC). */
export function vpsToUnicode(text: string): string {
  return text.replace(BYTES, (byte) => LETTERS.get(byte) ?? QUOTES[byte] ?? byte);
}
