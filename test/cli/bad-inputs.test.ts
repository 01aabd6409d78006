import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { cli, type Said } from "../support/cli.ts";
import { tinyCase } from "../support/nights.ts";
import { parquetRows } from "../support/outputs.ts";

const HEADER = "Số thuê bao,Họ và tên,Ngày sinh,Số giấy tờ";
/** Values of a person who does not exist; none of them may be told. */
const SECRETS = ["0961777888", "Khổng Bí Mật", "17/08/1991", "086191777888"];
const ROW = SECRETS.join(",");
const GOOD = "0961000001,Võ Thị Tiểu Mẫu,19/03/1997,086197000001";

/** Content of each bad extract, by the name of its source. */
const EXTRACTS: Readonly<Record<string, string | Buffer>> = {
  empty: "",
  "header-only": `${HEADER}\n`,
  "truncated-gzip": gzipSync(`${HEADER}\n${`${ROW}\n`.repeat(50)}`).subarray(0, 60),
  "wrong-delimiter": `${HEADER}\n${ROW}\n`.replaceAll(",", ";"),
  "unclosed-quote": `${HEADER}\n${GOOD}\n0961777888,"Khổng Bí Mật,17/08/1991,086191777888\n`,
  "nul-bytes": `${HEADER}\n${GOOD}\n0961777888,Khổng\0 Bí Mật,17/08/1991,086191777888\n`,
  "long-line": `${HEADER}\n${GOOD}\n0961777888,${"Khổng Bí Mật ".repeat(700_000)},17/08/1991,086191777888\n`,
  "invalid-utf8": Buffer.concat([
    Buffer.from(`${HEADER}\n${GOOD}\n0961777888,Kh`),
    Buffer.from([0xff, 0xfe, 0xc3]),
    Buffer.from(` Bí Mật,17/08/1991,086191777888\n`),
  ]),
  "duplicate-headers": `${HEADER},Họ và tên\n${ROW},Khổng Bí Mật\n`,
  "reordered-headers":
    "Số giấy tờ,Ngày sinh,Họ và tên,Số thuê bao\n086197000001,19/03/1997,Võ Thị Tiểu Mẫu,0961000001\n",
  "drop-table": `${HEADER},"""; drop table"\n${GOOD},1\n`,
  "no-header": `${ROW}\n${ROW.replace("0961777888", "0961777889")}\n`,
  "trailing-delimiter": `${HEADER}\n${ROW},\n`,
  "fake-parquet": `PAR1 this is not one ${ROW}`,
};

let folder: string;
let said: Said;
let quarantine: unknown[][];

beforeAll(async () => {
  folder = await tinyCase();
  for (const [name, content] of Object.entries(EXTRACTS)) writeFileSync(join(folder, "inbox", `bad-${name}`), content);
  const cells = [HEADER.split(","), [961777888, "Khổng Bí Mật", "17/08/1991", 86191777888]];
  writeFileSync(join(folder, "inbox", "bad-numeric-xlsx"), await writeXlsx({ sheets: [{ name: "A", rows: cells }] }));
  const format = (name: string) => (name === "fake-parquet" ? "parquet" : name === "numeric-xlsx" ? "xlsx" : "csv");
  const sources = [...Object.keys(EXTRACTS), "numeric-xlsx", "missing"].map((name) => ({
    name,
    format: format(name),
    path: `inbox/bad-${name}`,
    profile: "carrier",
    expected: { required: name !== "missing" },
  }));
  const config = readFileSync(join(folder, "lamsach.yaml"), "utf8");
  writeFileSync(
    join(folder, "bad.yaml"),
    config.replace(/^sources:\n(?:[ ].*\n)+/m, `sources: ${JSON.stringify(sources)}\nprivacy: { open_file: false }\n`),
  );
  said = await cli(["run", "-c", "bad.yaml"], { cwd: folder });
  quarantine = await parquetRows(join(folder, "out/latest/quarantine.parquet"));
}, 280_000);

describe("bad inputs", () => {
  it("are told with what, where, what was expected and what to do, and the rest is published", () => {
    expect(said.exit).toBe(4);
    const told = Object.fromEntries(
      [...said.stdout.matchAll(/^ {2}Source "([a-z0-9-]+)", (.*)$/gm)].map((match) => [match[1]!, match[2]!]),
    );
    expect(told).toEqual({
      empty: "bad-empty: the file is empty. Expected a header line. Ask for the extract again.",
      "truncated-gzip":
        "bad-truncated-gzip: the gzip file is cut short. Expected a whole file. Ask for the extract again.",
      "wrong-delimiter": expect.stringMatching(/^bad-wrong-delimiter line 1: .*Expected.*Set the source's delimiter/),
      "duplicate-headers": expect.stringMatching(/line 1: .*more than one column for: full_name\. Expected.*Ask for/),
      "no-header": expect.stringMatching(
        /line 1: required columns are missing: .*Expected.*first line is the header.*`headers` of the column/,
      ),
      "trailing-delimiter": expect.stringMatching(
        /^bad-trailing-delimiter: none of its rows \(1\) could be read.*quarantine.*Expected.*Check the source's delimiter/,
      ),
      "fake-parquet": expect.stringMatching(/the file is not Parquet.*Expected.*Check the source's format/),
      missing: expect.stringMatching(/no file was found.*Expected at least one file\. Check/),
    });
  });

  it("lose no row: what cannot be read goes to quarantine with file, line and reason", () => {
    expect(quarantine.map((row) => row.slice(0, 4))).toEqual([
      ["invalid-utf8", "bad-invalid-utf8", "3", "row.encoding"],
      ["long-line", "bad-long-line", "3", "row.too_long"],
      ["nul-bytes", "bad-nul-bytes", "3", "row.nul_byte"],
      ["trailing-delimiter", "bad-trailing-delimiter", "2", "row.fields"],
      ["unclosed-quote", "bad-unclosed-quote", "3", "row.quote"],
    ]);
    const summary = JSON.parse(readFileSync(join(folder, "out/latest/summary.json"), "utf8"));
    const rows = Object.fromEntries(
      (summary.sources as { name: string; physical: number; quarantined: number }[]).map((source) => [
        source.name,
        `${source.physical} rows, ${source.quarantined} rejected`,
      ]),
    );
    for (const name of ["unclosed-quote", "nul-bytes", "long-line", "invalid-utf8"])
      expect(rows[name], name).toBe("2 rows, 1 rejected");
    for (const name of ["reordered-headers", "drop-table", "numeric-xlsx"])
      expect(rows[name], name).toBe("1 rows, 0 rejected");
  });

  it("are read by header, whatever the order and whatever a header holds", async () => {
    const matches = await parquetRows(join(folder, "out/latest/matches.parquet"));
    for (const name of ["reordered-headers", "drop-table", "unclosed-quote"])
      expect(matches.find((row) => row[0] === name)?.slice(0, 5), name).toEqual(
        expect.arrayContaining(["0961000001", "086197000001"]),
      );
  });

  it("that cost something without being refused are noticed on screen", () => {
    expect(said.stdout).toMatch(/header-only, bad-header-only: there are no rows/);
    expect(said.stdout).toMatch(/numeric-xlsx, .*column msisdn.*leading zeros are lost/);
    expect(said.stdout).toMatch(/numeric-xlsx, .*column id_number.*leading zeros are lost/);
  });

  it("give no value away", () => {
    const logs = readdirSync(join(folder, "work/logs")).map((file) =>
      readFileSync(join(folder, "work/logs", file), "utf8"),
    );
    const report = readFileSync(join(folder, "out/latest/report.html"), "utf8");
    const summary = readFileSync(join(folder, "out/latest/summary.json"), "utf8");
    for (const text of [said.stdout, said.stderr, report, summary, ...logs])
      for (const secret of [...SECRETS, "961777888"]) expect(text.includes(secret), secret).toBe(false);
  });
});
