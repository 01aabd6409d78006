import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeToUtf8, type LegacyEncoding } from "../../connectors/encodings/decoder.ts";
import { LEGACY_CODES, LEGACY_LETTERS } from "../../connectors/encodings/legacy-tables.ts";
import { viqrToUnicode } from "../../connectors/encodings/viqr.ts";
import { vniToUnicode } from "../../connectors/encodings/vni.ts";
import { vpsToUnicode } from "../../connectors/encodings/vps.ts";
import { ReaderBench } from "./reader-bench.ts";

let bench: ReaderBench;
beforeAll(async () => {
  bench = await ReaderBench.open();
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

  it.each([
    ["windows-1258", Buffer.from([0x81])],
    ["windows-1252", Buffer.from([0x9d])],
    ["vni", Buffer.from([0x8f])],
    ["viqr", Buffer.from([0xc3, 0x28])],
    ["utf-16le", Buffer.from([0x00, 0xd8, 0x41, 0x00])],
  ] as const)("has rows put aside with bytes that it has no character for: %s", async (encoding, unknown) => {
    const text = (latin: string) => (encoding === "utf-16le" ? Buffer.from(latin, "utf16le") : Buffer.from(latin));
    const file = Buffer.concat([text("id,name\n1,An\n2,B"), unknown, text("c\n3,Binh\n")]);
    const { rows, rejected, result } = await bench.read({ "a.csv": file }, { encoding });
    expect(rows.map(({ id, name }) => [id, name])).toEqual([
      ["1", "An"],
      ["3", "Binh"],
    ]);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([[3, "row.encoding"]]);
    expect(result.files[0]).toMatchObject({ physicalRows: 3, accepted: 2, quarantined: 1 });
  });

  it("keeps a replacement character that UTF-16 text holds itself, as one in UTF-8", async () => {
    const text = "id,name\n1,B\ufffdc\n";
    for (const encoding of ["utf-16le", "utf-8"] as const) {
      const file = Buffer.from(text, encoding === "utf-8" ? "utf8" : "utf16le");
      expect((await bench.read({ "a.csv": file }, { encoding })).rows[0]?.name).toBe("B\ufffdc");
    }
  });

  it.each(["vps", "viqr"] as const)("is read whole across blocks: %s", async (encoding) => {
    const line = "7,Nguyễn Thị Thuỷ Đường Ỵ Ự\n";
    const lines = line.repeat(5_000);
    const file = Buffer.concat([
      Buffer.from("id,name\n"),
      encoding === "vps" ? stored(lines, LEGACY_CODES.vps) : storedAsViqr(lines),
    ]);
    const { rows } = await bench.read({ "a.csv": file }, { encoding });
    expect(rows.length).toBe(5_000);
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(["Nguyễn Thị Thuỷ Đường Ỵ Ự"]));
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

/** The signs that VIQR writes after a letter, by the mark they stand for. */
const VIQR_SIGNS: Readonly<Record<string, string>> = {
  ...{ "\u0306": "(", "\u0302": "^", "\u031b": "+" },
  ...{ "\u0301": "'", "\u0300": "`", "\u0309": "?", "\u0303": "~", "\u0323": "." },
};

/** VIQR as RFC 1456 has it: the tone last, and a backslash before what would else be read as a mark. */
function storedAsViqr(text: string): Buffer {
  const letters = Array.from(text, (char) => {
    if (char === "đ") return "dd";
    if (char === "Đ") return "DD";
    if (/[\\dD(^+'`?~.]/.test(char)) return `\\${char}`;
    const [base, ...marks] = char.normalize("NFD");
    return (
      base +
      marks
        .sort((a, b) => Number(TONE.test(a)) - Number(TONE.test(b)))
        .map((mark) => VIQR_SIGNS[mark])
        .join("")
    );
  });
  return Buffer.from(letters.join(""));
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
    ["vps", stored(text, LEGACY_CODES.vps)],
    ["viqr", storedAsViqr(text)],
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
    const one = codes ? stored(name, codes) : encoding === "viqr" ? storedAsViqr(name) : storedAsCp1258(name);
    const file = Buffer.concat(Array.from({ length: 120_000 }, () => one));
    const blocks = Array.from({ length: Math.ceil(file.length / 65_537) }, (_, i) =>
      file.subarray(i * 65_537, (i + 1) * 65_537),
    );
    expect((await decoded(blocks, encoding)) === name.repeat(120_000)).toBe(true);
  });
});

/** Texts of Vietnamese letters and everything else that a 7-bit file may hold. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...LETTERS),
      fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
    ),
  )
  .map((chars) => chars.join(""));

describe("VIQR", () => {
  it("reads a sign as a mark where it makes a letter, and as itself elsewhere", () => {
    const cases: Record<string, string> = {
      "Nguye^~n Thi. Thu?y": "Nguyễn Thị Thủy",
      "DDa(.ng Va(n DDu+'c": "Đặng Văn Đức",
      "Dda`o Ddu+o+`ng ddu+o+.c": "Đào Đường được",
      "TRA^`N THI. HO^`NG HA.NH": "TRẦN THỊ HỒNG HẠNH",
      "Qua^.n 1, TP.HCM (Q.1) 12.5.1990 +84912": "Quận 1, TP.HCM (Q.1) 12.5.1990 +84912",
      "H'Hoa Nie^": "H'Hoa Niê",
      "o^? i+ a+ e( u^": "ổ i+ a+ e( u^",
    };
    for (const [text, unicode] of Object.entries(cases)) expect([text, viqrToUnicode(text)]).toEqual([text, unicode]);
  });

  it("takes punctuation after a vowel for a mark unless a backslash stands before it", () => {
    const cases: Record<string, string> = {
      "sao the^\\? Ho\\. a\\.": "sao thê? Ho. a.",
      "O\\'Brien, Dad\\dy, \\\\": "O'Brien, Daddy, \\",
      "hoa.le@mail.vn O'Brien": "hoạle@mail.vn ÓBrien",
      "C:\\nam \\N \\v": "C:\\nam \\N \\v",
    };
    for (const [text, unicode] of Object.entries(cases)) expect([text, viqrToUnicode(text)]).toEqual([text, unicode]);
  });

  it("gives back every text that was written with its escapes", () => {
    fc.assert(fc.property(texts, (text) => viqrToUnicode(storedAsViqr(text).toString("latin1")) === text));
  });
});

describe("VPS", () => {
  it("has letters among the controls, and keeps ends of lines, tabs and the quotes of windows-1252", () => {
    const read = (bytes: readonly number[]) => vpsToUnicode(String.fromCharCode(...bytes));
    expect(read([0x4e, 0x67, 0x75, 0x79, 0x8c, 0x6e])).toBe("Nguyện");
    expect(read([0x02, 0x09, 0x1d, 0x0d, 0x0a, 0x91, 0x92, 0xdf])).toBe("Ạ\tỮ\r\n‘’ß");
  });

  it("gives back every text that was stored", () => {
    fc.assert(fc.property(texts, (text) => vpsToUnicode(stored(text, LEGACY_CODES.vps).toString("latin1")) === text));
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
