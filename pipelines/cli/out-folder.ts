import { access, constants, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { UsageError } from "./usage-error.ts";

/**
 * Makes the folder that a command is to write into, open to its owner only.
 * @param shown what the caller wrote, for the message
 * @throws UsageError when it cannot be made or written to
 */
export async function makeOutFolder(folder: string, shown: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new UsageError(
      `${shown}: nothing can be written there (${code}). Name another place, or give yourself the right to write.`,
    );
  }
}

/** `makeOutFolder` for the folder of a file to be written. @throws UsageError also when the file is a folder */
export async function makeOutFolderOf(file: string, shown: string): Promise<void> {
  await makeOutFolder(dirname(file), shown);
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) throw new UsageError(`${shown} is a folder: name a file in it.`);
}
