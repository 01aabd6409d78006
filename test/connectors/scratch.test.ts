import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeScratch } from "../../connectors/files/scratch.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("lies where it is told, for its owner only, and takes away what killed processes left", async () => {
  // No process has an id beyond the largest that systems give.
  const [left, young, running] = [99_999_999, 99_999_998, process.pid].map((pid) => join(folder, `.lamsach-${pid}-x`));
  const before = new Date(Date.now() - 86_400_000);
  for (const path of [left!, young!, running!]) await mkdir(path);
  for (const path of [left!, running!]) await utimes(path, before, before);
  const made = await makeScratch(folder);
  expect(dirname(made)).toBe(folder);
  expect((await stat(made)).mode & 0o777).toBe(0o700);
  expect([left, young, running].map((path) => existsSync(path!))).toEqual([false, true, true]);
});

it("lies in the system's folder where the other may not be written to", async () => {
  const made = await makeScratch(join(folder, "nowhere"));
  expect(dirname(made)).toBe(tmpdir());
  await rm(made, { recursive: true });
});
