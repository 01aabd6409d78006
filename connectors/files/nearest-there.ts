import { existsSync } from "node:fs";
import { dirname } from "node:path";

/** A path itself, or, where it is not there yet, the nearest above it that is: on its disk, and with its rights, it would be made. */
export function nearestThere(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestThere(dirname(path));
}
