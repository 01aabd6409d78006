import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vniToUnicode } from "../../connectors/encodings/vni.ts";
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
