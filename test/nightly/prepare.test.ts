import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import type { StageSpec } from "../../pipelines/ledger/stage-store.ts";
import { memoryBudget } from "../../pipelines/nightly/budget.ts";
import { type Inputs, prepareSources } from "../../pipelines/nightly/prepare.ts";
import { loadProfile } from "../../pipelines/profiles/load-profile.ts";
import type { RunContext } from "../../pipelines/stages/run-context.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Prepares a register and three sources of so many records each; says what was said and which were begun. */
async function prepare(records: number, memoryMib: number, standardise: () => Promise<object>) {
  const said: string[] = [];
  const begun: string[] = [];
  const names = ["register", "a", "b", "c"];
  const [register, ...sources] = names.map((name) => ({ name, profile: loadProfile("vneid") }));
  const facts = { records, physical: records, accepted: records, quarantined: 0, files: [], notes: [], header: [] };
  const run = {
    config: {
      register,
      sources,
      ...Object.fromEntries(["out", "work", "state"].map((name) => [name, join(folder, name)])),
    },
    asOf: "2026-11-20",
    finished: [],
    ledger: { stage: async () => {} },
    log: { write: () => {} },
    progress: { say: (line: string) => said.push(line), start: () => {}, done: () => {}, failed: () => {} },
    store: {
      finished: async () => [],
      run: async ({ stage, source }: StageSpec) => {
        if (stage === "standardise") return standardise();
        begun.push(source!);
        return { key: "k", skipped: false, seconds: 0, facts };
      },
    },
  } as unknown as RunContext;
  const inputs = { files: new Map(names.map((name) => [name, []])), unreadable: new Map() } as unknown as Inputs;
  const error = await prepareSources(run, inputs, memoryBudget(memoryMib, 1)).catch((found: unknown) => found);
  return { said, error, begun };
}

it("begins no other source when something fails that is not the source's fault", async () => {
  const full = new EngineError("write parquet", new Error("Out of Memory Error: failed to allocate"));
  const { error, begun, said } = await prepare(1000, 800, () => Promise.reject(full));
  expect(error).toBe(full);
  expect(begun).toEqual(["register"]);
  expect(said).toEqual([]);
});

it("warns once, before it is tried, where the memory may not do", async () => {
  const { said } = await prepare(2_000_000, 800, () => Promise.resolve({}));
  expect(said).toEqual([
    expect.stringMatching(
      /^Warning: the memory may not do for the rows of "register": raise `memory` to about 1\d{3} MiB$/,
    ),
  ]);
});
