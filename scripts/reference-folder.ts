import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Ends the process with code 2, and says what to give, where a folder of reference data does not hold what a check reads
 * there. Such data is not part of the project.
 * @param entries files or folders in it
 */
export function requireReference(folder: string, entries: readonly string[]): void {
  const missing = entries.filter((entry) => !existsSync(join(folder, entry)));
  if (missing.length === 0) return;
  process.stderr.write(
    `--reference ${resolve(folder)}: no ${missing.join(", no ")} there. Give the folder that holds ${entries.join(" and ")}; reference data is not part of the project.\n`,
  );
  process.exit(2);
}
