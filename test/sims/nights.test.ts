import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { afterFirstNight } from "../support/nights.ts";
import { parquetRows } from "../support/outputs.ts";

it("keeps the clocks over a night in which the carrier's extract cannot be read", { timeout: 150_000 }, async () => {
  const folder = await afterFirstNight();
  const clocks = () => parquetRows(join(folder, "state/current/sims/clocks.parquet"));
  const before = await clocks();
  expect(before.length).toBeGreaterThan(2);
  writeFileSync(join(folder, "night1/inbox/carrier-viettel.csv"), "");
  const next = await cli(["run", "-q"], { cwd: folder, env: { LAMSACH_AS_OF: "2026-11-21" } });
  expect(next).toMatchObject({ exit: 4 });
  expect(await clocks()).toEqual(before);
});
