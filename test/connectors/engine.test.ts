import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INTEGER, VARCHAR } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import { sql } from "../../connectors/duckdb/sql.ts";

let folder: string;
let engine: Engine;
let c: Connection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-"));
  engine = await Engine.open({
    memoryMib: 256,
    threads: 2,
    tempDirectory: join(folder, "tmp"),
    allowedDirectories: [folder],
  });
  c = await engine.connect();
});

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

describe("sql", () => {
  it("makes every value a parameter and splices pieces", () => {
    const where = sql`a = ${1} and b in ${["x", "y"]}`;
    expect(sql`select * from ${sql.id('t"; drop')} where ${where} limit ${5}`.compile()).toEqual({
      text: 'select * from "t""; drop" where a = $1 and b in [$2, $3] limit $4',
      values: [1, "x", "y", 5],
    });
  });

  it("writes whole numbers into the text, and nothing else", () => {
    expect(sql`row_group_size ${sql.int(-20_480)}`.compile()).toEqual({ text: "row_group_size -20480", values: [] });
    for (const other of [0.5, Number.NaN, 2 ** 60, "1; drop table t" as never])
      expect(() => sql.int(other)).toThrow(RangeError);
  });
});

describe("Engine", () => {
  it("reads a text that begins with a byte order mark as it stands", async () => {
    const text = "\ufeffNguyễn Văn An";
    expect(await c.row(sql`select ${text} as text, '\ufeff' as mark`, "read")).toEqual({ text, mark: "\ufeff" });
    const streamed: unknown[] = [];
    for await (const [column] of c.columns(sql`select ${text}`, "stream")) streamed.push(...column!);
    expect(streamed).toEqual([text]);
  });

  it("reads back what an appender wrote, in chunks", async () => {
    await c.run(sql`create table t (a integer, b varchar)`, "create");
    const appender = await c.appender("t", [INTEGER, VARCHAR], "append");
    for (let i = 0; i < 5000; i++) appender.append([i, i % 2 ? "lẻ" : null]);
    appender.close();
    expect(await c.row(sql`select count(*) as n, count(b) as odd from t where a >= ${0}`, "count")).toEqual({
      n: 5000,
      odd: 2500,
    });
    let seen = 0;
    for await (const columns of c.columns(sql`select a, b from t`, "stream")) seen += columns[0]?.length ?? 0;
    expect(seen).toBe(5000);
  });

  it("reads a stream to its end although what it gives is appended on the same connection", async () => {
    const rows = 250_000; // more than DuckDB's appender keeps back before it writes
    await c.run(sql`create or replace temp table copied (a integer)`, "create");
    const appender = await c.appender("copied", [INTEGER], "append");
    for await (const [column] of c.columns(sql`select i::integer from range(${rows}) t(i)`, "stream"))
      for (const value of column!) appender.append([value]);
    appender.close();
    expect(await c.row(sql`select count(*) as n, max(a) as last from copied`, "count")).toEqual({
      n: rows,
      last: rows - 1,
    });
  });

  it("keeps values out of errors", async () => {
    const error = await c.run(sql`select cast(${"Nguyễn Văn A 001099012345"} as integer)`, "cast").catch((e) => e);
    expect(error).toBeInstanceOf(EngineError);
    expect(String(error)).toBe('EngineError: Conversion Error in step "cast"');
    expect(JSON.stringify(error)).not.toContain("001099012345");
  });

  it("tells moments by the clock of Vietnam on every connection, whatever the machine's zone", async () => {
    const moment = sql`select current_setting('TimeZone') as zone, (timestamptz '1990-04-14 17:00:00+00')::varchar as text`;
    expect(await c.row(moment, "tell")).toEqual({ zone: "Asia/Ho_Chi_Minh", text: "1990-04-15 00:00:00+07" });
  });

  it("cannot leave its folders", async () => {
    await expect(c.rows(sql`select * from read_text(${"/etc/hostname"})`, "read")).rejects.toThrow(/Permission Error/);
    await expect(c.run(sql`set memory_limit = ${"4GB"}`, "set")).rejects.toThrow(EngineError);
  });
});

describe("EngineError", () => {
  it("takes a full disk for what it is, whatever class DuckDB gives it, and tells no path", () => {
    const said = 'FATAL Error: Failed to create checkpoint: Could not write file "/x/y": No space left on device';
    const error = new EngineError("checkpoint", new Error(said));
    expect([error.outOfMemory, error.message]).toEqual([true, 'FATAL Error in step "checkpoint"']);
    expect(new EngineError("a", new Error("Conversion Error: x")).outOfMemory).toBe(false);
  });
});
