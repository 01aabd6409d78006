import { describe, expect, it } from "vitest";
import { LEGACY_CODES, LEGACY_LETTERS } from "../../connectors/encodings/legacy-tables.ts";
import { detectColumnEncoding } from "../../matchers/names/encoding-repair.ts";

const LETTERS = Array.from(LEGACY_LETTERS);
/** Words as they look when they were stored in an encoding and read as Western European. */
function misread(text: string, encoding: "vni" | "tcvn3"): string {
  const shown = new Map(
    LEGACY_CODES[encoding].split(" ").map((hex, i) => [LETTERS[i]!, Buffer.from(hex, "hex").toString("latin1")]),
  );
  return Array.from(text, (letter) => shown.get(letter) ?? letter).join("");
}

const WORDS = "Nguyễn Trần Phạm Huỳnh Bùi Hữu Thủy Hạnh Hiếu Trường Phượng Lộc Mạnh Quyết Thắng".split(" ");
const column = (encoding: "vni" | "tcvn3", times: number): [string, number][] =>
  WORDS.map((word) => [misread(word, encoding), times]);

describe("the encoding of a column", () => {
  it.each(["vni", "tcvn3"] as const)("is told by words that it explains: %s", (encoding) => {
    expect(detectColumnEncoding(column(encoding, 10))).toBe(encoding);
  });

  it("is that of no part where files of two encodings were put together, whichever comes first", () => {
    const mixed = [...column("vni", 10), ...column("tcvn3", 10)];
    expect(detectColumnEncoding(mixed)).toBeNull();
    expect(detectColumnEncoding(mixed.toReversed())).toBeNull();
    expect(detectColumnEncoding([...column("vni", 10), ...column("tcvn3", 1)])).toBeNull();
  });

  it("stays where a few words speak for another", () => {
    expect(detectColumnEncoding([...column("vni", 100), ...column("tcvn3", 1)])).toBe("vni");
  });
});
