import { describe, expect, it } from "vitest";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

describe("digits for letters", () => {
  it.each([
    ["Phan Văn Ph0ng", "Phan Văn Phong"],
    ["H0àng Phương Linh", "Hoàng Phương Linh"],
    ["NGUYEN THI H0A", "Nguyen Thi Hoa"],
    ["Trư0ng Văn An", "Trương Văn An"],
    ["NGUYEN TH1 L1NH", "Nguyen Thi Linh"],
    ["Lê Văn 5ơn", "Lê Văn Sơn"],
    ["8ùi Văn An", "Bùi Văn An"],
    ["1ê Văn An", "Lê Văn An"],
    ["V0 VAN T0AN", "Vo Van Toan"],
    ["Nguyễn Thị 0anh", "Nguyễn Thị Oanh"],
    ["Nguyễn Thị Thả0", "Nguyễn Thị Thảo"],
  ])("%s → %s", (raw, wanted) => {
    const { name: read, findings } = standardiseName(raw);
    expect(read).toBe(wanted);
    expect(findings).toContain("name.letters_replaced");
    expect(findings).not.toContain("name.digits_removed");
  });

  it.each([
    ["Nguyễn Văn A 2", "Nguyễn Văn A"],
    ["Lan1985", "Lan"],
    ["Nguyễn Văn A1", "Nguyễn Văn A"],
    ["Nguyễn Văn An 0912345678", "Nguyễn Văn An"],
    ["1Nguyễn Văn An", "Nguyễn Văn An"],
    ["1. Nguyễn Văn An", "Nguyễn Văn An"],
  ])("%s → %s: notes and numbers go", (raw, wanted) =>
    expect(standardiseName(raw)).toMatchObject({
      name: wanted,
      findings: expect.arrayContaining(["name.digits_removed"]),
    }),
  );

  it("are seen before an organisation is", () => {
    expect(standardiseName("C0NG TY CO PHAN")).toMatchObject({ kind: "organisation", name: "CONG TY CO PHAN" });
  });
});

describe("encodings", () => {
  it.each([
    ["NguyÔn V¨n §øc", "Nguyễn Văn Đức"],
    ["Nguyeãn Vaên Ñöùc", "Nguyễn Văn Đức"],
    ["NGUYEÃN VAÊN ÑÖÙC", "Nguyễn Văn Đức"],
    ["Nguyeãn Vaên Nghóa", "Nguyễn Văn Nghĩa"],
    ["NguyÍn V\u00e6n ÇÙc", "Nguyễn Văn Đức"],
    ["Nguy\u00ADn Vån ÐÑc", "Nguyễn Văn Đức"],
    ["Nguyá»…n VÄƒn Ä\u0090á»©c", "Nguyễn Văn Đức"],
    ["BĂši VÄ\u0083n HáşŁi", "Bùi Văn Hải"],
    ["NguyêÞn Vãn Ðýìc", "Nguyễn Văn Đức"],
    ["Myõ Thuyû", "Mỹ Thủy"],
    ["H'Hen KbuÃ´r", "H'Hen Kbuôr"],
    ["H’HEN NIÃŠ", "H'Hen Niê"],
    ["Y SÆ¡n KpÄƒ", "Y Sơn Kpă"],
    ["H'Hen Nieâ", "H'Hen Niê"],
    ["Nguyễn VÄƒn KbuÃ´r", "Nguyễn Văn Kbuôr"],
    ["Nguy&#7877;n V&#259;n &#272;&#7913;c", "Nguyễn Văn Đức"],
    ["HoÃ\u00a0ng Anh", "Hoàng Anh"],
    ["HoÃ ng Anh", "Hoàng Anh"],
    ["Nguyá»…n ThÃºy NgÃ", "Nguyễn Thúy Ngà"],
    ["HÃ  VÄƒn HoÃ i", "Hà Văn Hoài"],
    ["NguyÃ¡Â»â€¦n VÃ„Æ’n HÃƒÂ¹ng", "Nguyễn Văn Hùng"],
    ["Nguy&#x1EC5;n V&#x103;n An", "Nguyễn Văn An"],
    ["HO&Agrave;NG TH&#7882; &Uacute;T", "Hoàng Thị Út"],
    ["Nguy\\u1ec5n V\\u0103n An", "Nguyễn Văn An"],
  ])("%s → %s", (raw, wanted) => {
    const { name: decoded, findings } = standardiseName(raw);
    expect(decoded).toBe(wanted);
    expect(findings).toContain("name.encoding_repaired");
  });

  it.each([
    "Hoàng Toàn",
    "Đoàn Văn Hoài",
    "Lê Thị Nghóa",
    "Ngô Sôn",
    "Muñoz",
    "Ñinh",
    "Toáng",
    "Doãn Phó",
    "Lò H. Hà",
    "Niê Hoàng",
    "LÃ VAN AN",
    "LÃ",
    "HÃ AN",
  ])("leaves %s alone", (raw) => expect(standardiseName(raw).findings).not.toContain("name.encoding_repaired"));

  it("composes separated marks", () => {
    expect(standardiseName("Nguyễn Văn Đức".normalize("NFD"))).toMatchObject({
      name: "Nguyễn Văn Đức",
      findings: ["name.unicode_normalised"],
    });
  });

  it("decodes doubtful words where the column is known", () => {
    expect(standardiseName("Leâ Sôn", { encoding: "vni" }).name).toBe("Lê Sơn");
    expect(standardiseName("Hoàng", { encoding: "vni" }).name).toBe("Hồng");
    expect(standardiseName("HÃ", { encoding: "utf8_as_cp1252" }).name).toBe("Hà");
    expect(standardiseName("HoÃ ng Thu HÃ", { encoding: "utf8_as_cp1252" }).name).toBe("Hoàng Thu Hà");
    expect(standardiseName("Nguyễn Hoàng", { encoding: "vni" }).name).toBe("Nguyễn Hồng");
  });
});

describe("typing leftovers", () => {
  it.each([
    ["Nguyeenx Vawn DDuwcs", "Nguyễn Văn Đức"],
    ["TRAANF THIJ HOAF", "Trần Thị Hòa"],
    ["Nguye6n4 Va8n D9u7c1", "Nguyễn Văn Đức"],
    ["Huyfnh Dduwowcj", "Huỳnh Được"],
    ["nguyeenx coong tuaans", "Nguyễn Công Tuấn"],
    ["nguyeenx thij thusy", "Nguyễn Thị Thúy"],
    ["Nguyễn Thị Hoaf", "Nguyễn Thị Hòa"],
    ["Nguyeenx Thij Dara", "Nguyễn Thị Dara"],
    ["noong traan kieen", "Nông Trân Kiên"],
    ["vox thij lan", "Võ Thị Lan"],
  ])("%s → %s", (raw, wanted) => expect(standardiseName(raw)).toMatchObject({ name: wanted, kind: "person" }));

  it.each([
    "Lee Min Ho",
    "James Peters",
    "Park Ji Sung",
    "Maas",
    "Châu Dara",
    "Châu Thị Sara",
    "CHAU DARA",
    "Chau Sary",
    "Danh Ros",
    "Trần Lisa",
    "Trần Max",
  ])("leaves %s alone", (raw) => expect(standardiseName(raw).findings).not.toContain("name.typing_repaired"));
});

describe("letters that were put together otherwise", () => {
  const doubled = "Hạnh".normalize("NFD").replace("\u0323", "\u0323\u0323");
  it.each([
    ["Nguye\u0303\u0302n Thị Hò\u0302ng", "Nguyễn Thị Hồng"],
    [`Lê Thị ${doubled}`, "Lê Thị Hạnh"],
    ["Trần D\u0335ức Thắng", "Trần Đức Thắng"],
    ["Τrần Đức Νam", "Trần Đức Nam"],
  ])("%s", (raw, wanted) => expect(standardiseName(raw).name).toBe(wanted));

  it.each([
    ["Nguy%E1%BB%85n%20Th%E1%BB%8B+Lan", "Nguyễn Thị Lan"],
    ["%C4%90%E1%BA%B7ng V%C4%83n An", "Đặng Văn An"],
  ])("%s is as addresses of the web have it", (raw, wanted) =>
    expect(standardiseName(raw)).toMatchObject({
      name: wanted,
      findings: expect.arrayContaining(["name.encoding_repaired"]),
    }),
  );

  it("lets no markup come out of an address of the web", () => {
    expect(standardiseName("%3Cscript%3E Nguy%E1%BB%85n").name ?? "").not.toContain("<");
    expect(standardiseName("Lê Văn An 100%").name).toBe("Lê Văn An");
    expect(standardiseName("Lê Văn %E1%BB").kind).toBe("person");
  });
});

describe("UTF-8 misread, its case changed afterwards", () => {
  const SIGNS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
  const misread = (text: string) =>
    Array.from(Buffer.from(text), (byte) => SIGNS[byte - 128] ?? String.fromCharCode(byte)).join("");

  it.each(["Nguyễn Thị Hồng Hạnh", "Đỗ Quốc Việt", "Lò Thị Ín", "Lê Văn Sở", "Ksor Phước", "H'Nhung Adrơng"])(
    "%s",
    (name) => {
      expect(standardiseName(misread(name).toUpperCase()).name).toBe(name);
      expect(standardiseName(misread(name).toLowerCase()).name).toBe(name);
    },
  );

  it("is left where the case told one letter from another", () => {
    expect(standardiseName(misread("Y Thinh Ênuôl").toLowerCase()).findings).toContain("name.unreadable");
  });

  it("is read when misread twice, though only ơ and ư stand in it", () => {
    expect(standardiseName(misread(misread("H'Nhung Adrơng"))).name).toBe("H'Nhung Adrơng");
    expect(standardiseName(misread(misread("Ksor Phương"))).name).toBe("Ksor Phương");
  });
});

describe("words of the highlands in a column of an old encoding", () => {
  it.each([
    ["vni", "Y Bhaêm Nieâ", "Y Bhăm Niê"],
    ["vni", "K'Broâi", "K'Brôi"],
    ["tcvn3", "Y Bh¨m Niª", "Y Bhăm Niê"],
    ["viscii", "Y Bhåm Niê", "Y Bhăm Niê"],
  ] as const)("are decoded with it: %s %s", (encoding, raw, wanted) => {
    expect(standardiseName(raw, { encoding }).name).toBe(wanted);
  });

  it.each(["José García", "René Dupré", "Zơrâm Nhơ"])("but %s is not", (raw) => {
    expect(standardiseName(raw, { encoding: "tcvn3" }).name).toBe(raw);
    expect(standardiseName(raw, { encoding: "vni" }).name).toBe(raw);
  });
});

describe("a broken name of which one word is no syllable", () => {
  it.each([
    ["NGUYEÃN BAÛO NHHAØN", "Nguyễn Bảo Nhhàn"],
    ["Nguyeãn Vaên Hieáuu", "Nguyễn Văn Hiếuu"],
    ["Y Bhaêm Nieâ", "Y Bhăm Niê"],
    ["NguyÔn §øc Th¾nng", "Nguyễn Đức Thắnng"],
  ])("is decoded where the others prove it: %s", (raw, wanted) => {
    expect(standardiseName(raw)).toMatchObject({
      name: wanted,
      findings: expect.arrayContaining(["name.encoding_repaired"]),
    });
  });

  it.each([
    "José Ramón Muñoz",
    "Ñoã Thị Thùy",
    "Trần Müller Björn",
    "François Lê Văn",
    "Tòng Quân Hoøang Tuaán",
    "H'Brâng Zơrâm Nhơ",
    "Nguyeãn Thò Hoàngg",
  ])("and %s is not", (raw) => {
    expect(standardiseName(raw).name).toBe(raw);
  });
});

describe("right names of the highlands are of no old encoding", () => {
  it.each(["Y Vêng", "A Brêng", "Y Ñan Êban", "Siu Kêng", "H'Ñinh Niê", "Đinh Gôc", "Hồ Thị Nhêl"])("%s", (name) => {
    expect(standardiseName(name).name).toBe(name);
    expect(standardiseName(name.toUpperCase()).name).toBe(name);
  });

  it.each([
    ["Nguyeãn An", "Nguyễn An"],
    ["Ma UÙt", "Ma Út"],
    ["DANH THÒ SA REÂNH", "Danh Thị Sa Rênh"],
    ["Phan Cooøng", "Phan Coòng"],
  ])("but one broken word suffices where it becomes a name word or has a foreign letter: %s", (raw, wanted) =>
    expect(standardiseName(raw).name).toBe(wanted),
  );
});
