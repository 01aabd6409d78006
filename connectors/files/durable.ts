import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Makes what was written to a file or folder survive a power cut. Folders cannot be synced on every system: that is no error. */
async function fsync(path: string): Promise<void> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EISDIR" || error.code === "EPERM") return undefined;
    throw error;
  });
  if (!handle) return;
  try {
    await handle.sync().catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EPERM" && error.code !== "EINVAL" && error.code !== "EISDIR") throw error;
    });
  } finally {
    await handle.close();
  }
}

/**
 * Makes a folder survive a power cut: all that is in it, or only which names it holds. Without it a renamed folder can come
 * back with empty files.
 */
export async function syncFolder(folder: string, what: "all" | "itself" = "all"): Promise<void> {
  if (what === "all")
    for (const entry of await readdir(folder, { withFileTypes: true }))
      if (entry.isDirectory()) await syncFolder(join(folder, entry.name));
      else if (entry.isFile()) await fsync(join(folder, entry.name));
  await fsync(folder);
}

/** A name beside `path` that nothing else uses, to write to before renaming. */
function asidePath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
}

/**
 * Lets `write` fill a path aside, then puts it in place: a reader sees the old file or the whole new one.
 * The folder is made when missing; a failure leaves the old file and nothing aside.
 * @param write fills the empty file that is there already, open to its owner only from its first byte on
 */
export async function writeAside(path: string, write: (aside: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = asidePath(path);
  try {
    await writeFile(aside, "", { flag: "wx", mode: 0o600 });
    await write(aside);
    await fsync(aside);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
  await fsync(dirname(path));
}

/** Writes a whole file, open to its owner only, in one step that cannot be half done. */
export async function atomicWriteFile(path: string, content: string | Uint8Array): Promise<void> {
  await writeAside(path, (aside) => writeFile(aside, content));
}

/** Puts a finished folder in its place. The place must be free; both must be on one file system. */
export async function renameDirectory(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await fsync(from);
  await rename(from, to);
  await fsync(dirname(to));
}
