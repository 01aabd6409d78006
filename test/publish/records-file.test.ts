import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { findRecords, writeRecords } from "../../pipelines/publish/records-file.ts";
import { columnsOf } from "../../pipelines/publish/table-rows.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();
let folder: string;
let c: Connection;

beforeAll(() => {
  folder = memory.folder();
  c = memory.connection();
});

/** Writes a file of a source as standardising leaves it: records from, to (exclusive), in order. */
async function standard(name: string, file: string, [from, to]: readonly [number, number]): Promise<void> {
  const given: Record<string, string> = {
    source: `'${name}'`,
    record_id: "lpad(i::varchar, 8, '0')",
    role: "role",
    file: "'f.csv'",
    line: "i",
    name: "case when i % 3 = 0 then 'Tên ' || i end",
    findings: "['name.a', 'name.b'][1 : (i % 3)::integer]",
  };
  const columns = columnsOf("records").map(
    ({ name: column, type }) => sql`${sql.trusted(given[column] ?? "null")}::${sql.trusted(type)} as ${sql.id(column)}`,
  );
  await mkdir(join(folder, name), { recursive: true });
  await c.run(
    sql`copy (select ${sql.join(columns)} from range(${from}, ${to}) t(i), (values ('child'), ('mother')) r(role)
      order by record_id, role, file, line) to ${join(folder, name, `${file}.parquet`)} (format parquet)`,
    "write",
  );
}

/** Publishes the sources of that prefix. */
async function published(names: readonly string[], run: string): Promise<string> {
  const sources = names.map((name) => ({ name, records: join(folder, name, "*.parquet") }));
  const out = join(folder, `${run}.parquet`);
  const tempDirectory = join(folder, "tmp", run);
  await writeRecords(await findRecords(c, sources), { out, tempDirectory, memoryMib: 200 });
  return out;
}

async function outOfOrder(path: string): Promise<number> {
  const { n } = await c.row<{ n: number }>(
    sql`select count(*) as n from (
        select file_row_number, row_number() over (order by source, record_id, role, file, line) - 1 as place
        from read_parquet(${path}, file_row_number = true)) where file_row_number <> place`,
    "count",
  );
  return n;
}

describe("records.parquet", () => {
  it("is in order, and the same bytes whatever the order of the sources", async () => {
    // More rows than a row group in one file, fewer in others, none in the last.
    await standard("a", "000000", [0, 12_000]);
    await standard("a", "000001", [12_000, 24_000]);
    await standard("b", "000000", [0, 5000]);
    await standard("c", "000000", [0, 100]);
    await standard("c", "000001", [0, 0]);
    const one = await published(["a", "b", "c"], "one");
    expect(await outOfOrder(one)).toBe(0);
    const { n } = await c.row<{ n: number }>(sql`select count(*) as n from read_parquet(${one})`, "count");
    expect(n).toBe(58_200);
    expect((await readFile(one)).equals(await readFile(await published(["c", "b", "a"], "other")))).toBe(true);
  });

  it("is in order for a single source, and empty for none", async () => {
    await standard("only", "000000", [0, 3000]);
    expect(await outOfOrder(await published(["only"], "single"))).toBe(0);
    const empty = await published([], "empty");
    const { n } = await c.row<{ n: number }>(sql`select count(*) as n from read_parquet(${empty})`, "count");
    expect(n).toBe(0);
  });
});
