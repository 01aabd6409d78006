import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { SourceConfig } from "../../pipelines/config/config.ts";
import { StageStore } from "../../pipelines/ledger/stage-store.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";
import { makeRecords } from "../../pipelines/stages/make-records.ts";
import { standardiseRecords } from "../../pipelines/stages/standardise-records.ts";
import { type StandardiseFacts, standardiseSpec } from "../../pipelines/stages/standardise-stage.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();
const profile = loadProfile("carrier");

/** Subscribers whose service ends one day, or ended. */
async function makeSubscribers(): Promise<string> {
  const ends: Readonly<Record<string, string>> = { "0961000001": "25/11/2026", "0961000002": "01/01/2020" };
  const c = memory.connection();
  const cells = (number: string): Record<string, string> => ({
    msisdn: number,
    full_name: "Võ Thị Tiểu Mẫu",
    end_date: ends[number]!,
  });
  const rows = Object.keys(ends).map(
    (number, i) =>
      sql`select 0 as file_no, 'c.csv' as file, ${i} as line, ${sql.join(
        profile.columns.map(({ name }) => sql`${cells(number)[name] ?? null}::varchar as ${sql.id(name)}`),
      )}`,
  );
  const raw = join(memory.folder(), "raw");
  await makeRecords(
    c,
    { rows: sql.join(rows, " union all "), source: "carrier", profile },
    { raw, keys: join(memory.folder(), "keys") },
  );
  return raw;
}

describe("records standardised for a day", () => {
  it("are the same until the day that is told, on which they may differ", async () => {
    const raw = await makeSubscribers();
    const on = async (asOf: string) => {
      const out = join(memory.folder(), asOf);
      await mkdir(out);
      const request = { raw, buckets: 1, out, prefix: `t${asOf.slice(-2)}_`, profile, asOf };
      const { until } = await standardiseRecords(memory.connection(), memory.second(), request);
      const file = join(out, "standard-000000.parquet");
      const active = await memory
        .connection()
        .rows<{ active: boolean }>(
          sql`select service_active as active from read_parquet(${file}) order by record_id`,
          "read",
        );
      return { until, active: active.map((row) => row.active), bytes: await readFile(file) };
    };
    const [made, before, then] = [await on("2026-11-20"), await on("2026-11-24"), await on("2026-11-25")];
    expect([made.until, before.until, then.until]).toEqual([20261125, 20261125, 20270101]);
    expect([made.active, then.active]).toEqual([
      [true, false],
      [false, false],
    ]);
    expect(before.bytes.equals(made.bytes)).toBe(true);
  });
});

describe("standardiseSpec", () => {
  it("takes what was made on an earlier day where it would come out the same today, and nothing else", async () => {
    const store = new StageStore(join(memory.folder(), "store"));
    const source = { name: "viettel", profile } as SourceConfig;
    const dayFor = async (asOf: string, ingested = "file-1") =>
      (await standardiseSpec({ store, asOf }, source, ingested)).inputs.as_of;
    const make = async (asOf: string, until: number | null, ingested = "file-1") => {
      const spec = await standardiseSpec({ store, asOf }, source, ingested);
      await store.run<StandardiseFacts>(spec, async (folder) => {
        await writeFile(join(folder, "standard-000000.parquet"), "");
        return { records: 1, birth_reading: "dmy", until, made_of: spec.made_of, as_of: spec.inputs.as_of };
      });
    };
    expect(await dayFor("2026-11-20")).toBe("2026-11-20");
    await make("2026-11-20", 20261125);
    expect(await dayFor("2026-11-24")).toBe("2026-11-20");
    expect(await dayFor("2026-11-25")).toBe("2026-11-25");
    expect(await dayFor("2026-11-19")).toBe("2026-11-19");
    expect(await dayFor("2026-11-24", "file-2")).toBe("2026-11-24");
    await make("2026-11-25", null);
    expect(await dayFor("2027-05-01")).toBe("2026-11-25");
    expect(await dayFor("2026-11-24")).toBe("2026-11-20");
  });
});
