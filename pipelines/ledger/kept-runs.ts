import { readdir, readlink } from "node:fs/promises";
import { basename, join } from "node:path";

/** Ids of the runs whose outputs stand in a folder of `out`, the oldest first; none where there is no such folder. */
export async function keptRuns(out: string, shelf: "runs" | "blocked"): Promise<string[]> {
  const names = await readdir(join(out, shelf)).catch(() => []);
  return names.filter((name) => !name.startsWith(".")).sort();
}

const RUN_ID = /^\d{4}-\d\d-\d\d\.\d{4,}$/;

/** Id of the run that `latest` of a folder of outputs points at; null where there is no such link. */
export async function latestRun(out: string): Promise<string | null> {
  const name = await readlink(join(out, "latest")).then(basename, () => "");
  return RUN_ID.test(name) ? name : null;
}

/** The day (yyyy-mm-dd) of a run by its id, or by the name of a file or folder that begins with it; null of any other name. */
export function dayOfRun(name: string): string | null {
  return /^(\d{4}-\d\d-\d\d)\.\d{4,}(?:\.|$)/.exec(name)?.[1] ?? null;
}
