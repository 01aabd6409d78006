import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress } from "../../matchers/places/address.ts";
import { explainAddress } from "../../matchers/places/explain.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { allPaths, FORMS, foldText, write } from "../../scripts/check-places/forms.ts";
import { growth } from "../support/growth.ts";

const gazetteer = loadGazetteer();
const written = (text: string) => {
  const { commune, district, province } = readAddress(text).written;
  return [commune, district, province].map((unit) => unit?.name ?? null);
};

describe("readAddress on free text", () => {
  it.each([
    ["12 Lê Lợi, Phường Bến Nghé, Quận 1, TP.HCM", "26740", "26740"],
    ["12 Lê Lợi, P.Bến Nghé, Q1, Sài Gòn", "26740", "26740"],
    ["Quận Ba Đình, Phường Phúc Xá, Hà Nội", "00001", "00097"],
    ["Hà Nội - Ba Đình - Phúc Xá", "00001", "00097"],
    ["P Phúc Xá Q Ba Đình HN", "00001", "00097"],
    ["phuong phuc xa quan ba dinh ha noi", "00001", "00097"],
    ["phuwowfng phusc xas, quaajn ba ddifnh, haf nooji", "00001", "00097"],
  ])("%s", (text, communeOld, communeNow) => {
    expect(readAddress(text)).toMatchObject({ communeOld, communeNow, list: "old", state: "exact" });
  });

  it("reads glued numbers, farm towns, slips and letters lost", () => {
    expect(written("P8Q10 HCM")).toEqual(["Phường 8", "Quận 10", "Thành phố Hồ Chí Minh"]);
    expect(written("XãThạnh Đức, HuyệnGò Dầu, TTây Ninh")).toEqual(["Xã Thạnh Đức", "Huyện Gò Dầu", "Tỉnh Tây Ninh"]);
    expect(written("X.Thanh Phonng, Huyện Như Xuâ, Thanh Hóa")[0]).toBe("Xã Thanh Phong");
    expect(written("Phúc Xá, Ba Đìn, Hà Nộii")).toEqual(["Phường Phúc Xá", "Quận Ba Đình", "Thành phố Hà Nội"]);
  });

  it.each([
    ["P. Xuân Hương, Đà Lạt, Lâm Đồng", "24781"],
    ["phường Lâm Viên, TP Đà Lạt, tỉnh Lâm Đồng", "24778"],
    ["Cam Ly, Lâm Đồng", "24787"],
    ["Xã Xuân Trường, TP Đà Lạt, Lâm Đồng", "24805"],
    ["xã Chân Mây, Huế", "20137"],
  ])("takes the first name of two for both: %s", (text, communeNow) => {
    expect(readAddress(text)).toMatchObject({ communeNow, state: "exact" });
  });

  it("tells a hamlet's T. from a province's, and TT of Huế from a town's", () => {
    expect(written("T. Đông, xã Phú Minh, H. Sóc Sơn, T. Hà Nội")[0]).toBe("Xã Phú Minh");
    expect(written("5 Lê Lợi, P. Vĩnh Ninh, TP Huế, TT Huế")[2]).toBe("Tỉnh Thừa Thiên Huế");
    expect(written("TT Sóc Sơn, Sóc Sơn, Hà Nội")[0]).toBe("Thị trấn Sóc Sơn");
  });

  it("reads today's units, and prefers them where no district is written", () => {
    const reading = readAddress("Số 5 Trần Phú, Phường Ba Đình, Hà Nội, Việt Nam");
    expect(reading).toMatchObject({ communeNow: "00004", communeOld: null, list: "now", state: "exact" });
    expect(reading).toMatchObject({ street: "Số 5 Trần Phú", houseNumber: "5" });
  });

  it.each(["KT", "K.Tum", "KTum"])("knows a province by initials with a K: %s", (province) => {
    expect(readAddress(`P. Quyết Thắng, TP Kon Tum, ${province}`)).toMatchObject({
      communeOld: "23287",
      provinceOld: "62",
      state: "exact",
    });
    expect(readAddress("H. Chợ Đồn, BK").provinceOld).toBe("06");
    expect(readAddress("TP Nha Trang, K.Hòa")).toMatchObject({ provinceOld: "56", street: null });
    expect(written("ĐK Phú Quốc, AG")[0]).toBe("Đặc khu Phú Quốc");
    expect(written("Huyện K'Bang, Gia Lai")[1]).toBe("Huyện KBang");
  });

  it("reads the kinds of islands, and no unmarked Đạo or Đào as one", () => {
    expect(readAddress("Huyện đảo Lý Sơn, Quảng Ngãi")).toMatchObject({ districtOld: "536", street: null });
    expect(readAddress("Xã đảo Thạnh An, Cần Giờ, TP.HCM")).toMatchObject({ communeOld: "27676", street: null });
    expect(written("xa dao vien, que vo, bac ninh")[0]).toBe("Xã Đào Viên");
    expect(written("Xã Đạo Lý, Huyện Lý Nhân, Hà Nam")[0]).toBe("Xã Đạo Lý");
  });

  it("reads over a comma that fell into a word", () => {
    expect(written("P. Phong Cốc, Th,ị xãQuảng Yên t. Quảng Ninh")).toEqual([
      "Phường Phong Cốc",
      "Thị xã Quảng Yên",
      "Tỉnh Quảng Ninh",
    ]);
    expect(written("Lê Lợi,ấp Đông,xã Phú Minh,huyện Sóc Sơn,Hà Nội")[0]).toBe("Xã Phú Minh");
  });

  it("says the same of a certain place as weighing all its words, where that settles it", () => {
    const { old, former, now } = allPaths(gazetteer);
    const place = (text: string) => ({ ...readAddress(text), street: null, houseNumber: null, confidence: 1 });
    [...old, ...former, ...now].forEach((path, i) => {
      if (i % 37 !== 0) return;
      const text = write(path, FORMS[i % 4]!, i)!;
      // With more than five parts the units at the end are not looked at apart.
      const weighed = place(`Tổ 1, Khu A, Cầu X, ${text}`);
      if (weighed.state !== "ambiguous") expect(place(text), text).toEqual(weighed);
    });
  });

  it("takes the usual commune of a split unit, also where another bears the district's name", () => {
    const reading = readAddress("Phường Kim Mã, Quận Ba Đình, Hà Nội");
    expect(reading).toMatchObject({ state: "split", communeNow: "00008" });
    expect(reading.alternatives).toContain("00004");
    expect(readAddress("Phường Kim Mã, Phường Ba Đình, Quận Ba Đình, Hà Nội").communeNow).toBe("00004");
  });

  it.each([
    ["PHƯờNG 8, QUậN TÂN BìNH, TP HCM", "26998"],
    ["PHƯờNG 8, QUậN PHú NHUậN, THàNH PHố Hồ CHí MINH", "27064"],
    ["12 Lê Lợi, PHƯờNG 8, QUậN TÂN BìNH, TP HCM", "26998"],
    ["XÃ HòA PHú, HUYệN ứNG HòA, Hà NộI", "10417"],
  ])("reads capitals whose toned letters stayed small: %s", (text, communeOld) =>
    expect(readAddress(text).communeOld).toBe(communeOld),
  );

  it.each([
    ["T. Quang Bình, Xã Quang Trung, Huyện Ngọc Lặc", "15085", "T. Quang Bình"],
    ["Th. Thinh Long, X.Kim Hoa, Huyen Tuyen Hoa", "18955", "Th. Thinh Long"],
    ["T. Vinh Long 3, P. Mao Khe, TP Dong Trieu", "07069", "T. Vinh Long 3"],
  ])("takes no province from a hamlet's T.: %s", (text, communeOld, street) =>
    expect(readAddress(text)).toMatchObject({ communeOld, street, state: "exact" }),
  );

  it("still takes one where the district lies in it", () => {
    expect(readAddress("T. Quảng Bình, H. Lệ Thủy, X. An Thủy")).toMatchObject({
      provinceOld: "44",
      districtOld: "457",
    });
    expect(readAddress("Khóm 2, T.An Giang")).toMatchObject({ provinceOld: "89", state: "province" });
  });

  it("reads a letter with a dot as a kind before it is part of a name", () => {
    expect(written("xã Hải An H. Hải Hậu")).toEqual(["Xã Hải An", "Huyện Hải Hậu", null]);
    expect(written("xã Hải Anh, H. Hải Hậu")).toEqual(["Xã Hải Anh", "Huyện Hải Hậu", null]);
  });

  it("lets the district choose among what a former unit of the name became", () => {
    expect(readAddress("Xã Hương Xuân, huyện Phú Lộc, Huế")).toMatchObject({
      communeOld: "20179",
      state: "exact",
      alternatives: ["20179"],
    });
  });

  it.each(["DK Phu Quoc", "ĐK Phú Quốc", "Đặc khu Phú Quốc", "So 95 d. Nguyen Hue, KP 5, DK Phu Quoc, An Giang"])(
    "reads the special zone of %s",
    (text) => expect(readAddress(text)).toMatchObject({ communeNow: "31078", state: "exact", list: "now" }),
  );

  it("leaves ĐN open between Đà Nẵng and Đồng Nai unless something settles it", () => {
    for (const text of ["ĐN", "12 Lê Lợi, DN"])
      expect(readAddress(text), text).toMatchObject({ state: "ambiguous", provinceNow: null, provinceOld: null });
    expect(readAddress("TP ĐN").provinceNow).toBe("48");
    expect(readAddress("Phường Hòa Khánh, ĐN").provinceNow).toBe("48");
    expect(readAddress("P. Trảng Dài, ĐN").provinceNow).toBe("75");
    expect(readAddress("Quận Hải Châu, ĐN").provinceNow).toBe("48");
    expect(readAddress({ commune: "P. Trảng Dài", province: "ĐN" }).provinceNow).toBe("75");
  });

  it.each(["93/18 đường Hai Bà Trưng", "Làng Bến", "Khóm Yên Lạc", "ấp Tân Bình"])(
    "takes no place from a street or hamlet alone: %s",
    (text) =>
      expect(readAddress(text)).toMatchObject({
        state: "none",
        provinceNow: null,
        districtOld: null,
        list: null,
        confidence: 0,
      }),
  );

  it("takes an empty part for a level left out", () => {
    expect(written(", Ba Vì, TP Hà Nội")).toEqual([null, "Huyện Ba Vì", "Thành phố Hà Nội"]);
  });

  it("takes two letters for a province where they stand for themselves only", () => {
    expect(readAddress("Thành phố Bến Ct").state).toBe("none");
    expect(readAddress("Quận Ô Môn CT").provinceNow).toBe("92");
    expect(written("Q. Cái Răng, TPCT")).toEqual([null, "Quận Cái Răng", "Thành phố Cần Thơ"]);
    expect(written("H. Lấp Vò, ĐT")).toEqual([null, "Huyện Lấp Vò", "Tỉnh Đồng Tháp"]);
    expect(readAddress("P1, TP Sóc Trăng, Sóc Trăng, ĐT:")).toMatchObject({ provinceOld: "94", state: "exact" });
    expect(readAddress("12 ĐT 743, Dĩ An, Bình Dương")).toMatchObject({ street: "12 ĐT 743", provinceOld: "74" });
  });

  it.each<[string, string | null]>([
    ["xã Tân Thành (huyện Phú Bình cũ), tỉnh Thái Nguyên", null],
    ["12 Lê Lợi, xã Tân Thành (huyện Phú Bình cũ), tỉnh Thái Nguyên", "12 Lê Lợi"],
    ["Xã Đạo Lý, Lý Nhân, Hà Nam (cũ)", null],
    ["Xã Tân Thành, thôn 5, huyện Phú Bình, Thái Nguyên", "thôn 5"],
    ["xã Tân Thành tổ 5, huyện Phú Bình, Thái Nguyên", "tổ 5"],
    ["12 Lê Lợi, phường 5, tổ 3, quận Gò Vấp", "12 Lê Lợi, tổ 3"],
  ])("keeps in the street what is no unit and says something: %s", (text, street) => {
    expect(readAddress(text)).toMatchObject({ street, state: "exact" });
  });

  it.each([
    ["Phường 1, TP Vị Thanh, Hậu Giang", "31318"],
    ["Xã Tam Xuân 1, Núi Thành, Quảng Nam", "20968"],
    ["Hòa Tú 2, Mỹ Xuyên, Sóc Trăng", "31729"],
    ["Xã Quế Xuân II, Quế Sơn, Quảng Nam", "20647"],
    ["P. Mỹ Đình II, Nam Từ Liêm, Hà Nội", "00626"],
  ])("reads Roman numbers as usual ones and the other way round: %s", (text, communeOld) => {
    expect(readAddress(text).communeOld).toBe(communeOld);
  });

  it("takes no name that is off in a letter and in tones besides for a slip", () => {
    const reading = readAddress("HH2 Linh Đàm, Hoàng Mai, Hà Nội");
    expect(reading.street).toBe("HH2 Linh Đàm");
    expect(reading.findings).not.toContain("place.misspelt");
    expect(written("Lĩnh Nm, Hoàng Mai, Hà Nội")[0]).toBe("Phường Lĩnh Nam");
  });

  it.each([
    ["Linh Đàm, Hoàng Mai, Hà Nội", ["00331", "00337", "00316"]],
    ["Royal City, Thanh Xuân, Hà Nội", ["00367", "00352"]],
  ])("does not say whether a district or its namesake of today is meant behind a bare name: %s", (text, some) => {
    const reading = readAddress(text);
    expect(reading).toMatchObject({ state: "ambiguous", communeNow: null, districtOld: null, provinceNow: "01" });
    // Today's commune of the name first, and those that the district was divided among.
    expect(reading.alternatives[0]).toBe(some[0]);
    expect(reading.alternatives).toEqual(expect.arrayContaining(some));
    expect(reading.findings).toContain("place.ambiguous");
  });

  it.each([
    "Hoàng Mai, Hà Nội",
    "12 Linh Đàm, Hoàng Mai, Hà Nội",
    "đường Linh Đàm, Hoàng Mai, Hà Nội",
    "thôn Đông, Hoàng Mai, Hà Nội",
    "Linh Đàm, phường Hoàng Mai, Hà Nội",
  ])("takes it for today's where the address is written as addresses are today: %s", (text) => {
    expect(readAddress(text)).toMatchObject({ state: "exact", communeNow: "00331" });
  });

  it("doubts a name without its kind that goes on", () => {
    expect(readAddress("Phú Mỹ Hưng, Quận 7, TP.HCM")).toMatchObject({ districtOld: "778", state: "ambiguous" });
    expect(readAddress("Yên Nghĩa Hà Đông Hà Nội").communeOld).toBe("09562");
    expect(readAddress("Bến Nghé cũ, Quận 1 cũ, HCM")).toMatchObject({ communeOld: "26740", state: "exact" });
  });

  it.each<[string, string | null]>([
    ["Tam Kỳ, Quảng Nam", "502"],
    ["Phủ Lý, Hà Nam", "347"],
    ["Hà Đông, Hà Tây", "268"],
    ["Thị xã Sóc Trăng, Sóc Trăng", "941"],
    // Most of the former Huyện Phước Long lies elsewhere, and so does a good part of the former Thị xã Tam Kỳ.
    ["Phước Long, Bình Phước", null],
    ["TX Tam Kỳ, Quảng Nam", null],
  ])("leads a former district to the one it became: %s", (text, districtOld) => {
    expect(readAddress(text)).toMatchObject({ districtOld, state: "district" });
    expect(readAddress("Mê Linh, Vĩnh Phúc")).toMatchObject({ districtOld: "250", provinceOld: "01" });
  });

  it("keeps a contradiction as alternatives", () => {
    const reading = readAddress("12 Lê Lợi, Phường Bến Nghé, Quận 3, TP.HCM");
    expect(reading.state).toBe("ambiguous");
    expect(reading.communeNow).toBeNull();
    expect(reading.provinceNow).toBe("79");
    expect(reading.alternatives).toContain("26740");
    expect(reading.findings).toContain("place.contradiction");
  });

  it("gives all communes of a split unit and marks the default", () => {
    const reading = readAddress("Phường Cống Vị, Quận Ba Đình, Hà Nội");
    expect(reading).toMatchObject({ state: "split", communeOld: "00007", communeNow: "00008" });
    expect([...reading.alternatives].sort()).toEqual(["00008", "00025"]);
    expect(reading.findings).toContain("place.split_default");
  });

  it("says so when it finds nothing", () => {
    expect(readAddress("")).toMatchObject({ state: "none", communeNow: null, findings: ["place.not_found"] });
    expect(readAddress("không rõ")).toMatchObject({ communeNow: null });
  });

  it("never fails, whatever the text", () => {
    const pieces = fc.constantFrom(
      "P.",
      "Quận",
      "Q1",
      "TP",
      "Hà Nội",
      "xã",
      ",",
      " - ",
      "12/3",
      "Tân Bình",
      "ddif",
      "ệ",
      "\u0301",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 14 }).map((list) => list.join(" ")),
        ),
        (text) => {
          const reading = readAddress(text);
          if (reading.communeNow) expect(reading.alternatives).toContain(reading.communeNow);
          for (const code of reading.alternatives) expect(gazetteer.communes.now.has(code)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("reads alike whatever the case and spacing", () => {
    const { old } = allPaths(gazetteer);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: old.length - 1 }), (i) => {
        const text = write(old[i]!, "full", 0)!;
        const plain = readAddress(text);
        expect(readAddress(text.toUpperCase()).communeNow).toBe(plain.communeNow);
        expect(readAddress(text.replaceAll(", ", " ,  ")).communeNow).toBe(plain.communeNow);
        expect(readAddress(text.normalize("NFD")).communeNow).toBe(plain.communeNow);
      }),
      { numRuns: 100 },
    );
  });

  it("gives every candidate of all 471 split units", () => {
    for (const change of gazetteer.changes.values()) {
      if (change.to.length < 2) continue;
      const unit = gazetteer.communes.old.get(change.from)!;
      const district = gazetteer.districts.get(unit.district!)!.name;
      const text = `${unit.name}, ${district}, ${gazetteer.provinces.old.get(unit.province)!.name}`;
      expect(readAddress(text).alternatives, text).toEqual(expect.arrayContaining([...change.to]));
    }
  });

  it.each(FORMS)("lands at least 98 in 100 of a sample of units written so: %s", (form) => {
    const { old, now, former } = allPaths(gazetteer);
    const subjects = form === "name before a merge" ? former : form === "name of today" ? now : old;
    let read = 0;
    let right = 0;
    for (let i = 0; i < subjects.length; i += 37) {
      const text = write(subjects[i]!, form, i * 7919);
      if (text === null || foldText(text) === "") continue;
      read++;
      if (subjects[i]!.targets.every((target) => readAddress(text).alternatives.includes(target))) right++;
    }
    expect(right / read).toBeGreaterThan(0.98);
  });
});

describe("readAddress on a text that is no address any more", () => {
  const end = "P. Bến Nghé, Q1, TP.HCM";

  it("takes no longer by the square of its length", () => {
    const pieces = ["xã Hòa Bình, ", "w", "dw", "1- ", "a@"];
    const read = (length: number) => {
      for (const piece of pieces) readAddress(piece.repeat(length / piece.length));
    };
    expect(growth(read, 8000)).toBeLessThan(10);
  });

  it("finds the units at its end and keeps all before them in the street", () => {
    const note = "khu tái định cư số 12 ".repeat(40).trim();
    const reading = readAddress(`${note} Lê Lợi ${end}${" ".repeat(600)}`);
    expect(reading.communeNow).toBe(readAddress(end).communeNow);
    expect(reading.street).toBe(`${note} Lê Lợi`);
  });
});

describe("explainAddress", () => {
  it("tells both epochs with their lists in both languages", () => {
    const { lines, weighed } = explainAddress("Phường Phúc Xá, Ba Đình, Hà Nội");
    expect(lines.vi.join("\n")).toContain("Phường Hồng Hà (00097, danh mục từ 1/7/2025)");
    expect(lines.en.join("\n")).toContain("Quận Ba Đình (001, list before 1 July 2025)");
    expect(weighed.length).toBeGreaterThan(0);
  });
});
