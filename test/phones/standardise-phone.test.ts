import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AREA_CODES } from "../../matchers/phones/area-codes.ts";
import { PHONE_FINDINGS } from "../../matchers/phones/findings.ts";
import { CONVERTED_PREFIXES, MOBILE_RANGES, rangeHolder } from "../../matchers/phones/mobile-ranges.ts";
import { standardisePhone } from "../../matchers/phones/standardise-phone.ts";
import { anyText } from "../identity/hostile-values.ts";

describe("standardisePhone", () => {
  it("finds a number behind blanks, and says so where a cell goes on behind what is read", () => {
    expect(standardisePhone(`${" ".repeat(210)}0912345678`).phone).toBe("+84912345678");
    const many = Array.from({ length: 20 }, (_, i) => `09123456${10 + i}`).join("; ");
    expect(standardisePhone(many).phones.length).toBeLessThan(20);
    expect(standardisePhone(many).findings).toEqual(["phone.several", "phone.partly_invalid"]);
  });

  it.each<[string, string, string]>([
    ["0912345678", "+84912345678", ""],
    ["+84912345678", "+84912345678", ""],
    ["84912345678", "+84912345678", ""],
    ["+84 0912 345 678", "+84912345678", ""],
    ["(+84) 912.345.678", "+84912345678", ""],
    ["0084912345678", "+84912345678", ""],
    ["912345678", "+84912345678", "phone.lost_zero"],
    ["841234567", "+84841234567", "phone.lost_zero"],
    ["912345678.0", "+84912345678", "phone.lost_zero"],
    ["'0912345678", "+84912345678", ""],
    ["0912345678*", "+84912345678", ""],
    ["0912345678?", "+84912345678", ""],
    ["0912345678_1", "+84912345678", ""],
    ["0912345678(1)", "+84912345678", ""],
    ["Số ĐT 0912345678", "+84912345678", ""],
    ["0551234567", "+84551234567", ""],
    ["+84 84 912 345 678", "+84912345678", ""],
    ["84084912345678", "+84912345678", ""],
    ["0840912345678", "+84912345678", ""],
    ["++84912345678", "+84912345678", ""],
    ["+84 849 612 345", "+84849612345", ""],
    ["+84 84 38512345", "", "phone.invalid"],
    ["912,345,678.00", "+84912345678", "phone.lost_zero"],
    ["912,345,678", "+84912345678", "phone.lost_zero"],
    ["1: 0912345678", "+84912345678", ""],
    ["01681234567", "+84381234567", "phone.converted_11_digits"],
    ["1681234567", "+84381234567", "phone.lost_zero phone.converted_11_digits"],
    ["841681234567", "+84381234567", "phone.converted_11_digits"],
    ["02438512345", "+842438512345", ""],
    ["0438512345", "+842438512345", "phone.old_area_code"],
    ["438512345", "+842438512345", "phone.lost_zero phone.old_area_code"],
    ["05113812345", "+842363812345", "phone.old_area_code"],
    ["02413812345", "+842223812345", "phone.old_area_code"],
    ["0203812345", "+842143812345", "phone.old_area_code"],
    ["0838291234", "+84838291234", ""],
    ["08 3829 1234", "+842838291234", "phone.old_area_code"],
    ["(037) 3812345", "+842373812345", "phone.old_area_code"],
    ["(84-8) 38291234", "+842838291234", "phone.old_area_code"],
    ["+84 8 3829 1234", "+842838291234", "phone.old_area_code"],
    ["+84 (8) 3829 1234", "+842838291234", "phone.old_area_code"],
    ["+84 (0)8 38291234", "+842838291234", "phone.old_area_code"],
    ["+84 83 829 1234", "+84838291234", ""],
    ["0203 382345", "", "phone.invalid"],
    ["0203 3823456", "+842033823456", ""],
    ["0692 345 678", "+84692345678", ""],
    ["1900 123456", "", "phone.invalid"],
    ["1800123456", "", "phone.invalid"],
    ["1062012345", "", "phone.invalid"],
    ["001062012345", "", "phone.invalid"],
    ["0912345678 001062012345", "+84912345678", "phone.partly_invalid"],
    ["001 650 253 0000", "+16502530000", "phone.foreign"],
    ["+912345678", "", "phone.invalid"],
    ["O 0912345678", "", "phone.invalid"],
    ["+0912345678", "+84912345678", ""],
    ["[0912345678]", "+84912345678", ""],
    ["٠٩١٢٣٤٥٦٧٨", "+84912345678", ""],
    ["1. 0912345678 2. 0987654321", "+84912345678 +84987654321", "phone.several"],
    ["(1) 0912345678", "+84912345678", ""],
    ["ĐT1: 0912345678; ĐT2: 0987654321", "+84912345678 +84987654321", "phone.several"],
    ["Số 1: 024.38512345, số 2: 0912345678", "+842438512345 +84912345678", "phone.several"],
    ["024 38512345 (máy lẻ 101)", "+842438512345", "phone.extension"],
    ["024 38512345 số nội bộ 12", "+842438512345", "phone.extension"],
    ["09O2345678", "+84902345678", "phone.letters_for_digits"],
    ["9.12345678E8", "+84912345678", "phone.scientific phone.lost_zero"],
    ["9.12346E+08", "", "phone.scientific"],
    ["01012345678", "+841012345678", "phone.m2m"],
    ["0672123456", "+84672123456", "phone.satellite"],
    ["+1 650 253 0000", "+16502530000", "phone.foreign"],
    ["0243 8512345 ext 12", "+842438512345", "phone.extension"],
    ["0912345678 / 0987654321", "+84912345678 +84987654321", "phone.several"],
    ["0912345678 0987654321", "+84912345678 +84987654321", "phone.several"],
    ["09123456780987654321", "+84912345678 +84987654321", "phone.several"],
    ["0912345678;84912345678", "+84912345678", ""],
    ["912345678-987654321", "+84912345678 +84987654321", "phone.lost_zero phone.several"],
    ["+84912345678+84987654321", "+84912345678 +84987654321", "phone.several"],
    ["024.38512345-0912345678", "+842438512345 +84912345678", "phone.several"],
    ["0912345678và0987654321", "+84912345678 +84987654321", "phone.several"],
    ["02438512345-123", "+842438512345", "phone.partly_invalid"],
    ["0912,345,678", "+84912345678", ""],
    ["0912/345/678", "+84912345678", ""],
    ["084 912 345 678", "+84912345678", ""],
    ["084204218480", "", "phone.invalid"],
    ["084324867431", "", "phone.invalid"],
    ["0912-345-6789", "", "phone.invalid"],
    [
      "ĐT: 0912345678, nhà 04.38512345",
      "+84912345678 +842438512345",
      "phone.old_area_code phone.several phone.partly_invalid",
    ],
    ["0912345678 hoặc 0987654321", "+84912345678 +84987654321", "phone.several"],
    ["chị Lan 0912345678", "+84912345678", "phone.partly_invalid"],
    ["0601234567", "", "phone.invalid"],
    ["19001234", "", "phone.invalid"],
    ["3812345", "", "phone.invalid"],
    ["0000000000", "", "phone.junk"],
    ["0900000000", "", "phone.junk"],
    ["0123456789", "", "phone.junk"],
    ["không có", "", "phone.junk"],
    [" \u200b", "", ""],
  ])("reads %j", (raw, phones, findings) => {
    const reading = standardisePhone(raw);
    expect(reading.phones.join(" ")).toBe(phones);
    expect(reading.findings.join(" ")).toBe(findings);
    expect(reading.phone).toBe(reading.phones[0] ?? null);
  });

  it("converts each of the 21 prefixes, keeping seven digits", () => {
    expect(CONVERTED_PREFIXES.size).toBe(21);
    for (const [before, now] of CONVERTED_PREFIXES) {
      expect(standardisePhone(`0${before}2345671`).phone).toBe(`+84${now}2345671`);
      expect(MOBILE_RANGES.has(now)).toBe(true);
    }
  });

  it("renews each area code, save where the number is a mobile of today", () => {
    expect(AREA_CODES).toHaveLength(63);
    for (const { before, now } of AREA_CODES) {
      const local = now === "24" || now === "28" ? "38512345" : "3812345";
      const written = standardisePhone(`0${now}${local}`);
      expect(written).toEqual({ phone: `+84${now}${local}`, phones: [`+84${now}${local}`], findings: [] });
      const mobileToday = `${before}${local}`.length === 9 && MOBILE_RANGES.has(`${before}${local}`.slice(0, 2));
      expect(standardisePhone(`0${before}${local}`).phone).toBe(mobileToday ? `+84${before}${local}` : written.phone);
      expect(standardisePhone(`(0${before}) ${local}`).phone).toBe(written.phone);
    }
  });

  it("never throws, says only what has a sentence, and gives E.164", () => {
    const anything = fc.oneof(anyText(), phoneLike());
    fc.assert(
      fc.property(anything, (raw) => {
        const { phones, findings } = standardisePhone(raw);
        for (const phone of phones) expect(phone).toMatch(/^\+[1-9][0-9]{7,14}$/);
        for (const finding of findings) expect(PHONE_FINDINGS).toHaveProperty([finding]);
        if (raw.trim() !== "" && /[0-9a-z]/.test(raw) && phones.length === 0) expect(findings).not.toHaveLength(0);
      }),
    );
  });

  it("reads its own answers unchanged", () => {
    fc.assert(
      fc.property(phoneLike(), (raw) => {
        for (const phone of standardisePhone(raw).phones) expect(standardisePhone(phone).phones).toEqual([phone]);
      }),
    );
  });
});

describe("rangeHolder", () => {
  it.each([
    ["+84912345678", "VinaPhone"],
    ["+84381234567", "Viettel"],
    ["+84551234567", "Wintel"],
    ["+84998123456", "iTel"],
    ["+84992123456", "Gmobile"],
    ["+842438512345", null],
    ["+16502530000", null],
    [null, null],
  ])("of %j is %j", (phone, holder) => expect(rangeHolder(phone)).toBe(holder));
});

/** Texts made of what stands in cells of phone numbers. */
function phoneLike(): fc.Arbitrary<string> {
  const pieces = [
    "0",
    "84",
    "+84",
    "0084",
    "912",
    "168",
    "24",
    "28",
    "511",
    "38",
    "3851",
    "1234",
    "5678",
    " ",
    ".",
    "-",
    "/",
    ";",
    "(",
    ")",
    "O",
    "ĐT:",
    "ext 1",
  ];
  return fc
    .array(fc.constantFrom(...pieces, ..."0123456789".split("")), { minLength: 2, maxLength: 14 })
    .map((parts) => parts.join(""));
}
