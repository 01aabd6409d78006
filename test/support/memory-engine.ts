import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VARCHAR } from "@duckdb/node-api";
import { afterAll, beforeAll } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";

/** Opens an engine in memory for the tests of a file, with a folder that it may read and write, and takes both away after them. */
export function memoryEngine(): {
  connection: () => Connection;
  /** Another one, for what runs beside it. */
  second: () => Connection;
  folder: () => string;
} {
  let folder: string;
  let engine: Engine;
  let connection: Connection;
  let second: Connection;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lamsach-"));
    engine = await Engine.open({
      memoryMib: 512,
      threads: 2,
      tempDirectory: join(folder, "tmp"),
      allowedDirectories: [folder],
    });
    connection = await engine.connect();
    second = await engine.connect();
  });
  afterAll(async () => {
    engine.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { connection: () => connection, second: () => second, folder: () => folder };
}

/** Makes a table of varchar columns from rows. */
export async function fill(
  c: Connection,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly (string | null)[]>,
): Promise<void> {
  const declared = columns.map((name) => sql`${sql.id(name)} varchar`);
  await c.run(sql`create or replace table ${sql.id(table)} (${sql.join(declared)})`, "create test table");
  const types = columns.map(() => VARCHAR);
  const appender = await c.appender(table, types, "fill test table");
  for (const row of rows) appender.append(row);
  appender.close();
}
