import { closeSync, existsSync, openSync } from "node:fs";
import { expect, it } from "vitest";
import { startCli } from "../support/cli.ts";

const ADDRESS = "12 Lê Lợi, P. Bến Nghé, Q1, TPHCM";

it("goes on without a trace of its own when nobody reads what it says", async () => {
  const { said } = await startCli(["address", ADDRESS], { stdout: "closed" });
  expect(await said).toMatchObject({ exit: 0, stderr: "" });
});

it.skipIf(!existsSync("/dev/full"))("is no success where a full disk took what was asked for", async () => {
  const full = openSync("/dev/full", "w");
  try {
    const { said } = await startCli(["address", ADDRESS], { stdout: full });
    expect(await said).toMatchObject({ exit: 75, stderr: "" });
  } finally {
    closeSync(full);
  }
});
