import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { isWritable } from "../../connectors/files/is-writable.ts";
import { nearestThere } from "../../connectors/files/nearest-there.ts";
import { KeyFileError, readKeyFile } from "./key-file.ts";
import type { Problem } from "./problem.ts";

interface KeyPlaces {
  readonly key_file?: string;
  readonly state?: string;
}

/** True when there is no key yet and the run, the very first on its state folder, is to make one. */
export function makesKey({ key_file, state }: KeyPlaces): boolean {
  return key_file !== undefined && !existsSync(key_file) && !(state && existsSync(join(state, "current")));
}

/** What hinders a run from using its key, or from making it the first time. Never holds the key. */
export function keyProblems(places: KeyPlaces, lineOf: (setting: string) => number | null): Problem[] {
  const file = places.key_file;
  if (file === undefined) return [];
  const expected = "a file with the key, for its owner's eyes only";
  const problem = (found: string, action: string): Problem[] => [
    { path: "key_file", line: lineOf("key_file"), expected, found, action },
  ];
  if (makesKey(places))
    return isWritable(nearestThere(dirname(file)))
      ? []
      : problem("none, and no right to make one there", `Make ${dirname(file)} writable, or name another file.`);
  if (!existsSync(file))
    return problem(
      "none",
      "Put back the key of the earlier runs: tokens made with another one would no longer name the same rows.",
    );
  try {
    readKeyFile(file);
    return [];
  } catch (error) {
    if (!(error instanceof KeyFileError)) throw error;
    return problem(error.found, error.action);
  }
}
