import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { ANALYSTS_FILE } from "../../pipelines/publish/publish.ts";
import { valueAt } from "../../pipelines/report/number.ts";
import { renderPage } from "../../pipelines/report/page.ts";
import type { Summary } from "../../pipelines/report/summary.ts";
import { makeRun } from "../quality/run.ts";

let folder: string;
let engine: Engine;
let out: string;
let summary: Summary;

beforeAll(async () => {
  folder = process.env.LAMSACH_KEEP_REPORT ?? (await mkdtemp(join(tmpdir(), "lamsach-")));
  await mkdir(folder, { recursive: true });
  engine = await Engine.open({
    memoryMib: 400,
    threads: 2,
    tempDirectory: join(folder, "tmp"),
    allowedDirectories: [folder],
  });
  const c = await engine.connect();
  const { history } = await makeRun(engine, c, folder, { run: "run-1" });
  const faults = { halfEmpty: true, missingCarrier: true, oldUnits: true, swappedDates: true };
  ({ out, summary } = await makeRun(engine, c, folder, { run: "run-2", faults, before: history }));
  c.close();
});

afterAll(async () => {
  engine.close();
  if (!process.env.LAMSACH_KEEP_REPORT) await rm(folder, { recursive: true, force: true });
});

describe("report", () => {
  it("shows no number that is not in summary.json", async () => {
    const page = await readFile(join(out, "report.html"), "utf8");
    const facts: unknown = JSON.parse(await readFile(join(out, "summary.json"), "utf8"));
    const shown = [...page.matchAll(/<tr data-at="([^"]*)"|<data value="([^"]*)" data-k="([^"]*)"[^>]*>([^<]*)</g)];
    expect(shown.length).toBeGreaterThan(250);
    let row = "";
    for (const [, at, value, key, text] of shown) {
      if (at !== undefined) {
        row = at;
        continue;
      }
      const path = key!.startsWith(".") ? row + key : key;
      expect(Number(value), path).toBe(valueAt(facts, path!));
      const read = Number(
        text!
          .replaceAll(".", "")
          .replace(",", ".")
          .replace("−", "-")
          .replace(/[^\d.-]/g, ""),
      );
      expect(read, path).toBeCloseTo(Number(value), 2);
    }
  });

  it("is one small file that asks for nothing", async () => {
    const page = await readFile(join(out, "report.html"), "utf8");
    expect((await stat(join(out, "report.html"))).size).toBeLessThan(3_000_000);
    expect(page).not.toMatch(/(?:src|href)="(?!#)/);
    expect(page).not.toMatch(/url\(|@import/);
    expect(page).toContain("default-src &#39;none&#39;");
  });

  it("agrees with queries on the published file", async () => {
    const reader = await Engine.open({
      path: join(out, ANALYSTS_FILE),
      readOnly: true,
      memoryMib: 200,
      threads: 2,
      tempDirectory: join(folder, "tmp3"),
      allowedDirectories: [],
    });
    try {
      const c = await reader.connect();
      const dimensions = await c.rows<{
        source: string;
        dimension: "dung";
        n_ok: number;
        n_fail: number;
        percent_ok: number;
      }>(sql`select source, dimension, n_ok, n_fail, percent_ok from quality_by_source`, "dimensions");
      expect(dimensions.length).toBeGreaterThan(10);
      for (const { source, dimension, n_ok, n_fail, percent_ok } of dimensions) {
        const share = summary.sources.find(({ name }) => name === source)!.dimensions[dimension];
        expect([share.ok, share.fail, share.percent], `${source} ${dimension}`).toEqual([n_ok, n_fail, percent_ok]);
      }
      const rules = await c.rows<{ source: string; rule: string; field: string; n_fail: number }>(
        sql`select source, rule, field, n_fail from quality_by_rule where rule <> 'coverage.person'`,
        "rules",
      );
      for (const { source, rule, field, n_fail } of rules)
        expect(
          summary.sources.find(({ name }) => name === source)!.rules.find((r) => r.rule === rule && r.field === field)
            ?.fail,
          `${source} ${rule} ${field}`,
        ).toBe(n_fail);
      const statuses = await c.rows<{ source: string; status: string; records: number }>(
        sql`select * from status_by_source`,
        "statuses",
      );
      for (const { source, status, records } of statuses)
        expect(summary.sources.find(({ name }) => name === source)!.statuses[status]).toBe(records);
    } finally {
      reader.close();
    }
  });

  it("has no percentages of a source of which no row came, on the page or in the published file", () => {
    const none = summary.sources.find(({ name }) => name === "mobifone")!;
    expect(none.accepted).toBe(0);
    expect(none.dimensions.du.fail).toBeGreaterThan(0);
    expect(Object.values(none.dimensions).map(({ percent }) => percent)).toEqual(Array(5).fill(null));
    expect(none.trend.at(-1)!.dimensions.du).toBeGreaterThan(0);
  });

  it("draws nothing of a source that never had a row", () => {
    const never = structuredClone(summary) as unknown as {
      sources: { name: string; trend: { dimensions: Record<string, number | null> }[] }[];
    };
    const { trend } = never.sources.find(({ name }) => name === "mobifone")!;
    for (const run of trend) run.dimensions = { dung: null, du: null, sach: null, song: null, thong_nhat: null };
    const page = renderPage(never as unknown as Summary);
    const section = page.slice(page.indexOf('id="source-mobifone"'), page.indexOf('id="source-bhxh"'));
    expect(section).toContain("chưa có dữ liệu");
    expect(section).not.toContain("<figure");
    expect(page).not.toMatch(/NaN|Infinity/);
  });

  it("names the planted faults above everything but the verdict", async () => {
    const page = await readFile(join(out, "report.html"), "utf8");
    const news = page.slice(page.indexOf('id="worst"'), page.indexOf('id="gate"'));
    for (const named of ["mobifone-*.csv", "place.old_list", "match.birth_swapped", "record.field_empty"])
      if (named.includes("*")) expect(news).toContain(named);
      else expect(news).toContain(summary.rules[named]!.vi);
    expect(news).toContain("Hồ Chí Minh");
  });

  it("says under what law and what for a source is processed, where the config does", async () => {
    const page = await readFile(join(out, "report.html"), "utf8");
    const lines = page.match(/<p>[^\n]*Căn cứ pháp lý.*<\/p>/g);
    expect(lines).toHaveLength(1);
    expect(lines![0]).toMatch(/Luật 41\/2024\/QH15 &lt;điều 6&gt;.*chưa khai/);
    expect(summary.sources.find(({ name }) => name === "bhxh")).toMatchObject({
      legal_basis: "Luật 41/2024/QH15 <điều 6>",
      purpose: null,
    });
  });

  it("writes a workbook of text cells", async () => {
    const workbook = await readXlsx(await readFile(join(out, "report.xlsx")));
    expect(workbook.sheets.map(({ name }) => name)).toEqual([
      "Tổng hợp",
      "Nguồn",
      "Xấu đi",
      "Quy tắc",
      "Tỉnh",
      "Bị loại",
    ]);
    for (const sheet of workbook.sheets)
      for (const row of sheet.rows)
        for (const value of row) expect(["string", "object", "undefined"]).toContain(typeof value);
  });
});
