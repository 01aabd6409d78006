import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { State, StateError } from "../../pipelines/ledger/state.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("accepts generations in one step and carries unchanged files over", async () => {
  const root = join(folder, "state");
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const first = await State.open(root);
  expect([first.facts.seq, first.file("a.json")]).toEqual([0, undefined]);
  await first.accept(
    { seq: 1, run_id: "r1", rows: { s: 5 }, held: [] },
    {
      "a.json": await file("a1", "1"),
      "sync/b.parquet": await file("b1", "1"),
    },
  );
  const second = await State.open(root);
  expect(second.facts).toEqual({ seq: 1, run_id: "r1", rows: { s: 5 }, held: [] });
  await second.accept({ seq: 2, run_id: "r2", rows: {}, held: [] }, { "a.json": await file("a2", "2") });
  const third = await State.open(root);
  expect(await readFile(third.file("a.json")!, "utf8")).toBe("2");
  expect(await readFile(third.file("sync/b.parquet")!, "utf8")).toBe("1");
  // The run that made generation 2 was killed after its swap and is done again.
  await second.accept({ seq: 2, run_id: "r2", rows: {}, held: [] }, { "a.json": await file("a3", "2") });
  expect((await State.open(root)).facts.seq).toBe(2);
});

it("refuses a generation that is gone or damaged, instead of beginning anew", async () => {
  const root = join(folder, "state");
  await (await State.open(root)).accept({ seq: 1, run_id: "r1", rows: {}, held: [] }, {});
  await writeFile(join(root, "gen-000001/state.json"), '{"seq"');
  await expect(State.open(root)).rejects.toThrow(/state\.json of the generation gen-000001 is damaged.*backup/);
  await rm(join(root, "gen-000001"), { recursive: true });
  await expect(State.open(root)).rejects.toThrow(/gen-000001 is not there/);
  await rm(join(root, "current"));
  await writeFile(join(root, "current"), "copied without links");
  await expect(State.open(root)).rejects.toThrow(StateError);
});
