import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../pipelines/config/load-config.ts";
import { ConfigError, type Problem } from "../../pipelines/config/problem.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lamsach-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = `version: 1
register: { format: csv, path: register.csv, profile: register }
sources:
  - name: carrier-a
    format: csv
    path: a.csv
    profile: carrier
`;

function problemsOf(content: string | Uint8Array, env: NodeJS.ProcessEnv = {}): readonly Problem[] {
  const file = join(folder, "lamsach.yaml");
  writeFileSync(file, content);
  try {
    loadConfig(file, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const with_ = (lines: string): string => `${GOOD}${lines}\n`;
const inSource = (lines: string): string => `${GOOD}${lines.replace(/^/gm, "    ")}\n`;

/** What is written, the line and path that are told, and a part of what is said. */
const MISTAKES: readonly [what: string, yaml: string, line: number, path: string, says: RegExp][] = [
  ["an empty file", "", 1, "", /empty file/],
  ["only a comment", "# nothing\n", 1, "", /empty file/],
  ["a list instead of settings", "- a\n", 1, "", /group of settings/],
  ["a bare text", "hello\n", 1, "", /group of settings/],
  ["a tab as indent", "version: 1\nregister:\n\tformat: csv\n", 3, "", /tab|spaces/],
  ["a duplicate key", with_("memory: '1GB'\nmemory: '2GB'"), 9, "", /same key twice/],
  ["a duplicate key in a group", with_("sims: { notice_days: 5, notice_days: 6 }"), 8, "", /same key twice/],
  ["an unclosed quote", with_('memory: "2GB'), 9, "", /clos/],
  ["an unclosed bracket", with_("quality: { rules: [a"), 9, "", /clos/],
  ["a wrong indent", `${GOOD}   keep: 3\n`, 8, "", /depth|YAML|colon/],
  ["a missing space after the colon", with_("keep:3"), 8, "", /colon|YAML/],
  ["two documents", `${GOOD}---\n${GOOD}`, 8, "", /one document/],
  ["an unknown alias", with_("memory: *nothing"), 8, "", /alias/],
  ["a number as key", with_("sims: { 5: 1 }"), 8, "", /key that is text/],
  ["true as key", with_("true: 1"), 8, "", /key that is text/],
  ["a merge key", with_("<<: { keep: 3 }"), 8, "<<", /known setting/],
  ["a missing version", GOOD.replace("version: 1\n", ""), 1, "version", /; nothing;/],
  ["another version", GOOD.replace("version: 1", "version: 2"), 1, "version", /^1; a number; Write 1\.$/],
  [
    "a version as text",
    GOOD.replace("version: 1", 'version: "1"'),
    1,
    "version",
    /^1; a text; Write 1 without quotes\.$/,
  ],
  ["no register", GOOD.replace(/register.*\n/, ""), 1, "register", /; nothing;/],
  ["no sources", GOOD.slice(0, GOOD.indexOf("sources")), 1, "sources", /; nothing;/],
  ["an empty list of sources", `${GOOD.slice(0, GOOD.indexOf("sources"))}sources: []\n`, 3, "sources", /at least 1/],
  ["sources as a map", `${GOOD.slice(0, GOOD.indexOf("sources"))}sources: { a: b }\n`, 3, "sources", /a list/],
  ["sources without a value", `${GOOD.slice(0, GOOD.indexOf("sources"))}sources:\n`, 3, "sources", /empty value/],
  ["a misspelt setting", inSource("delimeter: ';'"), 8, "sources[0].delimeter", /Did you mean "delimiter"/],
  ["a setting in another language", with_("bộ_nhớ: '2GB'"), 8, "bộ_nhớ", /Known here: version/],
  ["a misspelt value", inSource("encoding: utf8"), 8, "sources[0].encoding", /Did you mean "utf-8"/],
  ["an unknown value", inSource("encoding: klingon"), 8, "sources[0].encoding", /one of utf-8/],
  ["a bare number as delimiter", inSource("delimiter: 0"), 8, "sources[0].delimiter", /leading zeros/],
  ["a long delimiter", inSource("delimiter: '|+|+|'"), 8, "sources[0].delimiter", /one character to four/],
  ["a quote of several bytes", inSource("quote: '“'"), 8, "sources[0].quote", /one ASCII character/],
  ["an empty delimiter", inSource("delimiter: ''"), 8, "sources[0].delimiter", /one character/],
  ["a bare number as sheet", inSource("sheet: 2026"), 8, "sources[0].sheet", /leading zeros/],
  [
    "a compression of a format that is packed in itself",
    GOOD.replace("format: csv\n    path", "compression: gzip\n    format: parquet\n    path"),
    5,
    "sources[0].compression",
    /only for csv/,
  ],
  ["a bare number as carrier", inSource("carrier: 01"), 8, "sources[0].carrier", /leading zeros/],
  ["a bare number as name", GOOD.replace("name: carrier-a", "name: 012"), 4, "sources[0].name", /leading zeros/],
  ["a name with capitals", GOOD.replace("name: carrier-a", "name: Carrier A"), 4, "sources[0].name", /small letters/],
  ["the register's name", GOOD.replace("name: carrier-a", "name: register"), 4, "sources[0].name", /other than/],
  ["a date that is none", inSource("as_of: '2026-02-30'"), 8, "sources[0].as_of", /yyyy-mm-dd/],
  ["a date of another form", with_("as_of: 21/11/2026"), 8, "as_of", /yyyy-mm-dd/],
  ["a year as date", with_("as_of: 2026"), 8, "as_of", /leading zeros/],
  ["a size without unit", with_("memory: '2'"), 8, "memory", /size with its unit/],
  ["a size as number", with_("memory: 2"), 8, "memory", /quotes/],
  ["a fraction of threads", with_("threads: 1.5"), 8, "threads", /whole number|int/],
  ["no threads", with_("threads: 0"), 8, "threads", /at least 1; .*Write at least 1\.$/],
  ["no run to keep", with_("keep: 0"), 8, "keep", /Write at least 1\.$/],
  ["too many runs to keep", with_("keep: 1001"), 8, "keep", /Write at most 1000\.$/],
  ["days under none", with_("sims: { notice_days: -5 }"), 8, "sims.notice_days", /Write at least 1\.$/],
  ["too little memory", with_("memory: 100MB"), 8, "memory", /at least "700MiB"; less; /],
  ["a text as number", with_("keep: seven"), 8, "keep", /a number/],
  ["not a number", with_("keep: .nan"), 8, "keep", /a number; no number/],
  ["a text as boolean", with_("privacy: { open_file: yes }"), 8, "privacy.open_file", /true or false/],
  ["a share over one", with_("sync: { breaker: { close: 2 } }"), 8, "sync.breaker.close", /at most 1/],
  [
    "a bare number in a list of paths",
    GOOD.replace("path: a.csv", "path: [a.csv, 7]"),
    6,
    "sources[0].path[1]",
    /quotes/,
  ],
  ["no path", GOOD.replace("    path: a.csv\n", ""), 4, "sources[0].path", /a text in quotes or a list; nothing;/],
  [
    "an unknown profile",
    GOOD.replace("profile: carrier", "profile: carier"),
    7,
    "sources[0].profile",
    /births, carrier/,
  ],
  [
    "a profile file that is not there",
    GOOD.replace("profile: carrier", "profile: my/own.yaml"),
    7,
    "sources[0].profile",
    /no such file/,
  ],
  [
    "a source's profile as register",
    GOOD.replace("profile: register", "profile: tax"),
    2,
    "register.profile",
    /register's profile/,
  ],
  [
    "a register's profile as source",
    GOOD.replace("profile: carrier", "profile: register"),
    7,
    "sources[0].profile",
    /source's profile/,
  ],
  [
    "a delimiter for xlsx",
    GOOD.replace("format: csv\n    path", "delimiter: ';'\n    format: xlsx\n    path"),
    5,
    "sources[0].delimiter",
    /only for csv/,
  ],
  [
    "an encoding for parquet",
    GOOD.replace("format: csv\n    path", "encoding: vni\n    format: parquet\n    path"),
    5,
    "sources[0].encoding",
    /only for csv/,
  ],
  [
    "a carrier and a ministry",
    inSource("carrier: a\nministry: b"),
    9,
    "sources[0].ministry",
    /a carrier or a ministry/,
  ],
  [
    "fewest above most",
    inSource("expected: { rows: { min: 5, max: 4 } }"),
    8,
    "sources[0].expected.rows.max",
    /not under min/,
  ],
  ["an unknown sync target", with_("sync: { targets: [carrier-b] }"), 8, "sync.targets[0]", /Sources: carrier-a/],
  [
    "a retired source that is still there",
    with_("sync: { retired: [gone, carrier-a] }"),
    8,
    "sync.retired[1]",
    /Take the source out of `sources`/,
  ],
  ["one folder for two purposes", with_("out: data\nwork: data"), 9, "work", /folder other than `out`/],
  ["the inbox in the work folder", with_("inbox: work/in"), 8, "inbox", /outside `work`/],
];

describe("a config with a mistake", () => {
  it("is taken when it has none", () => {
    expect(problemsOf(GOOD)).toEqual([]);
  });

  it.each(MISTAKES)("tells %s with line, path and what to do", (_, yaml, line, path, says) => {
    const problems = problemsOf(yaml);
    const hit = problems.find((problem) => problem.path === path && problem.line === line);
    expect(hit, JSON.stringify(problems, null, 1)).toBeDefined();
    expect(`${hit!.expected}; ${hit!.found}; ${hit!.action}`).toMatch(says);
    expect(hit!.action).not.toBe("");
  });

  it("tells the same name of two sources", () => {
    const twice = GOOD + GOOD.slice(GOOD.indexOf("  - name"));
    expect(problemsOf(twice)).toMatchObject([{ path: "sources[1].name", line: 8 }]);
  });

  it("tells all at once, also where some are of grammar and some of meaning", () => {
    const yaml = GOOD.replace("profile: carrier", "profile: nobody")
      .replace("path: a.csv", "path: 7")
      .concat("keep: 0\nkeep: 1\nmemry: '2GB'\nsync: { targets: [x] }\n");
    expect(problemsOf(yaml).map((problem) => problem.line)).toEqual(expect.arrayContaining([6, 7, 9, 10, 11]));
    const keyed = problemsOf(`${yaml}0912345678: x\n`);
    expect(keyed.map((problem) => problem.line)).toEqual(expect.arrayContaining([6, 7, 9, 10, 11, 12]));
    expect(JSON.stringify(keyed)).not.toContain("912345678");
  });

  it("tells of files that cannot be read", () => {
    const of = (path: string) => {
      try {
        return loadConfig(path, {});
      } catch (error) {
        return (error as Error).message;
      }
    };
    mkdirSync(join(folder, "sub"), { recursive: true });
    expect(of(join(folder, "none.yaml"))).toMatch(/no such file[\s\S]*lamsach init/);
    expect(of(join(folder, "sub"))).toMatch(/a folder/);
    expect(problemsOf(new Uint8Array([0xff, 0xfe, 0x41, 0x00]))[0]!.expected).toBe("UTF-8 text");
    expect(problemsOf(new Uint8Array(2 * 1024 * 1024).fill(0x23))[0]!.expected).toMatch(/1 MB/);
    if (process.getuid?.() !== 0) {
      const file = join(folder, "closed.yaml");
      writeFileSync(file, GOOD);
      chmodSync(file, 0o000);
      expect(of(file)).toMatch(/may not be read/);
    }
  });

  it("takes a byte order mark and Windows line ends", () => {
    expect(problemsOf(`\ufeff${GOOD.replaceAll("\n", "\r\n")}`)).toEqual([]);
  });

  it("does not unfold an alias bomb", () => {
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x,x]"];
    for (let i = 1; i < 8; i++) {
      const [now, before] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)];
      bomb.push(`${now}: &${now} [${Array(10).fill(`*${before}`).join(",")}]`);
    }
    expect(problemsOf(bomb.join("\n"))[0]!.found).toMatch(/aliases/);
  });

  it("tells what the environment says wrongly", () => {
    const env = { LAMSACH_THREADS: "many", LAMSACH_MEMORY: "big", LAMSACH_AS_OF: "tomorrow" };
    expect(problemsOf(GOOD, env).map(({ path, line, expected, found }) => [path, line, expected, found])).toEqual([
      ["LAMSACH_MEMORY", null, expect.stringMatching(/a size/), "a text"],
      ["LAMSACH_THREADS", null, "a number", "a text"],
      ["LAMSACH_AS_OF", null, expect.stringMatching(/a date/), "a text"],
    ]);
    expect(problemsOf(GOOD, env)[2]!.action).toMatch(/set in the environment and goes before `as_of`/);
  });

  it("never throws anything else, and never repeats a value", () => {
    const canary = "001099012345";
    const piece = fc.constantFrom(
      canary,
      `"${canary}"`,
      ": ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "'",
      '"',
      "&a ",
      "*a",
      "#",
      "|",
      ">",
      "\t",
      "\u0000",
      "sources:",
      "name:",
      "register:",
      "profile:",
      "null",
      "version: 1",
      "!!binary ",
      "? ",
      "%YAML 9\n",
      "---\n",
      "__proto__:",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(GOOD.length), (pieces, at) => {
        const yaml = GOOD.slice(0, at) + pieces.join("") + GOOD.slice(at);
        const problems = problemsOf(yaml);
        const keys = problems.map((problem) => problem.path).join();
        const texts = problems.map((problem) => `${problem.expected}${problem.found}${problem.action}`).join();
        return keys.includes(canary) || !texts.includes(canary);
      }),
      { numRuns: 200 },
    );
  });
});
