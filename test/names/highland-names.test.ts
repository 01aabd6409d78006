import { describe, expect, it } from "vitest";
import { NAME_RELATION, relateNames } from "../../matchers/names/name-relation.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

describe("the marker of sex and its apostrophe", () => {
  it.each([
    "H’ Hen Niê",
    "HˈHen Niê",
    "Hˋ Hen Niê",
    "H''Hen Niê",
    "H’’ Hen Niê",
    "Η'Hen Niê",
    "H´ Hen Niê",
    "H‘ Hen Niê",
    "H ’Hen Niê",
    "H ' Hen Niê",
    "H‛Hen Niê",
    "HʹHen Niê",
  ])("%s", (raw) => {
    const { name, findings } = standardiseName(raw);
    expect(name).toBe("H'Hen Niê");
    expect(findings).not.toContain("name.encoding_repaired");
  });

  it("is no letter of an old encoding behind a clan either", () => {
    expect(standardiseName("Siu H’ Nga").name).toBe("Siu H'Nga");
    expect(standardiseName("K´ Mai").name).toBe("K'Mai");
    expect(standardiseName("Bh’ riu Quân").name).toBe("Bh'riu Quân");
    expect(standardiseName("Điểu B’ Rang").name).toBe("Điểu B'Rang");
    expect(standardiseName("Thị N' Grênh").name).toBe("Thị N'Grênh");
  });
});

describe("parts of highland names", () => {
  it.each([
    ["H Linh Ê Ban", "Ê Ban", "H'", "Linh"],
    ["Hơ Bia Ksor", "Ksor", "Hơ", "Bia"],
    ["Ksor Hơ Bia", "Ksor", "Hơ", "Bia"],
    ["Y Thơ H'Mok", "Hmok", "Y", "Thơ"],
    ["K'Sor Phước", "Ksor", null, "Phước"],
    ["R'Com H'Bia", "Rcom", "H'", "Bia"],
    ["Kră Jăn Plin", "Kră Jăn", null, "Plin"],
    ["Liêng Hót K'Rim", "Liêng Hót", "K'", "Rim"],
    ["Ê Nuôl Y Thơ", "Ê Nuôl", "Y", "Thơ"],
    ["H'Ra Niê", "Niê", "H'", "Ra"],
    ["Rơ Mah H'Bé Ring", "Rơ Mah", "H'", "Bé Ring"],
    ["Rah Lan H' Nhuy", "Rah Lan", "H'", "Nhuy"],
    ["H'Ăm Ñuôl", "Ñuôl", "H'", "Ăm"],
    ["KSOR Phước", "Ksor", null, "Phước"],
  ])("%s", (raw, family, middle, given) => {
    expect(standardiseName(raw)).toMatchObject({ family, middle, given });
  });

  it("keeps ñ, which is a letter of theirs and no tone", () => {
    expect(standardiseName("H'Ăm Ñuôl")).toMatchObject({ name: "H'Ăm Ñuôl", findings: [] });
    expect(standardiseName("Kńôp").name).toBe("Knốp");
  });

  it("a Cơ Tu clan is not read as keystrokes", () => {
    expect(standardiseName("Coor Thị Nghệ").name).toBe("Coor Thị Nghệ");
  });

  it("the Khmer family Chau lost no marks beside a word that has its own", () => {
    expect(standardiseName("Chau Kim Sết").findings).toEqual([]);
    expect(standardiseName("CHAU VAN AN").findings).toEqual(["name.marks_missing"]);
  });
});

describe("relations of highland names", () => {
  it.each([
    ["Y Bhăm Niê Kđăm", "Y Bhăm Niê", NAME_RELATION.partMissing],
    ["H'Hen Niê", "Niê H Hen", NAME_RELATION.swapped],
    ["H'Hen Niê", "H Hên Niê", NAME_RELATION.marks],
    ["Ksor Phước", "K'sor Phước", NAME_RELATION.spelling],
    ["H'Linh Êban", "H Linh Ê Ban", NAME_RELATION.glued],
  ])("%s, %s", (a, b, wanted) => {
    expect(relateNames(a, b)).toBe(wanted);
    expect(relateNames(b, a)).toBe(wanted);
  });
});
