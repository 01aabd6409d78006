import iconv from "iconv-lite";
import { vniToUnicode } from "./vni.ts";

/** Names under which iconv-lite knows the byte tables. VNI is windows-1252 whose letters are then paired. */
const TABLES = {
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  tcvn3: "tcvn",
  vni: "windows-1252",
  viscii: "viscii",
  "windows-1258": "windows-1258",
  "windows-1252": "windows-1252",
} as const;

export type LegacyEncoding = keyof typeof TABLES;

/** Held back at most while no line ends, so that a letter and its marks are not parted. */
const MAX_HELD_CHARACTERS = 1024 * 1024;

/** Decodes blocks of a foreign encoding to UTF-8 in composed form (NFC), cutting only where lines end. */
export async function* decodeToUtf8(blocks: AsyncIterable<Buffer>, encoding: LegacyEncoding): AsyncGenerator<Buffer> {
  const decoder = iconv.getDecoder(TABLES[encoding]);
  const compose = encoding === "vni" ? vniToUnicode : (text: string) => text.normalize("NFC");
  let held = "";
  for await (const block of blocks) {
    held += decoder.write(block);
    const cut = held.length > MAX_HELD_CHARACTERS ? held.length : held.lastIndexOf("\n") + 1;
    if (cut === 0) continue;
    yield Buffer.from(compose(held.slice(0, cut)), "utf8");
    held = held.slice(cut);
  }
  held += decoder.end() ?? "";
  if (held !== "") yield Buffer.from(compose(held), "utf8");
}
