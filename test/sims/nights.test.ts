import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { tinyCase } from "../support/nights.ts";
import { parquetRows } from "../support/outputs.ts";

it("keeps the clocks over a night in which the carrier's extract cannot be read", { timeout: 150_000 }, async () => {
  const folder = await tinyCase();
  const extract = join(folder, "inbox/carrier.csv");
  const whole = readFileSync(extract, "utf8");
  const run = async (day: string) => (await cli(["run", "-q"], { cwd: folder, env: { LAMSACH_AS_OF: day } })).exit;
  const clocks = async () =>
    (await parquetRows(join(folder, "out/latest/sims.parquet"))).map((row) => [row[0], row[5], row[7]]);

  expect(await run("2026-11-20")).toBe(0);
  const before = await clocks();
  expect(before.filter(([, , since]) => since === "2026-11-20").length).toBeGreaterThan(2);
  writeFileSync(extract, "");
  expect(await run("2026-11-21")).toBe(4);
  expect(await clocks()).toEqual([]);
  writeFileSync(extract, whole);
  expect(await run("2026-11-22")).toBe(0);
  expect(await clocks()).toEqual(before);
});
