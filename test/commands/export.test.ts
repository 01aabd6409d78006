import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { formatOf } from "../../pipelines/export/export-view.ts";
import { PublishedCase } from "./published-case.ts";
import { lamsach } from "./run-command.ts";

let made: PublishedCase;
beforeAll(async () => {
  made = await PublishedCase.make();
  const path = made.path("out/runs", made.runId, "lamsach.duckdb");
  const engine = await Engine.open({
    path,
    memoryMib: 128,
    threads: 1,
    tempDirectory: made.path("tmp"),
    allowedDirectories: [made.folder],
  });
  const c = await engine.connect();
  await c.run(
    sql`create view phones as select * from (values ('+84901', 1, ['=a', 'b']), ('x', null, null)) t(phone, n, codes)`,
    "make view",
  );
  await c.run(sql`comment on view phones is 'Số | Numbers'`, "comment");
  engine.close();
  chmodSync(path, 0o440);
});
afterAll(() => made.remove());

const exports = (...args: string[]) => lamsach(["export", ...args, "-c", made.configFile]);

it("lists the views with what they hold", async () => {
  const { code, out } = await exports("--json");
  expect([code, JSON.parse(out)]).toEqual([0, [{ view: "phones", rows: 2, columns: 3, comment: "Số | Numbers" }]]);
});

it("writes each format; CSV holds no formula, Arrow and Parquet hold the values", async () => {
  for (const name of ["x.arrow", "x.parquet", "x.csv", "x.xlsx"])
    expect((await exports("phones", "--out", made.path(name))).code).toBe(0);
  for (const name of ["x.arrow", "x.parquet", "x.csv", "x.xlsx"])
    expect(statSync(made.path(name)).mode & 0o777, name).toBe(0o600);
  expect(readFileSync(made.path("x.csv"), "utf8")).toBe("phone,n,codes\n'+84901,1,\"'=a, b\"\nx,,\n");
  expect((await exports("phones", "--raw", "--out", made.path("raw.csv"))).code).toBe(0);
  expect(readFileSync(made.path("raw.csv"), "utf8")).toBe(`phone,n,codes\n+84901,1,"['=a', b]"\nx,,\n`);
  expect((await exports("phones", "--raw", "--out", made.path("x.xlsx"))).err).toMatch(/--raw is only for CSV/);
  expect(
    tableFromIPC(readFileSync(made.path("x.arrow")))
      .toArray()[0]
      ?.toJSON(),
  ).toMatchObject({ phone: "+84901", n: 1 });
  expect(readFileSync(made.path("x.parquet")).subarray(0, 4).toString()).toBe("PAR1");
  expect(readFileSync(made.path("x.xlsx")).subarray(0, 2).toString()).toBe("PK");
  const { out } = await exports("phones", "--format", "csv", "--out", made.path("deep/er/x.txt"));
  expect(out).toMatch(/phones: 2 rows to .* \(csv\)/);
});

it("says where nothing can be written", async () => {
  writeFileSync(made.path("plain"), "");
  const under = await exports("phones", "--out", made.path("plain/x.csv"));
  expect([under.code, under.err]).toEqual([2, expect.stringMatching(/plain\/x\.csv: nothing can be written there/)]);
  const folder = await exports("phones", "--format", "csv", "--out", made.folder);
  expect([folder.code, folder.err]).toEqual([2, expect.stringMatching(/is a folder: name a file in it/)]);
  const review = await lamsach(["review", "export", "--out", made.path("plain/deep"), "-c", made.configFile]);
  expect([review.code, review.err]).toEqual([2, expect.stringMatching(/nothing can be written there/)]);
});

it("says which views, formats and files there are", async () => {
  const wrong = await exports("nope", "--out", "x.csv");
  expect([wrong.code, wrong.out]).toEqual([2, ""]);
  expect(wrong.err).toMatch(/no view "nope"; there are: phones/);
  expect((await exports("phones")).err).toMatch(/--out FILE/);
  expect((await exports("phones", "--out", made.path("x.txt"))).err).toMatch(/--format arrow\|parquet/);
  expect((await exports("phones", "--format", "doc", "--out", "x")).code).toBe(2);
  expect([formatOf("a.feather"), formatOf("A.XLSX"), formatOf("a")]).toEqual(["arrow", "xlsx", undefined]);
});
