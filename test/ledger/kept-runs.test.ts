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
  for (const run of ["2026-11-20.0002", "2026-11-20.0001", "2026-11-21.0003", ".aside"])
    await mkdir(join(out, "runs", run), { recursive: true });
});
afterEach(() => rm(out, { recursive: true, force: true }));

it("has the runs in order, and none where there is no folder", async () => {
  expect(await keptRuns(out, "runs")).toEqual(["2026-11-20.0001", "2026-11-20.0002", "2026-11-21.0003"]);
  expect(await keptRuns(out, "blocked")).toEqual([]);
});

it("keeps the last runs", async () => {
  const config = { out, keep: 2, work: join(out, "work") } as Parameters<typeof prune>[0]["config"];
  await prune({ config, store: new StageStore(join(out, "work", "store")), finished: [] });
  expect(await readdir(join(out, "runs"))).toEqual([".aside", "2026-11-20.0002", "2026-11-21.0003"]);
});
