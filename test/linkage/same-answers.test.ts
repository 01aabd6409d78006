import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { MatchBench } from "./match-bench.ts";

let bench: MatchBench;
beforeAll(async () => {
  bench = await MatchBench.open();
}, 120_000);
afterAll(() => bench.close());

describe("the same answers", () => {
  it("gives the same bytes for shuffled rows, other threads, other memory, under one snapshot or its own", async () => {
    for (const name of ["register", "sims"])
      await bench.c.run(
        sql`copy (from read_parquet(${bench.at(`${name}.parquet`)}) order by hash(record_id, 5)) to ${sql.lit(bench.at(`${name}-shuffled.parquet`))} (format parquet, row_group_size 2048)`,
        "shuffle",
      );
    const other = await bench.openEngine(1, 128);
    try {
      // One MiB a bucket of 500 records: the work is cut in pieces, so small that all passes of a piece are compared at once.
      await bench.match(other, "shuffled", {
        register: "register-shuffled.parquet",
        source: "sims-shuffled.parquet",
        memoryMib: 1,
      });
    } finally {
      other.close();
    }
    for (const file of ["matches.parquet", "evidence.parquet", "audit.parquet"])
      expect(await bench.equals("shuffled", "base", file), file).toBe(true);
    expect(await readFile(bench.at("shuffled.json"), "utf8")).toBe(await readFile(bench.at("base.json"), "utf8"));
  }, 60_000);

  it("does not mind an unrelated person in the register, under one snapshot", async () => {
    await bench.c.run(
      sql`copy (
        select * replace ('099199999999' as record_id, '099199999999' as person_number, 99199999999 as number_int, 99 as key_code, 99 as name_code,
          98 as family_code, 97 as given_code, null as middle_code, 'Zẩu' as family, 'Xè' as given, null as middle, 19010203 as birth_int,
          null as phone_int, null as old_number_int, '99999' as commune_now, '99999' as commune_old, '999' as district_old, '99' as province_now)
        from read_parquet(${bench.at("register.parquet")}) limit 1) to ${sql.lit(bench.at("stranger.parquet"))} (format parquet)`,
      "make stranger",
    );
    await bench.c.run(
      sql`copy (from read_parquet(${bench.at("register.parquet")}) union all by name from read_parquet(${bench.at("stranger.parquet")}))
        to ${sql.lit(bench.at("register-more.parquet"))} (format parquet)`,
      "add stranger",
    );
    await bench.match(bench.engine, "more", {
      register: "register-more.parquet",
      snapshot: "base.json",
      auditRecords: 0,
    });
    expect(await bench.equals("more", "base", "matches.parquet")).toBe(true);
  }, 60_000);

  it("does not mind a person whom the register lists twice", async () => {
    await bench.c.run(
      sql`copy (
        from read_parquet(${bench.at("register.parquet")})
        union all from read_parquet(${bench.at("register.parquet")}) where number_int % 3 = 0)
        to ${bench.at("register-twice.parquet")} (format parquet)`,
      "list persons twice",
    );
    await bench.match(bench.engine, "twice", {
      register: "register-twice.parquet",
      snapshot: "base.json",
      auditRecords: 0,
    });
    for (const file of ["matches.parquet", "evidence.parquet"])
      expect(await bench.equals("twice", "base", file), file).toBe(true);
  }, 60_000);
});
