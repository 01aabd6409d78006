import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  Binary,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Table,
  Timestamp,
  TimeUnit,
  tableFromArrays,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { writeXlsx as makeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ColumnContract } from "../../connectors/readers/read-request.ts";
import { RowTable } from "../../connectors/readers/row-table.ts";
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

describe("JSON lines", () => {
  it("come in by key; what is no object goes to quarantine, never into rows of nulls", async () => {
    const text =
      '{"name":"An","ID":"001"}\n{"id":\n[1]\n\n{"ID":2,"note":{"a":[1]},"x":""}\n"s"\n{"ID":null,"name":""}';
    const { rows, rejected, result } = await bench.read({ "a.jsonl": text }, { format: "jsonl" });
    expect(rows).toEqual([
      { file: "a.jsonl", line: 1, id: "001", name: "An", note: null },
      { file: "a.jsonl", line: 5, id: "2", name: null, note: '{"a":[1]}' },
      { file: "a.jsonl", line: 7, id: null, name: null, note: null },
    ]);
    expect(rejected.map(({ line, reason, raw }) => [line, reason, raw])).toEqual([
      [2, "row.json", '{"id":'],
      [3, "row.json", "[1]"],
      [6, "row.json", '"s"'],
    ]);
    expect(result.files[0]).toMatchObject({ physicalRows: 6, accepted: 3, quarantined: 3 });
    expect(result.headers).toContainEqual({ file: "a.jsonl", kind: "extra", column: "x" });
  });

  it("with NUL characters are put aside, as a CSV's rows are; what only looks like one is not", async () => {
    const lines = ['{"id":"1\\u0000"}', '{"id":"2\\\\u0000"}', '{"id":"3","x":{"\\\\\\u0000":1}}', '{"id":"4"}'];
    const { rows, rejected, result } = await bench.read({ "a.jsonl": lines.join("\n") }, { format: "jsonl" });
    expect(rows.map(({ id }) => id)).toEqual(["2\\u0000", "4"]);
    expect(rejected.map(({ line, reason, raw }) => [line, reason, raw])).toEqual([
      [1, "row.nul_byte", lines[0]],
      [3, "row.nul_byte", lines[2]],
    ]);
    expect(result.files[0]).toMatchObject({ physicalRows: 4, accepted: 2, quarantined: 2 });
  });

  it("notes numbers where text was expected, and reads a file of only broken lines", async () => {
    const { result } = await bench.read({ "a.jsonl": '{"id":1099012345}\n{"id":2}\n' }, { format: "jsonl" });
    expect(result.notes).toEqual([{ file: "a.jsonl", code: "column.numeric", column: "id" }]);
    const broken = await bench.read({ "a.jsonl": "x\ny\n" }, { format: "jsonl" });
    expect(broken.result.files[0]).toMatchObject({ physicalRows: 2, accepted: 0, quarantined: 2 });
  });

  it("come in although a key has no name, and of objects without any key as rows of blanks", async () => {
    const { rows } = await bench.read({ "a.jsonl": '{"":0,"id":"1"}\n{"":1,"id":"2"}\n' }, { format: "jsonl" });
    expect(rows.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(await code(bench.read({ "a.jsonl": "{}\n" }, { format: "jsonl" }))).toBe("header.required_missing");
    const columns = [{ name: "id", headers: [], required: true }];
    const contract = { columns, onExtra: "report", onMissing: "report" } as const;
    const { rows: blank, result } = await bench.read({ "a.jsonl": "{}\n{}\n" }, { format: "jsonl", contract });
    expect(blank.map(({ id, line }) => [id, line])).toEqual([
      [null, 1],
      [null, 2],
    ]);
    expect(result.headers).toEqual([{ file: "a.jsonl", kind: "missing", column: "id" }]);
  });

  it("nested so deep that DuckDB would fall over are put aside; the lines around them come in", async () => {
    const deep = `{"id":"1","note":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    const { rows, rejected } = await bench.read({ "a.jsonl": `${deep}\n{"id":"2"}\n` }, { format: "jsonl" });
    expect(rows).toMatchObject([{ line: 2, id: "2" }]);
    expect(rejected).toMatchObject([{ line: 1, reason: "row.json", detail: "more than 1000 brackets" }]);
  });

  it("stop when the required key is nowhere", async () => {
    expect(await code(bench.read({ "a.jsonl": '{"so":"1"}\n' }, { format: "jsonl" }))).toBe("header.required_missing");
  });
});

describe("Parquet", () => {
  it("is the file of that name, not another one that its name would match as a pattern", async () => {
    const content = async (id: string) => {
      const path = join(bench.folder, `${id}.parquet`);
      await bench.c.run(sql`copy (select ${id} as id) to ${path} (format parquet)`, "make");
      return readFile(path);
    };
    const names = ["a1.parquet", "a[1].parquet", "a*.parquet", "a?].parquet"];
    const files = Object.fromEntries(
      await Promise.all(names.map(async (name, i) => [name, await content(`made${i}`)])),
    );
    const { rows } = await bench.read(files, { format: "parquet" });
    expect(rows.map(({ file, id }) => [file, id])).toEqual(names.map((name, i) => [name, `made${i}`]));
  });

  it("comes in as text with row numbers", async () => {
    const path = join(bench.folder, "made.parquet");
    await bench.c.run(
      sql`copy (select 'An' as name, 12.0::double as "ID", date '1990-02-03' as note union all select '', 2, null)
        to ${path} (format parquet)`,
      "make",
    );
    const { rows, result } = await bench.read({ "a.parquet": await readFile(path) }, { format: "parquet" });
    expect(new Set(rows.map(({ id, name, note }) => `${id} ${name} ${note}`))).toEqual(
      new Set(["12 An 1990-02-03", "2 null null"]),
    );
    expect(rows.map(({ line }) => line)).toEqual([1, 2]);
    expect(result.notes).toEqual([{ file: "a.parquet", code: "column.numeric", column: "id" }]);
  });

  it("has moments by the clock of Vietnam, so that a birth date is the day it was there", async () => {
    const path = join(bench.folder, "moments.parquet");
    const moments = sql`select '1' as id, timestamptz '1990-04-14 17:00:00+00' as name, timestamp '1990-04-14 17:00:00' as note`;
    await bench.c.run(sql`copy (${moments}) to ${path} (format parquet)`, "write parquet");
    const { rows } = await bench.read({ "a.parquet": await readFile(path) }, { format: "parquet" });
    expect(rows).toMatchObject([{ name: "1990-04-15 00:00:00+07", note: "1990-04-14 17:00:00" }]);
  });

  it("has text that its writer marked as bytes only, as Impala and Hive do", async () => {
    const path = join(bench.folder, "bytes.parquet");
    const write = (rows: Sql) => bench.c.run(sql`copy (${rows}) to ${path} (format parquet)`, "write parquet");
    await write(sql`select '001'::blob as id, encode('Nguyễn Văn Đức') as name, '\\xFF'::blob as photo`);
    const { rows } = await bench.read({ "a.parquet": await readFile(path) }, { format: "parquet" });
    expect(rows).toMatchObject([{ id: "001", name: "Nguyễn Văn Đức" }]);
    await write(sql`select '001'::blob as id, '\\xFF\\xFE'::blob as name`);
    expect(await code(bench.read({ "a.parquet": await readFile(path) }, { format: "parquet" }))).toBe(
      "parquet.unreadable",
    );
  });

  it("says when it is not Parquet or damaged", async () => {
    expect(await code(bench.read({ "a.parquet": "id,name\n1,a\n" }, { format: "parquet" }))).toBe("parquet.unreadable");
    const damaged = Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(400, 7), Buffer.from("PAR1")]);
    expect(await code(bench.read({ "a.parquet": damaged }, { format: "parquet" }))).toBe("parquet.unreadable");
  });
});

describe("Arrow IPC", () => {
  it("comes in from a file and from a stream", async () => {
    const table = tableFromArrays({ name: ["An", "Bình"], id: ["001", null], note: [new Date("1990-02-03"), null] });
    for (const kind of ["file", "stream"] as const) {
      const { rows } = await bench.read({ "a.arrow": tableToIPC(table, kind) }, { format: "arrow" });
      expect(rows.map(({ line, id, name, note }) => [line, id, name, note])).toEqual([
        [1, "001", "An", "1990-02-03"],
        [2, null, "Bình", null],
      ]);
    }
  });

  it("comes in from gzip, as a file and as a stream of many batches; damaged or cut short it is told as gzip", async () => {
    const table = tableFromArrays({
      id: Array.from({ length: 30_000 }, (_, i) => String(i)),
      name: Array(30_000).fill("An"),
    });
    const batches = await RecordBatchStreamWriter.writeAll([...table.batches, ...table.batches]).toUint8Array();
    for (const [bytes, rows] of [
      [tableToIPC(table, "file"), 30_000],
      [batches, 60_000],
    ] as const) {
      const packed = gzipSync(bytes);
      const read = await bench.read({ "a.arrow.gz": packed }, { format: "arrow" });
      expect(read.rows).toHaveLength(rows);
      expect(read.rows.at(-1)).toMatchObject({ line: rows, id: "29999", name: "An" });
      expect(read.result.files[0]).toMatchObject({
        bytes: packed.length,
        sha256: createHash("sha256").update(packed).digest("hex"),
      });
      const short = packed.subarray(0, packed.length / 2);
      expect(await code(bench.read({ "a.arrow.gz": short }, { format: "arrow" }))).toBe("gzip.truncated");
      expect(await code(bench.read({ "a.arrow": bytes }, { format: "arrow", compression: "gzip" }))).toBe(
        "gzip.corrupt",
      );
    }
    expect(await code(bench.read({ "a.arrow.gz": gzipSync("id,name\n1,a\n") }, { format: "arrow" }))).toBe(
      "arrow.unreadable",
    );
  });

  it("has decimals with their point, whole ones without it", async () => {
    const decimals = (scale: number, ...words: number[][]) =>
      makeData({
        type: new Decimal(scale, 14, 128),
        length: words.length,
        nullCount: 0,
        data: new Uint32Array(words.flat()),
      });
    const children = [
      decimals(2, [109901200, 0, 0, 0], [5, 0, 0, 0], [0xffff_cfc7, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff]),
      decimals(0, [1099012, 0, 0, 0], [0, 0, 0, 0], [7, 0, 0, 0]),
    ];
    const schema = new Schema([new Field("id", children[0]!.type, true), new Field("name", children[1]!.type, true)]);
    const struct = makeData({ type: new Struct(schema.fields), length: 3, nullCount: 0, children });
    const bytes = tableToIPC(new Table([new RecordBatch(schema, struct)]), "stream");
    const { rows } = await bench.read({ "a.arrow": bytes }, { format: "arrow" });
    expect(rows.map(({ id, name }) => [id, name])).toEqual([
      ["1099012", "1099012"],
      ["0.05", "0"],
      ["-123.45", "7"],
    ]);
  });

  it("has moments by the clock of Vietnam, dates that are pointed at, and text that is marked as bytes", async () => {
    const midnight = new Date("1990-04-14T17:00:00Z");
    const read = async (name: Vector, note: Vector) => {
      const table = new Table({ id: vectorFromArray(["1"], new Utf8()), name, note });
      return (await bench.read({ "a.arrow": tableToIPC(table, "file") }, { format: "arrow" })).rows[0];
    };
    const moments = ["Asia/Ho_Chi_Minh", "UTC"].map((zone) =>
      vectorFromArray([midnight], new Timestamp(TimeUnit.MICROSECOND, zone)),
    ) as [Vector, Vector];
    expect(await read(...moments)).toMatchObject({ name: "1990-04-15", note: "1990-04-15" });
    const later = vectorFromArray([new Date("1990-04-14T18:30:05Z")], new Timestamp(TimeUnit.SECOND, "UTC"));
    const pointed = vectorFromArray([new Date("1990-04-15")], new Dictionary(new DateDay(), new Int32()));
    expect(await read(later, pointed)).toMatchObject({ name: "1990-04-15 01:30:05", note: "1990-04-15" });
    const bytes = vectorFromArray([new TextEncoder().encode("Nguyễn Văn Đức")], new Binary());
    const local = vectorFromArray([midnight], new Timestamp(TimeUnit.MILLISECOND));
    expect(await read(bytes, local)).toMatchObject({ name: "Nguyễn Văn Đức", note: "1990-04-14T17:00:00" });
    const broken = vectorFromArray([Uint8Array.of(0xff, 0xfe)], new Binary());
    expect(await code(read(broken, local))).toBe("arrow.unreadable");
  });

  it("says when it is not Arrow or cut short", async () => {
    const whole = await RecordBatchStreamWriter.writeAll(tableFromArrays({ id: ["1", "2"] })).toUint8Array();
    for (const bytes of [Buffer.from("id,name\n1,a\n"), whole.subarray(0, whole.length / 2)])
      expect(await code(bench.read({ "a.arrow": bytes }, { format: "arrow" }))).toBe("arrow.unreadable");
  });
});

describe("XLSX", () => {
  const workbook = (data: Record<string, string | number | Date | null>[]) =>
    makeXlsx({ sheets: [{ name: "DS", columns: ["id", "name", "note"].map((key) => ({ header: key, key })), data }] });

  it("is refused where group titles stand over its header", async () => {
    const columns = ["id", "Nhóm", ""].map((header, i) => ({ header, key: `c${i}` }));
    const data = [
      { c0: null, c1: "name", c2: "note" },
      { c0: "1", c1: "An", c2: "x" },
    ];
    const read = async (rows: typeof data) =>
      bench.read(
        { "a.xlsx": await makeXlsx({ sheets: [{ name: "DS", columns, data: rows as never }] }) },
        { format: "xlsx", contract: { ...CONTRACT, onExtra: "report" } },
      );
    await expect(read(data)).rejects.toMatchObject({
      code: "header.two_rows",
      message: expect.stringContaining("Unmerge"),
    });
    expect((await read(data.slice(1))).rows).toMatchObject([{ id: "1" }]);
  });

  it("comes in row by row, and number cells are reported", async () => {
    const bytes = await workbook([
      { id: 1099012345, name: "An", note: new Date("1990-02-03") },
      {},
      { id: "001099012345", name: null, note: 1.5 },
    ] as never);
    const { rows, result } = await bench.read({ "a.xlsx": bytes }, { format: "xlsx" });
    expect(rows.map(({ line, id, name, note }) => [line, id, name, note])).toEqual([
      [2, "1099012345", "An", "1990-02-03"],
      [4, "001099012345", null, "1.5"],
    ]);
    expect(result.notes).toEqual([
      { file: "a.xlsx", code: "xlsx.numeric_cell", column: "id", count: 1 },
      { file: "a.xlsx", code: "xlsx.numeric_cell", column: "note", count: 1 },
    ]);
  });

  it("says when it is no workbook, cut short, without the sheet, or would unpack to too much", async () => {
    const bytes = await workbook([{ id: "1", name: "a", note: null }]);
    const read = (content: Uint8Array, request = {}) =>
      code(bench.read({ "a.xlsx": content }, { format: "xlsx", ...request }));
    expect(await read(Buffer.from("id,name\n"))).toBe("xlsx.unreadable");
    expect(await read(bytes.subarray(0, bytes.length - 200))).toBe("xlsx.unreadable");
    expect(await read(bytes, { sheet: "Khác" })).toBe("xlsx.no_header");
    const bomb = Buffer.from(bytes);
    bomb.writeUInt32LE(0x7fffffff, bomb.indexOf("PK\x01\x02") + 24);
    expect(await read(bomb)).toBe("xlsx.too_large");
  });
});

it.each([
  ["arrow", async () => tableToIPC(tableFromArrays({ id: ["1"] }), "file")],
  [
    "xlsx",
    async () => makeXlsx({ sheets: [{ name: "DS", columns: [{ header: "id", key: "id" }], data: [{ id: "1" }] }] }),
  ],
  ["qcvn109", async () => Buffer.from("<CongdanCollection><CongDan><id>1</id></CongDan></CongdanCollection>")],
] as const)("a full disk while %s is read is not taken for a fault of the file", async (format, content) => {
  const full = new EngineError("write rows", new Error("IO Error: No space left on device"));
  const add = vi.spyOn(RowTable.prototype, "add").mockImplementation(() => {
    throw full;
  });
  try {
    await expect(bench.read({ "a.file": await content() }, { format })).rejects.toBe(full);
  } finally {
    add.mockRestore();
  }
});

describe("QCVN 109 XML", () => {
  const contract: ColumnContract = {
    columns: [
      { name: "id", headers: ["SoDinhDanh"], required: true },
      { name: "name", headers: ["HoVaTen"], required: false },
      { name: "given", headers: ["HoVaTen/Ten"], required: false },
      { name: "birth", headers: ["NgayThangNamSinh/NgayThangNam", "NgayThangNamSinh/Nam"], required: false },
      { name: "spouse", headers: ["VoChong[2]/HoVaTen"], required: false },
    ],
    onExtra: "report",
    onMissing: "freeze",
  };
  const read = (text: string) => bench.read({ "a.xml": text }, { format: "qcvn109", contract });

  it("is streamed by element path", async () => {
    const { rows, rejected, result } = await read(`<?xml version="1.0" encoding="UTF-8"?>
<d:CongdanCollection xmlns:d="http://www.mic.gov.vn/dancu/1.0" SoCongDan="4">
  <d:CongDan><d:SoDinhDanh>001</d:SoDinhDanh><d:HoVaTen><d:Ho>Lê</d:Ho><d:ChuDem>Văn &amp;</d:ChuDem><d:Ten>An</d:Ten></d:HoVaTen>
    <d:NgayThangNamSinh><d:Nam>1950</d:Nam></d:NgayThangNamSinh><d:GioiTinh>1</d:GioiTinh></d:CongDan>
  <d:CongDan><d:SoDinhDanh>002</d:SoDinhDanh><d:HoVaTen>TRẦN BÌNH</d:HoVaTen>
    <d:VoChong><d:HoVaTen>X</d:HoVaTen></d:VoChong><d:VoChong><d:HoVaTen>Y</d:HoVaTen></d:VoChong></d:CongDan>
  <d:CongDan/>
</d:CongdanCollection>`);
    expect(rows).toEqual([
      { file: "a.xml", line: 3, id: "001", name: "Lê Văn & An", given: "An", birth: "1950", spouse: null },
      { file: "a.xml", line: 5, id: "002", name: "TRẦN BÌNH", given: null, birth: null, spouse: "Y" },
    ]);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([[7, "row.xml"]]);
    expect(result.notes).toEqual([{ file: "a.xml", code: "qcvn109.count_differs", count: -1 }]);
    expect(result.headers).toContainEqual({ file: "a.xml", kind: "extra", column: "GioiTinh" });
  });

  it("tells the citizens of one line apart by their place", async () => {
    const citizen = (number: string) => `<CongDan><SoDinhDanh>${number}</SoDinhDanh></CongDan>`;
    const { rows, rejected } = await read(
      `<CongdanCollection>${citizen("1")}${citizen("2")}<CongDan/>${citizen("4")}\n\n\n\n\n\n${citizen("7")}</CongdanCollection>`,
    );
    expect(rows.map(({ id, line }) => [id, line])).toEqual([
      ["1", 1],
      ["2", 2],
      ["4", 4],
      ["7", 7],
    ]);
    expect(rejected.map(({ line }) => line)).toEqual([3]);
  });

  it("says when it is not well-formed or cut short", async () => {
    expect(await code(read("<CongdanCollection><CongDan><SoDinhDanh>1</CongDan>"))).toBe("xml.malformed");
    expect(await code(read("<CongdanCollection><CongDan><SoDinhDanh>1</SoDinhDanh></CongDan>"))).toBe("xml.malformed");
    expect(await code(read("id,name\n1,a\n"))).toBe("xml.malformed");
    const entity =
      '<!DOCTYPE x [<!ENTITY a "b">]><CongdanCollection><CongDan><SoDinhDanh>&a;</SoDinhDanh></CongDan></CongdanCollection>';
    expect(await code(read(entity))).toBe("xml.malformed");
  });
});
