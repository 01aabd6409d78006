import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { packageRoot } from "../../connectors/package-root.ts";
import { inspectRules, RuleExpressionError } from "../../pipelines/quality/expression.ts";
import { loadRules, readRules } from "../../pipelines/quality/load-rules.ts";
import { judge } from "../../pipelines/quality/outcome.ts";
import { loadPreset } from "../../pipelines/quality/preset.ts";
import { cut, qualityIndex } from "../../pipelines/quality/quality-index.ts";
import { DIMENSIONS, MEASURES, rulesJsonSchema } from "../../pipelines/quality/rule.ts";

let folder: string;
let engine: Engine;
let c: Connection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-"));
  engine = await Engine.open({ memoryMib: 128, threads: 1, tempDirectory: folder, allowedDirectories: [folder] });
  c = await engine.connect();
});

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

describe("rules", () => {
  it("ship for all dimensions and measures, with a schema that is in step", async () => {
    const rules = loadRules();
    expect(rules.length).toBeGreaterThan(50);
    expect(new Set(rules.map(({ dimension }) => dimension))).toEqual(new Set(Object.keys(DIMENSIONS)));
    expect(new Set(rules.flatMap(({ measure }) => measure ?? []))).toEqual(new Set(MEASURES));
    const schema = await readFile(join(packageRoot(), "pipelines", "quality", "rules.schema.json"), "utf8");
    expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(rulesJsonSchema())));
  });

  it("of the user's own are added, and told wrong with their line", async () => {
    const own = join(folder, "own.yaml");
    const rule = (id: string) =>
      `- { id: ${id}, vi: "Một quy tắc riêng", en: "A rule of our own", dimension: dung, severity: warning, field: sex, ok: "true" }\n`;
    await writeFile(own, rule("own.rule") + rule("sex.unknown"));
    const rules = loadRules([own]);
    expect(rules.find(({ id }) => id === "own.rule")?.en).toBe("A rule of our own");
    expect(rules.find(({ id }) => id === "sex.unknown")?.en).toBe("A rule of our own");
    await writeFile(own, rule("own.rule") + rule("own.rule"));
    expect(() => readRules(own)).toThrow(/line 2.*an id of its own/);
    await writeFile(own, rule("own.rule").replace("ok:", "measure: files.arrived, ok:"));
    expect(() => readRules(own)).toThrow(/ok or finding .*or measure alone/);
  });
});

describe("a rule's SQL", () => {
  it("that ships names only columns that there are", async () => {
    const texts = loadRules().flatMap(({ id, ok, applies, detail }) =>
      [ok, applies, detail].flatMap((text) =>
        text ? [{ rule: id, text: text.replaceAll("{field}", "rec.name") }] : [],
      ),
    );
    expect(texts.length).toBeGreaterThan(50);
    await expect(inspectRules(c, texts)).resolves.toBeUndefined();
  });

  it.each([
    "rec.sex = 'M' and mat.status in ('verified')",
    "case when rec.birth_date is null then null else rec.birth_date <= clock.today end",
    "name_key(rec.name) = reg.name_key -- a comment",
    "rec.ID_number_read is not null and own.person_records > 1 and src.as_of < clock.today",
    "not list_has_any(rec.findings, ['name.noise'])",
    "age(clock.today, rec.birth_date) < interval 100 years",
  ])("may be an expression: %s", async (text) => {
    await expect(inspectRules(c, [{ rule: "own.rule", text }])).resolves.toBeUndefined();
  });

  it.each([
    "true) as value, (select 1",
    "true); drop table t; select (true",
    "exists (select 1 from read_text('/etc/passwd'))",
    "rec.name in (select name from quality_register)",
    "true) as value from quality_register where (true",
    "other.column = 1",
    "rec.nosuch = 1",
    "clock.now > rec.birth_date",
    "random() < 0.5",
    "now() > clock.today",
    "rec.birth_date <= current_date",
    "localtimestamp > clock.today",
    "age(rec.birth_date) < interval 100 years",
    "max(rec.birth_year) > 1900",
    "count(*) > 1",
    "unnest([rec.sex]) = 'M'",
    "txid_current() > 1",
    "count(*) over () > 1",
    "",
    "rec.sex =",
  ])("may be nothing else: %s", async (text) => {
    await expect(inspectRules(c, [{ rule: "own.rule", text }])).rejects.toThrow(RuleExpressionError);
  });
});

describe("arithmetic", () => {
  it("judges against both thresholds, and calls nothing good that was not checked", () => {
    const threshold = { warn_below: 95, fail_below: 80, warn_drop: 2, fail_drop: 10, min_checked: 10 };
    const of = (ok: number, fail: number) => ({ ok, fail, na: 0 });
    expect(judge(of(0, 0), of(100, 0), threshold)).toEqual({ level: "unchecked", because: null });
    expect(judge(of(79, 21), null, threshold)).toEqual({ level: "fail", because: "below" });
    expect(judge(of(90, 10), null, threshold)).toEqual({ level: "warn", because: "below" });
    expect(judge(of(97, 3), of(100, 0), threshold)).toEqual({ level: "warn", because: "dropped" });
    expect(judge(of(97, 3), of(9, 0), threshold)).toEqual({ level: "ok", because: null });
    expect(judge(of(89, 11), of(100, 0), threshold)).toEqual({ level: "fail", because: "dropped" });
  });

  it("gives no colour better than the weakest key field's, and leaves the index as it is", () => {
    const preset = loadPreset("cv4856");
    const [rule] = loadRules().filter(({ id }) => id === "number.wrong");
    const of = (shares: Readonly<Record<string, number>>, over: Partial<typeof preset> = {}) => {
      const tallies = Object.entries(shares).map(([field, ok]) => ({
        rule: rule!,
        field,
        tally: { ok, fail: 100 - ok, na: 0 },
      }));
      return qualityIndex(tallies, { ...preset, ...over });
    };
    const others = Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`field_${i}`, 100]));
    const junk = { ...others, id_number: 0, full_name: 80 };
    expect(of(junk)).toMatchObject({ value: 93.68, band: "red", held_by: ["id_number", "full_name"] });
    expect(of(junk, { key_fields: [] })).toMatchObject({ value: 93.68, band: "green", held_by: [] });
    expect(of(junk, { fields: { id_number: 0 } })).toMatchObject({ band: "yellow", held_by: ["full_name"] });
    expect(of({ ...others, id_number: 75 })).toMatchObject({ band: "yellow", held_by: ["id_number"] });
    expect(of({ ...others, id_number: 90 })).toMatchObject({ band: "green", held_by: [] });
    // A field that is no key holds nothing; a key field is not lifted by, nor told for, an index that is as bad.
    expect(of({ ...others, address: 0 })).toMatchObject({ band: "green", held_by: [] });
    expect(of({ address: 0, id_number: 50 })).toMatchObject({ value: 25, band: "red", held_by: [] });
    expect(of({})).toMatchObject({ value: null, band: null, held_by: [] });
  });

  it("never shows 100 % where something fails, and the index lies between the worst and the best rule", () => {
    const preset = loadPreset("cv4856");
    const rules = loadRules().filter(({ weight }) => weight > 0);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            rule: fc.constantFrom(...rules),
            field: fc.constantFrom("a", "b"),
            ok: fc.nat(1e6),
            fail: fc.nat(1e6),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        (lines) => {
          const tallies = lines.map(({ ok, fail, ...line }) => ({ ...line, tally: { ok, fail, na: 0 } }));
          const { value } = qualityIndex(tallies, preset);
          const shares = lines.filter(({ ok, fail }) => ok + fail > 0).map(({ ok, fail }) => (100 * ok) / (ok + fail));
          if (shares.length === 0) expect(value).toBeNull();
          else {
            expect(value).toBeGreaterThanOrEqual(cut(Math.min(...shares)) - 0.01);
            expect(value).toBeLessThanOrEqual(Math.max(...shares) + 1e-9);
          }
        },
      ),
    );
    expect(cut((100 * 999_999_999) / 1_000_000_000)).toBe(99.99);
  });
});
