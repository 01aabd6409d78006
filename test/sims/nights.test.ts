import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { tinyCase } from "../support/nights.ts";
import { parquetRows } from "../support/outputs.ts";

it("keeps the clocks over a night in which the carrier's extract cannot be read", { timeout: 150_000 }, async () => {
  const folder = await tinyCase();
  const run = async (day: string) => (await cli(["run", "-q"], { cwd: folder, env: { LAMSACH_AS_OF: day } })).exit;
  const clocks = () => parquetRows(join(folder, "state/current/sims/clocks.parquet"));
  expect(await run("2026-11-20")).toBe(0);
  const before = await clocks();
  expect(before.length).toBeGreaterThan(2);
  writeFileSync(join(folder, "inbox/carrier.csv"), "");
  expect(await run("2026-11-21")).toBe(4);
  expect(await clocks()).toEqual(before);
});
