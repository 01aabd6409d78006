import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { findRecords, sortRecords, writeRecords } from "../../pipelines/publish/records-file.ts";
import { columnsOf } from "../../pipelines/publish/table-rows.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();
let folder: string;
let c: Connection;

beforeAll(() => {
  folder = memory.folder();
  c = memory.connection();
});

/** Writes `standard-N.parquet` of a source: records from, to (exclusive) in steps, in a shuffled order. */
async function standard(
  name: string,
  file: string,
  [from, to, step]: readonly [number, number, number],
  seed: number,
): Promise<void> {
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
  await c.run(
    sql`copy (select ${sql.join(columns)} from range(${from}, ${to}, ${step}) t(i), (values ('child'), ('mother')) r(role)
      order by md5(i || role || ${seed}::varchar)) to ${join(folder, `${name}-${file}.parquet`)} (format parquet)`,
    "write",
  );
}

/** Publishes the sources of that prefix. */
async function published(names: readonly string[], run: string): Promise<string> {
  const sources = names.map((name) => ({ name, records: join(folder, `${name}-*.parquet`) }));
  const out = join(folder, `${run}.parquet`);
  const tempDirectory = join(folder, "tmp", run);
  const records = await findRecords(c, sources);
  const to = { out, tempDirectory, memoryMib: 200 };
  await writeRecords(await sortRecords(c, records, to), records, to);
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
  it("is in order, and the same bytes whatever the order of the sources and of their rows", async () => {
    const bytes = async (seed: number, run: string, backwards: boolean) => {
      // Two files of `a` follow each other, those of `b` overlap, one of `c` is empty.
      await standard("a", "0", [12_000, 24_000, 1], seed);
      await standard("a", "1", [0, 12_000, 1], seed);
      await standard("b", "0", [0, 5000, 2], seed);
      await standard("b", "1", [1, 5000, 2], seed);
      await standard("c", "0", [0, 100, 1], seed);
      await standard("c", "1", [0, 0, 1], seed);
      const path = await published(backwards ? ["c", "b", "a"] : ["a", "b", "c"], run);
      expect(await outOfOrder(path)).toBe(0);
      const { n } = await c.row<{ n: number }>(sql`select count(*) as n from read_parquet(${path})`, "count");
      expect(n).toBe(58_200);
      return readFile(path);
    };
    expect((await bytes(1, "one", false)).equals(await bytes(2, "other", true))).toBe(true);
  });

  it("is in order for a single source, and empty for none", async () => {
    await standard("only", "0", [0, 3000, 1], 1);
    expect(await outOfOrder(await published(["only"], "single"))).toBe(0);
    const empty = await published([], "empty");
    const { n } = await c.row<{ n: number }>(sql`select count(*) as n from read_parquet(${empty})`, "count");
    expect(n).toBe(0);
  });
});
