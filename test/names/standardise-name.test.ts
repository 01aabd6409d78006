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
    expect(standardiseName("Nguyễn Văn ???").findings).toContain("name.letters_lost");
    expect(standardiseName("Nguyễn V** A*").findings).toContain("name.letters_lost");
    expect(standardiseName("* Nguyễn Văn An").findings).toEqual(["name.punctuation_removed"]);
    expect(standardiseName("Nguyễn Văn An.").findings).toEqual(["name.punctuation_removed"]);
    expect(standardiseName("NGUYỄN.VĂN.AN").findings).toEqual(["name.punctuation_removed"]);
    expect(standardiseName("TS.BS. Nguyễn Văn An").findings).not.toContain("name.abbreviated");
    expect(standardiseName("Hu. Thị Hoa").findings).toContain("name.abbreviated");
    expect(standardiseName("Zơrâm Thị Bảy").findings).toEqual(["name.not_vietnamese"]);
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
    ["A Thi", [null, "A", "Thi"]],
    ["A Thị Glơih", ["A", "Thị", "Glơih"]],
    ["HHen Niê", ["Niê", "H'", "Hen"]],
    ["HNhung Adrơng", ["Adrơng", "H'", "Nhung"]],
    ["Y Moan", [null, "Y", "Moan"]],
    ["K' Brôi", [null, "K'", "Brôi"]],
    ["K Brôi", [null, "K'", "Brôi"]],
    ["H. Hen Niê", ["Niê", "H'", "Hen"]],
    ["Y’Bih Niê", ["Niê", "Y", "Bih"]],
    ["Y' Bih Niê", ["Niê", "Y", "Bih"]],
    ["Ksor Y'Nhông", ["Ksor", "Y", "Nhông"]],
    ["H'Mai Ê Ban", ["Ê Ban", "H'", "Mai"]],
    ["Rơ Chăm Blưn", ["Rơ Chăm", null, "Blưn"]],
    ["Buôn Krông Thị Tuyết Nhung", ["Buôn Krông", "Thị Tuyết", "Nhung"]],
    ["Kra Jăn Plin", ["Kra Jăn", null, "Plin"]],
  ])("%s", (raw, wanted) => expect(parts(raw)).toEqual(wanted));
});

describe("initials", () => {
  it.each([
    ["H. Phương Loan", ["H", "Phương", "Loan"]],
    ["H.Phương Loan", ["H", "Phương", "Loan"]],
    ["H. THỊ LAN", ["H", "Thị", "Lan"]],
    ["K. Thị Thanh Điệp", ["K", "Thị Thanh", "Điệp"]],
    ["H Thị Yến", ["H", "Thị", "Yến"]],
    ["Y. Phương Loan", ["Y", "Phương", "Loan"]],
    ["A. Minh Tuấn", ["A", "Minh", "Tuấn"]],
    ["Ng. Thị Lan", ["Ng", "Thị", "Lan"]],
    ["T. Văn An", ["T", "Văn", "An"]],
  ])("%s stands for the family name, and stays so", (raw, wanted) => {
    const once = standardiseName(raw);
    expect(once.findings).toContain("name.abbreviated");
    expect(parts(raw)).toEqual(wanted);
    expect(parts(once.name!)).toEqual(wanted);
    expect(name(once.name!)).toBe(once.name);
  });
});

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
    ["Phạm Văn An 5A", "Phạm Văn An A"],
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

describe("glued words", () => {
  it.each([
    ["nguyễnthịloan", "Nguyễn Thị Loan"],
    ["LÝVĂNDỊU", "Lý Văn Dịu"],
    ["TRẦNTHỊBÍCHNGỌC", "Trần Thị Bích Ngọc"],
    ["NGUYỄNThịLoan", "Nguyễn Thị Loan"],
    ["nguyenthiloan", "Nguyen Thi Loan"],
    ["H'TRANGNIÊKĐĂM", "H'Trang Niê Kđăm"],
    ["Y BHĂM NIÊKĐĂM", "Y Bhăm Niê Kđăm"],
    ["H'HENNIE", "H'Hen Nie"],
    ["Y BHĂMNIÊ", "Y Bhăm Niê"],
  ])("%s → %s", (raw, wanted) =>
    expect(standardiseName(raw)).toMatchObject({
      name: wanted,
      findings: expect.arrayContaining(["name.glued_split"]),
    }),
  );

  it.each(["Chaún", "Ksor Phước", "Stephanie", "Kbuôr", "Trần Dolan", "Chaau Sang Gia"])("%s stays whole", (raw) =>
    expect(name(raw)).toBe(raw),
  );
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
    "Hội Người cao tuổi",
    "Hội LHPN xã Tân Phú",
    "Đảng ủy xã Tân Phú",
    "Phòng GD&ĐT huyện",
    "Sở TNMT",
    "Tổ dân phố 5",
    "Hộ KD Nguyễn Văn An",
    "D.N.T.N Hoàng Anh",
    "TYT xã Tân Phú",
    "Viettel Hà Nội",
    "Chùa Phước Lâm",
    "Tạp hóa Cô Hoa",
    "TAP HOA CO HOA",
    "Quán cơm Bà Bảy",
    "Quan com Ba Bay",
    "Nha tho Tan Binh",
    "Tiệm vàng Kim Phát",
    "Tịnh xá Ngọc Quang",
    "Hieu thuoc so 5",
  ])("%s is an organisation", (raw) =>
    expect(standardiseName(raw)).toMatchObject({ kind: "organisation", family: null, given: null }),
  );

  it.each([
    "Trường Văn An",
    "Hồ Kinh Doanh",
    "Lâm Trường Giang",
    "Văn Phong",
    "Ngân Hạnh Phúc",
    "Liên Đoàn An",
    "Liên Hiệp",
    "Nguyễn Công Ty",
    "Nguyễn Thị Chùa",
    "Quán Văn Cơm",
  ])("%s is a person", (raw) => expect(standardiseName(raw).kind).toBe("person"));

  it.each([
    "VAN PHONG NAM",
    "VO DANH NAM",
    "VO CHU ANH",
    "BAN CHI HUY",
    "CO QUAN BAO",
    "DANG UY NAM",
    "DANG BO LINH",
    "NHA THO AN",
    "TRUONG HOC LAM",
    "CHUA PHU DUC",
    "QUAN AN KHANG",
    "TU VIEN ANH",
    "HO DAO NAM",
    "TRANG TRAI NAM",
  ])("%s, who lost marks, is a person", (raw) =>
    expect(standardiseName(raw)).toMatchObject({ kind: "person", key: raw.replaceAll(" ", "") }),
  );

  it.each(["VAN PHONG CONG CHUNG SO 1", "Vãng lai", "VÔ DANH NAM", "Ban chỉ huy quân sự"])("%s is none", (raw) =>
    expect(standardiseName(raw).kind).not.toBe("person"),
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
    "CB Nguyễn Thị Hoa",
    "CB. HOA",
    "<script>alert(1)</script>",
    "&#60;script&#62;alert(1)",
    "&lt;b&gt;Nguyễn",
    "Nguyễn'; drop table people; --",
    '=HYPERLINK("http://x")',
    "a".repeat(10_000),
  ])("%s is noise", (raw) => expect(standardiseName(raw)).toMatchObject({ kind: "noise", name: null, key: null }));

  it.each(["", "   ", "\u200b", "\t\n"])("%j is empty", (raw) => expect(standardiseName(raw).kind).toBe("empty"));
});
