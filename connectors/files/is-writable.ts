import { accessSync, constants } from "node:fs";

/** Whether files may be made in a folder that is there. */
export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
