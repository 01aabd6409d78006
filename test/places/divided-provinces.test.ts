import { describe, expect, it } from "vitest";
import { readAddress } from "../../matchers/places/address.ts";
import { DIVIDED_PROVINCES } from "../../matchers/places/aliases.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";

describe("provinces of 1975 to 1997", () => {
  it.each([
    ["xã Hải An, Hải Hậu, Hà Nam Ninh", "exact", "36"],
    ["xã Tân Duyệt, Đầm Dơi, Minh Hải", "exact", "96"],
    ["huyện Lục Yên, tỉnh Hoàng Liên Sơn", "district", "15"],
    ["Hải Lăng, Bình Trị Thiên", "district", "45"],
    ["Cái Nước, Minh Hải", "district", "96"],
    ["Can Lộc, Nghệ Tĩnh", "district", "42"],
    ["Hòa Vang, Quảng Nam - Đà Nẵng", "district", "48"],
  ])("%s lies in what its district tells", (text, state, provinceOld) => {
    const reading = readAddress(text);
    expect(reading).toMatchObject({ state, provinceOld, list: "old" });
    expect(reading.written.province?.list).toBe("former");
    expect(reading.findings).toContain("place.former_units");
  });

  it.each(DIVIDED_PROVINCES)("%s alone is left open", (name) => {
    const nothing = { provinceOld: null, communeNow: null, alternatives: [] };
    expect(readAddress(name)).toMatchObject({ ...nothing, state: "ambiguous" });
    expect(readAddress(name.replace("Tỉnh ", ""))).toMatchObject({ ...nothing, state: "ambiguous" });
  });

  it.each(["409 Xô Viết Nghệ Tĩnh", "409 Xô Viết Nghệ Tĩnh, KP 11", "đường Xô Viết Nghệ Tĩnh"])(
    "leave their name to the street in %s",
    (street) => expect(readAddress(street)).toMatchObject({ street, state: "none", list: null }),
  );

  it("became provinces of the list of before July 2025", () => {
    const { old } = loadGazetteer().provinces;
    for (const [, ...codes] of DIVIDED_PROVINCES) for (const code of codes) expect(old.has(code)).toBe(true);
  });

  it.each([
    ["xã Minh Hải, Văn Lâm, Hưng Yên", "Xã Minh Hải"],
    ["Minh Hải, Văn Lâm, Hưng Yên", "Xã Minh Hải"],
    ["xã Hà Bắc, Hà Trung, Thanh Hóa", "Xã Hà Bắc"],
    ["P. Vĩnh Phú, Thuận An, Bình Dương", "Phường Vĩnh Phú"],
  ])("leave their name to the commune in %s", (text, commune) =>
    expect(readAddress(text).written.commune?.name).toBe(commune),
  );
});

describe("a likeness beside a district that is left out", () => {
  it.each(["xã Hòa Sơn, Hòa Vang, Quảng Nam", "xã Hải An, Hải Hậu, Thái Bình"])("decides nothing: %s", (text) =>
    expect(readAddress(text)).toMatchObject({ state: "ambiguous", communeOld: null, communeNow: null }),
  );

  it("does without one", () =>
    expect(readAddress("xã Hải A, Nam Định")).toMatchObject({ state: "exact", communeNow: expect.any(String) }));
});

describe("the same as above", () => {
  it.each(["nt", "NT", "n/t", "-nt-", '"nt"'])("%s is no place", (text) =>
    expect(readAddress(text)).toMatchObject({ state: "none", provinceOld: null, communeNow: null }),
  );

  it("is no name of the commune Nông Trường, which is read in full", () =>
    expect(readAddress("xã Nông Trường, Triệu Sơn, Thanh Hóa").state).toBe("exact"));
});
