import { describe, expect, it } from "vitest";
import * as lamsach from "../../index.ts";

/** Cells that no one means: blank, hidden, halves of letters, and far too long. */
const ODD = [
  "",
  " ",
  "\0",
  "\ud800",
  "a\udc00b",
  "\u202e0912345678",
  "x".repeat(100_000),
  "1".repeat(100_000),
  "á".repeat(10_000),
];

describe("functions of the package that say they never throw", () => {
  const reading = lamsach.inferDateReading([], [], 20261123);
  const sexes = lamsach.valueMapFor("sex");
  it.each<[string, (text: string) => unknown]>([
    ["standardiseName", lamsach.standardiseName],
    ["relateNames", (text) => lamsach.relateNames(text, "Nguyễn Văn An")],
    ["relateTokens", (text) => lamsach.relateTokens(text, "An")],
    ["standardiseIdentity", (text) => lamsach.standardiseIdentity(text)],
    ["standardisePhone", lamsach.standardisePhone],
    ["readDate", (text) => lamsach.readDate(text, reading)],
    ["inferDateReading", (text) => lamsach.inferDateReading([[text, 1]], [text], 20261123)],
    ["standardiseCode", (text) => lamsach.standardiseCode(text, "sex", sexes)],
    ["readAddress", (text) => lamsach.readAddress(text)],
    ["explainAddress", lamsach.explainAddress],
  ])("%s", (_, read) => {
    lamsach.readAddress("Hà Nội");
    for (const text of ODD) {
      const begun = performance.now();
      expect(() => read(text)).not.toThrow();
      expect(performance.now() - begun).toBeLessThan(5000);
    }
  });
});

describe("findings of the package", () => {
  it("have their sentences in both languages", () => {
    const { NAME_FINDINGS, NUMBER_FINDINGS, PHONE_FINDINGS, DATE_FINDINGS, CODE_FINDINGS, PLACE_FINDINGS } = lamsach;
    const cells = ["  NGUYEN VAN AN", "CCCD 1062012345", "0168 1234567", "30/2/62", "P.1, TP.HCM"] as const;
    const reading = lamsach.inferDateReading([], [], 20261123);
    const found: readonly string[] = [
      ...lamsach.standardiseName(cells[0]).findings,
      ...lamsach.standardiseIdentity(cells[1]).findings,
      ...lamsach.standardisePhone(cells[2]).findings,
      ...lamsach.readDate(cells[3], reading).findings,
      ...lamsach.standardiseCode("?!", "sex", lamsach.valueMapFor("sex")).findings,
      ...lamsach.readAddress(cells[4]).findings,
    ];
    const sentences: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
      ...NAME_FINDINGS,
      ...NUMBER_FINDINGS,
      ...PHONE_FINDINGS,
      ...DATE_FINDINGS,
      ...CODE_FINDINGS,
      ...PLACE_FINDINGS,
    };
    expect(found.length).toBeGreaterThan(6);
    for (const code of found) expect(sentences[code]).toMatchObject({ vi: expect.any(String), en: expect.any(String) });
  });
});
