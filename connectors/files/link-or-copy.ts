import { copyFile, link, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Takes a finished file over as it is, in place of what is there: a hard link where the file system can, else a copy.
 * Neither side may be changed afterwards, only replaced. Nothing happens where both are one path.
 */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  if (from === to) return;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
}

/** `linkOrCopy` for all files of a folder and the folders in it. */
export async function linkOrCopyFolder(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkOrCopyFolder(source, target);
    else await linkOrCopy(source, target);
  }
}
