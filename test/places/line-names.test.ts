import { describe, expect, it } from "vitest";
import { readAddress } from "../../matchers/places/address.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { splitKind } from "../../matchers/places/kinds.ts";
import { allPaths, withoutMarks, write } from "../../scripts/check-places/forms.ts";

const gazetteer = loadGazetteer();
const nameOf = (code: string | null) => (code ? gazetteer.communes.now.get(code)!.name : null);

describe("an address without a commune", () => {
  it.each([
    ["75 thôn Đông, Tỉnh Nghệ An", "province", "75 thôn Đông"],
    ["Tỉnh Hà Giang, Việt Nam", "province", null],
    ["Thành phố Đà Nẵng; Việt Nam", "province", null],
    ["ấp Long Thạnh, Thành phố Hồ Chí Minh", "province", "ấp Long Thạnh"],
    ["Số 66B đường Trần Hưng Đạo, Thành phố Hà Nội", "province", "Số 66B đường Trần Hưng Đạo"],
    ["2A Hùng Vương, Thành phố Hồ Chí Minh", "province", "2A Hùng Vương"],
    ["12 Nguyễn Thị Minh Khai, Thành phố Hà Nội", "province", "12 Nguyễn Thị Minh Khai"],
    ["Nguyễn Thị Minh Khai, Hà Nội", "province", "Nguyễn Thị Minh Khai"],
    ["Số nhà 12 phố Hàng Bạc, Thành phố Hà Nội", "province", "Số nhà 12 phố Hàng Bạc"],
    ["126 Quang Trung, Tỉnh Quảng Ngãi", "province", "126 Quang Trung"],
    ["ap Tan Phu, tinh Dong Nai", "province", "ap Tan Phu"],
    ["ẤP TÂN PHÚ, TỈNH ĐỒNG NAI", "province", "ẤP TÂN PHÚ"],
    ["khu phố Tân Lập, Tỉnh Bình Dương", "province", "khu phố Tân Lập"],
    ["xóm: Đông Sơn, Tỉnh Thanh Hóa", "province", "xóm: Đông Sơn"],
    ["thôn Quan Sơn, Tỉnh Thanh Hóa", "province", "thôn Quan Sơn"],
    ["Số 1 Đại Cồ Việt, Hà Nội", "province", "Số 1 Đại Cồ Việt"],
    ["25 đường Minh Khai, Quận Hai Bà Trưng, Hà Nội", "district", "25 đường Minh Khai"],
    ["Số 8 Nguyễn Thị Minh Khai, Quận Hai Bà Trưng, Hà Nội", "district", "Số 8 Nguyễn Thị Minh Khai"],
    ["thôn Phú Minh, huyện Sóc Sơn, Hà Nội", "district", "thôn Phú Minh"],
    ["Xóm Làng Chếu, Huyện Bắc Yên, Sơn La", "district", "Xóm Làng Chếu"],
    ["Khu đô thị Xuân Phương, Nam Từ Liêm, Hà Nội", "district", "Khu đô thị Xuân Phương"],
    ["Chung cư Hòa Bình, Quận Tân Phú, TP.HCM", "district", "Chung cư Hòa Bình"],
  ])("%s", (text, state, street) => {
    expect(readAddress(text)).toMatchObject({ state, street, communeNow: null, alternatives: [] });
  });

  it.each(["Số 5 đường ", "12 ", "ấp ", "thôn ", "Ngõ 7 "])("holds no commune in the name behind '%s'", (lead) => {
    const { now, old } = allPaths(gazetteer);
    let read = 0;
    let right = 0;
    [...now, ...old].forEach(({ commune, province }, i) => {
      const { bare } = splitKind(commune);
      if (i % 41 !== 0 || bare === "" || /^\d/.test(bare)) return;
      const text = `${lead}${bare}, ${province}`;
      for (const written of [text, withoutMarks(text)]) {
        read++;
        if (readAddress(written).communeNow === null) right++;
      }
    });
    expect(right / read).toBeGreaterThan(0.99);
  });
});

describe("a commune beside a street or hamlet that bears a commune's name", () => {
  it.each([
    ["76 ấp Tân Thành, Tân Hiệp, An Giang", "Xã Tân Hiệp", "76 ấp Tân Thành"],
    ["25 phố Minh Khai, Phường Minh Khai, Quận Hai Bà Trưng, Hà Nội", "Phường Tương Mai", "25 phố Minh Khai"],
    ["thôn Đoài, xã Phú Minh, huyện Sóc Sơn, Hà Nội", "Xã Nội Bài", "thôn Đoài"],
    ["số 10 ấp Mỹ Hòa, Xã Mỹ Hòa Hưng, An Giang", "Xã Mỹ Hoà Hưng", "số 10 ấp Mỹ Hòa"],
    ["12 Lê Lợi Bến Nghé Quận 1 TPHCM", "Phường Sài Gòn", "12 Lê Lợi"],
    ["12 Lê Lợi P. Bến Nghé Quận 1 TPHCM", "Phường Sài Gòn", "12 Lê Lợi"],
    ["đường 30/4 Hưng Lợi Ninh Kiều Cần Thơ", "Phường Tân An", "đường 30/4"],
    ["Đường số 5, Bình Hưng, Bình Chánh, TP.HCM", "Xã Bình Hưng", "Đường số 5"],
    ["Xóm 5 Nghi Phú, Vinh, Nghệ An", "Phường Vinh Phú", "Xóm 5"],
    ["Làng Chếu, Bắc Yên, Sơn La", "Xã Tà Xùa", null],
    ["Đường Lâm, Sơn Tây, Hà Nội", "Phường Sơn Tây", null],
    ["Buôn Tân Lập, Xã Ea Kao, Đắk Lắk", "Phường Ea Kao", "Buôn Tân Lập"],
  ])("%s", (text, commune, street) => {
    const reading = readAddress(text);
    expect([nameOf(reading.communeNow), reading.street]).toEqual([commune, street]);
  });

  it("is sure of no commune that only stands in a part that begins otherwise", () => {
    const reading = readAddress("12 Lê Lợi Bến Nghé, Quận 1, TPHCM");
    expect(reading).toMatchObject({ state: "ambiguous", communeNow: null, districtOld: "760" });
    expect(reading.alternatives).toEqual(["26740"]);
    expect(readAddress("thôn Phú Lâm; Tĩnh Gia; Thanh Hoá").written.commune?.name).toBe("Phường Tĩnh Gia");
    expect(readAddress("ẤP LONG THẠNH, XÃ TÂN HIỆP").written.district).toBeNull();
  });

  it("reads the units alike with and without such a street line", () => {
    const { now, old } = allPaths(gazetteer);
    const place = (text: string) => ({ ...readAddress(text), street: null, houseNumber: null });
    [...now, ...old].forEach((path, i) => {
      if (i % 53 !== 0) return;
      const text = write(path, i % 2 ? "full" : "abbreviated", i)!;
      for (const line of ["thôn Phú Lâm", "Số 5 đường Tân Hiệp", "76 ấp Tân Thành"])
        expect(place(`${line}, ${text}`), text).toEqual(place(text));
    });
  });
});

describe("slips", () => {
  it.each([
    ["Phường Bnh Lộc Thành phố Đồng Nai", "Phường Bình Lộc"],
    ["Phuong Binh Loc Thanh pho Dong Nai", "Phường Bình Lộc"],
    ["Xuâân Hoà Thành phố Hồ Chí Minh", "Phường Xuân Hoà"],
    ["Phường Thng Nhất Thành phố Biên Hòa Đồng Nai", "Phường Trấn Biên"],
    ["Xã Tn Phú Huyện Đức Hòa Tỉnh Long An", "Xã Hiệp Hoà"],
    ["Xã Tân Thành Thành phố Cà Mau", "Phường Tân Thành"],
    ["Thị trấn Yên Bình Huyện Yên Bình Yên Bái", "Xã Yên Bình"],
    ["xã Hoà Phng, huyện Hoà Vang, Đà Nẵng", "Xã Hoà Vang"],
    ["Tị Trấn Óc Eo, Huyện Thoại Sơn, Tỉnh An Giang", "Xã Óc Eo"],
  ])("do not run into the kind words beside them: %s", (text, commune) => {
    const reading = readAddress(text);
    expect([reading.state, nameOf(reading.communeNow)]).toEqual(["exact", commune]);
  });

  it("keep names apart only in tones together, where the vowel is lost", () => {
    const reading = readAddress("Xã Sơn Đng, Thành phố Hà Nội");
    expect(reading.alternatives.map(nameOf)).toEqual(["Xã Sơn Đồng", "Xã Đoài Phương"]);
    expect(reading.findings).toContain("place.name_reused");
  });

  it("are looked for in all districts of the name, and fit the kind written", () => {
    const reading = readAddress("Xa Thah An, Huyen Vinh Thanh");
    expect(reading.written.commune?.name).toBe("Xã Thạnh An");
    expect(reading.provinceNow).toBe("92");
    // What the name spelt right comes to as well.
    expect(reading.alternatives).toEqual(readAddress("Xã Thạnh An, Huyện Vĩnh Thạnh").alternatives);
  });

  it("are sure of nothing without a kind, but in a column they are", () => {
    expect(readAddress("Trần Phú, Thành phố Hồ Chí Minh").state).not.toBe("exact");
    expect(readAddress("Thanh Phobg, Huyện Như Xuân, Thanh Hóa")).toMatchObject({ state: "ambiguous" });
    expect(readAddress("Xã Thanh Phobg, Huyện Như Xuân, Thanh Hóa").state).toBe("exact");
    const columns = { commune: "Thanh Phobg", district: "Như Xuân", province: "Thanh Hóa" };
    expect(readAddress(columns).state).toBe("exact");
  });
});

describe("the state exact", () => {
  it("has one alternative, or others that bore today's name before", () => {
    const { now, old } = allPaths(gazetteer);
    let reused = 0;
    [...now, ...old].forEach((path, i) => {
      if (i % 13 !== 0) return;
      const text = `${path.commune}, ${path.province}`;
      const { state, communeNow, alternatives, findings } = readAddress(text);
      if (state !== "exact") return;
      expect(alternatives[0], text).toBe(communeNow);
      expect(alternatives.length > 1, text).toBe(findings.includes("place.name_reused"));
      if (alternatives.length > 1) reused++;
    });
    expect(reused).toBeGreaterThan(0);
    expect(readAddress("Xã Thạnh An, Cần Thơ").alternatives.map(nameOf)).toEqual(["Xã Thạnh An", "Xã Thạnh Quới"]);
  });
});
