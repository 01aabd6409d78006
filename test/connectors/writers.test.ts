import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { streamXlsxRows } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { atomicWriteFile, renameDirectory, writeAside } from "../../connectors/files/durable.ts";
import { exportArrow } from "../../connectors/writers/arrow.ts";
import { writeParquet } from "../../connectors/writers/parquet.ts";
import { writeCsv, writeJsonl } from "../../connectors/writers/text.ts";
import { writeXlsx } from "../../connectors/writers/xlsx.ts";
import { ReaderBench } from "./reader-bench.ts";

let bench: ReaderBench;
let out: (name: string) => string;
beforeAll(async () => {
  bench = await ReaderBench.open();
  out = (name) => join(bench.folder, "out", name);
});
afterAll(() => bench.close());

const people = sql`
  select * from (values (2, '=1+1', null, ['a', 'b'], true), (1, 'Đức "x", y', '001', null, null)) as t(n, name, code, tags, ok)`;
const order = { orderBy: [sql`n`] };

describe("writers", () => {
  it("write CSV and JSON lines in order, with exact values", async () => {
    await writeCsv(bench.c, people, out("a.csv"), { ...order, exact: true });
    expect(await readFile(out("a.csv"), "utf8")).toBe(
      'n,name,code,tags,ok\n1,"Đức ""x"", y",001,,\n2,=1+1,,"[a, b]",true\n',
    );
    await writeJsonl(bench.c, people, out("a.jsonl"), order);
    const lines = (await readFile(out("a.jsonl"), "utf8")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).name)).toEqual(['Đức "x", y', "=1+1"]);
  });

  it("write CSV in which no text can be taken for a formula, unless told", async () => {
    const begin = ["=HYPERLINK(1)", " =1", "\t1", "＝1", "+84901", "-1", "@a", "a=1", "", "1", "'=1"];
    const texts = sql`select * from (select unnest(${begin}) as text, unnest(range(${begin.length})) as n) order by n`;
    await writeCsv(bench.c, texts, out("formula.csv"));
    const lines = (await readFile(out("formula.csv"), "utf8")).trimEnd().split("\n").slice(1);
    expect(lines.map((line) => line.replace(/,\d+$/, "").replaceAll('"', ""))).toEqual([
      ...begin.slice(0, 7).map((text) => `'${text}`),
      ...begin.slice(7),
    ]);
    await writeCsv(bench.c, people, out("safe.csv"), order);
    expect(await readFile(out("safe.csv"), "utf8")).toBe(
      `n,name,code,tags,ok\n1,"Đức ""x"", y",001,,\n2,'=1+1,,"a, b",true\n`,
    );
  });

  it("write the same Parquet bytes for the same rows", async () => {
    const rows = (seed: number) =>
      sql`select i, cast(i * 7 as varchar) as t from range(300000) as r(i) order by hash(i + ${seed})`;
    await writeParquet(bench.c, rows(1), out("a.parquet"), { orderBy: [sql`i`] });
    await writeParquet(bench.c, rows(2), out("b.parquet"), { orderBy: [sql`i`] });
    expect((await readFile(out("a.parquet"))).equals(await readFile(out("b.parquet")))).toBe(true);
  });

  it("write XLSX whose cells are all text", async () => {
    await writeXlsx(bench.c, people, out("a.xlsx"), { sheet: "Người", ...order });
    const rows: unknown[][] = [];
    for await (const { values } of streamXlsxRows(await readFile(out("a.xlsx")), { sheet: "Người" })) rows.push(values);
    expect(rows.map((row) => row.slice(0, 3).map((value) => value ?? null))).toEqual([
      ["n", "name", "code"],
      ["1", 'Đức "x", y', "001"],
      ["2", "=1+1", null],
    ]);
  });

  it("write a workbook that opens, whatever a text holds and however long it is", async () => {
    const hostile = sql`select chr(65535) || 'a' || chr(65534) as mark, repeat('dài ', 20000) as long`;
    await writeXlsx(bench.c, hostile, out("hostile.xlsx"), { sheet: "S" });
    const rows: unknown[][] = [];
    for await (const { values } of streamXlsxRows(await readFile(out("hostile.xlsx")))) rows.push(values);
    const [mark, long] = rows[1] as [string, string];
    expect([mark, long.length, long.endsWith("…")]).toEqual(["\ufffda\ufffd", 32_767, true]);
  });

  it("write Arrow IPC that keeps numbers, lists and truth values", async () => {
    await exportArrow(bench.c, people, out("a.arrow"), order);
    const table = tableFromIPC(await readFile(out("a.arrow")));
    expect(JSON.parse(JSON.stringify(table.toArray()))).toEqual([
      { n: 1, name: 'Đức "x", y', code: "001", tags: null, ok: null },
      { n: 2, name: "=1+1", code: null, tags: ["a", "b"], ok: true },
    ]);
    await exportArrow(bench.c, sql`select 1 as n where false`, out("none.arrow"));
    expect(tableFromIPC(await readFile(out("none.arrow"))).numRows).toBe(0);
    await exportArrow(bench.c, sql`select i as n from range(10000) as r(i)`, out("many.arrow"), { orderBy: [sql`n`] });
    const many = tableFromIPC(await readFile(out("many.arrow")));
    expect([many.numRows, many.getChild("n")?.get(9999)]).toEqual([10_000, 9999n]);
  });

  it("leave the old file, and nothing aside, when they fail", async () => {
    await writeFile(out("kept.parquet"), "old");
    await expect(writeParquet(bench.c, sql`select error('x')`, out("kept.parquet"))).rejects.toThrow(EngineError);
    expect(await readFile(out("kept.parquet"), "utf8")).toBe("old");
    await expect(exportArrow(bench.c, sql`select error('x') as a`, out("kept.arrow"))).rejects.toThrow(EngineError);
    expect((await readdir(join(bench.folder, "out"))).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

describe("durable files", () => {
  it("are whole or not there", async () => {
    await atomicWriteFile(out("deep/a.json"), "{}");
    await atomicWriteFile(out("deep/a.json"), "[]");
    expect(await readFile(out("deep/a.json"), "utf8")).toBe("[]");
    expect((await stat(out("deep/a.json"))).mode & 0o777).toBe(0o600);
    const fail = writeAside(out("deep/b"), async (aside) => {
      await writeFile(aside, "half");
      throw new Error("stop");
    });
    await expect(fail).rejects.toThrow("stop");
    await renameDirectory(out("deep"), out("moved/deep"));
    expect(await readdir(out("moved/deep"))).toEqual(["a.json"]);
  });
});
