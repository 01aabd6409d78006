import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NUMBER_FINDINGS } from "../../matchers/identity/findings.ts";
import { type NumberKind, standardiseIdentity } from "../../matchers/identity/standardise-identity.ts";
import { anyText } from "./hostile-values.ts";

const read = (raw: string, kind?: NumberKind) => {
  const entries = Object.entries(standardiseIdentity(raw, kind));
  return Object.fromEntries(entries.filter(([, value]) => value !== null && value.length > 0));
};

const person = { personNumber: "001099012345", state: "repaired" };
const both = { ...person, oldNumber: "012987654" };

describe("standardiseIdentity in a cell as long as a page", () => {
  it("finds the number behind blanks", () => {
    expect(standardiseIdentity(`${" ".repeat(210)}001099012345`).personNumber).toBe("001099012345");
  });

  it("takes no beginning of a number for a number", () => {
    for (let words = 80; words < 100; words++) {
      const { personNumber, oldNumber } = standardiseIdentity(`${"x ".repeat(words)} 001099012345 abc`);
      expect(oldNumber).toBeNull();
      expect(personNumber ?? "001099012345").toBe("001099012345");
    }
  });
});

describe("standardiseIdentity among words", () => {
  it.each<[string, object]>([
    ["001099012345 cấp ngày 01/01/2021 tại Cục CS", { ...person, findings: ["number.label"] }],
    ["012987654 CA HN", { oldNumber: "012987654", state: "repaired", findings: ["number.label"] }],
    ["CA Hà Nội 012987654", { oldNumber: "012987654", state: "repaired", findings: ["number.label"] }],
    ["001099012345 (cũ 012987654)", { ...both, findings: ["number.several", "number.label"] }],
    ["CMND: 012987654; CCCD: 001099012345", { ...both, findings: ["number.several", "number.label"] }],
    ["001099012345 và 012987654", { ...both, findings: ["number.several", "number.label"] }],
    ["001099012345-012987654", { ...both, findings: ["number.several", "number.separators"] }],
    ["GCMND 012987654", { oldNumber: "012987654", state: "ok", findings: ["number.label"] }],
    ["PP B1234567", { passport: "B1234567", state: "ok", findings: ["number.label"] }],
    ["#001099012345", { personNumber: "001099012345", state: "ok", findings: ["number.label"] }],
    [`"'001099012345"`, { ...person, findings: ["number.apostrophe"] }],
    ["001099012345'", { ...person, findings: ["number.apostrophe"] }],
  ])("reads %j", (raw, wanted) => expect(read(raw)).toEqual(wanted));

  it.each<[string, object]>([
    ["CMND mẹ: 012987654", { state: "wrong", findings: ["number.unreadable", "number.separators", "number.label"] }],
    ["AB 123456781", { foreignNumber: "AB123456781", state: "repaired", findings: ["number.separators"] }],
    ["1980-03-12", { state: "wrong", findings: ["number.date"] }],
    ["BHXH 7912345678", { state: "wrong", findings: ["number.unreadable"] }],
    ["Mã số BHXH: 0112345678", { state: "wrong", findings: ["number.unreadable"] }],
    ["GPLX 010123456780", { state: "wrong", findings: ["number.unreadable"] }],
    ["Giấy phép lái xe số 010123456780", { state: "wrong", findings: ["number.unreadable"] }],
    [
      "1,099,012,345.00",
      {
        paddedCandidate: "001099012345",
        state: "wrong",
        findings: ["number.wrong_length", "number.trailing_decimal"],
      },
    ],
    ["001.099.012.345,00", { ...person, findings: ["number.trailing_decimal"] }],
    ["00109901xxxx", { state: "wrong", findings: ["number.unreadable"] }],
    ["001099012E45", { state: "wrong", findings: ["number.unreadable"] }],
  ])("takes no person's number from %j", (raw, wanted) => expect(read(raw)).toEqual(wanted));
});

describe("a number with its label, its place in a list or other facts", () => {
  it.each<[string, object]>([
    ["CCCDGC 001099012345", { personNumber: "001099012345", foreignNumber: null, findings: ["number.label"] }],
    ["№001099012345", { personNumber: "001099012345", foreignNumber: null, findings: ["number.label"] }],
    ["CM 012987654", { oldNumber: "012987654", foreignNumber: null, findings: ["number.label"] }],
    ["012987654-HN", { oldNumber: "012987654", state: "repaired", findings: ["number.label"] }],
    ["CMND 9 số: 012987654", { oldNumber: "012987654", findings: ["number.label"] }],
    ["CCCD (12 số) 001099012345", { personNumber: "001099012345", findings: ["number.label"] }],
    ["CMND9: 012987654", { oldNumber: "012987654", paddedCandidate: null }],
    ["số 1: 012987654", { oldNumber: "012987654", paddedCandidate: null }],
    ["1. 012987654", { oldNumber: "012987654", paddedCandidate: null }],
    ["2) B1234567", { passport: "B1234567", oldNumber: null }],
    ["001099012345, ĐT 0912345678", { personNumber: "001099012345", oldNumber: null }],
    ["012987654/0912345678", { oldNumber: "012987654" }],
    ["012987654 cấp ngày 15/3/05", { oldNumber: "012987654", findings: ["number.label"] }],
    ["012987654 cấp ngày 15 tháng 3 năm 2005", { oldNumber: "012987654", findings: ["number.label"] }],
    ["AB 923456789", { foreignNumber: "AB923456789", oldNumber: null }],
    ["012987654 C", { oldNumber: null, personNumber: null }],
  ])("%j", (raw, reading) => expect(standardiseIdentity(raw)).toMatchObject(reading));
});

describe("what is no foreign document", () => {
  it.each<[string, object]>([
    ["MST 8012345678", { state: "wrong", findings: ["number.tax_number"] }],
    ["GKS 123/2005", { state: "wrong" }],
    ["001xxxxxx345", { state: "junk" }],
    ["xxx099012345", { state: "wrong" }],
  ])("%j", (raw, reading) => {
    const nothing = { personNumber: null, oldNumber: null, foreignNumber: null, paddedCandidate: null };
    expect(standardiseIdentity(raw)).toMatchObject({ ...nothing, ...reading });
  });
});

describe("standardiseIdentity", () => {
  it.each<[string, object]>([
    ["001099012345", { personNumber: "001099012345", state: "ok" }],
    ["  001099012345 ", { personNumber: "001099012345", state: "ok" }],
    ["001 099 012 345", { personNumber: "001099012345", state: "repaired", findings: ["number.separators"] }],
    ["001\u00a0099.012-345", { personNumber: "001099012345", state: "repaired", findings: ["number.separators"] }],
    ["'001099012345", { personNumber: "001099012345", state: "repaired", findings: ["number.apostrophe"] }],
    ['="001099012345"', { personNumber: "001099012345", state: "repaired", findings: ["number.apostrophe"] }],
    ["001099012345.0", { personNumber: "001099012345", state: "repaired", findings: ["number.trailing_decimal"] }],
    ["O0lO99Ol2345", { personNumber: "001099012345", state: "repaired", findings: ["number.letters_for_digits"] }],
    ["00109901234S", { personNumber: "001099012345", state: "repaired", findings: ["number.letters_for_digits"] }],
    [
      "B0109901234I",
      {
        personNumber: "801099012341",
        state: "repaired",
        findings: ["number.unknown_province", "number.letters_for_digits"],
      },
    ],
    ["1099012345", { paddedCandidate: "001099012345", state: "wrong", findings: ["number.wrong_length"] }],
    ["79162012345", { paddedCandidate: "079162012345", state: "wrong", findings: ["number.wrong_length"] }],
    ["99162012345", { state: "wrong", findings: ["number.wrong_length"] }],
    ["1.09901E+11", { state: "unrecoverable", findings: ["number.scientific"] }],
    [
      "7.9162012345E+10",
      { paddedCandidate: "079162012345", state: "wrong", findings: ["number.wrong_length", "number.scientific"] },
    ],
    ["012345671", { oldNumber: "012345671", state: "ok" }],
    ["12345671", { paddedOld: "012345671", state: "wrong", findings: ["number.wrong_length"] }],
    ["812345671", { oldNumber: "812345671", state: "ok", findings: ["number.unknown_prefix"] }],
    ["271480000", { oldNumber: "271480000", state: "ok", findings: ["number.shared_range"] }],
    ["c1234567", { passport: "C1234567", state: "ok" }],
    ["B12345678", { passport: "B12345678", state: "ok" }],
    ["O12345671", { oldNumber: "012345671", state: "repaired", findings: ["number.letters_for_digits"] }],
    ["AB1234567", { foreignNumber: "AB1234567", state: "ok" }],
    ["999099012345", { personNumber: "999099012345", state: "ok", findings: ["number.unknown_province"] }],
    ["001499012345", { personNumber: "001499012345", state: "wrong", findings: ["number.impossible_century"] }],
    [
      "012345671 / 001099012345",
      { personNumber: "001099012345", oldNumber: "012345671", state: "repaired", findings: ["number.several"] },
    ],
    ["CMND: 012345671", { oldNumber: "012345671", state: "ok", findings: ["number.label"] }],
    ["0100109106", { state: "wrong", findings: ["number.wrong_length", "number.tax_number"] }],
    ["DN4790100109106", { state: "wrong", findings: ["number.health_card"] }],
    ["0912345679", { state: "wrong", findings: ["number.wrong_length", "number.phone_number"] }],
    ["15/04/1962", { state: "wrong", findings: ["number.date"] }],
    ["000000000000", { state: "junk", findings: ["number.junk"] }],
    ["123456789", { state: "junk", findings: ["number.junk"] }],
    ["012345678901", { state: "junk", findings: ["number.junk"] }],
    ["012345678912", { state: "junk", findings: ["number.junk"] }],
    ["12345678910", { state: "junk", findings: ["number.junk"] }],
    ["111111111", { state: "junk", findings: ["number.junk"] }],
    ["123123123", { state: "junk", findings: ["number.junk"] }],
    ["không có", { state: "junk", findings: ["number.junk"] }],
    ["\u200b", { state: "none" }],
  ])("reads %j", (raw, expected) => {
    expect(read(raw)).toEqual(expected);
  });

  it("takes nine figures for a foreign passport in a passport column", () => {
    expect(read("512345671", "passport")).toEqual({ foreignNumber: "512345671", state: "ok" });
    expect(read("O12345671", "passport")).toEqual({ passport: "O12345671", state: "ok" });
  });

  it("never throws and only says what has a sentence", () => {
    const anything = fc.oneof(anyText(), numberLike());
    fc.assert(
      fc.property(anything, fc.constantFrom<NumberKind>("any", "old", "passport"), (raw, kind) => {
        for (const finding of standardiseIdentity(raw, kind).findings)
          expect(NUMBER_FINDINGS).toHaveProperty([finding]);
      }),
    );
  });

  it("knows a label behind or within marks", () => {
    for (const raw of [".CMND 001099012345", "C.M.N.D: 001099012345", ".CMND 001099"]) {
      const { personNumber, foreignNumber, findings } = standardiseIdentity(raw);
      expect(foreignNumber, raw).toBeNull();
      expect(personNumber, raw).toBe(raw.includes("012345") ? "001099012345" : null);
      expect(findings, raw).toContain("number.label");
    }
  });

  it("reads its own answers unchanged", () => {
    fc.assert(
      fc.property(numberLike(), (raw) => {
        const first = standardiseIdentity(raw);
        for (const field of ["personNumber", "oldNumber", "passport", "foreignNumber"] as const) {
          const value = first[field];
          if (value === null) continue;
          const again = standardiseIdentity(value);
          expect(again[field]).toBe(value);
          expect(["ok", "wrong"]).toContain(again.state);
        }
      }),
    );
  });

  it("never makes up a digit", () => {
    fc.assert(
      fc.property(numberLike(), (raw) => {
        const { personNumber } = standardiseIdentity(raw);
        const spelled = raw
          .replace(/[Oo]/g, "0")
          .replace(/[Iil]/g, "1")
          .replace(/[Ss]/g, "5")
          .replace(/B/g, "8")
          .replace(/[^0-9]/g, "");
        if (personNumber !== null) expect(spelled).toContain(personNumber);
      }),
    );
  });
});

/** Texts made of what stands in cells of numbers. */
function numberLike(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ..."0123456789012345678901234567890123456789OIlSB .-/'".split(""),
    "001099",
    "079",
    "CMND ",
    ".0",
  );
  return fc.array(piece, { minLength: 1, maxLength: 16 }).map((pieces) => pieces.join(""));
}

describe("a mark beside a number", () => {
  it.each(["001099012345*", "*001099012345", "001099012345?", "001099012345_1", "001099012345(1)"])(
    "is none of its figures: %s",
    (raw) => {
      expect(standardiseIdentity(raw)).toMatchObject({
        personNumber: "001099012345",
        state: "repaired",
        findings: ["number.separators"],
      });
    },
  );

  it.each(["001099...345", "001099…345", "001099___345", "001099012*", "001099012***"])(
    "may stand for figures that are hidden: %s",
    (raw) => {
      expect(standardiseIdentity(raw)).toMatchObject({ personNumber: null, oldNumber: null, state: "wrong" });
    },
  );
});
