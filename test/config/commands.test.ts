import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../connectors/package-root.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import { checkConfig, renderCheck } from "../../pipelines/config/check-config.ts";
import { findFiles, pathProblem } from "../../pipelines/config/find-files.ts";
import { initFolder, renderInit } from "../../pipelines/config/init-folder.ts";
import { readKeyFile, writeKeyFile } from "../../pipelines/config/key-file.ts";
import { loadConfig } from "../../pipelines/config/load-config.ts";
import { renderConfig, showConfig } from "../../pipelines/config/show-config.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lamsach-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("init", () => {
  it.each(["taken", "taken/night/1", "."])("refuses a file where a folder should be: %s", (at) => {
    writeFileSync(join(folder, "taken"), "");
    writeFileSync(join(folder, "profiles"), "");
    expect(() => initFolder(join(folder, at))).toThrow(/is a file, not a folder. Nothing was written./);
    expect(readdirSync(folder).sort()).toEqual(["profiles", "taken"]);
  });

  it("makes a folder whose config and profile are right, with a key for its owner only", async () => {
    const result = initFolder(join(folder, "new"));
    expect(result.made).toEqual([
      ".gitignore",
      "README.txt",
      "inbox/",
      "lamsach.key",
      "lamsach.yaml",
      "profiles/my-source.yaml",
    ]);
    const at = (name: string) => join(result.folder, name);
    expect(statSync(at("lamsach.key")).mode & 0o777).toBe(0o600);
    expect(readKeyFile(at("lamsach.key"))).toHaveLength(32);
    expect(readFileSync(at(".gitignore"), "utf8")).toMatch(/^lamsach\.key$/m);
    for (const file of ["lamsach.yaml", "profiles/my-source.yaml"]) {
      const schema = /^# yaml-language-server: \$schema=(.*)$/m.exec(readFileSync(at(file), "utf8"))?.[1];
      expect(existsSync(schema ?? "")).toBe(true);
    }
    expect(loadProfile("./profiles/my-source.yaml", result.folder).name).toBe("my-source");
    const check = await checkConfig(at("lamsach.yaml"), {});
    expect(check).toMatchObject({ ok: true, problems: [] });
    expect(check.warnings).toEqual([
      expect.stringMatching(/^register: no file matches inbox\/register.csv/),
      expect.stringMatching(/^carrier-a: no file matches inbox\/carrier-a\*\.csv/),
    ]);
    expect(renderInit(result)).toMatch(/lamsach config check/);
    expect(renderInit(result)).not.toContain(readFileSync(at("lamsach.key"), "utf8").trim());
  });

  it("overwrites nothing, and writes nothing when it would", () => {
    writeFileSync(join(folder, "lamsach.key"), "mine");
    expect(() => initFolder(folder)).toThrow(/already has lamsach.key/);
    expect(readFileSync(join(folder, "lamsach.key"), "utf8")).toBe("mine");
    expect(existsSync(join(folder, "lamsach.yaml"))).toBe(false);
  });
});

describe("config check", () => {
  it("says that nothing tells whether an extract is late where its day is not told", async () => {
    const file = join(folder, "lamsach.yaml");
    initFolder(folder);
    const warnings = async (from: string, to: string): Promise<string[]> => {
      writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
      return (await checkConfig(file, {})).warnings.filter((warning) => warning.includes("every_days"));
    };
    expect(await warnings("# every_days:", "every_days:")).toEqual([
      expect.stringMatching(/^carrier-a: every_days without as_of/),
    ]);
    expect(await warnings("    # as_of:", "    as_of:")).toEqual([]);
  });
});

describe("the key file", () => {
  it("is refused when it is open to others, missing, or no key; the key is never told", () => {
    const file = join(folder, "k");
    expect(() => readKeyFile(file)).toThrow(/ENOENT[\s\S]*openssl/);
    writeKeyFile(file);
    expect(() => writeKeyFile(file)).toThrow(/already/);
    chmodSync(file, 0o640);
    expect(() => readKeyFile(file)).toThrow(/chmod 600/);
    chmodSync(file, 0o600);
    writeFileSync(file, "secret-but-not-hex");
    expect(() => readKeyFile(file)).toThrow(/holds no key/);
    expect(() => readKeyFile(file)).not.toThrow(/secret-but/);
  });
});

const CONFIG = `version: 1
register: { format: csv, path: in/register.csv, profile: register, as_of: "2026-11-20" }
sources:
  - { name: a, format: tsv, path: "in/a-*.tsv", profile: carrier, carrier: mobifone }
  - { name: b, format: csv, path: [in/b.csv, /data/b2.csv], delimiter: ";", quote: "", profile: tax }
memory: "1.5 GiB"
`;

function write(config: string): string {
  const file = join(folder, "lamsach.yaml");
  writeFileSync(file, config);
  return file;
}

describe("loadConfig", () => {
  it("fills in defaults, makes paths absolute and loads profiles", () => {
    const config = loadConfig(write(CONFIG), {});
    expect(config.memory_mib).toBe(1536);
    expect(config.threads).toBeGreaterThan(0);
    expect(config.key_file).toBe(join(folder, "lamsach.key"));
    expect(config.register).toMatchObject({ name: "register", as_of: "2026-11-20", delimiter: ",", encoding: "utf-8" });
    expect(config.sources[0]).toMatchObject({ delimiter: "\t", quote: '"', title: { en: "Mobile subscribers" } });
    expect(config.sources[1]).toMatchObject({
      delimiter: ";",
      quote: "",
      paths: [join(folder, "in/b.csv"), "/data/b2.csv"],
      expected: { required: true, max_fall: 0.2 },
    });
    expect(config.sources[0]!.profile.name).toBe("carrier");
    expect(config.sync.targets).toEqual(["a", "b"]);
    expect(Object.isFrozen(config.sources[1]!.expected)).toBe(true);
  });

  it("lets the environment go before the file", () => {
    const env = {
      LAMSACH_MEMORY: "2GB",
      LAMSACH_THREADS: "3",
      LAMSACH_AS_OF: "2026-01-02",
      LAMSACH_KEY_FILE: "/run/credentials/key",
    };
    expect(loadConfig(write(CONFIG), env)).toMatchObject({
      memory_mib: 1907,
      threads: 3,
      as_of: "2026-01-02",
      key_file: "/run/credentials/key",
    });
  });

  it("has one hash for one set of answers", () => {
    const hash = (text: string, env = {}) => loadConfig(write(text), env).hash;
    const first = hash(CONFIG);
    expect(hash(`${CONFIG}keep: 3\nthreads: 1\nout: elsewhere\n`, { LAMSACH_MEMORY: "9GB" })).toBe(first);
    expect(hash(`${CONFIG}matching: { seed: 2 }\n`)).not.toBe(first);
    expect(hash(CONFIG.replace("profile: tax", "profile: labour"))).not.toBe(first);
  });
});

describe("config check and show", () => {
  it("tells the inputs, and warns of what would spoil a run", async () => {
    mkdirSync(join(folder, "in"));
    writeFileSync(join(folder, "in/register.csv"), "x\n");
    writeFileSync(join(folder, "in/a-1.tsv"), "");
    writeFileSync(join(folder, "in/a-2.tsv"), "abc");
    const check = await checkConfig(write(CONFIG), {});
    expect(check.sources.map((source) => [source.source, source.profile, source.files, source.bytes])).toEqual([
      ["register", "register", ["in/register.csv"], 2],
      ["a", "carrier", ["in/a-1.tsv", "in/a-2.tsv"], 3],
      ["b", "tax", [], 0],
    ]);
    const warnings = check.warnings.join("\n");
    for (const part of [/a: in\/a-1.tsv is empty/, /b: no file/, /key_file: .*first run makes it/])
      expect(warnings).toMatch(part);
    expect(renderCheck(check)).toMatch(/right, but see the 3 warnings\n {2}register \(register\): in\/register.csv/);
  });

  it("answers problems as data and as text", async () => {
    const check = await checkConfig(write(CONFIG.replace("tsv,", "tvs,")), {});
    expect(check).toMatchObject({ ok: false, problems: [{ path: "sources[0].format", line: 4 }] });
    expect(renderCheck(check)).toMatch(/1 problem\n {2}line 4, sources\[0\].format/);
  });

  it("tells at once what a run would refuse: memory, key, rules, preset", async () => {
    const rule = (sql: string) =>
      `- { id: own.rule, vi: "Một quy tắc riêng", en: "A rule of our own", dimension: dung, severity: warning, field: sex, ok: ${JSON.stringify(sql)} }\n`;
    writeFileSync(join(folder, "right.yaml"), rule("rec.sex = 'F'"));
    writeFileSync(join(folder, "sql.yaml"), rule("rec.sex = 'F' from x"));
    writeFileSync(join(folder, "form.yaml"), rule("true").replace("dung", "dumb"));
    const text = `${CONFIG.replace("1.5 GiB", "100MB")}quality: { preset: cv4855, rules: [right.yaml, sql.yaml, form.yaml, none.yaml] }\n`;
    writeFileSync(join(folder, "lamsach.key"), "x");
    chmodSync(join(folder, "lamsach.key"), 0o644);
    const told = async () =>
      (await checkConfig(write(text), {})).problems.map(({ path, line, expected, found, action }) => [
        path,
        line,
        `${expected}; ${found}; ${action}`,
      ]);
    expect(await told()).toEqual([
      ["memory", 6, 'at least "700MiB"; less; Write at least "700MiB".'],
      ["quality.preset", 7, expect.stringMatching(/ships with the product \(cv4856\)/)],
      ["quality.rules[2] > [0].dimension", 7, expect.stringMatching(/one of dung, .*form\.yaml line 1/)],
      ["quality.rules[3]", 7, expect.stringMatching(/no such file/)],
      ["key_file", null, expect.stringMatching(/may be read by others \(mode 644\); Run: chmod 600/)],
      ["quality.rules[1] > [0].ok", 7, expect.stringMatching(/rule own\.rule: its SQL cannot be read/)],
    ]);
    rmSync(join(folder, "lamsach.key"));
    expect((await told()).map(([path]) => path)).not.toContain("key_file");
    mkdirSync(join(folder, "state/current"), { recursive: true });
    expect(await told()).toContainEqual(["key_file", null, expect.stringMatching(/none; Put back the key/)]);
  });

  it("takes a preset from the config's folder, wherever it is called", async () => {
    const preset = readFileSync(join(packageRoot(), "pipelines/quality/presets/cv4856.yaml"), "utf8");
    writeFileSync(join(folder, "own.yaml"), preset);
    const config = loadConfig(write(`${CONFIG}quality: { preset: ./own.yaml }\n`), {});
    expect(config.quality.preset).toBe(join(folder, "own.yaml"));
  });

  it("shows everything with defaults, the key masked, as YAML that reads back the same", () => {
    const file = write(CONFIG);
    writeFileSync(join(folder, "lamsach.key"), `${"ab".repeat(32)}\n`, { mode: 0o600 });
    const shown = showConfig(file, {});
    const text = renderConfig(shown);
    expect(text).not.toContain("abab");
    expect(text).toMatch(/^# .*not a config file/);
    expect(text).toContain('key: "********"');
    expect(text).not.toMatch(/[&*]a1/);
    expect(text).toContain('as_of: "2026-11-20"');
    expect(parse(text)).toEqual(JSON.parse(JSON.stringify(shown)));
    expect(shown.sources.map((source) => source.profile)).toEqual(["carrier", "tax"]);
  });
});

describe("findFiles", () => {
  it("finds by patterns in order, once each, and passes over folders and hidden names", () => {
    for (const inner of ["x1", "x2", "y1"]) mkdirSync(join(folder, inner));
    for (const name of ["x1/b.csv", "x1/a.csv", "x2/a.csv", "y1/a.csv", "x1/.a.csv", "x1/a+b.csv", "x1/Số.csv"])
      writeFileSync(join(folder, name), "");
    mkdirSync(join(folder, "x1/c.csv"));
    const find = (...paths: string[]) =>
      findFiles(paths.map((path) => join(folder, path))).map((file) => file.slice(folder.length + 1));
    expect(find("x?/*.csv")).toEqual(["x1/Số.csv", "x1/a+b.csv", "x1/a.csv", "x1/b.csv", "x2/a.csv"]);
    expect(find("*/a.csv", "x1/a.csv")).toEqual(["x1/a.csv", "x2/a.csv", "y1/a.csv"]);
    expect(find("x1/a+*.csv", "x1/none.csv", "none/*.csv")).toEqual(["x1/a+b.csv"]);
  });

  it("tells what a path leads to that is no file", () => {
    symlinkSync(join(folder, "gone.csv"), join(folder, "link.csv"));
    writeFileSync(join(folder, "a.csv"), "");
    mkdirSync(join(folder, "empty"));
    const told = (path: string) => {
      const problem = pathProblem(join(folder, path), { source: "a", file: path });
      return problem instanceof InputError ? `${problem.code} ${problem.problem.what}` : problem;
    };
    expect(told("a.csv")).toBeUndefined();
    expect(told("none.csv")).toBe("file.missing the file is not there");
    expect(told("link.csv")).toBe("file.missing this is a link that leads nowhere");
    expect(told("empty")).toBe("file.not_a_file this is a folder");
    expect(told("a.csv/b.csv")).toBe("file.unreadable the file cannot be read (ENOTDIR)");
    expect([told("empty/*.csv"), told("none/*.csv")]).toEqual([undefined, undefined]);
  });
});
