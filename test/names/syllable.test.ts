import { describe, expect, it } from "vitest";
import { placeTones, spellWithI } from "../../matchers/names/restyle.ts";
import { isSyllable, parseSyllable } from "../../matchers/names/syllable.ts";

describe("syllables", () => {
  it.each([
    ["Nguyễn", { onset: "ng", glide: "u", nucleus: "yê", coda: "n", tone: 3 }],
    ["quý", { onset: "qu", glide: "", nucleus: "y", coda: "", tone: 4 }],
    ["giữa", { onset: "gi", glide: "", nucleus: "ưa", coda: "", tone: 3 }],
    ["gìn", { onset: "g", glide: "", nucleus: "i", coda: "n", tone: 1 }],
    ["giếng", { onset: "g", glide: "", nucleus: "iê", coda: "ng", tone: 4 }],
    ["hoạch", { onset: "h", glide: "o", nucleus: "a", coda: "ch", tone: 5 }],
    ["Y", { onset: "", glide: "", nucleus: "y", coda: "", tone: 0 }],
    ["khuỷu", { onset: "kh", glide: "u", nucleus: "y", coda: "u", tone: 2 }],
  ])("%s", (word, wanted) => expect(parseSyllable(word)).toEqual(wanted));

  it.each(["nguyen", "tran", "duc", "quyen", "Thuỷ", "Ước"])("%s is one", (word) =>
    expect(isSyllable(word)).toBe(true),
  );
  it.each(["xzq", "nguyên4", "Kông", "ngiêm", "việp?", "hòaf", "bắn cung", "", "viêt"])("%s is none", (word) =>
    expect(isSyllable(word)).toBe(false),
  );
});

describe("tone placement", () => {
  it.each([
    ["hoà", "hòa", "hoà"],
    ["khỏe", "khỏe", "khoẻ"],
    ["thuỷ", "thủy", "thuỷ"],
    ["qúy", "quý", "quý"],
    ["hùynh", "huỳnh", "huỳnh"],
    ["gía", "giá", "giá"],
    ["hòan", "hoàn", "hoàn"],
    ["NGÒAI", "NGOÀI", "NGOÀI"],
    ["cứơng", "cướng", "cướng"],
    ["múa", "múa", "múa"],
    ["Kŕai", "Krái", "Krái"],
    ["Ea Kńôp", "Ea Knốp", "Ea Knốp"],
    ["Zoë", "Zoë", "Zoë"],
    ["Chloé", "Chloé", "Chloé"],
  ])("%s is %s or %s", (raw, traditional, modern) => {
    expect(placeTones(raw, "traditional")).toBe(traditional);
    expect(placeTones(raw, "modern")).toBe(modern);
  });

  it("writes i for a lone y", () => {
    expect(spellWithI("LÝ luận, Quý, thúy, ý, bác sỹ")).toBe("LÍ luận, Quí, thúy, ý, bác sĩ");
  });
});
