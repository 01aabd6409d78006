import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "../is-alive.ts";
import { isWritable } from "./is-writable.ts";

const NAME = /^\.lamsach-(\d+)-/;
/** Younger ones are left alone, whoever made them: process ids of another container mean nothing here. */
const OLD_MS = 3_600_000;

/**
 * Makes a folder for what is in between, for its owner only. It may hold persons' data, so it lies where such data lies
 * anyway, and what processes left there that were killed is removed first.
 * @param parent folder to make it in; the system's own for such things where it may not be written to
 */
export async function makeScratch(parent: string): Promise<string> {
  const place = isWritable(parent) ? parent : tmpdir();
  for (const name of await readdir(place).catch(() => [])) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)) && (await ageMs(join(place, name))) > OLD_MS)
      await rm(join(place, name), { recursive: true, force: true });
  }
  return mkdtemp(join(place, `.lamsach-${process.pid}-`));
}

async function ageMs(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found ? Date.now() - found.mtimeMs : 0;
}
