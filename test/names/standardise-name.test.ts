import { describe, expect, it } from "vitest";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

const name = (raw: string) => standardiseName(raw).name;
const parts = (raw: string) => {
  const { family, middle, given } = standardiseName(raw);
  return [family, middle, given];
};

describe("canonical form", () => {
  it.each([
    ["NGUYỄN VĂN AN", "Nguyễn Văn An"],
    ["nguyễn  thị   hoà ", "Nguyễn Thị Hòa"],
    ["Lê Qúy Hùynh", "Lê Quý Huỳnh"],
    ["TRẦN THUÝ QUỲNH", "Trần Thúy Quỳnh"],
    ["Đỗ Giỏi Gìn", "Đỗ Giỏi Gìn"],
    ["Nguyễn Văn Bình", "Nguyễn Văn Bình"],
    ["Ðinh Văn Đức", "Đinh Văn Đức"],
    ["H’HEN NIÊ", "H'Hen Niê"],
    ["k'brôi", "K'Brôi"],
    ["JEAN-PIERRE O'BRIEN", "Jean-Pierre O'Brien"],
    ["Nguyễn-Văn-An", "Nguyễn Văn An"],
    ["NguyễnVănAn", "Nguyễn Văn An"],
    ["nguyenvanan", "Nguyen Van An"],
    ["Ông Nguyễn Văn An", "Nguyễn Văn An"],
    ["Ông Văn Tân", "Ông Văn Tân"],
    ["Nguyễn Văn An (đã chết)", "Nguyễn Văn An"],
    ["Nguyễn Văn An / Trần Thị Bình", "Nguyễn Văn An"],
    ["Nguyễn Văn An và Trần Thị Bình", "Nguyễn Văn An"],
    ["Nguyễn Văn Bình 2", "Nguyễn Văn Bình"],
    ["Nguyễn\u200b Văn\u202e An", "Nguyễn Văn An"],
  ])("%s → %s", (raw, wanted) => expect(name(raw)).toBe(wanted));

  it("has the register's key", () => {
    expect(standardiseName("Nguyễn Văn Á").key).toBe("NGUYENVANA");
    expect(standardiseName("H'Hen Niê Kđăm").key).toBe("HHENNIEKDAM");
  });

  it("says what it repaired", () => {
    expect(standardiseName("Nguyễn Văn An").findings).toEqual([]);
    expect(standardiseName("Nguyễn Văn Hòan").findings).toEqual(["name.mark_moved"]);
    expect(standardiseName("Nguyễn Văn Hoà").findings).toEqual([]);
    expect(standardiseName("NGUYEN VAN AN").findings).toEqual(["name.marks_missing"]);
    expect(standardiseName("Nguyen Văn An").findings).toEqual(["name.marks_partly_missing"]);
    expect(standardiseName("Ng. Văn An").findings).toEqual(["name.punctuation_removed", "name.abbreviated"]);
    expect(standardiseName("Hg Văn Nam").findings).toEqual(["name.abbreviated"]);
    expect(standardiseName("Nguy?n Văn An").findings).toContain("name.letters_lost");
    expect(standardiseName("John Nguyễn").findings).toEqual(["name.order_doubtful", "name.not_vietnamese"]);
  });
});

describe("parts", () => {
  it.each([
    ["Nguyễn An", ["Nguyễn", null, "An"]],
    ["Nguyễn Thị Minh Khai", ["Nguyễn", "Thị Minh", "Khai"]],
    ["An", [null, null, "An"]],
    ["Tôn Nữ Thị Ninh", ["Tôn Nữ", "Thị", "Ninh"]],
    ["Công Tằng Tôn Nữ Hương", ["Công Tằng Tôn Nữ", null, "Hương"]],
    ["Âu Dương Phong", ["Âu Dương", null, "Phong"]],
    ["Hoàng Phủ Ngọc Tường", ["Hoàng Phủ", "Ngọc", "Tường"]],
    ["Y Bhăm Niê Kđăm", ["Niê Kđăm", "Y", "Bhăm"]],
    ["H' Hen Niê", ["Niê", "H'", "Hen"]],
    ["H Hen Niê", ["Niê", "H'", "Hen"]],
    ["K'Brôi", [null, "K'", "Brôi"]],
    ["Siu H'Nga", ["Siu", "H'", "Nga"]],
    ["Rơ Châm Blưn", ["Rơ Châm", null, "Blưn"]],
    ["Giàng A Chớ", ["Giàng", "A", "Chớ"]],
  ])("%s", (raw, wanted) => expect(parts(raw)).toEqual(wanted));
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
  ])("%s → %s", (raw, wanted) => {
    const { name: decoded, findings } = standardiseName(raw);
    expect(decoded).toBe(wanted);
    expect(findings).toContain("name.encoding_repaired");
  });

  it.each(["Hoàng Toàn", "Đoàn Văn Hoài", "Lê Thị Nghóa", "Ngô Sôn", "Muñoz", "Ñinh", "Toáng", "Doãn Phó"])(
    "leaves %s alone",
    (raw) => expect(standardiseName(raw).findings).not.toContain("name.encoding_repaired"),
  );

  it("composes separated marks", () => {
    expect(standardiseName("Nguyễn Văn Đức".normalize("NFD"))).toMatchObject({
      name: "Nguyễn Văn Đức",
      findings: ["name.unicode_normalised"],
    });
  });

  it("decodes doubtful words where the column is known", () => {
    expect(standardiseName("Leâ Sôn", { encoding: "vni" }).name).toBe("Lê Sơn");
    expect(standardiseName("Hoàng", { encoding: "vni" }).name).toBe("Hồng");
    expect(standardiseName("Nguyễn Hoàng", { encoding: "vni" }).name).toBe("Nguyễn Hồng");
  });
});

describe("typing leftovers", () => {
  it.each([
    ["Nguyeenx Vawn DDuwcs", "Nguyễn Văn Đức"],
    ["TRAANF THIJ HOAF", "Trần Thị Hòa"],
    ["Nguye6n4 Va8n D9u7c1", "Nguyễn Văn Đức"],
    ["Huyfnh Dduwowcj", "Huỳnh Được"],
  ])("%s → %s", (raw, wanted) => expect(standardiseName(raw)).toMatchObject({ name: wanted, kind: "person" }));

  it.each(["Lee Min Ho", "James Peters", "Park Ji Sung", "Maas"])("leaves %s alone", (raw) =>
    expect(standardiseName(raw).findings).not.toContain("name.typing_repaired"),
  );
});

describe("kinds", () => {
  it.each([
    "CÔNG TY TNHH MỘT THÀNH VIÊN ABC",
    "CTY CP Sài Gòn",
    "Cty Hoa Mai",
    "DNTN Hoàng Long",
    "HTX Nông nghiệp Tân Phú",
    "UBND xã Tân Phú",
    "Trường THPT Chu Văn An",
    "Trường Tiểu học Kim Đồng",
    "Ngân hàng Á Châu",
    "Hộ kinh doanh Lê Văn A",
    "CONG TY CO PHAN BINH MINH",
  ])("%s is an organisation", (raw) =>
    expect(standardiseName(raw)).toMatchObject({ kind: "organisation", family: null, given: null }),
  );

  it.each(["Trường Văn An", "Hồ Kinh Doanh", "Lâm Trường Giang", "Văn Phong", "Ngân Hạnh Phúc", "Nguyễn Công Ty"])(
    "%s is a person",
    (raw) => expect(standardiseName(raw).kind).toBe("person"),
  );

  it.each([
    "test",
    "Nguyễn Test",
    "12345",
    "KHONG TEN",
    "chưa rõ",
    "N/A",
    "null",
    "xxx",
    "aaaa",
    "😀😀",
    "...",
    "Khách hàng vãng lai",
    "CON BÀ NGUYỄN THỊ A",
    "<script>alert(1)</script>",
    "Nguyễn'; drop table people; --",
    '=HYPERLINK("http://x")',
    "a".repeat(10_000),
  ])("%s is noise", (raw) => expect(standardiseName(raw)).toMatchObject({ kind: "noise", name: null, key: null }));

  it.each(["", "   ", "\u200b", "\t\n"])("%j is empty", (raw) => expect(standardiseName(raw).kind).toBe("empty"));
});
