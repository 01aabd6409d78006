import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Which night a run was, from its id (`2026-11-20.0001`); 0 for a name of another form. */
const nightOf = (name: string): number => Number(/^\d{4}-\d\d-\d\d\.(\d+)/.exec(name)?.[1] ?? 0);

/**
 * Puts ids of runs, and names that begin with one, in the order of their nights. Not that of their days: a night may be
 * told to take an earlier day for today than the one before it.
 */
export function byNight(a: string, b: string): number {
  return nightOf(a) - nightOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** Ids of the runs whose outputs stand in a folder of `out`, the oldest night first; none where there is no such folder. */
export async function keptRuns(out: string, shelf: "runs" | "blocked"): Promise<string[]> {
  const names = await readdir(join(out, shelf)).catch(() => []);
  return names.filter((name) => !name.startsWith(".")).sort(byNight);
}
