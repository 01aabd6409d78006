import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { Tokens } from "../../pipelines/publish/token.ts";

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

describe("Tokens", () => {
  it("are the same from DuckDB and from Node, whatever the text and the key", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 16, maxLength: 100 }),
        fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
        async (key, text) => {
          const tokens = new Tokens(key);
          const bits = tokens.bitsSql("record", sql`${text}::varchar`, sql`'đọc'`);
          const made = await c.row<{ token: string; shown: string }>(
            sql`select ${tokens.sql("record", sql`${text}::varchar`, sql`'đọc'`)} as token, ${tokens.ofBitsSql(sql`bits`)} as shown
              from (select ${bits} as bits)`,
            "token",
          );
          const token = tokens.of("record", text, "đọc");
          expect(made).toEqual({ token, shown: token });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("differ by key, domain and value, and null has none", async () => {
    const a = new Tokens(Buffer.alloc(32, 1));
    const b = new Tokens(Buffer.alloc(32, 2));
    const all = [a.of("record", "x"), a.of("person", "x"), a.of("record", "y"), b.of("record", "x")];
    expect(new Set(all).size).toBe(4);
    expect(await c.row(sql`select ${a.sql("person", sql`null::varchar`)} as token`, "null")).toEqual({ token: null });
    expect(() => new Tokens(new Uint8Array(8))).toThrow(/16 bytes/);
  });
});
