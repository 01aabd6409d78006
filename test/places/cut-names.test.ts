import { describe, expect, it } from "vitest";
import { readAddress } from "../../matchers/places/address.ts";

const written = (text: string) => {
  const { commune, district, province } = readAddress(text).written;
  return [commune, district, province].map((unit) => unit?.name ?? null);
};

describe("a piece of a misspelt name that is a unit's name too", () => {
  it.each([
    [
      "Phường Xuân Tảo, Quận Bắcc Từ Liêm, Thành phố Hà Nội",
      ["Phường Xuân Tảo", "Quận Bắc Từ Liêm", "Thành phố Hà Nội"],
    ],
    ["Quận Bắcc Từ Liêm, Hà Nội", [null, "Quận Bắc Từ Liêm", "Thành phố Hà Nội"]],
    ["Quận Bc Từ Liêm, Hà Nội", [null, "Quận Bắc Từ Liêm", "Thành phố Hà Nội"]],
    ["Xã Mương Mán, Huyện Hà Thuận Nam, Bình Thuận", ["Xã Mương Mán", "Huyện Hàm Thuận Nam", "Tỉnh Bình Thuận"]],
    ["xã Trà Ka huyện ắBc Trà My Quảng Nam", ["Xã Trà Ka", "Huyện Bắc Trà My", "Tỉnh Quảng Nam"]],
    ["Phường 4 Thành phố Đđà Lạt Lâm Đồng", ["Phường 4", "Thành phố Đà Lạt", "Tỉnh Lâm Đồng"]],
    ["Noong Bua - Điện Biên dhủ - Điện Biên", ["Phường Noong Bua", "Thành phố Điện Biên Phủ", "Tỉnh Điện Biên"]],
  ])("is not that unit: %s", (text, units) => {
    expect(written(text)).toEqual(units);
  });

  it.each([
    // A letter or word that belongs to the name or the kind is no kind of its own.
    ["Huyện Pphú Xuyên, Hà Nội", [null, "Huyện Phú Xuyên", "Thành phố Hà Nội"]],
    ["Xã Ngọc Sơn, Huyện Tthạch Hà", ["Xã Ngọc Sơn", "Huyện Thạch Hà", null]],
    ["Xã Thanh Thủy Thị xã gNhi Sơn Thanh Hóa", ["Xã Thanh Thủy", "Thị xã Nghi Sơn", "Tỉnh Thanh Hoá"]],
  ])("is not made by a kind read into it: %s", (text, units) => {
    expect(written(text)).toEqual(units);
  });

  it.each([
    // What stands before a unit may be a unit of its own, rightly spelt or not.
    ["Xã Xuân Thhọ Đà Lạt Lâm Đồng", ["Xã Xuân Thọ", "Thành phố Đà Lạt", "Tỉnh Lâm Đồng"]],
    ["Phường 5 Gò Vấp HCM", ["Phường 5", "Quận Gò Vấp", "Thành phố Hồ Chí Minh"]],
    ["phường Xuân Tảo Bắc Từ Liêm Hà Nội", ["Phường Xuân Tảo", "Quận Bắc Từ Liêm", "Thành phố Hà Nội"]],
    ["Phường Từ Liêm, Hà Nội", ["Phường Từ Liêm", null, "Thành phố Hà Nội"]],
  ])("is one where its name is whole: %s", (text, units) => {
    expect(written(text)).toEqual(units);
  });

  it.each([
    ["Phường Tam Quan Bcắ Thị xã Hoài Nhơn Bình Định", "Phường Tam Quan Bắc, Thị xã Hoài Nhơn, Bình Định"],
    ["Xã Long Điền Đôông Huyện Đông Hải Bạc Liêu", "Xã Long Điền Đông, Huyện Đông Hải, Bạc Liêu"],
  ])("leaves the whole name among what may be meant: %s", (text, whole) => {
    const { state, alternatives } = readAddress(text);
    expect(state).toBe("ambiguous");
    expect(alternatives).toContain(readAddress(whole).communeNow);
  });
});
