import { expect, it } from "vitest";
import { AREA_CODES } from "../../matchers/phones/area-codes.ts";
import { provinceOfFixedLine } from "../../matchers/places/area-province.ts";

const line = (area: string): string => `+84${area}${area.length === 2 ? "38512345" : "3812345"}`;

it("knows the province of every area code, each of the 63 once", () => {
  const codes = AREA_CODES.map(({ now }) => provinceOfFixedLine(line(now))?.code);
  expect(new Set(codes).size).toBe(63);
  expect(codes).not.toContain(undefined);
});

it.each([
  ["24", "01", "01"],
  ["216", "15", "15"],
  ["254", "77", "79"],
])("places area code %s in %s of the old list and %s of today's", (area, code, now) => {
  expect(provinceOfFixedLine(line(area))).toMatchObject({ list: "old", code, now });
});

it("has nothing to say of mobile and foreign numbers", () => {
  for (const phone of ["+84912345678", "+6561234567", "02438512345", ""]) expect(provinceOfFixedLine(phone)).toBeNull();
});
