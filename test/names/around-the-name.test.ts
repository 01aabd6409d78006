import { describe, expect, it } from "vitest";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

const name = (raw: string) => standardiseName(raw).name;

describe("a field of a fixed width", () => {
  it("holds the name without the blanks that fill it up", () => {
    const filled = standardiseName("Nguyễn Văn An".padEnd(500));
    expect(filled).toEqual(standardiseName("Nguyễn Văn An".padEnd(400)));
    expect(filled).toMatchObject({ name: "Nguyễn Văn An", findings: ["name.spacing_repaired"] });
  });
});

describe("what stands behind a title", () => {
  it.each(["Bà Công ty Hoa Mai", "CHỊ CÔNG TY HOA MAI"])(
    "is an organisation where it would be one alone: %s",
    (raw) => {
      const { name, kind, findings } = standardiseName(raw);
      expect({ name, kind }).toEqual({ name: "Công Ty Hoa Mai", kind: "organisation" });
      expect(findings).toContain("name.title_removed");
      expect(standardiseName(name!).kind).toBe(kind);
    },
  );
});

describe("titles", () => {
  it.each([
    ["Bà H'Nhung Adrơng", "H'Nhung Adrơng"],
    ["Bà H'Nhung", "H'Nhung"],
    ["Ông Y Bhăm Niê", "Y Bhăm Niê"],
    ["Bà Siu H'Nga", "Siu H'Nga"],
    ["Ông Rơ Châm Blưn", "Rơ Châm Blưn"],
    ["Chi Nguyen Thi Hoa", "Nguyen Thi Hoa"],
    ["Co Tran Thi Lan", "Tran Thi Lan"],
    ["Ong Le Van An", "Le Van An"],
    ["Ba Pham Thi Mai", "Pham Thi Mai"],
    ["Anh Nguyễn Văn An", "Nguyễn Văn An"],
    ["Bà H. Thị Yến", "H Thị Yến"],
    ["Ông Ng. Văn An", "Ng Văn An"],
    ["Ông bà Nguyễn Văn An", "Nguyễn Văn An"],
    ["Ông Nguyễn An", "Nguyễn An"],
    ["Maria Nguyễn Thị Hoa", "Nguyễn Thị Hoa"],
    ["GIUSE TRẦN VĂN AN", "Trần Văn An"],
    ["Gioan Baotixita Lê Văn An", "Lê Văn An"],
    ["Bà Maria Têrêsa Nguyễn Thị Hoa", "Nguyễn Thị Hoa"],
    ["Cụ Nguyễn Thị Hoa", "Nguyễn Thị Hoa"],
    ["Hộ ông Nguyễn Văn An", "Nguyễn Văn An"],
    ["Hộ bà Lê Thị Hoa", "Lê Thị Hoa"],
    ["Chủ hộ Nguyễn Văn An", "Nguyễn Văn An"],
    ["Cháu bé Nguyễn Văn An", "Nguyễn Văn An"],
    ["Bé Lê Thị Hoa", "Lê Thị Hoa"],
    ["Em Nguyễn Minh Anh", "Nguyễn Minh Anh"],
    ["Thầy Nguyễn Văn An", "Nguyễn Văn An"],
    ["A. Trầm Minh Duy", "Trầm Minh Duy"],
    ["A. Hồ Việt", "Hồ Việt"],
    ["B. Ngô Thị Quyên", "Ngô Thị Quyên"],
    ["C. Sơn Thị Lai", "Sơn Thị Lai"],
    ["C. H'Ngăm Niê", "H'Ngăm Niê"],
    ["Ô. Y Dũng Byă", "Y Dũng Byă"],
    ["A. Rah Lan Hùng", "Rah Lan Hùng"],
    ["O.NGUYENVANTOAN", "Nguyen Van Toan"],
    ["Ô.B. Nguyễn Văn An", "Nguyễn Văn An"],
    ["Cụ Lưu Anh Nghĩa", "Lưu Anh Nghĩa"],
    ["Cụ Hà Toàn", "Hà Toàn"],
    ["Cụ Sơn Sô Thươl", "Sơn Sô Thươl"],
    ["Cụ Rmah Thuin", "Rmah Thuin"],
    ["Em Lê Gia Tấn Thái", "Lê Gia Tấn Thái"],
    ["Bà Sơn Thị Thơ", "Sơn Thị Thơ"],
    ["Chị Luận", "Luận"],
    ["Cô Ba", "Ba"],
    ["MSNGUYENTHIANH", "Nguyen Thi Anh"],
    ["CHIPHANTHITRUC", "Phan Thi Truc"],
    ["EMLEVANAN", "Le Van An"],
    ["ONGK'DIEP", "K'Diep"],
  ])("%s → %s", (raw, wanted) =>
    expect(standardiseName(raw)).toMatchObject({
      name: wanted,
      findings: expect.arrayContaining(["name.title_removed"]),
    }),
  );

  it.each([
    "Cụ Lê Văn",
    "Em Trần Văn",
    "Ông Bà",
    "Anh Hoàng Huỳnh",
    "Anh Lê Minh",
    "Anh Nguyễn Văn",
    "Anh Nguyễn Thị Ngọc",
    "Chu Văn An",
    "Chu Nguyễn Thị Hoa",
    "Chu Nguyen Ha",
    "Châu Thị Lan",
    "Chi Nguyen Ngoc Linh",
    "Ba Nguyen Van",
    "Bà Chi Lan Anh",
    "Ba Hoang Nam",
    "Maria Nguyễn",
    "Anna Smith",
    "Rosa Hoàng Yến",
    "Ông Kim Long",
    "Ong Le Nam",
    "Bé Hoàng Nam",
    "Bé Văn Ba",
    "Hộ Hoàng Nam",
    "Hộ Văn An",
    "Em Thị Hoa",
    "Cu Hoang Nam",
    "Be Hoang Van Nam",
  ])("%s stays whole", (raw) => expect(name(raw)).toBe(raw));
});

describe("initials", () => {
  it.each([
    ["B. Hoàng Nhân", "B Hoàng Nhân"],
    ["B. Nguyễn Thư", "B Nguyễn Thư"],
    ["C. Thị Hiền", "C Thị Hiền"],
    ["B. Khánh Hương Hạnh", "B Khánh Hương Hạnh"],
    ["N. Nguyễn Văn Hưng", "N Nguyễn Văn Hưng"],
  ])("%s is of a family, not a title", (raw, wanted) =>
    expect(standardiseName(raw)).toMatchObject({
      name: wanted,
      family: wanted[0],
      findings: expect.arrayContaining(["name.abbreviated"]),
    }),
  );
});

describe("remarks behind a dash", () => {
  it.each([
    ["Lê Văn Tuấn - HĐ cũ", "Lê Văn Tuấn"],
    ["Lê Văn Tuấn – phòng trọ 5", "Lê Văn Tuấn"],
    ["LÊ VĂN TUẤN - Kiot 5", "Lê Văn Tuấn"],
    ["Lê Văn Tuấn - Trần Thị Hoa", "Lê Văn Tuấn"],
  ])("%s", (raw, wanted) => expect(name(raw)).toBe(wanted));

  it.each([
    ["Lê Thị - Ngọc Hoa", "Lê Thị Ngọc Hoa"],
    ["Lê - Văn - Tuấn", "Lê Văn Tuấn"],
    ["Lê-Văn-Tuấn", "Lê Văn Tuấn"],
  ])("%s has none", (raw, wanted) => expect(name(raw)).toBe(wanted));
});

describe("labels before the name", () => {
  it.each([
    "Họ tên: Nguyễn Văn An",
    "Họ và tên : NGUYỄN VĂN AN",
    "Tên KH: Nguyễn Văn An",
    "Chủ hộ: Nguyễn Văn An",
    "Đ/c Nguyễn Văn An",
  ])("%s", (raw) =>
    expect(standardiseName(raw)).toMatchObject({
      name: "Nguyễn Văn An",
      kind: "person",
      findings: expect.arrayContaining(["name.note_removed"]),
    }),
  );

  it.each(["Họ tên:", "Họ và tên", "Họ tên: không có", "Trẻ sơ sinh Nguyễn Thị Hoa"])("%s is noise", (raw) =>
    expect(standardiseName(raw).kind).toBe("noise"),
  );
});

describe("nicknames", () => {
  it.each([
    ['Trần Đức Hậu "Nhỏ"', "Trần Đức Hậu"],
    ["Lê Văn Bính - Ba", "Lê Văn Bính"],
    ["Trần Anh – Sáu", "Trần Anh"],
    ['Phạm Hường "Cu"', "Phạm Hường"],
    ["Hoàng Thị Thư “Út Mười”", "Hoàng Thị Thư"],
    ["Hoàng Thị Thư 'Mười'", "Hoàng Thị Thư"],
    ['Hoàng Thị Thư "Mười', "Hoàng Thị Thư"],
    ['Lý Sanh "Lùn" - Tư', "Lý Sanh"],
    ["NGUYEN YEN HANH - BE", "Nguyen Yen Hanh"],
    ['NGUYENTHITRUC"BA"', "Nguyen Thi Truc"],
    ["Siu H'Nga - Ba", "Siu H'Nga"],
    ["H'Hen Êban - Mười", "H'Hen Êban"],
    ["K'Thủy - Ba", "K'Thủy"],
    ["Siu Hùng - Siu Hưng", "Siu Hùng"],
    ["Y Thoan Êban - Y Sang", "Y Thoan Êban"],
    ["Trần Ngọc Thi - Bé", "Trần Ngọc Thi"],
    ["Kim Minh Đara - Sáu", "Kim Minh Đara"],
  ])("%s → %s", (raw, wanted) =>
    expect(standardiseName(raw)).toMatchObject({
      name: wanted,
      findings: expect.arrayContaining(["name.note_removed"]),
    }),
  );

  it.each([
    ['"Nguyễn Văn An"', "Nguyễn Văn An"],
    ['Nguyễn Văn "An"', "Nguyễn Văn An"],
    ["Nguyễn Văn - An", "Nguyễn Văn An"],
    ["Nguyễn-Văn-An", "Nguyễn Văn An"],
    ["Nguyễn Thị-Hồng Nhung", "Nguyễn Thị Hồng Nhung"],
    ["Nguyễn - Thị - Hoa", "Nguyễn Thị Hoa"],
    ["Jean - Pierre", "Jean Pierre"],
    ["Trần Marie - Claude", "Trần Marie Claude"],
    ["Jean-Pierre Martin", "Jean-Pierre Martin"],
    ["Anna Maria - Louise", "Anna Maria Louise"],
  ])("%s has none: %s", (raw, wanted) => expect(name(raw)).toBe(wanted));
});

describe("names that are right as they stand", () => {
  it.each([
    "H'Mây Niê",
    "K'Brâng",
    "Ka Ngân",
    "Kon Sơ Ha Thương",
    "Ly Thị Cở",
    "Thao Thị Mỷ",
    "Ly A Chu",
    "K'Mai",
    "H'Lan",
  ])("%s has no finding", (raw) => expect(standardiseName(raw)).toMatchObject({ name: raw, findings: [] }));

  it.each([
    ["LY VAN AN", "name.marks_missing"],
    ["Nguyen Văn An", "name.marks_partly_missing"],
    ["Ñoã Thị Thùy", "name.unreadable"],
    ["Mai", "name.single_word"],
  ])("%s is not: %s", (raw, finding) => expect(standardiseName(raw).findings).toContain(finding));
});

describe("notes after the name", () => {
  it.each([
    "Nguyễn Văn An - đã chết",
    "Nguyễn Văn An đã mất",
    "NGUYỄN VĂN AN CHẾT",
    "Nguyễn Văn An và vợ",
    "Nguyễn Văn An + vợ",
    "Nguyễn Văn An vợ là Trần Thị Bình",
    "Nguyễn Văn An còn gọi là Năm",
    "Nguyễn Văn An bí danh Năm",
    "Nguyễn Văn An nguyenvanan@gmail.com",
    "Nguyễn Văn An con ông Nguyễn Văn B",
    "Nguyễn Văn An sn 1980",
    "Nguyễn Văn An, SN: 1980",
    "Nguyễn Văn An sinh năm 1980",
    "Nguyễn Văn An - sinh 15/04/1980",
  ])("%s", (raw) =>
    expect(standardiseName(raw)).toMatchObject({
      name: "Nguyễn Văn An",
      findings: expect.arrayContaining(["name.note_removed"]),
    }),
  );

  it.each(["Trần Thị Hoa-Lê Văn An", "Trần Thị Hoa\nLê Văn An", "Trần Thị Hoa\r\n Lê Văn An\n"])(
    "%j names two persons",
    (raw) => expect(standardiseName(raw)).toMatchObject({ name: "Trần Thị Hoa", findings: ["name.several_persons"] }),
  );

  it.each(["Nguyễn Thị\nHồng Nhung", "Nguyễn Thị-Hồng Nhung"])("%j names one", (raw) =>
    expect(name(raw)).toBe("Nguyễn Thị Hồng Nhung"),
  );

  it("knows two persons by hay too", () => {
    expect(standardiseName("Nguyễn Văn An hay Nguyễn Văn Bình")).toMatchObject({
      name: "Nguyễn Văn An",
      findings: ["name.several_persons"],
    });
  });

  it.each([
    "Nguyễn Thị Hay",
    "Lê Hay Em",
    "Nguyễn Văn Đã",
    "Nguyễn Đã Thành",
    "Trần Bí Thư",
    "Giàng A Chồng",
    "Mùa A Chết",
    "Sùng A Gọi",
    "Nguyễn Văn Con",
  ])("%s has none", (raw) => expect(standardiseName(raw)).toMatchObject({ name: raw, findings: [] }));

  it("leaves the given name Sinh beside a year", () => {
    expect(name("Nguyễn Văn Sinh 1980")).toBe("Nguyễn Văn Sinh");
    expect(name("Nguyễn Văn Sinh năm 1980")).toBe("Nguyễn Văn Sinh Năm");
  });

  it.each(["nguyenvanan@gmail.com", "http://a.vn/b"])("%s is noise", (raw) =>
    expect(standardiseName(raw).kind).toBe("noise"),
  );
});

describe("words that also begin a note or join two persons", () => {
  it.each([
    ["Ông Nguyễn Văn Chồng", "Nguyễn Văn Chồng"],
    ["Chị Vương Thị Chết Giàu", "Vương Thị Chết Giàu"],
    ["Nguyễn Thị Tức Luân", "Nguyễn Thị Tức Luân"],
    ["NGUYEN THI TUC THI", "Nguyen Thi Tuc Thi"],
    ["Nguyễn Văn Tức (vợ)", "Nguyễn Văn Tức"],
    ["Sùng Văn Hay và con", "Sùng Văn Hay"],
    ["Lê Văn Hay và Trần Thị Bảy", "Lê Văn Hay"],
    ["Lê Trung Thi vợ Lan", "Lê Trung Thi"],
    ["Lê An tức Bảy", "Lê An"],
  ])("are the given name where none stands before them: %s", (raw, cleaned) => {
    expect(name(raw)).toBe(cleaned);
  });
});

describe("facts beside a name of two words", () => {
  it.each([
    "Võ Oánh sn 1975",
    "Võ Oánh sinh ngày 1/2/1990",
    "Võ Oánh, thôn 3",
    "Võ Oánh thôn 3",
    "Võ Oánh - CMND 012345678",
    "Võ Oánh, 45 tuổi",
    "Võ Oánh 5A",
    "Võ Oánh và con",
  ])("are left out: %s", (raw) => {
    expect(name(raw)).toBe("Võ Oánh");
  });

  it.each([
    ["Nguyễn Đình Khu 3", "Nguyễn Đình Khu"],
    ["Nguyễn Văn Đội 2", "Nguyễn Văn Đội"],
    ["Lê Thị Tổ 2", "Lê Thị Tổ"],
  ])("may be its last word: %s", (raw, cleaned) => {
    expect(name(raw)).toBe(cleaned);
  });
});

describe("what exports and lists leave beside a name", () => {
  it.each([
    "Nguyễn Văn An<br>",
    "Nguyễn Văn An<BR/>",
    "Nguyễn&nbsp;Văn&nbsp;An",
    "Nguyễn\\tVăn An",
    "Nguyễn Văn An\\r\\n",
    "Nguyễn Văn An<br>Trần Thị Bình",
    "Nguyễn Văn An (Cty ABC)",
    "Nguyễn Văn An - Công ty TNHH Hoa Mai",
    "Ông Nguyễn Văn An, DNTN Hoa Mai",
    "Nguyễn Văn An mất 2020",
    "Nguyễn Văn An nam 1990",
    "Nguyễn Văn An lớp 5A",
    "Nguyễn Văn An-B",
    "NGUYỄN VĂN AN-TĐ",
  ])("is left out: %s", (raw) => {
    expect(name(raw)).toBe("Nguyễn Văn An");
  });

  it.each(["<b>Nguyễn Văn An</b>", "Nguyễn Văn An<script>", "Nguyễn Văn An &lt;b&gt;"])(
    "is still suspicious where it is markup: %s",
    (raw) => {
      expect(standardiseName(raw)).toMatchObject({ kind: "noise", name: null });
    },
  );

  it.each(["Cty ABC - Nguyễn Văn An", "Hoa Mai - Cty TNHH", "Trường Nguyễn Văn Trỗi (THPT)"])(
    "is no company where no whole name stands before it: %s",
    (raw) => {
      expect(standardiseName(raw).kind).toBe("organisation");
    },
  );

  it.each([
    ["Lê Thị Mất 2020", "Lê Thị Mất"],
    ["Nguyễn Văn Nam 1990", "Nguyễn Văn Nam"],
  ])("may be the given name: %s", (raw, cleaned) => {
    expect(name(raw)).toBe(cleaned);
  });
});
