import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { StageStore } from "../../pipelines/ledger/stage-store.ts";
import { SILENT } from "../../pipelines/stages/progress.ts";
import { type RunContext, runStage } from "../../pipelines/stages/run-context.ts";

it("tells what stopped a stage, also where the ledger fails over it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lamsach-"));
  const logged: unknown[] = [];
  const run = {
    store: new StageStore(folder),
    log: { write: (event: unknown) => logged.push(event) },
    ledger: {
      stage: async ({ state }: { state: string }) =>
        state === "failed" ? Promise.reject(new Error("ledger")) : undefined,
    },
    progress: SILENT,
    finished: [],
  } as unknown as RunContext;
  const full = Object.assign(new Error("write"), { code: "ENOSPC" });
  const failing = runStage(
    run,
    { stage: "ingest", source: "a", inputs: {} },
    () => null,
    () => Promise.reject(full),
  );
  await expect(failing).rejects.toBe(full);
  expect(logged).toContainEqual({
    event: "stage.failed",
    stage: "ingest",
    source: "a",
    error_class: "Error",
    code: "ENOSPC",
  });
  await rm(folder, { recursive: true, force: true });
});
