import { expect, it } from "vitest";
import { communesOfDistricts } from "../../matchers/places/district-communes.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";

it("knows what communes a district was divided among, split wards by each part", () => {
  // Quận 1: Sài Gòn, Tân Định, Bến Thành, Cầu Ông Lãnh.
  expect(communesOfDistricts().get("760")).toEqual(["26737", "26740", "26743", "26758"]);
  const { communes, changes } = loadGazetteer();
  for (const [code, { to }] of changes) {
    const district = communes.old.get(code)!.district!;
    expect(communesOfDistricts().get(district)).toEqual(expect.arrayContaining([...to]));
  }
});
