import { describe, expect, it } from "vitest";
import type { NameFindingCode } from "../../matchers/names/findings.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";

const says = (raw: string, name: string, finding: NameFindingCode) =>
  expect(standardiseName(raw)).toMatchObject({ name, kind: "person", findings: expect.arrayContaining([finding]) });

describe("two persons in one field", () => {
  it.each([
    "Ông Trần Văn Năm và bà Lê Thị Bảy",
    "Ông: Trần Văn Năm và bà: Lê Thị Bảy",
    "Hộ ông Trần Văn Năm và bà Lê Thị Bảy",
    "Ông Trần Văn Năm - Bà Lê Thị Bảy",
    "Ông Trần Văn Năm, bà Lê Thị Bảy",
    "Ông Trần Văn Năm & Bà Lê Thị Bảy",
    "Ông Trần Văn Năm Bà Lê Thị Bảy",
    "Ông: Trần Văn Năm\nBà: Lê Thị Bảy",
    "Trần Văn Năm và bà Bảy",
    "Trần Văn Năm và các con",
  ])("%s", (raw) => says(raw, "Trần Văn Năm", "name.several_persons"));

  it.each([
    ["Chu Thị Hoa, Lê Văn Bảy", "Chu Thị Hoa"],
    ["Ong Thị Lan - Lê Văn Ba", "Ong Thị Lan"],
    ["Ông Văn Tân và bà Lê Thị Bảy", "Ông Văn Tân"],
  ])("%s begins with a family that is spelt like a title", (raw, name) => says(raw, name, "name.several_persons"));

  it.each(["Giàng A Và Pó", "Lê Thị Bà", "Trần Văn Và"])("%s is one", (raw) =>
    expect(standardiseName(raw)).toMatchObject({ name: raw, findings: [] }),
  );
});

describe("other facts behind a name", () => {
  it.each([
    "Nguyễn Văn An thôn 3",
    "Nguyễn Văn An tổ 5",
    "Nguyễn Văn An 60 tuổi",
    "Nguyễn Văn An, nam",
    "Nguyễn Văn An s.1962",
    "Nguyễn Văn An số CMND: 012987654",
    "Nguyễn Văn An 5A",
    "Nguyễn Văn An - 5A2",
    "Nguyễn Văn An, Q5",
    "Nguyễn Văn An/Ân",
    "Nguyễn Văn An / Ân",
    "Nguyễn Văn An tên khác là Bé",
    "Nguyễn Văn An biệt danh Bé",
    "Nguyễn Văn An quen gọi Bé",
    "Nguyễn Văn An không rõ",
    "Nguyễn Văn An cùng vợ",
    "a) Nguyễn Văn An",
    "Họ, chữ đệm, tên: Nguyễn Văn An",
    "Họ và tên khai sinh: Nguyễn Văn An",
    "Họ tên Nguyễn Văn An",
  ])("%s", (raw) => says(raw, "Nguyễn Văn An", "name.note_removed"));

  it.each([
    ["Chu Văn An, Hải Phòng", "Chu Văn An"],
    ["Chu Đức An - HĐ cũ", "Chu Đức An"],
    ["Ông Văn Tân, tổ trưởng cũ", "Ông Văn Tân"],
    ["Nguyễn Thị Quen tức Lan", "Nguyễn Thị Quen"],
    ["Trần Văn Cùng tức Ba", "Trần Văn Cùng"],
    ["Lê An còn tức Bé", "Lê An"],
  ])("%s leaves the name whole", (raw, name) => says(raw, name, "name.note_removed"));

  it.each([
    ["Nguyễn/Thị/Thu/Hà", "Nguyễn Thị Thu Hà"],
    ["Nguyễn Văn Tổ 5", "Nguyễn Văn Tổ"],
    ["Nguyễn Văn Nam, Nam", "Nguyễn Văn Nam Nam"],
    ["Nguyễn Văn Không", "Nguyễn Văn Không"],
  ])("%s has none", (raw, name) => expect(standardiseName(raw).name).toBe(name));
});

describe("offices, kin and saints", () => {
  it.each([
    ["Liệt sỹ Trần Văn Năm", "Trần Văn Năm"],
    ["Đồng chí Trần Văn Năm", "Trần Văn Năm"],
    ["Y sỹ Trần Văn Năm", "Trần Văn Năm"],
    ["Bác sỹ Trần Văn Năm", "Trần Văn Năm"],
    ["Th.S Trần Văn Năm", "Trần Văn Năm"],
    ["L/S Trần Văn Năm", "Trần Văn Năm"],
    ["Mẹ Lê Thị Bảy", "Lê Thị Bảy"],
    ["A Nguyễn Văn An", "Nguyễn Văn An"],
    ["NGUYEN/VAN TOM MR", "Nguyen Van Tom"],
    ["Phan-xi-cô Lê Văn Tư", "Lê Văn Tư"],
    ["Phê-rô Trần Văn Năm", "Trần Văn Năm"],
    ["Vinh Sơn Vũ Văn Cường", "Vũ Văn Cường"],
    ["Vincentê Vũ Văn Cường", "Vũ Văn Cường"],
  ])("%s → %s", (raw, name) => says(raw, name, "name.title_removed"));

  it.each(["Vinh Sơn", "Phan Xi Cô", "T.S Hùng", "Chồng A Páo", "Tiến Sĩ"])("%s is a name", (raw) =>
    expect(standardiseName(raw).findings).not.toContain("name.title_removed"),
  );
});

describe("families and markers of the highlands", () => {
  it.each([
    ["A Lăng Thị Bé", "A Lăng", "Thị", "Bé"],
    ["A Lăng Nhím", "A Lăng", null, "Nhím"],
    ["A Rất Blúi", "A Rất", null, "Blúi"],
    ["YBhăm Niê", "Niê", "Y", "Bhăm"],
    ["A Thút", null, "A", "Thút"],
    ["A Hồ Phương", "Phương", "A", "Hồ"],
  ])("%s", (raw, family, middle, given) => expect(standardiseName(raw)).toMatchObject({ family, middle, given }));
});

describe("what is no name", () => {
  it.each([
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "########",
    "TRUE",
    "Vợ ông Năm",
    "Con trai ông Năm",
    "Con Lê Thị Bảy",
    "C/B Lê Thị Bảy",
    "Mẹ bà Lê Thị Bảy",
  ])("%s", (raw) => expect(standardiseName(raw)).toMatchObject({ kind: "noise", name: null }));

  it.each(["VO ANH TUAN", "CHAU BA LONG", "Võ Anh Tuấn", "Cao Trai"])("%s is one", (raw) =>
    expect(standardiseName(raw).kind).toBe("person"),
  );
});

describe("letters", () => {
  it.each([
    ["Nguyênx Văn An", "Nguyễn Văn An"],
    ["Nguyễn Đưcs Tuấn", "Nguyễn Đức Tuấn"],
    ["Nguyễn Văn Tuâns", "Nguyễn Văn Tuấn"],
    ["Nguyễn Va8n An", "Nguyễn Văn An"],
  ])("%s was typed %s", (raw, name) => says(raw, name, "name.typing_repaired"));

  it("takes a figure behind a name for no key", () =>
    expect(standardiseName("Nguyễn Thị Lan6").name).toBe("Nguyễn Thị Lan"));

  it.each([
    ["NGUYENTHI HOA", "Nguyen Thi Hoa"],
    ["LETHI HOA", "Le Thi Hoa"],
  ])("%s → %s", (raw, name) => says(raw, name, "name.glued_split"));

  it.each(["Nguyễn Văn ?", "Nguyễn Văn …", "Nguyễn ... An", "Nguyễn Th*"])("%s lost some", (raw) =>
    expect(standardiseName(raw).findings).toContain("name.letters_lost"),
  );
  it.each(["Nguyễn Văn An*", "Nguyễn Văn An ...", "* Nguyễn Văn An"])("%s lost none", (raw) =>
    expect(standardiseName(raw).findings).toEqual(["name.punctuation_removed"]),
  );

  it("takes a broken letter inside a word for no quote", () =>
    expect(standardiseName("Lê Thá» Báº£y").findings).toEqual(
      expect.arrayContaining(["name.unreadable", "name.punctuation_removed"]),
    ));
});
