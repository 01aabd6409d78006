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

describe("what stands beside highland names", () => {
  it.each([
    ["Y Bhăm Niê, H'Nga Êban", "Y Bhăm Niê"],
    ["Y Bhăm Niê - H'Nga Êban", "Y Bhăm Niê"],
    ["Già làng Y Bhăm Niê", "Y Bhăm Niê"],
    ["Bệnh nhân H'Nga Niê", "H'Nga Niê"],
    ["Học sinh Y Bhăm Niê", "Y Bhăm Niê"],
    ["Khách hàng H'Nga Niê", "H'Nga Niê"],
    ["Khách hàng Giàng A Páo", "Giàng A Páo"],
    ["Giàng APáo", "Giàng A Páo"],
    ["KaBrêm", "Ka Brêm"],
    ["H'NGA NIÊ ĐÃ CHẾT", "H'Nga Niê"],
  ])("%s", (raw, name) => expect(standardiseName(raw).name).toBe(name));

  it.each(["Vợ Y Bhăm Niê", "Con H'Nga Niê", "CB H'Nga Niê", "Chồng H'Nga Niê"])("%s is nobody by name", (raw) =>
    expect(standardiseName(raw)).toMatchObject({ kind: "noise", name: null }),
  );

  it.each([
    ["Cha Ma Léa Châu", "Cha Ma Léa", "Châu"],
    ["Pi Năng Thị Hương", "Pi Năng", "Hương"],
    ["Ka Tơr Thị Hiền", "Ka Tơr", "Hiền"],
    ["Bo Bo Thị Hồng", "Bo Bo", "Hồng"],
  ])("%s is of a Raglai family", (raw, family, given) =>
    expect(standardiseName(raw)).toMatchObject({ name: raw, family, given }),
  );

  it.each(["Ysa Cosiem", "Mrs Ysa Cosiem", "Mr John Smith"])("%s is of no Vietnamese words", (raw) =>
    expect(standardiseName(raw).name).toBe(raw.replace(/^Mrs? /, "")),
  );
});
