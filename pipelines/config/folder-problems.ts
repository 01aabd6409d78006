import { accessSync, constants, statSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { nearestThere } from "../../connectors/files/nearest-there.ts";
import type { Problem } from "./problem.ts";

/** Folders that a run writes to, each with those in it that it makes and fills. */
const WRITTEN = {
  out: ["runs", "blocked", "outbox", "outbox-done"],
  work: ["store", "logs", "spill"],
  state: [],
} as const;

export type WrittenFolder = keyof typeof WRITTEN;

/**
 * What hinders writing to the folders of a run, looked up without writing: a file in the place of a folder, a folder or
 * disk that may not be written. A folder that is not there yet is made by the run, so the nearest one above it counts.
 * @param folders absolute paths by setting
 * @param base folder of the config file; paths are shown relative to it
 */
export function folderProblems(
  folders: Readonly<Partial<Record<WrittenFolder, string>>>,
  base: string,
  lineOf: (setting: string) => number | null,
): Problem[] {
  const settings = Object.keys(WRITTEN) as WrittenFolder[];
  return settings.flatMap((setting) => {
    const folder = folders[setting];
    if (folder === undefined) return [];
    if (/[*?[\]]/.test(folder))
      return [
        {
          path: setting,
          line: lineOf(setting),
          expected: "a folder without *, ?, [ and ] in its path",
          found: folder,
          action: "DuckDB takes them for a pattern and may find other files: name another folder.",
        },
      ];
    for (const place of [folder, ...WRITTEN[setting].map((inner) => join(folder, inner))]) {
      const hindrance = hindranceAt(place, base);
      if (hindrance)
        return [{ path: setting, line: lineOf(setting), expected: "a folder that may be written to", ...hindrance }];
    }
    return [];
  });
}

function hindranceAt(place: string, base: string): Pick<Problem, "found" | "action"> | undefined {
  const there = nearestThere(place);
  const inner = relative(base, there);
  const shown = inner.startsWith("..") || isAbsolute(inner) ? there : inner || there;
  if (!statSync(there).isDirectory())
    return { found: `a file: ${shown}`, action: "Move the file away, or name another folder." };
  try {
    accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const readOnlyDisk = (error as NodeJS.ErrnoException).code === "EROFS";
    return {
      found: `${readOnlyDisk ? "one on a read-only disk" : "one that may not be written to"}: ${shown}`,
      action: `${readOnlyDisk ? "Mount the disk for writing" : "Give the user of the run the right to write there"}, or name another folder.`,
    };
  }
}
