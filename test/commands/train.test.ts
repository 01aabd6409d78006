import { readlinkSync } from "node:fs";
import { expect, it } from "vitest";
import { PublishedCase } from "./published-case.ts";
import { lamsach } from "./run-command.ts";

it("changes nothing when the tables the last run was made of are gone", async () => {
  const made = await PublishedCase.make();
  try {
    const gone = await lamsach(["train", "-c", made.configFile]);
    expect([gone.code, gone.out]).toEqual([2, ""]);
    expect(gone.err).toMatch(/run again, then train/);
    expect(readlinkSync(made.path("state/current"))).toBe("gen-000001");
  } finally {
    made.remove();
  }
});
