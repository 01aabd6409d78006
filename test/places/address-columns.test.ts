import { describe, expect, it } from "vitest";
import { readAddress } from "../../matchers/places/address.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { growth } from "../support/growth.ts";

const gazetteer = loadGazetteer();

describe("readAddress on columns", () => {
  it("reads codes of either list, and names", () => {
    expect(readAddress({ commune: "00001", district: "001", province: "01" })).toMatchObject({ communeNow: "00097" });
    expect(readAddress({ commune: "1", district: "1", province: "1" }).provinceNow).toBe("01");
    expect(readAddress({ commune: "12", district: "Gò Vấp", province: "Hồ Chí Minh" })).toMatchObject({
      communeOld: "26881",
    });
    expect(readAddress({ commune: "Phường Sa Pa", province: "15" })).toMatchObject({ communeNow: "03006" });
    expect(readAddress({ street: "Số 5", commune: "Bến Nghé", district: "1", province: "79" })).toMatchObject({
      communeOld: "26740",
      houseNumber: "5",
    });
  });

  it("reads a declared list's codes by that list", () => {
    const columns = { commune: "00004", province: "01" };
    expect(readAddress(columns, gazetteer, "old").communeOld).toBe("00004");
    expect(readAddress(columns, gazetteer, "now")).toMatchObject({ communeOld: null, communeNow: "00004" });
  });

  it("reads codes whose zeros a spreadsheet took off, down to one digit, but not the numbers of wards", () => {
    for (const [commune, district, province] of [
      ["1", "1", "1"],
      ["1.0", "1.0", "1.0"],
    ] as const)
      expect(readAddress({ commune, district, province })).toMatchObject({
        communeOld: "00001",
        districtOld: "001",
        communeNow: "00097",
        findings: ["place.old_units"],
      });
    expect(readAddress({ commune: "8", province: "1" })).toMatchObject({ communeNow: "00008", list: "now" });
    expect(readAddress({ commune: "14", district: "10", province: "79" })).toMatchObject({ communeOld: "27169" });
  });

  it("says of every commune that is given by its code what became of it, and nothing of others of its name", () => {
    const { communes, changes } = loadGazetteer();
    for (const { code, district, province } of communes.old.values()) {
      if (code.length !== 5) continue;
      const { communeOld, findings } = readAddress({ commune: code, district, province });
      const isSplit = changes.get(code)!.to.length > 1;
      expect([communeOld, findings.some((finding) => finding.startsWith("place.split"))]).toEqual([code, isSplit]);
    }
    for (const { code, province } of communes.now.values())
      expect(readAddress({ commune: code, province }, undefined, "now")).toMatchObject({
        communeNow: code,
        findings: [],
      });
  });

  it("finds a code and a name that do not agree", () => {
    expect(readAddress({ commune: "00004 - Phường Phúc Xá", province: "01" }).findings).toContain(
      "place.code_name_differ",
    );
    expect(readAddress({ commune: "99999", province: "01" }).findings).toContain("place.code_unknown");
  });

  it.each(["1/", "y ", "số nhà ", "An ", "a b", "Hà Nội, "])(
    "takes no longer by the square of a cell: %s repeated",
    (cell) => {
      let n = 0;
      const read = (size: number) => {
        // Units read before are remembered: every cell is another.
        const unit = (name: string) => `${++n} ${cell.repeat(size / cell.length)} ${name}`;
        return readAddress({ commune: unit("Phúc Xá"), district: unit("Ba Đình"), province: unit("Hà Nội") });
      };
      expect(growth(read, 4000)).toBeLessThan(10);
    },
  );

  it("finds a unit at the end of a cell that holds much else, and in one filled up with blanks", () => {
    const much = "khu tái định cư số 12 ".repeat(100);
    for (const commune of [`${much}, phường Bến Nghé`, `${" ".repeat(3000)}Bến Nghé${" ".repeat(3000)}`])
      expect(readAddress({ commune, district: "Quận 1", province: "TP. Hồ Chí Minh" }).communeOld).toBe("26740");
  });
});
