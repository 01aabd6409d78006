/** A cell of digits after the marks that spreadsheets and keyboards leave have been taken off. */
export interface CleanCell {
  /** NFKC, trimmed, without control and format characters. */
  readonly text: string;
  readonly repairs: readonly CellRepair[];
  /** Written as 1.23E+11 with digits missing: the number cannot be had back. */
  readonly unrecoverable: boolean;
}

export type CellRepair = "apostrophe" | "trailing_decimal" | "scientific" | "letters_for_digits" | "separators";

/** A cell longer than this holds text, not a number; it is cut before any pattern sees it. */
export const LONGEST_CELL = 200;

const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/** NFKC, cut, trimmed, without control and format characters. ASCII without blanks at its ends, the usual case, is so already. */
export function cleanText(raw: string, longest = LONGEST_CELL): string {
  if (raw.length <= longest && PLAIN.test(raw)) return raw;
  return (raw.length <= longest ? raw : cut(raw, longest))
    .normalize("NFKC")
    .replace(/\p{Cc}+/gu, " ")
    .replace(/\p{Cf}+/gu, "")
    .replace(OTHER_DIGITS, asciiDigit)
    .trim();
}

/** Where the decimal digits of Arabic, Persian, Indian, Thai, Lao and Khmer keyboards begin: ten each. */
const ZEROS = [0x660, 0x6f0, 0x966, 0xe50, 0xed0, 0x17e0];
const OTHER_DIGITS = new RegExp(`[${ZEROS.map((zero) => String.fromCodePoint(zero, 0x2d, zero + 9)).join("")}]`, "gu");
const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0)!;
  return String(code - ZEROS.findLast((zero) => zero <= code)!);
};

/** The beginning of a long text, blanks before it left out. A run of figures is not cut: half a number is another number. */
function cut(raw: string, longest: number): string {
  const text = raw.replace(/^[\s\p{Cc}\p{Cf}]+/u, "");
  const begin = text.slice(0, longest);
  return begin.length === text.length ? text : begin.replace(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]+$/u, "");
}

/** A whole number as spreadsheets show one: with decimals of nothing, and its thousands apart or not. */
const DECIMAL = /^([0-9]{4,}(?=[.,])|[0-9]{1,3}(?:,[0-9]{3})+(?=\.)|[0-9]{1,3}(?:\.[0-9]{3})+(?=,))[.,]0{1,2}$/;

/**
 * Takes off what is around a number: `'001…`, `="001…"`, `001….0`, invisible characters, full-width digits.
 * Scientific notation is written out when every digit is there (1.09901234567E+11), else `unrecoverable`.
 */
export function cleanCell(raw: string): CleanCell {
  const repairs: CellRepair[] = [];
  let text = cleanText(raw);
  if (/^[0-9]*$/.test(text)) return { text, repairs, unrecoverable: false };
  const quoted =
    /^(?:=\s*)?["'’‘`´]{1,3}(.*?)["'’‘`´]{0,3}$/u.exec(text) ??
    /^([^"'’‘`´]+)["'’‘`´]$/u.exec(text) ??
    /^=(.*)$/u.exec(text);
  if (quoted) {
    text = quoted[1]!.trim();
    repairs.push("apostrophe");
  }
  const decimal = DECIMAL.exec(text);
  if (decimal) {
    text = decimal[1]!.replace(/[.,]/g, "");
    repairs.push("trailing_decimal");
  }
  const scientific = /^([0-9])(?:[.,]([0-9]*))?[eE]\+?([0-9]{1,2})$/.exec(text);
  if (!scientific) return { text, repairs, unrecoverable: false };
  repairs.push("scientific");
  const digits = `${scientific[1]}${scientific[2] ?? ""}`;
  if (digits.length !== Number(scientific[3]) + 1 || digits.length < 7) return { text, repairs, unrecoverable: true };
  return { text: digits, repairs, unrecoverable: false };
}

/** Takes out the marks people put between groups of digits; a hyphen or plus of any width among them. */
export function squeeze(text: string): string {
  return text.replace(/[\s.,_·•:\-‐‑‒–—−/\\()[\]{}]+/gu, "");
}

/** A star or question mark beside a number, or the number of a copy behind it (`_1`, `(1)`). */
const BESIDE = /^\*?([0-9]{10,12})(?:[*?]|_[1-9]|\s?\([1-9]\))?$/u;

/** A number of so many digits without such a mark beside it; any other text itself: behind fewer digits a star may hide one. */
export function withoutMark(text: string, length: 10 | 12): string {
  const digits = BESIDE.exec(text)?.[1];
  return digits?.length === length ? digits : text;
}

const LETTER_DIGITS: Readonly<Record<string, string>> = {
  O: "0",
  o: "0",
  Q: "0",
  I: "1",
  i: "1",
  l: "1",
  L: "1",
  "|": "1",
  S: "5",
  s: "5",
  B: "8",
};

/**
 * Puts digits where letters that look like them were typed or read by a scanner: O→0, I/l→1, S→5, B→8.
 * Null unless the result is digits only, at most `limit` letters were changed, and one was.
 */
export function lettersToDigits(text: string, limit: number): string | null {
  let changed = 0;
  let out = "";
  for (const char of text) {
    if (char >= "0" && char <= "9") out += char;
    else {
      const digit = LETTER_DIGITS[char];
      if (digit === undefined || ++changed > limit) return null;
      out += digit;
    }
  }
  return changed > 0 ? out : null;
}

/** Nine digits of counting are no chance, whatever stands behind them; of twelve they would state a birth in 2045. */
const COUNTING = /^0?123456789/;
const SEQUENCES = ["01234567890123456789", "12345678901234567890", "98765432109876543210", "09876543210987654321"];

/**
 * Whether a run of digits is what is typed when there is no number: one, two or three digits repeated to the end,
 * counting up or down from an end, counting up to nine first, or six zeros in front.
 */
export function isJunkDigits(digits: string): boolean {
  if (digits.length < 5) return true;
  if (digits.startsWith("000000")) return true;
  for (const period of [1, 2, 3])
    if (digits.length >= 3 * period && digits.slice(period) === digits.slice(0, -period)) return true;
  return COUNTING.test(digits) || SEQUENCES.some((sequence) => sequence.startsWith(digits));
}
