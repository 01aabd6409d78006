import { LEGACY_CODES, LEGACY_LETTERS } from "../../connectors/encodings/legacy-tables.ts";

/**
 * How text was stored before somebody read it as Western European:
 * `tcvn3` (ABC), `vni` (VNI-Win), `vps`, `viscii`, `cp1258`, and UTF-8 read as cp1252 or as ISO-8859-2.
 */
export const LEGACY_ENCODINGS = [
  "utf8_as_cp1252",
  "utf8_as_latin2",
  "vni",
  "tcvn3",
  "viscii",
  "vps",
  "cp1258",
] as const;
export type LegacyEncoding = (typeof LEGACY_ENCODINGS)[number];

/** What cp1252 shows for bytes 0x80-0x9F; the five it leaves open stay control characters. (Node's own decoder has them wrong.) */
const CP1252_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const LATIN1_UPPER = Array.from({ length: 96 }, (_, i) => String.fromCharCode(160 + i));
const CP1252: readonly string[] = [...Array.from(CP1252_CONTROLS), ...LATIN1_UPPER];
const LATIN2: readonly string[] = Array.from(
  new TextDecoder("iso-8859-2").decode(Uint8Array.from({ length: 128 }, (_, i) => 128 + i)),
);

/** Character to byte; a control character stands for itself, since some readers keep it. */
const byteOf = (table: readonly string[]): ReadonlyMap<string, number> =>
  new Map([
    ...Array.from({ length: 32 }, (_, i): [string, number] => [String.fromCharCode(128 + i), 128 + i]),
    ...table.map((char, i): [string, number] => [char, 128 + i]),
  ]);
const CP1252_BYTES = byteOf(CP1252);
const LATIN2_BYTES = byteOf(LATIN2);

/** The text a byte sequence in hexadecimal shows when it is read as cp1252. */
function shown(hex: string): string {
  let out = "";
  for (let i = 0; i < hex.length; i += 2) {
    const byte = Number.parseInt(hex.slice(i, i + 2), 16);
    out += byte < 128 ? String.fromCharCode(byte) : CP1252[byte - 128];
  }
  return out;
}

function fontTable(codes: string): ReadonlyMap<string, string> {
  const letters = Array.from(LEGACY_LETTERS);
  return new Map(codes.split(" ").map((hex, i): [string, string] => [shown(hex), letters[i]!]));
}

/** VNI keeps base and mark apart, so a capital base may stand with a small mark and the other way round. */
function vniTable(): ReadonlyMap<string, string> {
  const font = fontTable(LEGACY_CODES.vni);
  const table = new Map(font);
  for (const [code, letter] of font) {
    if (code.length !== 2) continue;
    const [base, mark] = [code[0]!, code[1]!];
    table.set(base + mark.toLowerCase(), letter).set(base + mark.toUpperCase(), letter);
  }
  return table;
}

const CP1258_MARKS: readonly (readonly [string, string])[] = [
  ["Ì", "\u0300"],
  ["Ò", "\u0309"],
  ["Þ", "\u0303"],
  ["ì", "\u0301"],
  ["ò", "\u0323"],
  ["Ã", "Ă"],
  ["ã", "ă"],
  ["Ð", "Đ"],
  ["ð", "đ"],
  ["Õ", "Ơ"],
  ["õ", "ơ"],
  ["Ý", "Ư"],
  ["ý", "ư"],
];

const TABLES: ReadonlyMap<LegacyEncoding, ReadonlyMap<string, string>> = new Map([
  ["vni", vniTable()],
  ["tcvn3", fontTable(LEGACY_CODES.tcvn3)],
  ["viscii", fontTable(LEGACY_CODES.viscii)],
  ["vps", fontTable(LEGACY_CODES.vps)],
  ["cp1258", new Map(CP1258_MARKS)],
]);

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function decodeUtf8(text: string, bytes: ReadonlyMap<string, number>): string | null {
  const out: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const byte = code < 128 ? code : bytes.get(char);
    if (byte === undefined) return null;
    out.push(byte);
  }
  try {
    return UTF8.decode(Uint8Array.from(out));
  } catch {
    return null;
  }
}

/**
 * What the text says if it was stored in `encoding` and read as Western (or, for `utf8_as_latin2`, Central) European.
 * NFC. Null when it cannot have been: a letter it holds does not exist there.
 */
export function decodeLegacy(text: string, encoding: LegacyEncoding): string | null {
  if (encoding === "utf8_as_cp1252") return decodeUtf8(text, CP1252_BYTES)?.normalize("NFC") ?? null;
  if (encoding === "utf8_as_latin2") return decodeUtf8(text, LATIN2_BYTES)?.normalize("NFC") ?? null;
  const table = TABLES.get(encoding)!;
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const pair = table.get(text.slice(i, i + 2));
    if (pair !== undefined && i + 1 < text.length) {
      out += pair;
      i++;
      continue;
    }
    const char = text[i]!;
    const one = table.get(char);
    if (one === undefined && char.charCodeAt(0) > 127 && !CP1252_BYTES.has(char)) return null;
    out += one ?? char;
  }
  return out.normalize("NFC");
}
