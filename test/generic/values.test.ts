import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inferDateReading } from "../../matchers/dates/date-reading.ts";
import { canonical } from "../../matchers/generic/canonical.ts";
import { AGREEMENT as A, KINDS, type Kind } from "../../matchers/generic/field.ts";
import { relateValues } from "../../matchers/generic/relate.ts";

const dayFirst = inferDateReading([["31/12/1990", 1]], [], 20260101);
const read = (kind: Kind, raw: string) => canonical(kind, raw, dayFirst);
const relate = (kind: Kind, a: string, b: string, tolerance = 0) =>
  relateValues(read(kind, a)!, read(kind, b)!, { kind, tolerance, bits: (word) => (word === "street" ? 1 : 8) });

describe("canonical", () => {
  it.each<[Kind, string, string | null]>([
    ["text", "  O'Brien-SMITH ", "obrien smith"],
    ["text", "Łódź", "łódź"],
    ["text", " - ", null],
    ["code", "nsw ", "nsw"],
    ["code", "AB-12 3", "ab123"],
    ["code", "007", "007"],
    ["number", "007", "7"],
    ["number", "-12,50", "-12.5"],
    ["number", "12-345", "12345"],
    ["number", "0", "0"],
    ["date", "31/12/1990", "19901231"],
    ["date", "1990-12-31", "19901231"],
    ["date", "19901231", "19901231"],
    ["date", "1962", "19620000"],
    ["date", "19901331", "19901331"],
    ["date", "31/13/1990", "19901331"],
  ])("reads %s %j as %j", (kind, raw, text) => {
    expect(read(kind, raw)?.text ?? null).toBe(text);
  });

  it("is the same when read again", () => {
    fc.assert(
      fc.property(fc.constantFrom<Kind>("text", "code", "number"), fc.string({ unit: "grapheme" }), (kind, raw) => {
        const once = read(kind, raw);
        if (once) expect(read(kind, once.text)).toEqual(once);
      }),
    );
  });
});

describe("relateValues", () => {
  it.each<[Kind, string, string, keyof typeof A]>([
    ["text", "Sawicki Place", "sawickiplace", "alike"],
    ["text", "Mary Ann", "ann mary", "alike"],
    ["text", "José", "Jose", "alike"],
    ["text", "andrew", "anrdew", "slip"],
    ["text", "heard street", "heardstret", "slip"],
    ["text", "salkauskas crescent", "salkouskas crecsent", "near"],
    ["text", "j", "john", "part"],
    ["text", "medical centre north", "north medical clinic", "part"],
    ["text", "heard street", "arthur street", "different"],
    ["code", "nsw", "nws", "slip"],
    ["code", "nsw", "vic", "different"],
    ["number", "5304218", "5304281", "slip"],
    ["number", "5304218", "530218", "slip"],
    ["number", "5304218", "5304333", "different"],
    ["date", "1990-05-07", "1990-07-05", "alike"],
    ["date", "1990-05-07", "1990-05-17", "slip"],
    ["date", "1990-05-07", "1990-05-28", "part"],
    ["date", "1990-05-07", "1990", "part"],
    ["date", "1990-05-07", "1967-12-28", "different"],
  ])("takes %s %j and %j for %s", (kind, a, b, level) => {
    expect(relate(kind, a, b)).toBe(A[level]);
    expect(relate(kind, b, a)).toBe(A[level]);
  });

  it("lets numbers that measure be near", () => {
    expect(relate("number", "170", "195", 30)).toBe(A.near);
    expect(relate("number", "170", "225", 30)).toBe(A.different);
  });

  it("is symmetric, and same for equal values", () => {
    const value = fc.oneof(fc.stringMatching(/^[a-c]{1,6}( [a-c]{1,4})?$/), fc.stringMatching(/^[0-9]{1,8}$/));
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), value, value, (kind, x, y) => {
        if (!read(kind, x) || !read(kind, y)) return;
        expect(relate(kind, x, y)).toBe(relate(kind, y, x));
        expect(relate(kind, x, x)).toBe(A.same);
      }),
    );
  });
});
