import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Ids of the runs whose outputs stand in a folder of `out`, the oldest first; none where there is no such folder. */
export async function keptRuns(out: string, shelf: "runs" | "blocked"): Promise<string[]> {
  const names = await readdir(join(out, shelf)).catch(() => []);
  return names.filter((name) => !name.startsWith(".")).sort();
}
