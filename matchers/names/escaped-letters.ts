const ESCAPED = /&#(\d{2,6});|&#x([0-9a-f]{2,5});|\\u([0-9a-f]{4})|&([a-z])(grave|acute|circ|tilde);|&(eth);/giu;
const ACCENTS: Readonly<Record<string, string>> = {
  grave: "\u0300",
  acute: "\u0301",
  circ: "\u0302",
  tilde: "\u0303",
};
/** Letters beyond ASCII, and marks: what is escaped for its own sake and not to hide something. */
const LETTER = /^[\p{L}\p{M}]$/u;

/** The bytes of letters beyond ASCII as addresses of the web have them (`Nguy%E1%BB%85n%20An`), and the blanks beside them. */
const BYTES = /(?:%[89a-f][\da-f])+/giu;

function unescapeBytes(text: string): string {
  return text.replaceAll("%20", " ").replace(BYTES, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}

/**
 * Puts letters in place of what web pages and JSON write for them: `Nguy&#7877;n`, `Ho&agrave;ng`, `Nguy\u1ec5n`. ASCII
 * characters stay escaped, so that nothing becomes markup.
 */
export function unescapeLetters(text: string): string {
  if (!/[&\\%]/.test(text)) return text;
  const plain = /%[89a-f][\da-f]/i.test(text) ? unescapeBytes(text) : text;
  return plain.replace(ESCAPED, (whole, decimal, hex, json, letter, accent, eth) => {
    if (eth) return eth === "eth" ? "đ" : "Đ";
    if (letter) return (letter + ACCENTS[accent.toLowerCase()]).normalize("NFC");
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? json, 16);
    const char = code > 0x7f && code <= 0xffff ? String.fromCharCode(code) : "";
    return LETTER.test(char) ? char : whole;
  });
}

/** Blanks and line ends as web pages and JSON write them, which exports leave behind a name. */
const BLANK = /&(?:nbsp|NBSP|#160|#x[aA]0);|\\t(?!\p{Ll})/gu;
const LINE_END = /<(?:br|BR)\s*\/?>|(?:\\r)?\\n(?!\p{Ll})|\\r(?!\p{Ll})/gu;

/** A formula that says nothing but a text, by which exports keep a spreadsheet from reading it: `="Nguyễn Văn An"`. */
const AS_TEXT = /^\s*="([^"=]*)"\s*$/u;

/** Puts blanks and line ends in place of what stands for them: `Nguyễn&nbsp;Văn An<br>`. Other markup stays. */
export function unescapeBlanks(text: string): string {
  if (!/[&\\<=]/.test(text)) return text;
  return text.replace(AS_TEXT, "$1").replace(BLANK, "\u00a0").replace(LINE_END, "\n");
}
