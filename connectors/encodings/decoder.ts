import iconv from "iconv-lite";
import { tcvn3ToUnicode } from "./tcvn3.ts";
import { viqrToUnicode } from "./viqr.ts";
import { vniToUnicode } from "./vni.ts";
import { vpsToUnicode } from "./vps.ts";

const toNfc = (text: string): string => text.normalize("NFC");

/** How each encoding is read: the byte table's name in iconv-lite, and how letters stored in parts are put together. */
const ENCODINGS = {
  "utf-16le": { table: "utf-16le", compose: toNfc },
  "utf-16be": { table: "utf-16be", compose: toNfc },
  tcvn3: { table: "tcvn", compose: tcvn3ToUnicode },
  vni: { table: "windows-1252", compose: vniToUnicode },
  vps: { table: "iso-8859-1", compose: vpsToUnicode },
  viqr: { table: "utf-8", compose: viqrToUnicode },
  viscii: { table: "viscii", compose: toNfc },
  "windows-1258": { table: "windows-1258", compose: toNfc },
  "windows-1252": { table: "windows-1252", compose: toNfc },
} as const;

export type LegacyEncoding = keyof typeof ENCODINGS;

/** Held back at most while no line ends. */
const MAX_HELD_CHARACTERS = 1024 * 1024;

/** Characters that are no part of a letter, also where signs are marks (VIQR). */
const BETWEEN_LETTERS = /[\s\d,;|"<>]/;

/** Where text may be cut so that no letter is parted from its marks: after the last end of a line, or, in a line too long to hold, after the last space, digit or separator. */
function cutOf(text: string): number {
  const line = text.lastIndexOf("\n") + 1;
  if (line > 0 || text.length <= MAX_HELD_CHARACTERS) return line;
  let cut = text.length;
  while (cut > 0 && !BETWEEN_LETTERS.test(text[cut - 1]!)) cut--;
  return cut > 0 ? cut : text.length;
}

/** What bytes become that are no character of the encoding. In UTF-16 the replacement character is one, and half a pair is none. */
const lostIn = (encoding: LegacyEncoding): RegExp => (encoding.startsWith("utf-16") ? /\p{Cs}/u : /\ufffd/u);

/** A byte that no UTF-8 text has. */
const NO_UTF8 = Buffer.from([0xff]);

function encode(text: string, lost: RegExp): Buffer {
  const [first = "", ...others] = text.split(lost);
  if (others.length === 0) return Buffer.from(first, "utf8");
  return Buffer.concat([Buffer.from(first, "utf8"), ...others.flatMap((part) => [NO_UTF8, Buffer.from(part, "utf8")])]);
}

/**
 * Decodes blocks of a foreign encoding to UTF-8 in composed form (NFC), cutting only between letters. What the encoding has no
 * character for comes out as a byte that is not UTF-8, so that whoever judges rows sees it as in a UTF-8 file.
 */
export async function* decodeToUtf8(blocks: AsyncIterable<Buffer>, encoding: LegacyEncoding): AsyncGenerator<Buffer> {
  const { table, compose } = ENCODINGS[encoding];
  const decoder = iconv.getDecoder(table);
  const lost = lostIn(encoding);
  let held = "";
  for await (const block of blocks) {
    held += decoder.write(block);
    const cut = cutOf(held);
    if (cut === 0) continue;
    yield encode(compose(held.slice(0, cut)), lost);
    held = held.slice(cut);
  }
  held += decoder.end() ?? "";
  if (held !== "") yield encode(compose(held), lost);
}
