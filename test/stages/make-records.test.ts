import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";
import { makeRecords } from "../../pipelines/stages/make-records.ts";
import { standardiseRecords } from "../../pipelines/stages/standardise-records.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();
const ROWS = 4000;

/** Makes records of parents in buckets of about 1,500; the rows `without` name none. */
async function makeBirths(run: string, seed: number, without: string) {
  const c = memory.connection();
  const births = loadProfile("births");
  const profile = { ...births, persons: births.persons.filter(({ when }) => when) };
  const given: Record<string, string> = {
    [profile.record_id![0]!]: "'K' || lpad(i::varchar, 6, '0')",
    ...Object.fromEntries(
      profile.persons.map(({ when }) => [when![0]!, `case when not (${without}) then 'Nguyễn Văn A' end`]),
    ),
  };
  const columns = profile.columns.map(
    ({ name }) => sql`${sql.trusted(given[name] ?? "null")}::varchar as ${sql.id(name)}`,
  );
  await c.run(
    sql`create or replace table births as select 0 as file_no, 'b.csv' as file, i as line, ${sql.join(columns)}
      from range(${ROWS}) t(i) order by md5(i::varchar || ${seed}::varchar)`,
    "rows",
  );
  const raw = join(memory.folder(), run, "raw");
  const input = { rows: sql`select * from births`, source: "births", profile };
  const counts = await makeRecords(c, input, { raw, keys: join(memory.folder(), `${run}.keys`) }, 1500);
  return { profile, raw, counts };
}

const bucketsOf = (raw: string) =>
  memory.connection().rows<{ bucket: number; first: string; last: string; n: number }>(
    sql`select bucket::integer as bucket, min(record_id) as first, max(record_id) as last, count(*)::integer as n
      from read_parquet(${join(raw, "*", "*.parquet")}, hive_partitioning = true) group by bucket order by bucket`,
    "buckets",
  );

describe("buckets of raw records", () => {
  it("are ranges of record ids of about one size, whatever the order of the rows", async () => {
    const one = await makeBirths("one", 1, "false");
    const buckets = await bucketsOf(one.raw);
    expect(one.counts).toMatchObject({ buckets: 6, rows: ROWS, records: ROWS * 2, repeated: 0, missing: 0 });
    expect(buckets.map(({ bucket }) => bucket)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const [i, { first }] of buckets.entries()) if (i > 0) expect(first > buckets[i - 1]!.last).toBe(true);
    for (const { n } of buckets) expect(Math.abs((n * 6) / (2 * ROWS) - 1)).toBeLessThan(0.3);
    expect(await bucketsOf((await makeBirths("other", 2, "false")).raw)).toEqual(buckets);
  });

  it("are there without records too, and standardise to records in order", async () => {
    const c = memory.connection();
    const { profile, raw, counts } = await makeBirths("gap", 3, "i between 900 and 2600");
    expect(counts.records).toBe((ROWS - 1701) * 2);
    const out = join(memory.folder(), "gap");
    const request = { raw, buckets: counts.buckets, out, prefix: "t_", profile, asOf: "2026-11-20" };
    expect((await standardiseRecords(c, memory.second(), request)).records).toBe(counts.records);
    const files = await c.rows<{ path: string; n: number }>(
      sql`select file_name as path, num_rows::integer as n from parquet_file_metadata(${join(out, "standard-*.parquet")}) order by path`,
      "files",
    );
    expect(files).toHaveLength(counts.buckets);
    expect(files.some(({ n }) => n === 0)).toBe(true);
    const { wrong } = await c.row<{ wrong: number }>(
      sql`select count(*)::integer as wrong from (
          select row_number() over (order by filename, file_row_number) as stands,
            row_number() over (order by record_id, role, file, line) as belongs
          from read_parquet(${join(out, "standard-*.parquet")}, filename = true, file_row_number = true)
        ) where stands <> belongs`,
      "out of order",
    );
    expect(wrong).toBe(0);
  });
});
