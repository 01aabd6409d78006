import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keptRuns } from "../../pipelines/ledger/kept-runs.ts";
import { StageStore } from "../../pipelines/ledger/stage-store.ts";
import { prune } from "../../pipelines/nightly/accept.ts";

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), "lamsach-"));
  // The second night and the ten-thousandth were told to take an earlier day for today.
  const runs = ["2026-11-20.0001", "2026-11-19.0002", "2026-11-21.0003", "2026-11-22.9999", "2026-11-18.10000"];
  for (const run of runs) await mkdir(join(out, "runs", run), { recursive: true });
});
afterEach(() => rm(out, { recursive: true, force: true }));

it("has runs in the order of their nights, whatever day each took for today", async () => {
  expect(await keptRuns(out, "runs")).toEqual([
    "2026-11-20.0001",
    "2026-11-19.0002",
    "2026-11-21.0003",
    "2026-11-22.9999",
    "2026-11-18.10000",
  ]);
  expect(await keptRuns(out, "blocked")).toEqual([]);
});

it("keeps the last nights, not the latest days", async () => {
  const config = { out, keep: 2, work: join(out, "work") } as Parameters<typeof prune>[0]["config"];
  await prune({ config, store: new StageStore(join(out, "work", "store")), finished: [] });
  expect(await readdir(join(out, "runs"))).toEqual(["2026-11-18.10000", "2026-11-22.9999"]);
});
