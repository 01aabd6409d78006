import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { keptRuns } from "../ledger/kept-runs.ts";
import type { Dimension } from "../quality/rule.ts";
import { diffSummaries, type RunDifference } from "../report/diff.ts";
import type { Summary } from "../report/summary.ts";

/** A dimension of a source in two runs, percent. */
export interface DimensionDifference {
  readonly source: string;
  readonly dimension: Dimension;
  readonly before: number | null;
  readonly after: number | null;
  /** Percentage points; null where one side was not checked. */
  readonly points: number | null;
}

type IncidentKey = Pick<Summary["incidents"][number], "source" | "rule" | "field">;

/** What differs between two runs. */
export interface RunsDifference extends RunDifference {
  /** Dimensions that differ, the largest loss first. */
  readonly dimensions: readonly DimensionDifference[];
  readonly incidents: { readonly opened: readonly IncidentKey[]; readonly closed: readonly IncidentKey[] };
}

/** A run that is asked for and not kept. */
export class RunNotFoundError extends Error {
  override readonly name = "RunNotFoundError";
}

/**
 * The summary of a kept run, published or blocked.
 * @param name its id, `latest`, or `previous` for the one before it
 * @throws RunNotFoundError naming the runs that are kept
 */
export async function readSummary(out: string, name: string): Promise<Summary> {
  const runs = await keptRuns(out, "runs");
  const blocked = await keptRuns(out, "blocked");
  const id = name === "latest" ? runs.at(-1) : name === "previous" ? runs.at(-2) : basename(name);
  const shelf = id !== undefined && runs.includes(id) ? "runs" : "blocked";
  const file = join(out, shelf, id ?? "", "summary.json");
  if (name === "previous" && runs.length === 1)
    throw new RunNotFoundError(
      `only one run is kept, ${runs[0]}: a difference needs two. Run once more${blocked.length > 0 ? `, or name a blocked one: ${blocked.join(", ")}` : ""}.`,
    );
  if (id === undefined || !existsSync(file)) {
    const kept = [...runs, ...blocked.map((run) => `${run} (blocked)`)];
    throw new RunNotFoundError(
      `there is no run "${name}"; kept are: ${kept.join(", ") || "none yet, start one with `lamsach run`"}`,
    );
  }
  return JSON.parse(await readFile(file, "utf8")) as Summary;
}

/** Compares two runs' summaries: sources, dimensions, rules, incidents. */
export function diffRuns(before: Summary, after: Summary): RunsDifference {
  return {
    ...diffSummaries(before, after),
    dimensions: dimensionsOf(before, after),
    incidents: incidentsOf(before, after),
  };
}

function dimensionsOf(before: Summary, after: Summary): DimensionDifference[] {
  return after.sources
    .flatMap((source) => {
      const old = before.sources.find(({ name }) => name === source.name);
      return (Object.keys(source.dimensions) as Dimension[]).map((dimension) => {
        const [x, y] = [old?.dimensions[dimension]?.percent ?? null, source.dimensions[dimension].percent];
        const points = x === null || y === null ? null : Math.round((y - x) * 100) / 100;
        return { source: source.name, dimension, before: x, after: y, points };
      });
    })
    .filter(({ before: x, after: y }) => x !== y)
    .sort(
      (a, b) =>
        (a.points ?? 0) - (b.points ?? 0) || (`${a.source} ${a.dimension}` < `${b.source} ${b.dimension}` ? -1 : 1),
    );
}

function incidentsOf(before: Summary, after: Summary): RunsDifference["incidents"] {
  const open = (summary: Summary): Map<string, IncidentKey> =>
    new Map(
      summary.incidents
        .filter(({ state }) => state !== "gone")
        .map(({ source, rule, field }) => [JSON.stringify([source, rule, field]), { source, rule, field }]),
    );
  const [old, now] = [open(before), open(after)];
  const without = (a: typeof old, b: typeof old) => [...a].flatMap(([key, one]) => (b.has(key) ? [] : [one]));
  return { opened: without(now, old), closed: without(old, now) };
}
