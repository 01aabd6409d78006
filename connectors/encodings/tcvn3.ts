const TONES = "\u0300\u0309\u0303\u0301\u0323";

/** A capital vowel and after it the same vowel small and toned: Aà, Aả … Êễ … Yỵ. */
const CAPITAL_AND_TONED = new RegExp(
  Array.from("AĂÂEÊIOÔƠUƯY", (capital) => {
    const toned = Array.from(TONES, (tone) => (capital.toLowerCase() + tone).normalize("NFC"));
    return `${capital}[${toned.join("")}]`;
  }).join("|"),
  "gu",
);

/**
 * Text of a TCVN3 (ABC) file, its bytes read one by one, in Unicode (NFC). Its fonts have no capitals with a tone:
 * Ạ is stored as A and ạ, which no Vietnamese text has side by side otherwise.
 */
export function tcvn3ToUnicode(text: string): string {
  return text.normalize("NFC").replace(CAPITAL_AND_TONED, (pair) => pair.slice(1).toUpperCase());
}
