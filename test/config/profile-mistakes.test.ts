import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError, type Problem } from "../../pipelines/config/problem.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";
import type { Profile } from "../../pipelines/profiles/profile.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lamsach-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = `name: own
title: { vi: Của tôi, en: Mine }
kind: ministry
columns:
  number: { headers: [Mã số], required: true }
  full_name: [Họ tên]
  birth_date: [Ngày sinh]
record_id: [number]
`;

function load(yaml: string, name = "own.yaml"): Profile {
  writeFileSync(join(folder, name), yaml);
  return loadProfile(`./${name}`, folder);
}

function problemsOf(yaml: string): readonly Problem[] {
  try {
    load(yaml);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const with_ = (lines: string): string => `${GOOD}${lines}\n`;
const persons = (fields: string): string => with_(`persons:\n  - role: subject\n    fields: ${fields}`);

const MISTAKES: readonly [what: string, yaml: string, line: number, path: string, says: RegExp][] = [
  ["a code that is a bare number as a key", with_("values: { sex: { 01: M } }"), 9, "", /leading zeros/],
  ["true as a key", with_("values: { status: { true: active } }"), 9, "", /in quotes/],
  ["a code of another kind", with_('values: { sex: { "01": male } }'), 9, "values.sex.01", /one of M, F/],
  [
    "values of a field that has none",
    with_("values: { full_name: { a: b } }"),
    9,
    "values.full_name",
    /Known here: sex/,
  ],
  [
    "a constant that is a bare number",
    persons("{ full_name: full_name, province: { constant: 01 } }"),
    11,
    "persons[0].fields.province.constant",
    /leading zeros/,
  ],
  ["a field that is not one", persons("{ fullname: full_name }"), 11, "persons[0].fields", /known/],
  [
    "a column that is not declared",
    persons("{ full_name: ho_ten }"),
    11,
    "persons[0].fields.full_name",
    /Declared: number/,
  ],
  [
    "an undeclared column among several",
    persons("{ full_name: { columns: [full_name, ten] } }"),
    11,
    "persons[0].fields.full_name.columns[1]",
    /declared/,
  ],
  [
    "two ways at once",
    persons("{ full_name: { first: [number, full_name], constant: A } }"),
    11,
    "persons[0].fields.full_name",
    /exactly one/,
  ],
  ["no way at all", persons("{ full_name: { join: '-' } }"), 11, "persons[0].fields.full_name", /exactly one/],
  [
    "an undeclared condition",
    with_("persons:\n  - role: a\n    when: [x]\n    fields: { full_name: full_name }"),
    11,
    "persons[0].when[0]",
    /declared/,
  ],
  [
    "a role twice",
    with_("persons:\n  - { role: a, fields: { sex: number } }\n  - { role: a, fields: { sex: number } }"),
    11,
    "persons[1].role",
    /once/,
  ],
  [
    "a role with marks",
    with_("persons:\n  - { role: mẹ, fields: { sex: number } }"),
    10,
    "persons[0].role",
    /small letters/,
  ],
  ["no persons", with_("persons: []"), 9, "persons", /at least 1/],
  ["an undeclared key", GOOD.replace("[number]", "[nummer]"), 8, "record_id[0]", /declared/],
  ["a key that is neither", GOOD.replace("[number]", "rows"), 8, "record_id", /^"row"; a text; Did you mean "row"\?$/],
  ["a header of two columns", GOOD.replace("[Họ tên]", "[HO_TEN, ma_so]"), 6, "columns.full_name[1]", /number has too/],
  ["a header of punctuation", GOOD.replace("[Họ tên]", "['---']"), 6, "columns.full_name[0]", /letters or digits/],
  ["a header that is a bare number", GOOD.replace("[Họ tên]", "[2026]"), 6, "columns.full_name[0]", /quotes/],
  [
    "an undeclared column that stands in",
    GOOD.replace("[Ngày sinh]", "{ headers: [Ngày sinh], otherwise: [year] }"),
    7,
    "columns.birth_date.otherwise[0]",
    /declared/,
  ],
  [
    "a column that stands in for itself",
    GOOD.replace("[Ngày sinh]", "{ headers: [Ngày sinh], otherwise: [birth_date] }"),
    7,
    "columns.birth_date.otherwise[0]",
    /another column/,
  ],
  ["no headers", GOOD.replace("[Họ tên]", "[]"), 6, "columns.full_name", /at least 1/],
  [
    "a column named as people write",
    GOOD.replace("full_name:", "Họ tên:"),
    6,
    "columns.Họ tên",
    /column name|known name/,
  ],
  [
    "a column of the reader's own",
    GOOD.replace("number: {", "line: {").replace("[number]", "[line]"),
    5,
    "columns.line",
    /another name/,
  ],
  ["columns that fill no field", GOOD.replace("full_name", "a").replace("birth_date", "b"), 4, "columns", /persons/],
  ["a date format that is none", with_("dates: { formats: [ngày/tháng/năm] }"), 9, "dates.formats[0]", /dd\/MM\/yyyy/],
  ["no date formats", with_("dates: { formats: [] }"), 9, "dates.formats", /at least 1/],
  ["an unknown list of units", with_("units: { lists: [new] }"), 9, "units.lists[0]", /old, now/],
  [
    "a contract of another kind",
    with_("contract: { on_extra: evolve, on_missing: freeze }"),
    9,
    "contract.on_extra",
    /freeze, report, ignore/,
  ],
  ["a requirement nothing fills", with_("requires: [sex]"), 9, "requires[0]", /nothing fills/],
  ["ages turned round", with_("subject: { min_age: 60, max_age: 18 }"), 9, "subject.max_age", /min_age/],
  ["an age as text", with_("subject: { min_age: sixty }"), 9, "subject.min_age", /number/],
  ["a title in one language", GOOD.replace(", en: Mine", ""), 2, "title.en", /nothing/],
  ["a title as text", GOOD.replace("{ vi: Của tôi, en: Mine }", "Của tôi"), 2, "title", /group/],
  ["an unknown kind", GOOD.replace("ministry", "bank"), 3, "kind", /carrier/],
  ["a misspelt setting", with_("require: [full_name]"), 9, "require", /Did you mean "requires"/],
  ["an extended profile that is not there", with_("extends: nobody"), 9, "extends", /births/],
  ["one that extends itself", with_("extends: ./own.yaml"), 9, "extends", /circle/],
];

describe("a profile with a mistake", () => {
  it("is taken when it has none", () => {
    expect(problemsOf(GOOD)).toEqual([]);
  });

  it.each(MISTAKES)("tells %s with line, path and what to do", (_, yaml, line, path, says) => {
    const problems = problemsOf(yaml);
    const hit = problems.find((problem) => problem.path.startsWith(path) && problem.line === line);
    expect(hit, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(`${hit!.expected}; ${hit!.found}; ${hit!.action}`).toMatch(says);
  });
});

it("tells mistakes of grammar and of meaning at once", () => {
  const problems = problemsOf(
    with_("kindly: 1\nrequires: [sex]\ndates: { formats: [x] }")
      .replace("[number]", "[none]")
      .replace("ministry", "bank"),
  );
  expect(problems.map((problem) => problem.path).sort()).toEqual([
    "dates.formats[0]",
    "kind",
    "kindly",
    "record_id[0]",
    "requires[0]",
  ]);
});

it("says nothing of what would lead to a setting that is wrong itself", () => {
  const problems = problemsOf(
    with_(
      "persons:\n  - role: a\n    fields: { full_name: { first: [full_name] } }\nrepeats: [a]\nrequires: [full_name]",
    ),
  );
  expect(problems.map(({ path, expected }) => [path, expected])).toEqual([
    ["persons[0].fields.full_name.first", "at least 2 in the list"],
  ]);
});

describe("loadProfile", () => {
  it("makes one person of the columns named as fields", () => {
    const profile = load(GOOD);
    expect(profile.persons).toEqual([
      {
        role: "subject",
        when: null,
        fields: {
          full_name: { columns: ["full_name"], join: " " },
          birth_date: { columns: ["birth_date"], join: " " },
        },
      },
    ]);
    expect(profile.record_id).toEqual(["number"]);
  });

  it("takes `row` for a source without keys, and null for a value that says nothing", () => {
    const profile = load(GOOD.replace("[number]", "row").concat('values: { sex: { "9": null } }\n'));
    expect(profile.record_id).toBeNull();
    expect(profile.values.sex).toEqual({ "9": null });
  });

  it("lays a profile over the one it extends: headers are added, the rest replaced", () => {
    load(GOOD, "base.yaml");
    const profile = load(
      "name: heir\nextends: ./base.yaml\ncolumns:\n  number: [Số hồ sơ]\n  sex: [Phái]\nrequires: [sex]\n",
      "heir.yaml",
    );
    expect(profile.columns).toEqual([
      { name: "number", headers: ["Số hồ sơ", "Mã số"], required: true, otherwise: [] },
      { name: "full_name", headers: ["Họ tên"], required: false, otherwise: [] },
      { name: "birth_date", headers: ["Ngày sinh"], required: false, otherwise: [] },
      { name: "sex", headers: ["Phái"], required: false, otherwise: [] },
    ]);
    expect(profile).toMatchObject({ name: "heir", kind: "ministry", requires: ["sex"] });
    expect(Object.keys(profile.persons[0]!.fields)).toEqual(["full_name", "birth_date", "sex"]);
  });

  it("takes a header that the heir gives to another column from the one that had it", () => {
    const columns = "  birth_date: { headers: [Ngày sinh], otherwise: [year] }\n  year: [Năm sinh]\n";
    load(GOOD.replace("  birth_date: [Ngày sinh]\n", columns), "base.yaml");
    const heir = (own: string) => load(`name: heir\nextends: ./base.yaml\ncolumns: ${own}\n`, "heir.yaml").columns;
    const birth = { name: "birth_date", headers: ["NAM_SINH", "Ngày sinh"], required: false, otherwise: ["year"] };
    expect(heir("{ birth_date: [NAM_SINH] }")).toContainEqual(birth);
    expect(heir("{ birth_date: { headers: [NAM_SINH], otherwise: [] } }")).toContainEqual({ ...birth, otherwise: [] });
    expect(heir("{ birth_date: [NAM_SINH] }").find(({ name }) => name === "year")!.headers).toEqual(["year"]);
  });

  it("tells a mistake of the base at the place that extends it", () => {
    writeFileSync(join(folder, "bad.yaml"), GOOD.replace("ministry", "bank"));
    expect(problemsOf("name: heir\nextends: ./bad.yaml\n")).toMatchObject([{ line: 2, path: "extends > kind" }]);
  });
});
