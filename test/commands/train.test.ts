import { readlinkSync } from "node:fs";
import { expect, it } from "vitest";
import { RunLock } from "../../pipelines/ledger/run-lock.ts";
import { PublishedCase } from "./published-case.ts";
import { lamsach } from "./run-command.ts";

it("changes nothing while a run is under way, or when the last run's tables are gone", async () => {
  const made = await PublishedCase.make();
  try {
    const lock = await RunLock.take(made.path("work"));
    const held = await lamsach(["train", "-c", made.configFile]);
    lock.release();
    expect([held.code, held.out]).toEqual([5, ""]);
    const gone = await lamsach(["train", "-c", made.configFile]);
    expect([gone.code, gone.out]).toEqual([2, ""]);
    expect(gone.err).toMatch(/run again, then train/);
    expect(readlinkSync(made.path("state/current"))).toBe("gen-000001");
  } finally {
    made.remove();
  }
});
