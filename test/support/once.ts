import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inject } from "vitest";

const PATIENCE_MS = 280_000;

/**
 * The folder `name` that all test files of this `vitest` share: the first that asks makes it, the others wait for it.
 * What stands in it is only read.
 */
export async function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject("shared"), name);
  const failed = `${folder}.failed`;
  const mine = await mkdir(`${folder}.taken`).then(
    () => true,
    () => false,
  );
  if (mine) {
    try {
      await mkdir(`${folder}.building`);
      await make(`${folder}.building`);
      await rename(`${folder}.building`, folder);
    } catch (error) {
      await writeFile(failed, String(error));
      throw error;
    }
  }
  const begun = performance.now();
  while (!existsSync(folder)) {
    if (existsSync(failed)) throw new Error(`another test file failed to make the shared folder "${name}"`);
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`the shared folder "${name}" was not made in time`);
    await wait(100);
  }
  return folder;
}
