import { describe, expect, it } from "vitest";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

describe("an office, rank or state of life before a whole name", () => {
  it.each([
    ["Đại đức Thích Minh Tâm", "Thích Minh Tâm"],
    ["TT. Thích Nhật Từ", "Thích Nhật Từ"],
    ["Sư cô Thích Nữ Diệu Liên", "Thích Nữ Diệu Liên"],
    ["Linh mục Phaolô Nguyễn Văn Bình", "Nguyễn Văn Bình"],
    ["Lm. Phêrô Trần Văn Khả", "Trần Văn Khả"],
    ["Sơ Maria Nguyễn Thị Hoa", "Nguyễn Thị Hoa"],
    ["Đại tá Nguyễn Văn Bình", "Nguyễn Văn Bình"],
    ["Bà mẹ VNAH Nguyễn Thị Thứ", "Nguyễn Thị Thứ"],
    ["Gia đình ông Nguyễn Văn Bình", "Nguyễn Văn Bình"],
    ["Cố Nguyễn Văn An", "Nguyễn Văn An"],
    ["Mẹ Việt Nam anh hùng Nguyễn Thị Thứ", "Nguyễn Thị Thứ"],
    ["GS.TSKH Nguyễn Văn An", "Nguyễn Văn An"],
    ["DS. Nguyễn Thị Lan", "Nguyễn Thị Lan"],
    ["Vợ chồng ông Nguyễn Văn An", "Nguyễn Văn An"],
    ["Hộ GĐ Nguyễn Văn An", "Nguyễn Văn An"],
    ["CON NGUYỄN VĂN AN", "Nguyễn Văn An"],
  ])("%s", (raw, wanted) => {
    const { name, findings } = standardiseName(raw);
    expect(name).toBe(wanted);
    expect(findings).toContain("name.title_removed");
  });

  it.each(["DS. Nguyễn Thị Lan", "BN. Nguyễn Văn An", "ĐD. Lê Văn Tám", "SV. Hồ Thị Lan", "Mr. Nguyễn Văn An"])(
    "with a dot makes no word of the name short: %s",
    (raw) => {
      expect(standardiseName(raw).findings).not.toContain("name.abbreviated");
    },
  );

  it.each(["DS. Ng. Thị Lan", "BN. Nguyễn V. An", "Ng. Văn An", "T. Anh Lê", "DS. Lan"])(
    "leaves a word of the name that is short: %s",
    (raw) => {
      expect(standardiseName(raw).findings).toContain("name.abbreviated");
    },
  );

  it.each(["Sơ Thị Lan", "Trung Tá", "Sư Văn An", "Cố Thị Hoa", "Hòa Thượng", "Đại Đức Anh", "Con Nguyễn Minh Anh"])(
    "but %s is a name",
    (raw) => {
      expect(standardiseName(raw).name).toBe(raw);
    },
  );
});

describe("what stands beside a whole name", () => {
  it.each([
    ["Vợ: Trần Thị Hoa", "Trần Thị Hoa"],
    ["Con trai: Nguyễn Văn An", "Nguyễn Văn An"],
    ["Con dâu: Trần Thị Hoa", "Trần Thị Hoa"],
    ["Người giám hộ: Nguyễn Văn An", "Nguyễn Văn An"],
    ["Nguyễn Thị Lan + 2 con", "Nguyễn Thị Lan"],
    ["Nguyễn Văn An pháp danh Minh Tâm", "Nguyễn Văn An"],
    ["Người đại diện: Lê Văn Bình", "Lê Văn Bình"],
    ["đ.c Lê Văn Bình", "Lê Văn Bình"],
    ["NGUYỄN VĂN AN SĐT 0912345678", "Nguyễn Văn An"],
    ["Nguyễn Văn Hùng CCCD 001062000123", "Nguyễn Văn Hùng"],
    ["Nguyễn Văn An, thôn 3", "Nguyễn Văn An"],
    ["Nguyễn Văn An sinh 1962", "Nguyễn Văn An"],
  ])("%s", (raw, wanted) => {
    const { name, findings } = standardiseName(raw);
    expect(name).toBe(wanted);
    expect(findings).toContain("name.note_removed");
  });

  it("keeps Pháp in names, and newborns under their mothers' names out", () => {
    expect(standardiseName("Lê Pháp Hiệu Minh").name).toBe("Lê Pháp Hiệu Minh");
    expect(standardiseName("Con Nguyễn Thị Lan").kind).toBe("noise");
    expect(standardiseName("Con gái Nguyễn Thị Lan").kind).toBe("noise");
  });

  it("keeps Sinh as a given name", () => {
    expect(standardiseName("Trần Văn Sinh 1962").name).toBe("Trần Văn Sinh");
    expect(standardiseName("Trần Văn Phú Sinh 1962").name).toBe("Trần Văn Phú Sinh");
  });
});

describe("fields that name nobody", () => {
  it.each(["chủ hộ", "CHỦ NHÀ", "Bé sơ sinh", "Trẻ em bị bỏ rơi", "Đang cập nhật", "để trống", "Sim rác", "người mua"])(
    "%s is noise",
    (raw) => {
      expect(standardiseName(raw).kind).toBe("noise");
    },
  );

  it.each(["CTCP FPT", "Bộ Công an", "TAND huyện", "BCH Đoàn xã", "Bưu cục Thanh Xuân", "C/TY ABC", "Đội thuế số 3"])(
    "%s is an organisation",
    (raw) => {
      expect(standardiseName(raw).kind).toBe("organisation");
    },
  );

  it.each([
    "CHU HO NAM",
    "TONG CUC HOA",
    "BO CONG ANH",
    "HOI DONG NAM",
    "Chủ hộ Lê Văn An",
    "Đoàn Thanh Niên",
    "B. C. Hùng",
  ])("but %s is a person", (raw) => {
    expect(standardiseName(raw).kind).toBe("person");
  });
});

describe("short words for what a person is", () => {
  it.each([
    "SV Nguyễn Văn An",
    "BN. Nguyễn Văn An",
    "NV Nguyễn Văn An",
    "BS.CKI Nguyễn Văn An",
    "BSCKII. Nguyễn Văn An",
    "BS CK1 Nguyễn Văn An",
    "NSƯT Nguyễn Văn An",
    "Thiếu tá QNCN Nguyễn Văn An",
  ])("are taken off: %s", (raw) => {
    const read = standardiseName(raw);
    expect(read.name).toBe("Nguyễn Văn An");
    expect(read.findings).toContain("name.title_removed");
  });

  it.each([
    ["NV An", "N V An"],
    ["Ng Lê Thị Hoa", "Ng Lê Thị Hoa"],
    ["Hg Lê Thị Mai", "Hg Lê Thị Mai"],
    // A branch or a hospital may bear a person's name.
    ["BV Nguyễn Tri Phương", "Bv Nguyễn Tri Phương"],
    ["PGD Nguyễn Văn Cừ", "Pgd Nguyễn Văn Cừ"],
  ])("are told from initials, families and offices: %s", (raw, name) => {
    expect(standardiseName(raw).name).toBe(name);
  });
});
