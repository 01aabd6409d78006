import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keptRuns } from "../../pipelines/ledger/kept-runs.ts";
import { Ledger } from "../../pipelines/ledger/ledger.ts";
import { StageStore } from "../../pipelines/ledger/stage-store.ts";
import { clearUnaccepted, prune } from "../../pipelines/nightly/prune.ts";

type Pruned = Parameters<typeof prune>[0];

const AS_OF = "2026-11-24";
const configOf = (over: { keep_days?: number }) =>
  ({ out, keep: 2, keep_days: 730, work: join(out, "work"), ...over }) as Pruned["config"];

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
  const config = configOf({});
  const finished = [{ label: "match", key: "blocked-now" }] as Pruned["finished"];
  await prune({ config, store: new StageStore(store), finished, asOf: AS_OF }, { match: "accepted" });
  expect(await readdir(join(out, "runs"))).toEqual([".aside", "2026-11-20.0002", "2026-11-21.0003"]);
  expect(await readdir(join(out, "blocked"))).toEqual(["2026-11-23.0004", "2026-11-24.0004"]);
  expect((await readdir(join(store, "match"))).sort()).toEqual(["accepted", "blocked-now"]);
});

it("removes what killed runs left of nights that were never accepted, also of an earlier day, and nothing else", async () => {
  const accepted = (run_id: string | null) => ({ seq: 2, run_id, rows: {}, held: [] });
  await mkdir(join(out, ".building", "2026-11-21.0003"), { recursive: true });
  await clearUnaccepted({ out }, accepted(null), []);
  expect((await readdir(out)).sort()).toEqual(["runs"]);
  expect(await keptRuns(out, "runs")).toHaveLength(3);
  await symlink(join("runs", "2026-11-21.0003"), join(out, "latest"));
  // A state folder put back from a backup does not know of what was published since.
  await clearUnaccepted({ out }, accepted("2026-11-20.0002"), ["2026-11-20.0001"]);
  expect(await keptRuns(out, "runs")).toHaveLength(3);
  await rm(join(out, "latest"));
  await symlink(join("runs", "2026-11-20.0002"), join(out, "latest"));
  await clearUnaccepted({ out }, accepted("2026-11-20.0002"), ["2026-11-20.0001"]);
  expect(await keptRuns(out, "runs")).toEqual(["2026-11-20.0001", "2026-11-20.0002"]);
});

it("removes what was killed of a first night that a run of another day does again, and no run of a state that was lost", async () => {
  const first = { seq: 0, run_id: null, rows: {}, held: [] };
  const ledger = await Ledger.open(join(out, "work"));
  await ledger.begin("2026-11-20.0001", "h", {});
  await ledger.begin("2026-11-22.0001", "h", {});
  await clearUnaccepted({ out }, first, await ledger.onlyAttempts());
  expect(await keptRuns(out, "runs")).toEqual(["2026-11-20.0002", "2026-11-21.0003"]);
  await ledger.end("done", 0);
  const later = await Ledger.open(join(out, "work"));
  await later.begin("2026-11-21.0003", "h", {});
  await clearUnaccepted({ out }, first, await later.onlyAttempts());
  expect(await keptRuns(out, "runs")).toHaveLength(2);
  await later.end("failed", 1);
});

it("keeps answered batches and logs for `keep_days`, and the last `keep` of each whatever their age", async () => {
  const answered = async (target: string, run: string, answer: string) => {
    const folder = join(out, "outbox-done", target, `${run}.${target}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "ack.json"), "{}");
    await utimes(join(folder, "ack.json"), new Date(answer), new Date(answer));
  };
  await answered("club", "2024-10-01.0001", "2024-10-02");
  await answered("club", "2024-10-02.0002", "2024-11-25T03:00:00Z"); // cut long ago, answered 729 days ago
  await answered("club", "2024-11-24.0003", "2024-11-24T03:00:00Z"); // 730 days ago
  await answered("club", "2024-11-25.0004", "2024-11-25");
  await answered("club", "2026-11-20.0005", "2026-11-20");
  await answered("clinic", "2020-01-01.0001", "2020-01-01");
  await answered("clinic", "2020-01-02.0002", "2020-01-02");
  await mkdir(join(out, "work", "logs"), { recursive: true });
  for (const log of ["2024-11-23.0001.jsonl", "2024-11-24.0002.jsonl", "2026-11-22.0003.jsonl", "notes.txt"])
    await writeFile(join(out, "work", "logs", log), "");
  const left = async (of: string) => (await readdir(join(out, of))).sort();
  const clean = (keep_days: number) => {
    const store = new StageStore(join(out, "work", "store"));
    return prune({ config: configOf({ keep_days }), store, finished: [], asOf: AS_OF });
  };
  await clean(730);
  expect(await left("outbox-done/club")).toEqual(
    ["2024-10-02.0002", "2024-11-24.0003", "2024-11-25.0004", "2026-11-20.0005"].map((run) => `${run}.club`),
  );
  expect(await left("outbox-done/clinic")).toHaveLength(2);
  expect(await left("work/logs")).toEqual(["2024-11-24.0002.jsonl", "2026-11-22.0003.jsonl", "notes.txt"]);
  await clean(1);
  expect(await left("outbox-done/club")).toEqual(["2024-11-25.0004.club", "2026-11-20.0005.club"]);
});
