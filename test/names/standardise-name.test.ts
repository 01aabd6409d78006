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

describe("glued words", () => {
  it.each([
    ["nguyễnthịloan", "Nguyễn Thị Loan"],
    ["LÝVĂNDỊU", "Lý Văn Dịu"],
    ["TRẦNTHỊBÍCHNGỌC", "Trần Thị Bích Ngọc"],
    ["NGUYỄNThịLoan", "Nguyễn Thị Loan"],
    ["nguyenthiloan", "Nguyen Thi Loan"],
    ["Nguyễn Thịlan", "Nguyễn Thị Lan"],
    ["PHAM THIHAI YEN", "Pham Thi Hai Yen"],
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
    "TRUONG TH LAN",
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
