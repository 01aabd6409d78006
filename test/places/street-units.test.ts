import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStreetUnits } from "../../matchers/places/street-units.ts";
import { HAMLET_KIND as K } from "../../matchers/places/street-words.ts";

/** What a line states, in short: house, street, hamlet. */
const read = (line: string) => {
  const { house, lanes, street, hamlet } = readStreetUnits(line);
  return [lanes === null ? house : `${lanes}/${house ?? ""}`, street, hamlet];
};

describe("readStreetUnits", () => {
  it.each<[string, house: string | null, street: string | null, hamlet: string | null]>([
    ["145 Quang Trung, Tổ dân phố 1", "145", "quang trung", "to 1"],
    ["ĐC: 145 Quang Trung, TDP 1", "145", "quang trung", "to 1"],
    ["Địa chỉ 145 Quang Trung", "145", "quang trung", null],
    ["Thường trú: Thôn 3", null, null, "thon 3"],
    ["HKTT", null, null, null],
    ["145 Quang Trung Street, TDP 1", "145", "quang trung", "to 1"],
    ["145 Quang Trung St.", "145", "quang trung", null],
    ["Tổ dân phố 9, SN 12 Đ.Trần Hưng Đạo", "12", "tran hung dao", "to 9"],
    ["tdp 9; 9/9/9 Nguyễn Trãi", "9/9/9", "nguien trai", "to 9"],
    ["So 9B D.Cach Mang Thang 9, To 9", "9B", "cach mang thang 9", "to 9"],
    ["Số nhà 231, Thôn 3", "231", null, "thon 3"],
    ["SN 12 tổ 3, khu phố 8", "12", null, "khupho 8"],
    ["tổ 5, Thôn 3", null, null, "thon 3"],
    ["Doi 9 Ap 9", null, null, "ap 9"],
    ["Tổ 5,Tổ 4", null, null, "to 4"],
    ["Tổ dân phố 6, Đội 12", null, null, "to 6"],
    ["T. 5, ấp 3", null, null, "ap 3"],
    ["Xóm Trại, thôn Phú Lâm", null, null, "phu lam"],
    ["T. Tân Tiến", null, null, "tan tien"],
    ["Tổ 5, Tân Tiến", null, "tan tien", "tan tien"],
    ["Lê Lợi - KP. 8", null, "le loi", "khupho 8"],
    ["12 Lê Lợi KP 8", "12", "le loi", "khupho 8"],
    ["SN9/9đườngPhạmNgũLão", "9/9", "pham ngu lao", null],
    ["9thônYênLạc", "9", null, "ien lac"],
    ["45 đường số 7, KP 3", "45", "7", "khupho 3"],
    ["45 Số 7, KP 3", "45", "7", "khupho 3"],
    ["So 45/2 so 07 KP 3", "45/2", "7", "khupho 3"],
    ["45 số 7 Lê Lợi", "45", "le loi", null],
    ["Số 7", "7", null, null],
    ["Số 5 ngõ 12 Lê Lợi", "12/5", "le loi", null],
    ["Hẻm 12, số 5 Lê Lợi", "12/5", "le loi", null],
    ["5 ngách 3 ngõ 12, tổ 7", "12/3/5", null, "to 7"],
    ["Số 5 ngõ 12", "12/5", null, "ngo 12"],
    ["Căn hộ 12.03, chung cư Hoàng Anh", null, null, "hoang anh"],
    ["Số 9 Trần Hưng Đạo, Xã Chân Mây", "9", "tran hung dao", null],
    ["Khu vực III", null, null, "khuvuc 3"],
    ["Tổ dân phố số 03", null, null, "to 3"],
    ["Xóm Làng Chếu", null, null, "lang cheu"],
    ["12 Tô Hiến Thành", "12", "to hien thanh", null],
    ["12 to hien thanh", "12", "to hien thanh", null],
    ["12 lang ha", "12", "lang ha", null],
  ])("%s", (line, ...stated) => {
    expect(read(line)).toEqual(stated);
  });

  it.each([
    ["Thôn 9", "T. 9", "Th. 9", "thon 9", "T9", "THÔN SỐ 9", "Thôn IX"],
    ["Khu phố 8", "KP 8", "K.p 8", "KP. 8", "KP8", "kp 08", "khu pho 8", "Khu 8"],
    ["Tổ dân phố 3", "TDP 3", "tổ 3", "To dan pho so 3"],
    ["Ấp 3", "A. 3", "ap 3", "A.3"],
    ["Xóm 4", "X. 4", "xom 4"],
    ["12 đường 30/4", "12 30 tháng 4", "12 đ. 30-4", "Số 12 duong 30 thang 4"],
    ["Số 5 Nguyễn Huệ", "5 Ng Huệ", "SN 5 đường Ng.Huệ", "5 NGUYEN HUE"],
    ["7 Hoàng Văn Thụ", "7 Hoàng V.Thụ"],
    ["5 Cách Mạng Tháng 8", "5 CMT8"],
    ["9 Tỉnh lộ 8", "9 TL8", "9 đ. tl 8"],
    ["Thôn Tân Tiến", "T. Tân Tiến", "thon Tan Tien", "Xóm Tân Tiến"],
  ])("states the same: %s", (line, ...others) => {
    for (const other of others) expect(read(other), other).toEqual(read(line));
  });

  it("leaves open what initials do not tell", () => {
    for (const line of ["12 THĐ", "12 LTK", "12 T. Phú", "30 Tháng 4"]) expect(readStreetUnits(line).street).toBeNull();
  });

  it("keeps the kinds apart", () => {
    expect(readStreetUnits("Khóm 3").kind).toBe(K.khom);
    expect(readStreetUnits("Ấp 3").kind).toBe(K.ap);
    expect(readStreetUnits("Tân Tiến").kind).toBe(K.untold);
    expect(readStreetUnits("12 Lê Lợi").kind).toBeNull();
  });

  it("reads anything, and states the kind of a hamlet wherever it states one", () => {
    const word = fc.constantFrom(..."Thôn Tổ KP . , 12 9/3 Lê Lợi đường số Ngõ Ấp A B - ( ) xã".split(" "));
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 12 }), (words) => {
        const { street, hamlet, kind } = readStreetUnits(words.join(" "));
        expect(kind === null).toBe(hamlet === null);
        for (const name of [street, hamlet]) expect(name === null || /^\S+(?: \S+)*$/.test(name)).toBe(true);
      }),
    );
  });
});
