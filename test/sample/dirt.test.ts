import { describe, expect, it } from "vitest";
import { formatDay } from "../../scripts/generate-sample/calendar.ts";
import { asMisreadUtf8, asTcvn3Font, asVniFont } from "../../scripts/generate-sample/dirt/legacy.ts";
import { asTelex, asVniTyping, otherPlacement } from "../../scripts/generate-sample/dirt/letters.ts";
import { regional, slip } from "../../scripts/generate-sample/dirt/name.ts";
import { loseZeros, mistype, scientific, transpose } from "../../scripts/generate-sample/dirt/number.ts";
import { compose } from "../../scripts/generate-sample/names.ts";
import { NumberOffice, personNumber } from "../../scripts/generate-sample/numbers.ts";
import { MOST_SLOTS, slotPlan, subscriberNumber } from "../../scripts/generate-sample/phones.ts";
import { PURPOSE, Random, Weighted } from "../../scripts/generate-sample/random.ts";

const random = () => new Random(1).at(PURPOSE.record, 1);

describe("letters", () => {
  it("leaves what old fonts and typing leave", () => {
    expect(asVniFont("Nguyễn Văn Đức")).toBe("Nguyeãn Vaên Ñöùc");
    expect(asVniFont("Mỹ Thuỷ")).toBe("Myõ Thuyû");
    expect(asTcvn3Font("Nguyễn Văn Đức")).toBe("NguyÔn V¨n §øc");
    expect(asTcvn3Font("TRẦN")).toBe("TRÇN");
    expect(asMisreadUtf8("Đức", "win1252")).toBe("Ä\u0090á»©c");
    expect(["Nguyễn", "Đức", "Thuỳ"].map(asTelex)).toEqual(["Nguyeenx", "DDuwcs", "Thuyf"]);
    expect(["Nguyễn", "Đức"].map(asVniTyping)).toEqual(["Nguye6n4", "D9u7c1"]);
    expect(["Hòa", "Thủy", "Lan"].map(otherPlacement)).toEqual(["Hoà", "Thuỷ", "Lan"]);
  });

  it("changes one word by a slip or a region's spelling", () => {
    const draw = random();
    for (let i = 0; i < 200; i++) expect(slip("Nguyễn", draw)).not.toBe("");
    const spelt = new Set(Array.from({ length: 60 }, () => regional("Sang", draw)));
    expect(spelt).toContain("Xang");
    expect(spelt).toContain("San");
  });
});

describe("numbers", () => {
  it("are damaged as spreadsheets and fingers do", () => {
    const draw = random();
    expect(loseZeros("001099012345")).toBe("1099012345");
    expect(scientific("001099012345", draw)).toMatch(/^1[.,]0\d+E\+09$/);
    const number = "079199123456";
    for (let i = 0; i < 50; i++) {
      const typed = mistype(number, draw);
      expect(number.split("").filter((digit, at) => digit !== typed[at])).toHaveLength(1);
      expect(transpose(number, draw).split("").sort()).toEqual(number.split("").sort());
    }
  });

  it("follow the law's structure and are never given twice", () => {
    const office = new NumberOffice();
    const cell = { province: "79", sex: "F", year: 2004 } as const;
    const numbers = Array.from({ length: 5000 }, () => personNumber(cell, office.issue(cell)));
    expect(new Set(numbers).size).toBe(5000);
    for (const number of numbers) expect(number).toMatch(/^079304\d{6}$/);
  });

  it("of subscribers are never given twice, and there are enough for ten million persons", () => {
    const slots = Array.from({ length: 20_000 }, (_, i) => i * 1931);
    expect(new Set(slots.map((slot) => subscriberNumber(slot).msisdn)).size).toBe(slots.length);
    expect(slotPlan(10_000_000).total).toBeLessThan(MOST_SLOTS);
  });
});

describe("Random", () => {
  it("gives each purpose and index a stream of its own, again and again", () => {
    const one = new Random(3);
    const first = [one.at(PURPOSE.person, 9).bits(), one.bits(), one.bits()];
    one.at(PURPOSE.household, 9).bits();
    expect([one.at(PURPOSE.person, 9).bits(), one.bits(), one.bits()]).toEqual(first);
    const firsts = new Set(Array.from({ length: 10_000 }, (_, i) => one.at(PURPOSE.person, i).bits()));
    expect(firsts.size).toBeGreaterThan(9_990);
  });

  it("draws by weight", () => {
    const choice = new Weighted([
      ["a", 3],
      ["b", 1],
      ["never", 0],
    ]);
    const draw = random();
    const drawn = Array.from({ length: 4000 }, () => choice.draw(draw));
    expect(drawn.filter((value) => value === "a").length / 4000).toBeCloseTo(0.75, 1);
    expect(drawn).not.toContain("never");
  });
});

describe("names and dates", () => {
  it("are put together as they are written", () => {
    expect(compose("Nguyễn", "Thị", "Hoa").full).toBe("Nguyễn Thị Hoa");
    expect(compose("K'", "", "Brếp").full).toBe("K'Brếp");
    expect(formatDay({ year: 1962, month: 0, day: 0 }, "dd/mm/yyyy")).toBe("1962");
    expect(formatDay({ year: 1962, month: 3, day: 4 }, "dd/mm/yy")).toBe("04/03/62");
  });
});
