import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canonicalJson, hashOf } from "../../pipelines/ledger/canonical-json.ts";
import { Ledger, readStatus } from "../../pipelines/ledger/ledger.ts";
import { RunLockedError } from "../../pipelines/ledger/run-lock.ts";
import { StageStore } from "../../pipelines/ledger/stage-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("canonicalJson", () => {
  it("does not depend on the order of keys", () => {
    expect(canonicalJson({ b: [1, null], a: { d: "x", c: true } })).toBe('{"a":{"c":true,"d":"x"},"b":[1,null]}');
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
    // @ts-expect-error JSON would make an empty object of it: two maps would have one hash
    expect(canonicalJson({ a: new Map([["b", 1]]) })).toBe('{"a":{}}');
  });
});

describe("StageStore", () => {
  const spec = { stage: "ingest", source: "a", inputs: { file: "x" } };

  it("does a stage once for the same inputs and again for others", async () => {
    const store = new StageStore(folder);
    let runs = 0;
    const work = async (aside: string) => {
      runs++;
      await writeFile(join(aside, "rows.txt"), "1");
      return { rows: 1 };
    };
    const first = await store.run(spec, work);
    const second = await store.run(spec, work);
    expect([first.skipped, second.skipped, runs]).toEqual([false, true, 1]);
    expect(second.facts).toEqual({ rows: 1 });
    expect(await readFile(join(second.folder, "rows.txt"), "utf8")).toBe("1");
    expect((await store.run({ ...spec, inputs: { file: "y" } }, work)).skipped).toBe(false);
  });

  it.each([
    ["cut short", (file: string) => writeFile(file, "")],
    ["gone", (file: string) => rm(file)],
  ])("makes a result again of which a file is %s", async (_, damage) => {
    const store = new StageStore(folder);
    const work = async (aside: string) => {
      await mkdir(join(aside, "buckets"));
      await writeFile(join(aside, "buckets", "rows.txt"), "whole");
      return {};
    };
    const first = await store.run(spec, work);
    await damage(join(first.folder, "buckets", "rows.txt"));
    expect(await store.find(spec)).toBeUndefined();
    expect(await store.standing("ingest.a", first.key)).toBeUndefined();
    expect(await store.run(spec, work)).toMatchObject({ skipped: false, folder: first.folder });
    expect(await readFile(join(first.folder, "buckets", "rows.txt"), "utf8")).toBe("whole");
    expect((await store.run(spec, work)).skipped).toBe(true);
  });

  it("keeps nothing of a stage that failed", async () => {
    const store = new StageStore(folder);
    await expect(
      store.run(spec, async (aside) => {
        await writeFile(join(aside, "half.txt"), "");
        throw new Error("stop");
      }),
    ).rejects.toThrow("stop");
    expect(await store.find(spec)).toBeUndefined();
    const again = await store.run(spec, async (aside) => ({ files: (await readdir(aside)).length }));
    expect(again.facts).toEqual({ files: 0 });
  });

  it("sweeps what no kept run used", async () => {
    const store = new StageStore(folder);
    const kept = await store.run(spec, async () => ({}));
    const other = await store.run({ ...spec, inputs: { file: "z" } }, async () => ({}));
    await store.sweep(new Set([`ingest.a/${kept.key}`]));
    expect(await readdir(join(folder, "ingest.a"))).toEqual([kept.key]);
    expect(other.key).not.toBe(kept.key);
  });
});

describe("Ledger", () => {
  it("refuses a second run and says who holds it; status reads meanwhile", async () => {
    const ledger = await Ledger.open(folder);
    await ledger.begin("2026-11-22.001", "c0", {});
    await ledger.stage({ label: "ingest.a", key: "k", state: "done", seconds: 1, rows: 5 });
    expect(openElsewhere()).toMatch(new RegExp(`^${RunLockedError.name}:process ${process.pid}, since `));
    expect(await readStatus(folder)).toMatchObject({ run_id: "2026-11-22.001", state: "running" });
    await ledger.end("done", 0);
    expect(await readStatus(folder)).toMatchObject({ state: "done", exit_code: 0, stages: [{ rows: 5 }] });
    const next = await Ledger.open(folder);
    await next.end("done", 0);
  });

  it("refuses it also while the first is still writing who it is", async () => {
    const ledger = await Ledger.open(folder);
    for (const half of ["", '{"pid":']) {
      await writeFile(join(folder, "holder.json"), half);
      expect(openElsewhere()).toBe(`${RunLockedError.name}:process unknown\n`);
    }
    await ledger.end("done", 0);
  });

  /** What another process is told that opens the ledger. */
  function openElsewhere(): string {
    const script = `import { Ledger } from "./pipelines/ledger/ledger.ts";
      Ledger.open(process.argv[1]).then(() => console.log("open"), (e) => console.log(e.name + ":" + e.holder));`;
    return execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, folder], {
      encoding: "utf8",
    });
  }

  it("lets the work folder go also where the end of a run cannot be noted", async () => {
    const ledger = await Ledger.open(folder);
    await ledger.begin("r1", "c0", {});
    await rm(join(folder, "status.json"));
    await mkdir(join(folder, "status.json"));
    await expect(ledger.end("done", 0)).rejects.toThrow("EISDIR");
    expect(openElsewhere()).toBe("open\n");
  });

  it("takes a run for dead when its process id is another's by now", async () => {
    const status = { run_id: "r1", pid: process.ppid, state: "running", stages: [] };
    await writeFile(join(folder, "status.json"), JSON.stringify(status));
    expect(await readStatus(folder)).toMatchObject({ run_id: "r1", state: "interrupted" });
    await (await Ledger.open(folder)).end("done", 0);
    expect(await readStatus(folder)).toMatchObject({ state: "interrupted" });
    await writeFile(join(folder, "status.json"), "[]");
    expect(await readStatus(folder)).toBeUndefined();
  });

  it.each(["", "no database at all"])(
    "is begun anew when it is damaged, and the damaged one kept (%j)",
    async (text) => {
      await writeFile(join(folder, "ledger.duckdb"), text);
      const ledger = await Ledger.open(folder);
      await ledger.begin("r1", "c0", {});
      await ledger.end("done", 0);
      expect(await readFile(join(folder, "ledger.duckdb.damaged"), "utf8")).toBe(text);
      expect(await readStatus(folder)).toMatchObject({ run_id: "r1", state: "done" });
    },
  );
});
