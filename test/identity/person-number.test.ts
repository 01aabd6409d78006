import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { isSharedOldNumber, oldNumberProvinces } from "../../matchers/identity/old-number.ts";
import { isSocialNumber, isTaxNumber, readHealthCard } from "../../matchers/identity/other-numbers.ts";
import { acceptsPadded, numberContradictions, readPersonNumber } from "../../matchers/identity/person-number.ts";
import {
  acceptPadded,
  confirmIdentityRepairs,
  numberContradictionsSql,
} from "../../matchers/identity/person-number-sql.ts";
import { BIRTH_PROVINCES } from "../../matchers/identity/province-codes.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { fill, memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();

describe("readPersonNumber", () => {
  it.each([
    ["001099012345", { province: "001", provinceName: "Hà Nội", birthYear: 1999, sex: "M", serial: "012345" }],
    ["079162012345", { province: "079", provinceName: "Hồ Chí Minh", birthYear: 1962, sex: "F", serial: "012345" }],
    ["100305012345", { province: "100", provinceName: null, birthYear: 2005, sex: "F", serial: "012345" }],
    ["001205012345", { province: "001", provinceName: "Hà Nội", birthYear: 2005, sex: "M", serial: "012345" }],
  ])("takes %s apart", (number, parts) => expect(readPersonNumber(number)).toEqual(parts));

  it("knows 63 provinces", () => expect(BIRTH_PROVINCES.size).toBe(63));
  it("takes nothing else apart", () => {
    for (const text of ["", "00109901234", "0010990123456", "00109901234x"]) expect(readPersonNumber(text)).toBeNull();
  });
});

describe("contradictions", () => {
  it("tells year, century and sex apart", () => {
    expect(numberContradictions("001099012345", 1999, "M")).toEqual([]);
    expect(numberContradictions("001099012345", null, null)).toEqual([]);
    expect(numberContradictions("001099012345", 1998, "F")).toEqual([
      "number.birth_year_differs",
      "number.sex_differs",
    ]);
    expect(numberContradictions("001005012345", 2005, "M")).toEqual(["number.century_differs"]);
    expect(numberContradictions(null, 1998, "F")).toEqual([]);
  });

  it("are the same in SQL, as is the acceptance of lost zeros", async () => {
    const row = fc.tuple(
      fc.option(
        fc.integer({ min: 0, max: 9_999_999 }).map((n) => `001${String(n).padStart(7, "0")}77`),
        { freq: 8 },
      ),
      fc.option(fc.integer({ min: 1898, max: 2030 }).map(String), { freq: 8 }),
      fc.constantFrom("M", "F", null),
    );
    const rows = fc.sample(row, 4000);
    for (const year of ["1999", "1998", null]) {
      for (const sex of ["M", "F", null] as const) rows.push(["001099012345", year, sex], [null, year, sex]);
    }
    const c = engine.connection();
    const lists = new ListNumbers();
    await fill(c, "rows", ["number", "year", "sex"], rows);
    const [number, year, sex] = [sql`number`, sql`year::smallint`, sql`sex`];
    const answers = await c.rows<{
      number: string | null;
      year: string | null;
      sex: string | null;
      c: number;
      a: boolean;
    }>(
      sql`select *, ${numberContradictionsSql(number, year, sex, lists)} as c, ${acceptPadded(number, year, sex)} as a from rows`,
      "contradictions",
    );
    expect(answers).toHaveLength(rows.length);
    const expected = answers.map(({ number: n, year: y, sex: s }) => {
      const birthYear = y === null ? null : Number(y);
      const contradictions = lists.of(numberContradictions(n, birthYear, s));
      return { number: n, year: y, sex: s, c: contradictions, a: acceptsPadded(n, birthYear, s) };
    });
    expect(answers).toEqual(expected);
  });

  it.each([
    // 38322451122 in a file without birth dates: Thanh Hóa, a woman born 2022.
    ["038322451122", null, null, true],
    ["038322451122", null, "F", true],
    ["038322451122", null, "M", false],
    ["038322451122", 2022, null, true],
    ["038322451122", 1992, null, false],
    [null, null, null, false],
  ])("accepts lost zeros of %s beside year %s and sex %s: %s", (candidate, year, sex, wanted) =>
    expect(acceptsPadded(candidate, year, sex)).toBe(wanted),
  );

  it("puts lost zeros back only where nothing in the row contradicts", async () => {
    const c = engine.connection();
    await fill(
      c,
      "short",
      ["padded", "year", "sex"],
      [
        ["001099012345", "1999", "M"],
        ["001099012345", "1998", "M"],
        ["001099012345", null, "M"],
        ["001099012345", null, null],
        ["001099012345", null, "F"],
        [null, "1999", "M"],
        [null, null, null],
      ],
    );
    const lists = new ListNumbers();
    const confirmed = confirmIdentityRepairs({
      personNumber: sql`null::varchar`,
      paddedCandidate: sql`padded`,
      numberState: sql`'wrong'`,
      findings: sql`${lists.of(["number.label", "number.wrong_length"])}::usmallint`,
      lists,
      birthYear: sql`year::smallint`,
      sex: sql`sex`,
    });
    const rows = await c.rows(
      sql`select ${confirmed.personNumber} as n, ${confirmed.numberState} as s, ${confirmed.findings} as f from short order by rowid`,
      "confirm",
    );
    const kept = { n: null, s: "wrong", f: lists.of(["number.label", "number.wrong_length"]) };
    const repaired = { n: "001099012345", s: "repaired", f: lists.of(["number.label", "number.lost_zeros"]) };
    expect(rows).toEqual([repaired, kept, repaired, repaired, kept, kept, kept]);
  });
});

describe("other numbers", () => {
  it("checks a tax number's last digit", () => {
    expect(isTaxNumber("0100109106")).toBe(true);
    expect(isTaxNumber("0100109106-001")).toBe(true);
    expect(isTaxNumber("0100109107")).toBe(false);
    expect(isTaxNumber("001099012345")).toBe(false);
  });

  it("knows a social insurance number by its ten digits", () => {
    expect(["0123456789", "012345678", "012345678x"].map(isSocialNumber)).toEqual([true, false, false]);
  });

  it("reads health cards old and new", () => {
    expect(readHealthCard("DN 4 79 0123456789")).toEqual({
      group: "DN",
      benefit: 4,
      province: "79",
      socialNumber: "0123456789",
    });
    expect(readHealthCard("0123456789")?.socialNumber).toBe("0123456789");
    expect(readHealthCard("DN9790123456789")).toBeNull();
  });

  it("names the provinces of a 9-digit number by its longest prefix", () => {
    expect(oldNumberProvinces("095123456")).toEqual(["Bắc Kạn"]);
    expect(oldNumberProvinces("091123456")).toEqual(["Thái Nguyên"]);
    expect(oldNumberProvinces("999123456")).toEqual([]);
  });

  it("knows the range two provinces issued", () => {
    expect(["271450000", "271450001", "271500000", "271500001"].map(isSharedOldNumber)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
