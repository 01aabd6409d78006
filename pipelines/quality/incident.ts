import type { Tally } from "./count.ts";
import type { PastTally } from "./history.ts";
import { judge, type Level, type Outcome } from "./outcome.ts";
import type { Rule } from "./rule.ts";

/** A rule that stands badly on a field of a source, from the run that first saw it. */
export interface Incident {
  readonly source: string;
  readonly rule: string;
  readonly field: string;
  /** new: first seen now; open: seen before and still there; gone: there in the last run, not any more. */
  readonly state: "new" | "open" | "gone";
  readonly first_run: string;
  /** Runs in a row that saw it, this one included. */
  readonly runs: number;
}

/** Incidents of this run, those that went away included. `past` is oldest first, over all provinces. */
export function incidentsOf(
  outcomes: readonly Outcome[],
  past: readonly PastTally[],
  rules: readonly Rule[],
  run: string,
): Incident[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const series = new Map<string, { run: string; tally: Tally }[]>();
  for (const { source, rule, field, run: of, ok, fail, na } of past) {
    const key = JSON.stringify([source, rule, field]);
    series.set(key, [...(series.get(key) ?? []), { run: of, tally: { ok, fail, na } }]);
  }
  const lastRun = past.at(-1)?.run;
  const incidents: Incident[] = [];
  const seen = new Set<string>();
  for (const outcome of outcomes) {
    const { source, field, rule } = outcome;
    const key = JSON.stringify([source, rule.id, field]);
    seen.add(key);
    const bad = badRuns(series.get(key) ?? [], rule);
    const wasBad = bad.length > 0 && bad.at(-1) === lastRun;
    if (isBad(outcome.level))
      incidents.push({
        source,
        rule: rule.id,
        field,
        state: wasBad ? "open" : "new",
        first_run: wasBad ? bad[0]! : run,
        runs: wasBad ? bad.length + 1 : 1,
      });
    else if (wasBad)
      incidents.push({ source, rule: rule.id, field, state: "gone", first_run: bad[0]!, runs: bad.length });
  }
  for (const [key, runs] of series) {
    if (seen.has(key)) continue;
    const [source, id, field] = JSON.parse(key) as [string, string, string];
    const rule = byId.get(id);
    const bad = rule ? badRuns(runs, rule) : [];
    if (bad.length > 0 && bad.at(-1) === lastRun)
      incidents.push({ source, rule: id, field, state: "gone", first_run: bad[0]!, runs: bad.length });
  }
  const text = (incident: Incident) => JSON.stringify([incident.state, incident.source, incident.rule, incident.field]);
  return incidents.sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

const isBad = (level: Level): boolean => level === "warn" || level === "fail";

/** The unbroken row of runs, up to the last one, in which the rule stood badly. */
function badRuns(runs: readonly { run: string; tally: Tally }[], rule: Rule): string[] {
  let row: string[] = [];
  runs.forEach(({ run, tally }, i) => {
    const { level } = judge(tally, runs[i - 1]?.tally ?? null, rule.threshold);
    row = isBad(level) ? [...row, run] : [];
  });
  return row;
}
