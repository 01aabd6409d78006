import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeToUtf8, type LegacyEncoding } from "../../connectors/encodings/decoder.ts";
import { vniToUnicode } from "../../connectors/encodings/vni.ts";
import { LEGACY_CODES, LEGACY_LETTERS } from "../../matchers/names/legacy-tables.ts";
import { Workbench } from "./workbench.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const bytes = (latin: string) => iconv.encode(latin, "windows-1252");

describe("a declared encoding", () => {
  it("is decoded and composed", async () => {
    const name = "Nguyễn Văn Đức";
    const texts = {
      tcvn3: bytes("id,name\n1,NguyÔn V¨n §øc\n"),
      vni: bytes("id,name\n1,Nguyeãn Vaên Ñöùc\n"),
      "utf-16le": Buffer.from(`id,name\n1,${name}\n`, "utf16le"),
      "utf-16be": Buffer.from(`id,name\n1,${name}\n`, "utf16le").swap16(),
      "windows-1258": Buffer.concat([
        bytes("id,name\n1,Nguy"),
        Buffer.from([0xea, 0xde]),
        bytes("n V\xe3n \xd0\xfd\xecc\n"),
      ]),
    } as const;
    for (const encoding of Object.keys(texts) as (keyof typeof texts)[]) {
      const { rows } = await bench.read({ "a.csv": texts[encoding] }, { encoding });
      expect([encoding, rows[0]?.name]).toEqual([encoding, name]);
    }
  });

  it("gives way to a byte order mark, with a note", async () => {
    const { rows, result } = await bench.read({ "a.csv": Buffer.from("\ufeffid,name\n1,Đức\n", "utf16le") });
    expect(rows[0]?.name).toBe("Đức");
    expect(result.notes).toEqual([{ file: "a.csv", code: "encoding.byte_order_mark" }]);
  });

  it("keeps a letter and its marks together across blocks", async () => {
    const row = Buffer.from("1,Nguyễn\n".normalize("NFD"), "utf16le");
    const rows = 100_000;
    const text = Buffer.concat([Buffer.from("id,name\n", "utf16le"), ...Array.from({ length: rows }, () => row)]);
    const { rows: read } = await bench.read({ "a.csv": text }, { encoding: "utf-16le" });
    expect(read.length).toBe(rows);
    expect(new Set(read.map(({ name }) => name))).toEqual(new Set(["Nguyễn"]));
  });
});

const LETTERS = Array.from(LEGACY_LETTERS);

/** What the byte table says a text is stored as. */
function stored(text: string, codes: string): Buffer {
  const hex = new Map(codes.split(" ").map((code, i): [string, string] => [LETTERS[i]!, code]));
  return Buffer.concat(
    Array.from(text, (char) => Buffer.from(hex.get(char) ?? Buffer.from(char).toString("hex"), "hex")),
  );
}

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/u;

/** cp1258 stores the tone after the letter. */
function storedAsCp1258(text: string): Buffer {
  const parted = Array.from(text, (char) => {
    const marks = char.normalize("NFD");
    return marks.replace(TONE, "").normalize("NFC") + (TONE.exec(marks)?.[0] ?? "");
  });
  return iconv.encode(parted.join(""), "windows-1258");
}

async function decoded(blocks: readonly Buffer[], encoding: LegacyEncoding): Promise<string> {
  const parts: Buffer[] = [];
  async function* source(): AsyncGenerator<Buffer> {
    yield* blocks;
  }
  for await (const part of decodeToUtf8(source(), encoding)) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

describe("a file in an old encoding", () => {
  const text = `${LETTERS.join(" ")}\nNGUYỄN THỊ THUỶ, ĐẶNG VĂN ƯỚC\nNguyễn Ái Ánh Ấu Ỷ\n`;
  const files: readonly (readonly [LegacyEncoding, Buffer])[] = [
    ["tcvn3", stored(text, LEGACY_CODES.tcvn3)],
    ["vni", stored(text, LEGACY_CODES.vni)],
    ["viscii", stored(text, LEGACY_CODES.viscii)],
    ["windows-1258", storedAsCp1258(text)],
  ];

  it.each(files)("gives all letters, small and capital: %s", async (encoding, file) => {
    expect(await decoded([file], encoding)).toBe(text);
  });

  it.each(files)("gives them also byte by byte: %s", async (encoding, file) => {
    expect(
      await decoded(
        Array.from(file, (byte) => Buffer.from([byte])),
        encoding,
      ),
    ).toBe(text);
  });

  it.each(files)("keeps letters whole where a line is too long to hold: %s", async (encoding) => {
    const name = "NGUYỄN THỊ THUỶ ";
    const codes = LEGACY_CODES[encoding as keyof typeof LEGACY_CODES];
    const one = codes ? stored(name, codes) : storedAsCp1258(name);
    const file = Buffer.concat(Array.from({ length: 120_000 }, () => one));
    const blocks = Array.from({ length: Math.ceil(file.length / 65_537) }, (_, i) =>
      file.subarray(i * 65_537, (i + 1) * 65_537),
    );
    expect((await decoded(blocks, encoding)) === name.repeat(120_000)).toBe(true);
  });
});

describe("VNI", () => {
  it("has every letter with its marks", () => {
    const cases: Record<string, string> = {
      "Myõ Thuyû": "Mỹ Thuỷ",
      "AØ AÙ AÛ AÕ AÏ AÂ AÀ AÁ AÅ AÃ AÄ AÊ AÈ AÉ AÚ AÜ AË": "À Á Ả Ã Ạ Â Ầ Ấ Ẩ Ẫ Ậ Ă Ằ Ắ Ẳ Ẵ Ặ",
      "ôø ôù ôû ôõ ôï öø öù öû öõ öï": "ờ ớ ở ỡ ợ ừ ứ ử ữ ự",
      "Ì Í Æ Ó Ò Î ì í æ ó ò î": "Ì Í Ỉ Ĩ Ị Ỵ ì í ỉ ĩ ị ỵ",
      Hoàng: "Hồng",
      "Hoaøng Ñöôøng": "Hoàng Đường",
    };
    for (const [text, unicode] of Object.entries(cases)) expect(vniToUnicode(text)).toBe(unicode.normalize("NFC"));
  });
});
