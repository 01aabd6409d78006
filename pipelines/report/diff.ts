import type { Summary } from "./summary.ts";

/** A rule on a field of a source in two runs. */
export interface RuleDifference {
  readonly source: string;
  readonly rule: string;
  readonly field: string;
  readonly before: { readonly ok: number; readonly fail: number; readonly percent: number | null } | null;
  readonly after: { readonly ok: number; readonly fail: number; readonly percent: number | null } | null;
  /** Percentage points; null where one side was not checked. */
  readonly points: number | null;
  /** Its weight in the index and the dimensions; null where the summaries do not have the rule. */
  readonly weight: number | null;
}

/** What differs between two runs: facts only. */
export interface RunDifference {
  readonly before: string;
  readonly after: string;
  readonly verdicts: readonly [string, string];
  readonly sources: readonly {
    readonly source: string;
    readonly accepted: readonly [number | null, number | null];
    readonly index: readonly [number | null, number | null];
    readonly statuses: Readonly<Record<string, readonly [number, number]>>;
  }[];
  /** Rules whose counts differ, the largest loss first. */
  readonly rules: readonly RuleDifference[];
}

/** Compares the summaries of two runs. */
export function diffSummaries(before: Summary, after: Summary): RunDifference {
  const names = [...new Set([...before.sources, ...after.sources].map(({ name }) => name))];
  const find = (summary: Summary, name: string) => summary.sources.find((source) => source.name === name);
  const weights: Partial<Summary["rules"]> = { ...before.rules, ...after.rules };
  const rules = names.flatMap((source) => {
    const [a, b] = [find(before, source)?.rules ?? [], find(after, source)?.rules ?? []];
    const keys = [...new Set([...a, ...b].map(({ rule, field }) => `${rule} ${field}`))];
    return keys.flatMap((key) => {
      const [x, y] = [a, b].map((list) => list.find(({ rule, field }) => `${rule} ${field}` === key));
      if (x?.ok === y?.ok && x?.fail === y?.fail) return [];
      const tally = (line: typeof x) => (line ? { ok: line.ok, fail: line.fail, percent: line.percent } : null);
      const known = x?.percent != null && y?.percent != null;
      const [rule, field] = key.split(" ") as [string, string];
      const points = known ? Math.round((y!.percent! - x!.percent!) * 100) / 100 : null;
      const weight = weights[rule]?.weight ?? null;
      return [{ source, rule, field, before: tally(x), after: tally(y), points, weight }];
    });
  });
  return {
    before: before.run,
    after: after.run,
    verdicts: [before.verdict, after.verdict],
    sources: names.map((source) => {
      const [a, b] = [find(before, source), find(after, source)];
      const statuses = [...new Set([...Object.keys(a?.statuses ?? {}), ...Object.keys(b?.statuses ?? {})])].sort();
      return {
        source,
        accepted: [a?.accepted ?? null, b?.accepted ?? null],
        index: [a?.index.value ?? null, b?.index.value ?? null],
        statuses: Object.fromEntries(
          statuses.map((status) => [status, [a?.statuses[status] ?? 0, b?.statuses[status] ?? 0]]),
        ),
      };
    }),
    rules: rules.sort(
      (x, y) =>
        (x.points ?? 0) - (y.points ?? 0) ||
        (`${x.source} ${x.rule} ${x.field}` < `${y.source} ${y.rule} ${y.field}` ? -1 : 1),
    ),
  };
}
