import { describe, expect, it } from "vitest";
import { NAME_RELATION, relateNames } from "../../matchers/names/name-relation.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

describe("words broken by a blank", () => {
  it.each([
    ["Nguy ễn Văn Hùng", "Nguyễn Văn Hùng"],
    ["NGUY ỄN VĂN HÙNG", "Nguyễn Văn Hùng"],
    ["Ng uyễn Văn An", "Nguyễn Văn An"],
    ["N guyễn Văn An", "Nguyễn Văn An"],
    ["Nguyễ n", "Nguyễn"],
    ["Nguyễn Vă n An", "Nguyễn Văn An"],
    ["Nguyễn V ăn An", "Nguyễn Văn An"],
    ["Nguyễn Th ị Hoa", "Nguyễn Thị Hoa"],
    ["Nguyễn Thị Ho a", "Nguyễn Thị Hoa"],
    ["Lê Thị La n", "Lê Thị Lan"],
    ["Nguyễn Văn Hù ng", "Nguyễn Văn Hùng"],
    ["HU ỲNH THỊ MAI", "Huỳnh Thị Mai"],
    ["Nguyen Va n An", "Nguyen Van An"],
  ])("are one again in %s", (raw, name) => {
    const read = standardiseName(raw);
    expect(read.name).toBe(name);
    expect(read.findings).toContain("name.spacing_repaired");
  });

  it.each([
    // Pieces that are words or initials stay.
    ["Nguyễn T An", "Nguyễn T An"],
    ["NG ANH", "Ng Anh"],
    ["Lê Hồ An", "Lê Hồ An"],
    ["LÊ THỊ HO ANH", "Lê Thị Ho Anh"],
    ["Trần Thị Thu Ân", "Trần Thị Thu Ân"],
    ["Nguyễn Văn Ấn", "Nguyễn Văn Ấn"],
    ["MÙ A SINH", "Mù A Sinh"],
    ["Y Ên Niê", "Y Ên Niê"],
    ["A LĂNG THỊ HOA", "A Lăng Thị Hoa"],
    ["Lê Văn An b", "Lê Văn An B"],
    ["CHU EN LAI", "Chu En Lai"],
  ])("are not seen in %s", (raw, name) => {
    const read = standardiseName(raw);
    expect(read.name).toBe(name);
    expect(read.findings).not.toContain("name.spacing_repaired");
  });
});

describe("initials in one word", () => {
  it.each([
    ["NT Hoa", "N T Hoa"],
    ["NT HOA", "N T Hoa"],
    ["NT. Hoa", "N T Hoa"],
    ["N.T.Hoa", "N T Hoa"],
    ["NTHoa", "N T Hoa"],
    ["BS NT Hoa", "N T Hoa"],
  ])("are those of a name: %s", (raw, name) => {
    const read = standardiseName(raw);
    expect(read).toMatchObject({ name, family: "N", middle: "T", given: "Hoa" });
    expect(read.findings).toContain("name.abbreviated");
    expect(relateNames(raw, "Nguyễn Thị Hoa")).toBe(NAME_RELATION.abbreviated);
    expect(relateNames(raw, "Lê Thị Hoa")).not.toBe(NAME_RELATION.abbreviated);
  });

  it.each([
    ["HT Mai", { family: "H", middle: "T", given: "Mai" }],
    ["NT Kim Liên", { family: "N", middle: "T Kim", given: "Liên" }],
    ["PTH Nhung", { family: "P", middle: "T H", given: "Nhung" }],
    // Families that begin with two letters, words with a vowel, titles and labels are none.
    ["NG HOA", { family: "Ng", middle: null, given: "Hoa" }],
    ["LEE MIN HO", { family: "Lee", middle: "Min", given: "Ho" }],
    ["HT Thích Quảng Đức", { family: "Thích", middle: "Quảng", given: "Đức" }],
    ["TR?N THU", { family: "Trn", middle: null, given: "Thu" }],
    ["TX Hoàng Mai", { family: "Tx", middle: "Hoàng", given: "Mai" }],
    ["SV Lan", { family: "Sv", middle: null, given: "Lan" }],
    ["NGuyễn Văn An", { family: "Nguyễn", middle: "Văn", given: "An" }],
    ["HNhung Niê", { family: "Niê", middle: "H'", given: "Nhung" }],
  ])("are told from other words: %s", (raw, parts) => {
    expect(standardiseName(raw)).toMatchObject(parts);
  });
});

describe("a foreign word that looks like two glued ones", () => {
  it.each([
    ["MATHI RAJA", "Mathi Raja"],
    ["RAJA MATHI", "Raja Mathi"],
    ["LETHI HOA", "Le Thi Hoa"],
    ["MATHI HOA", "Ma Thi Hoa"],
    ["CHAU THIDA", "Chau Thida"],
    ["LY VANNA", "Ly Vanna"],
    ["LE VANESSA", "Le Vanessa"],
    ["NGUYENTHI SOMALY", "Nguyen Thi Somaly"],
  ])("stays beside foreign words only: %s", (raw, name) => {
    expect(standardiseName(raw).name).toBe(name);
  });
});
