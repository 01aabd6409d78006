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

it("keeps the last runs, as many blocked ones, and the stages of the night and of the accepted one", async () => {
  for (const run of ["2026-11-22.0004", "2026-11-23.0004", "2026-11-24.0004"])
    await mkdir(join(out, "blocked", run), { recursive: true });
  const store = join(out, "work", "store");
  for (const key of ["accepted", "blocked-before", "blocked-now"])
    await mkdir(join(store, "match", key), { recursive: true });
  const config = { out, keep: 2, work: join(out, "work") } as Parameters<typeof prune>[0]["config"];
  const finished = [{ label: "match", key: "blocked-now" }] as Parameters<typeof prune>[0]["finished"];
  await prune({ config, store: new StageStore(store), finished }, { match: "accepted" });
  expect(await readdir(join(out, "runs"))).toEqual([".aside", "2026-11-20.0002", "2026-11-21.0003"]);
  expect(await readdir(join(out, "blocked"))).toEqual(["2026-11-23.0004", "2026-11-24.0004"]);
  expect((await readdir(join(store, "match"))).sort()).toEqual(["accepted", "blocked-now"]);
});
