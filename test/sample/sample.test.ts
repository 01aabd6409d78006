import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { packageRoot } from "../../connectors/package-root.ts";
import { nameKey } from "../../matchers/names/letters.ts";
import { generateSample, type SampleOptions } from "../../scripts/generate-sample/generate.ts";
import { EXTRACTS } from "../../scripts/generate-sample/layouts.ts";

type Row = Record<string, string>;

const BASE: Omit<SampleOptions, "out"> = {
  persons: 1600,
  seed: 7,
  densityDays: 0.05,
  densityCommunes: 0.02,
  simsPerPerson: 0.8,
  ministryPerPerson: 1,
  format: "csv",
  secondNight: { changed: 0.1, registerChanged: 0.05 },
};

let folder: string;
let engine: Engine;
let c: Connection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-sample-"));
  engine = await Engine.open({
    memoryMib: 512,
    threads: 2,
    tempDirectory: join(folder, "tmp"),
    allowedDirectories: [folder],
  });
  c = await engine.connect();
  await generateSample({ ...BASE, out: join(folder, "one") }, c);
}, 60_000);

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function table(path: string, delimiter = ","): Promise<Row[]> {
  return parse(await readFile(join(folder, path), "utf8"), { columns: true, delimiter }) as Row[];
}

const truthOf = (night: string) => table(`one/${night}/truth.csv`);
const registerOf = (night: string) => table(`one/${night}/inbox/register.csv`);
const NUMBER = "Số định danh cá nhân";
const NAME = "Họ, chữ đệm và tên khai sinh";
const BIRTH = "Ngày, tháng, năm sinh";

/** Every file below a folder, as path and content; gzip unpacked, since its bytes are the library's. */
async function contents(root: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    found.set(path.slice(root.length + 1), (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("base64"));
  }
  return found;
}

describe("generateSample", () => {
  it("makes the same bytes from the same seed, and others from another", async () => {
    const small = { ...BASE, persons: 400, secondNight: undefined };
    for (const [name, seed] of [
      ["s1", 5],
      ["s2", 5],
      ["s3", 6],
    ] as const) {
      await generateSample({ ...small, seed, out: join(folder, name) }, c);
    }
    const [first, again, other] = await Promise.all(["s1", "s2", "s3"].map((name) => contents(join(folder, name))));
    expect(again).toEqual(first);
    expect(other?.get("night1/inbox/register.csv")).not.toBe(first?.get("night1/inbox/register.csv"));
  });

  it("gives every person of the register a number of their own", async () => {
    const numbers = (await registerOf("night1")).map((row) => row[NUMBER]);
    expect(numbers).toHaveLength(BASE.persons);
    expect(new Set(numbers).size).toBe(BASE.persons);
    expect(numbers.filter((number) => !/^\d{12}$/.test(number ?? ""))).toEqual([]);
  });

  it.each(["night1", "night2"])("tells the truth about every record of %s, about nobody unknown", async (night) => {
    const truth = await truthOf(night);
    const known = new Set((await registerOf(night)).map((row) => row[NUMBER]));
    const unknown = truth.filter((row) => row.person_number !== "" && !known.has(row.person_number));
    expect(unknown).toEqual([]);
    const nobody = truth.filter((row) => row.person_number === "");
    expect(new Set(nobody.map((row) => row.distinguishable))).toEqual(new Set(["0"]));
    const keys = truth.map((row) => `${row.source}|${row.record_id}|${row.role}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const layout of EXTRACTS) {
      const rows = await table(`one/${night}/inbox/${layout.source}.csv`, layout.delimiter);
      const key = layout.columns[0]?.header ?? "";
      const ids = new Set(truth.filter((row) => row.source === layout.source).map((row) => row.record_id));
      expect(ids, layout.source).toEqual(new Set(rows.map((row) => row[key])));
    }
  });

  it("calls a row indistinguishable only where the register has a namesake", async () => {
    const register = await registerOf("night1");
    const short = (name: string) => {
      const words = name.split(" ");
      return nameKey(`${words[0]}${words.at(-1)}`);
    };
    const names = new Map<string, number>();
    for (const row of register) names.set(short(row[NAME] ?? ""), (names.get(short(row[NAME] ?? "")) ?? 0) + 1);
    const nameOf = new Map(register.map((row) => [row[NUMBER], row[NAME] ?? ""]));
    const doubtful = (await truthOf("night1")).filter((row) => row.person_number !== "" && row.distinguishable === "0");
    for (const row of doubtful) expect(names.get(short(nameOf.get(row.person_number) ?? ""))).toBeGreaterThan(1);
  });

  it("is refused where it has no such source or no such number of persons, with nothing written", async () => {
    const out = join(folder, "refused");
    await expect(generateSample({ ...BASE, out, sources: ["births", "nosuch"] }, c)).rejects.toThrow(
      /no source "nosuch"/,
    );
    await expect(generateSample({ ...BASE, out, persons: 1.5 }, c)).rejects.toThrow(/whole number of persons/);
    expect(existsSync(out)).toBe(false);
  });

  it("keeps to the density of days and communes", async () => {
    const register = await registerOf("night1");
    const days = new Set(register.map((row) => row[BIRTH]).filter((day) => day?.includes("-")));
    // About 105 years of 18 days, New Year's Day besides.
    expect(days.size).toBeLessThan(105 * 21);
    const communes = new Set(register.map((row) => row["Mã xã thường trú"]));
    expect(communes.size).toBeGreaterThan(20);
    expect(communes.size).toBeLessThan(140);
  });

  it("is as dirty as it says", async () => {
    const carriers = (await truthOf("night1")).filter((row) => row.source?.startsWith("carrier-"));
    const share = (kind: string) => carriers.filter((row) => row.kind === kind).length / carriers.length;
    expect(share("clean")).toBeGreaterThan(0.35);
    expect(share("clean")).toBeLessThan(0.7);
    for (const [kind, low, high] of [
      ["old_number", 0.04, 0.15],
      ["lost_zero", 0.01, 0.05],
      ["stolen_number", 0.003, 0.03],
      ["mistyped_number", 0.006, 0.04],
      ["not_in_register", 0.006, 0.035],
      ["organisation", 0.004, 0.03],
      ["sim_shop", 0.005, 0.2],
    ] as const) {
      expect(share(kind), kind).toBeGreaterThan(low);
      expect(share(kind), kind).toBeLessThan(high);
    }
    const perPerson = carriers.length / BASE.persons;
    expect(perPerson).toBeGreaterThan(0.65);
    expect(perPerson).toBeLessThan(1.05);
    const ministries = (await truthOf("night1")).length - carriers.length;
    expect(ministries / BASE.persons).toBeGreaterThan(0.85);
    expect(ministries / BASE.persons).toBeLessThan(1.15);
  });

  it("changes the wanted shares by the second night and says what", async () => {
    const changes = await table("one/night2/changes.csv");
    const register = changes.filter((row) => row.table === "register");
    expect(register.length / BASE.persons).toBeGreaterThan(0.03);
    expect(register.length / BASE.persons).toBeLessThan(0.07);
    expect(register.filter((row) => row.change === "birth")).toHaveLength(16);
    const [before, after] = [await registerOf("night1"), await registerOf("night2")];
    expect(after.length - before.length).toBe(16);
    const old = new Map(before.map((row) => [row[NUMBER], row]));
    const reissued = register.filter((row) => row.change === "reissue");
    expect(reissued.length).toBeGreaterThan(0);
    for (const row of reissued) {
      expect(old.has(row.record_id)).toBe(true);
      const now = after.find((each) => each[NUMBER] === row.person_number);
      expect(now?.["Số giấy tờ cũ khác"]).toContain(row.record_id);
    }

    const key = (row: Row) => `${row.source}|${row.record_id}`;
    const first = new Set((await truthOf("night1")).map(key));
    const second = new Set((await truthOf("night2")).map(key));
    const gone = [...first].filter((each) => !second.has(each)).length;
    const added = [...second].filter((each) => !first.has(each)).length;
    const altered = changes.filter((row) => row.change === "changed").length;
    for (const [name, count, low, high] of [
      ["gone", gone, 0.01, 0.035],
      ["added", added, 0.004, 0.035],
      ["changed", altered, 0.04, 0.08],
    ] as const) {
      expect(count / first.size, name).toBeGreaterThan(low);
      expect(count / first.size, name).toBeLessThan(high);
    }
    expect(changes.filter((row) => row.change === "added")).toHaveLength(added);
  });

  it("still makes the committed sample", { timeout: 60_000 }, async () => {
    const out = join(folder, "committed");
    await generateSample(
      {
        persons: 2000,
        seed: 2026,
        densityDays: 1,
        densityCommunes: 1,
        simsPerPerson: 0.6,
        ministryPerPerson: 0.8,
        format: "mixed",
        secondNight: { changed: 0.03, registerChanged: 0.01 },
        out,
      },
      c,
    );
    const made = await contents(out);
    const kept = join(packageRoot(), "sample-data");
    // Workbooks and Parquet hold the writer's own version and packing; all else is text.
    const isText = (path: string) => !/\.(xlsx|parquet|arrow)$/.test(path);
    for (const [path, content] of made) {
      const bytes = await readFile(join(kept, path));
      if (isText(path)) {
        const plain = path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
        expect(plain.toString("base64") === content, path).toBe(true);
      }
    }
  });
});
