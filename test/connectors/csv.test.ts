import { createHash } from "node:crypto";
import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { ReadRequest } from "../../connectors/readers/read-request.ts";
import { StillFiles } from "../../connectors/readers/still-files.ts";
import { CONTRACT, ReaderBench } from "./reader-bench.ts";

let bench: ReaderBench;
beforeAll(async () => {
  bench = await ReaderBench.open();
});
afterAll(() => bench.close());

const code = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "no error",
    (error: { code?: string }) => error.code ?? error,
  );

describe("a CSV extract", () => {
  it("comes in with its lines, as text, blank as null", async () => {
    const { result, rows, rejected } = await bench.read({
      "a.csv": 'id,name,note\n001, An ,""\n\n002,"Bình, ""B""",x\r\n',
    });
    expect(rows).toEqual([
      { file: "a.csv", line: 2, id: "001", name: " An ", note: null },
      { file: "a.csv", line: 4, id: "002", name: 'Bình, "B"', note: "x" },
    ]);
    expect(rejected).toEqual([]);
    expect(result.files).toEqual([
      {
        name: "a.csv",
        bytes: 48,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        physicalRows: 2,
        accepted: 2,
        quarantined: 0,
      },
    ]);
  });

  it("is read by header, whatever the order, case, marks and byte order mark", async () => {
    const { result, rows } = await bench.read(
      {
        "a.csv": "\ufeffHO VA TEN;ghi chú;Id\nAn;x;1\n",
        "b.csv": "id;name\n2;Bình\n",
      },
      { delimiter: ";" },
    );
    expect(rows.map(({ id, name, note }) => [id, name, note])).toEqual([
      ["1", "An", null],
      ["2", "Bình", null],
    ]);
    expect(result.headers).toEqual([
      { file: "a.csv", kind: "renamed", column: "name" },
      { file: "a.csv", kind: "missing", column: "note" },
      { file: "a.csv", kind: "reordered", column: "name" },
      { file: "a.csv", kind: "extra", column: "ghi chú" },
      { file: "b.csv", kind: "missing", column: "note" },
    ]);
  });

  it("keeps good rows after an open quote", async () => {
    const text = 'id,name,note\n1,"An,x\n2,Bình,"y"\n3,"hai\ndòng",z\n4,Dũng,"mở\n5,Em,w\n';
    const { rows, rejected, result } = await bench.read({ "a.csv": text });
    expect(rows.map(({ line, id }) => [line, id])).toEqual([
      [3, "2"],
      [4, "3"],
      [7, "5"],
    ]);
    expect(rejected.map(({ line, reason, raw }) => [line, reason, raw])).toEqual([
      [2, "row.quote", '1,"An,x'],
      [6, "row.quote", '4,Dũng,"mở'],
    ]);
    expect(result.files[0]).toMatchObject({ physicalRows: 5, accepted: 3, quarantined: 2 });
  });

  it("quarantines rows with other fields, NUL bytes, broken text or too long a line, and only those", async () => {
    const bytes = Buffer.concat([
      Buffer.from("id,name,note\n1,a\n2,a,b,c\n3,a\0,b\n4,"),
      Buffer.from([0xc3, 0x28]),
      Buffer.from(`,b\n5,${"x".repeat(3_000_000)},b\n6,ok,b`),
    ]);
    const { rows, rejected } = await bench.read({ "a.csv": bytes });
    expect(rows).toEqual([{ file: "a.csv", line: 7, id: "6", name: "ok", note: "b" }]);
    expect(rejected.map(({ line, reason, detail }) => [line, reason, detail])).toEqual([
      [2, "row.fields", "expected 3 fields, found 2"],
      [3, "row.fields", "expected 3 fields, found 4"],
      [4, "row.nul_byte", "NUL bytes"],
      [5, "row.encoding", "bytes that are no text in the encoding"],
      [6, "row.too_long", "more than 1048576 bytes"],
    ]);
    expect(rejected[4]?.raw.length).toBe(65_536);
    expect(rejected[2]?.raw).toBe("3,a\u2400,b");
  });

  it("ends lines with LF, CR LF and CR mixed", async () => {
    const { rows } = await bench.read({ "a.csv": 'id,name,note\r\n1,a,"b\r\nc"\r2,a,b\n3,a,b\r\n' });
    expect(rows.map(({ line, id, note }) => [line, id, note])).toEqual([
      [2, "1", "b\r\nc"],
      [4, "2", "b"],
      [5, "3", "b"],
    ]);
  });

  it.each(["§", "||", "~|~", "\u00a6"])(
    "may be parted by %s, whatever its bytes, also where blocks end in the midst of it",
    async (delimiter) => {
      const line = (...fields: string[]) => `${fields.join(delimiter)}\n`;
      const long = "à".repeat(300_000);
      const many = Array.from({ length: 40 }, (_, i) => line(`n${i}`, long.slice(0, 50_000 + i), i % 2 ? "ç" : "~"));
      const text = [
        line("id", "name", "note"),
        line("1", `"An ${delimiter} Bình"`, "ç | ~"),
        line("2", "a", "b", "c"),
        line("3", "", "Đỗ"),
        ...many,
      ];
      const { rows, rejected } = await bench.read({ "a.csv": text.join("") }, { delimiter });
      expect(rows.slice(0, 2)).toEqual([
        { file: "a.csv", line: 2, id: "1", name: `An ${delimiter} Bình`, note: "ç | ~" },
        { file: "a.csv", line: 4, id: "3", name: null, note: "Đỗ" },
      ]);
      expect(rejected).toMatchObject([{ line: 3, reason: "row.fields", raw: text[2]!.trim() }]);
      expect(rows.slice(2).map(({ id, name, note }) => [id, String(name).length, note])).toEqual(
        many.map((_, i) => [`n${i}`, 50_000 + i, i % 2 ? "ç" : "~"]),
      );
    },
  );

  it("is refused where group titles stand over its header, which would be taken for a person", async () => {
    const read = (text: string) =>
      code(bench.read({ "a.csv": text }, { contract: { ...CONTRACT, onExtra: "report" } }));
    expect(await read("id,Nhóm,\n,name,note\n1,a,b\n")).toBe("header.two_rows");
    expect(await read("id,Nhóm,Nhóm\nid,other,Note\n1,a,b\n")).toBe("header.two_rows");
    // Data, though a cell is called like a header.
    expect(await read("id,name,\n1,note,note\n")).toBe("no error");
    expect(await read("id,name,\n,a,b\n")).toBe("no error");
    expect(await read("id,name,note\n,name,note\n")).toBe("no error");
  });

  it("says what is wrong with a file that cannot be read", async () => {
    const read = (text: string | Uint8Array, request = {}) => code(bench.read({ "a.csv": text }, request));
    expect(await read("")).toBe("file.empty");
    expect(await read("\n\n")).toBe("csv.no_header");
    expect(await read("id;name;note\n1;a;b\n")).toBe("csv.delimiter");
    expect(await read("ma,name\n1,a\n")).toBe("header.required_missing");
    expect(await read("id,name,ID\n1,a,2\n")).toBe("header.duplicated");
    expect(await read(Buffer.from("id,name\n1,a\n", "utf16le"))).toBe("csv.header_nul");
    expect(await read(gzipSync("id,name\n1,a\n").subarray(0, 20))).toBe("gzip.truncated");
    expect(await read(gzipSync(`id,name\n${`1,${"x".repeat(100_000)}\n`.repeat(400)}`))).toBe("gzip.too_large");
    const missing = { path: `${bench.folder}/nowhere.csv`, name: "nowhere.csv" };
    expect(await code(bench.read({}, { files: [missing] }))).toBe("file.missing");
    expect(await code(bench.read({}, { files: [] }))).toBe("file.none");
    expect(await code(bench.read({}, { files: [{ path: bench.folder, name: "x" }] }))).toBe("file.not_a_file");
  });

  it("refuses a file that is not the one that was found, or does not lie still while it is read", async () => {
    const path = join(bench.folder, "growing.csv");
    await writeFile(path, "id,name\n1,a\n");
    const sha256 = createHash("sha256").update("id,name\n1,a\n").digest("hex");
    const file = { path, name: "growing.csv", sha256 };
    expect(await code(bench.read({}, { files: [file] }))).toBe("no error");
    const still = await StillFiles.note({ source: "test", files: [file] } as unknown as ReadRequest);
    await still.check();
    await appendFile(path, "2,b\n");
    expect(await code(still.check())).toBe("file.changed");
    expect(await code(bench.read({}, { files: [file] }))).toBe("file.changed");
    await rm(path);
    expect(await code(still.check())).toBe("file.changed");
  });

  it("shows no value in an error when the header is a person", async () => {
    const error = await bench.read({ "a.csv": "001099012345,Nguyễn Văn An\n" }).then(
      () => "no error",
      (e: Error) => e.message,
    );
    expect(error).toContain("required columns are missing: id");
    expect(error).not.toMatch(/0010|Nguyễn/);
  });

  it("takes a header alone as no rows, and a hostile header as a name", async () => {
    const { result, rows } = await bench.read({ "a.csv": 'id,"""; drop table",note,name\n' });
    expect(rows).toEqual([]);
    expect(result.notes).toEqual([{ file: "a.csv", code: "file.no_rows" }]);
    expect(result.headers).toContainEqual({ file: "a.csv", kind: "extra", column: "#2" });
    const hostile = '"; drop table';
    const contract = {
      columns: [{ name: "id", headers: [hostile], required: true }],
      onExtra: "ignore",
      onMissing: "freeze",
    } as const;
    const second = await bench.read({ "a.csv": '"""; drop table",b\n7,x\n' }, { contract });
    expect(second.rows).toEqual([{ file: "a.csv", line: 2, id: "7" }]);
  });

  it("tells of columns that nobody asked for, or that stand twice, unless they are to be passed over", async () => {
    const columns = [{ name: "id", headers: ["id", "mã"], required: true }];
    const told = async (onExtra: "report" | "ignore") => {
      const contract = { columns, onExtra, onMissing: "freeze" } as const;
      const { result, rows } = await bench.read({ "a.csv": "id,Mã,ID,b\n1,2,3,x\n" }, { contract });
      expect(rows).toEqual([{ file: "a.csv", line: 2, id: "1" }]);
      return result.headers.map(({ kind, column }) => [kind, column]);
    };
    expect(await told("report")).toEqual([
      ["duplicated", "id"],
      ["extra", "Mã"],
      ["extra", "ID"],
      ["extra", "b"],
    ]);
    expect(await told("ignore")).toEqual([]);
  });

  it("reads gzip, tabs and other quotes", async () => {
    const { rows } = await bench.read({ "a.tsv.gz": gzipSync("id\tname\tnote\n1\t'a\tb'\t\"\n") }, { quote: "'" });
    expect(rows[0]).toMatchObject({ id: "1", name: "a\tb", note: '"' });
    const none = await bench.read({ "a.csv": 'id,name,note\n1,"a,b"\n' }, { quote: "" });
    expect(none.rows[0]).toMatchObject({ name: '"a', note: 'b"' });
  });

  it("gives 200,000 rows of two layouts their own lines", async () => {
    const lines = (from: number) => Array.from({ length: 100_000 }, (_, i) => from + i);
    const a = `id,name,note\n${lines(2)
      .map((n) => (n % 1000 === 0 ? `${n},"x\ny"` : `${n},a,"b, c"`))
      .join("\n")}\n`;
    const b = `note,id,name\n${lines(2)
      .map((n) => `"b ""c""",${n},a`)
      .join("\r\n")}`;
    const { result, rowsPath } = await bench.read({ "a.csv": a, "b.csv": b });
    expect(result.files.map(({ accepted, quarantined }) => [accepted, quarantined])).toEqual([
      [99_900, 200],
      [100_000, 0],
    ]);
    const shifts = await bench.c.rows(
      sql`select file, count(*) as n from read_parquet(${rowsPath})
        where file = 'b.csv' and line <> cast(id as bigint)
          or file = 'a.csv' and note = 'b, c' and line <> cast(id as bigint) + cast(floor((cast(id as bigint) - 1) / 1000) as bigint)
        group by all`,
      "shifted lines",
    );
    expect(shifts).toEqual([]);
  });

  it("reads any table back as it was written", async () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-zÀ-ỹ "',;\n\r=#-]{0,12}$/u),
      fc.constantFrom("", '"', "NULL", "null", "\\N", "0012", " x ", "a\r\nb"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.stringMatching(/^[0-9]{1,12}$/), cell, cell), { minLength: 1, maxLength: 20 }),
        fc.constantFrom("\n", "\r\n"),
        async (table, newline) => {
          const text = stringify([["id", "name", "note"], ...table], {
            record_delimiter: newline,
            quoted_match: /[\r\n]| /,
          });
          const { rows, rejected } = await bench.read({ "a.csv": text });
          expect(rejected).toEqual([]);
          expect(rows.map(({ id, name, note }) => [id, name, note])).toEqual(
            table.map((row) => row.map((value) => value || null)),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it("counts every row of any bytes, and never fails on them", async () => {
    const piece = fc.constantFrom(
      ...['"', ",", "\n", "\r", "a", " ", "   ", "\0", "é", "\xe9", '""', '"a"', '  "a,b"'],
      ...["1,b,c\n", '1,"b",c\n', '1,  "b,c",d\r'],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom("\n", "\r\n", "\r"),
        async (pieces, newline) => {
          const text = Buffer.from(`id,name,note${newline}${pieces.join("")}`, "latin1");
          const { rows, rejected, result } = await bench.read({ "a.csv": text });
          expect(result.files[0]).toMatchObject({ accepted: rows.length, quarantined: rejected.length });
        },
      ),
      { numRuns: 50 },
    );
  });

  it("has a quoted field after any number of spaces", async () => {
    const { rows, rejected } = await bench.read({
      "a.csv": 'id,name,note\n  "1", "An, B",x\n2,   "Bình ""C""",  "a\nb"  \n3,  An "x" B,  y\n',
    });
    expect(rows.map(({ id, name, note }) => [id, name, note])).toEqual([
      ["1", "An, B", "x"],
      ["2", 'Bình "C"', "a\nb"],
      ["3", '  An "x" B', "  y"],
    ]);
    expect(rejected).toEqual([]);
  });

  it("whose lines end in CR has a row of broken UTF-8 set apart, as one whose lines end in LF", async () => {
    for (const newline of ["\r", "\n"]) {
      const text = ["id,name,note", "1,An,x", "2,B\xecnh,y", "3,C,z", ""].join(newline);
      const { rows, rejected } = await bench.read({ "a.csv": Buffer.from(text, "latin1") });
      expect(rows.map(({ id }) => id)).toEqual(["1", "3"]);
      expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([[3, "row.encoding"]]);
    }
  });
});
