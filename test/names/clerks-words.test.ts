import { describe, expect, it } from "vitest";
import type { NameFindingCode } from "../../matchers/names/findings.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

const says = (raw: string, name: string, finding: NameFindingCode) =>
  expect(standardiseName(raw)).toMatchObject({ name, kind: "person", findings: expect.arrayContaining([finding]) });

describe("what clerks write before a whole name", () => {
  it.each([
    "Khách hàng Nguyễn Văn An",
    "KHACH HANG NGUYEN VAN AN",
    "Chủ thuê bao Nguyễn Văn An",
    "Bệnh nhân Nguyễn Văn An",
    "Học sinh Nguyễn Văn An",
    "Người lao động Nguyễn Văn An",
    "NLĐ Nguyễn Văn An",
    "Cậu Nguyễn Văn An",
    "BSCK2 Nguyễn Văn An",
    "E Nguyễn Văn An",
    "Gioan B. Nguyễn Văn An",
    "Trẻ em Nguyễn Văn An",
  ])("%s", (raw) => says(raw, raw.startsWith("KH") ? "Nguyen Van An" : "Nguyễn Văn An", "name.title_removed"));

  it.each([
    ["Sư cô Nguyễn Thị Lan (pháp danh Huệ Hương)", "Nguyễn Thị Lan"],
    ["C Nguyễn Thị Lan", "Nguyễn Thị Lan"],
    ["O Nguyễn Thị Lan", "Nguyễn Thị Lan"],
    ["Khách hàng Lê Hoàng Long", "Lê Hoàng Long"],
  ])("%s", (raw, name) => says(raw, name, "name.title_removed"));

  it.each(["Khách hàng mua lẻ", "Khách hàng Vãng Lai", "Khách hàng thân thiết", "KHACH HANG VANG LAI", "Thuê bao 1"])(
    "%s is nobody",
    (raw) => expect(standardiseName(raw).kind).toBe("noise"),
  );

  it.each(["Trẻ Thị Lan", "Cậu Văn An", "B Thị Hiền", "Học Sinh", "Sư Thị Cô"])("%s is a name", (raw) =>
    expect(standardiseName(raw).name).toBe(raw),
  );
});

describe("what clerks write behind a whole name", () => {
  it.each([
    "Nguyễn Văn An chuyển đi 2019",
    "Nguyễn Văn An chuyển khẩu",
    "Nguyễn Văn An tạm vắng",
    "Nguyễn Văn An vắng mặt",
    "Nguyễn Văn An đã ký",
    "Nguyễn Văn An chưa xác minh",
    "Nguyễn Văn An hộ nghèo",
    "Nguyễn Văn An uỷ quyền Trần Thị Bình",
    "Nguyễn Văn An UQ cho Bình",
    "Nguyễn Văn An còn có tên Bảy",
    "Nguyễn Văn An tên cúng cơm Bảy",
    "Nguyễn Văn An TGK: Bảy",
    "Nguyễn Văn An PD Minh Tâm",
    "Nguyễn Văn An,1985,Nam",
    "Nguyễn Văn An; 1985; Nữ",
    "Nguyễn Văn An (chủ DNTN Hoa Mai)",
  ])("%s", (raw) => says(raw, "Nguyễn Văn An", "name.note_removed"));

  it("knows a monk's name in the world", () =>
    says("Thích Minh Châu thế danh Đinh Văn Nam", "Thích Minh Châu", "name.note_removed"));

  it.each([
    "Nguyễn Văn Chuyển",
    "Nguyễn Văn Chuyển Đi",
    "Lê Thị Có Tên",
    "Trần Thị Vắng",
    "Bùi Thị Chưa",
    "Trần Văn Hộ Nghèo",
    "Lê Thị Cộng",
    "Cộng Văn Tổng",
    "Trần Tạm Trú",
    "Nguyễn Thế Danh",
    "Lê Thị Thế Danh",
    "Nguyễn Đình Thế Danh",
    "Nguyễn Thích Thế Danh",
    "Nguyễn Văn Ủy Quyền",
  ])("%s is whole", (raw) => expect(standardiseName(raw)).toMatchObject({ name: raw, findings: [] }));
});

describe("several persons with no mark between, or numbered", () => {
  it.each([
    "Nguyễn Văn An Trần Thị Bình",
    "1. Nguyễn Văn An 2. Trần Thị Bình",
    "1/ Nguyễn Văn An 2/ Trần Thị Bình",
    "Nguyễn Văn An & Bình",
    "Vợ chồng Nguyễn Văn An - Trần Thị Bình",
  ])("%s", (raw) => says(raw, "Nguyễn Văn An", "name.several_persons"));

  it.each(["Nguyễn Thị Trần Thị Hoa", "Nguyễn Hoàng Lê Thị Kim Ngân", "Công Tằng Tôn Nữ Thị Hoa"])("%s is one", (raw) =>
    expect(standardiseName(raw).name).toBe(raw),
  );
});

describe("persons told by others alone, and children without a name", () => {
  it.each([
    "Vợ Nguyễn Văn Bình",
    "Chồng Lê Thị Lan",
    "Mẹ Nguyễn Văn Bình",
    "Vợ liệt sĩ Nguyễn Văn Bình",
    "Con sản phụ Lê Thị Lan",
    "BÉ CON BÀ HOA",
    "Bé của Lê Thị Lan",
    "Nguyễn Chưa Đặt Tên",
    "Nguyễn Văn Không Tên",
    "LÊ THỊ CHƯA CÓ TÊN",
    "Nam vô danh",
  ])("%s is nobody by name", (raw) => expect(standardiseName(raw)).toMatchObject({ kind: "noise", name: null }));

  it.each([
    ["Vợ Lê Thị Lan", "Lê Thị Lan"],
    ["Chồng Nguyễn Văn Bình", "Nguyễn Văn Bình"],
    ["Mẹ Lê Thị Lan", "Lê Thị Lan"],
    ["Trần Chưa Tên Lửa", "Trần Chưa Tên Lửa"],
    ["BE CON HOA", "Be Con Hoa"],
  ])("%s is somebody", (raw, name) => expect(standardiseName(raw).name).toBe(name));

  it.each([
    "(trống)",
    "Đã hủy",
    "nt",
    "[object Object]",
    "Người mua không lấy hóa đơn",
    "Không đọc được",
    "Tổng cộng",
    "Người lập biểu",
    "Ghi chú",
    "CTV",
    "asdasd",
    "Không cung cấp",
    "Khuyết danh",
  ])("%s is no name", (raw) => expect(standardiseName(raw).kind).toBe("noise"));
});

describe("more organisations", () => {
  it.each([
    "Quán bà Hoa",
    "Sửa xe Bảy",
    "Tiệm tóc Hoa",
    "Cà phê Hoa Mai",
    "Hotel Hoa Mai",
    "Nhà trọ Hoa Mai",
    "Ban nhân dân ấp 3",
    "Sư đoàn 312",
    "Quân khu 7",
    "Sở GTVT",
    "VPCC Nguyễn Văn An",
    "BVĐK tỉnh",
    "Dòng họ Nguyễn",
    "Quỹ từ thiện",
  ])("%s", (raw) => expect(standardiseName(raw).kind).toBe("organisation"));

  it.each([
    "QUAN BA LONG",
    "QUAN KHU NAM",
    "BAN DAI DIEN",
    "CA PHE",
    "DONG HO NAM",
    "NHA TRO NAM",
    "Quán Văn An",
    "Từ Đường",
    "Lò Bánh",
    "Thân Nhân Trung",
    "THAI NHI",
  ])("%s is a person", (raw) => expect(standardiseName(raw).kind).toBe("person"));
});

describe("a spreadsheet's text", () => {
  it("is the name in it", () => says('="Nguyễn Văn An"', "Nguyễn Văn An", "name.spacing_repaired"));
  it.each(['="Nguyễn" & A1', '=HYPERLINK("x")', '="="An""'])("but %s is a formula", (raw) =>
    expect(standardiseName(raw).findings).toContain("name.suspicious_text"),
  );
});
