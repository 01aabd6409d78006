import { percentOk, type Tally } from "./count.ts";
import type { Rule, Severity, Threshold } from "./rule.ts";
import { SEVERITIES } from "./rule.ts";

/** `unchecked` is neither good nor bad: nothing was there to check. */
export type Level = "ok" | "warn" | "fail" | "unchecked";

/** How a rule stands on a field of a source, held against its threshold. */
export interface Outcome {
  readonly source: string;
  readonly rule: Rule;
  readonly field: string;
  readonly tally: Tally;
  /** Tally of the last accepted run. */
  readonly before: Tally | null;
  readonly level: Level;
  /** Which part of the threshold was broken: the absolute one or the one against the last accepted run. */
  readonly because: "below" | "dropped" | null;
}

/** Holds a tally against a threshold. */
export function judge(tally: Tally, before: Tally | null, threshold: Threshold): Pick<Outcome, "level" | "because"> {
  const now = percentOk(tally);
  if (now === null) return { level: "unchecked", because: null };
  const was = before && before.ok + before.fail >= threshold.min_checked ? percentOk(before) : null;
  const drop = was !== null && tally.ok + tally.fail >= threshold.min_checked ? was - now : null;
  const under = (limit: number | undefined) => limit !== undefined && now < limit;
  const over = (limit: number | undefined) => limit !== undefined && drop !== null && drop > limit;
  if (under(threshold.fail_below)) return { level: "fail", because: "below" };
  if (over(threshold.fail_drop)) return { level: "fail", because: "dropped" };
  if (under(threshold.warn_below)) return { level: "warn", because: "below" };
  if (over(threshold.warn_drop)) return { level: "warn", because: "dropped" };
  return { level: "ok", because: null };
}

/** What the outcomes mean for publishing. */
export interface Gate {
  /** `blocked`: nothing may be published; `fail` and `warn` are told but do not stop. */
  readonly verdict: "pass" | "warn" | "fail" | "blocked";
  readonly blockers: readonly Outcome[];
}

/** The gate: an outcome weighs its rule's severity when it failed, `warning` when it only warned. */
export function gateOf(outcomes: readonly Outcome[], failOn: Severity): Gate {
  const weigh = (outcome: Outcome): number =>
    outcome.level === "fail" ? SEVERITIES.indexOf(outcome.rule.severity) : outcome.level === "warn" ? 0 : -1;
  const blockers = outcomes.filter((outcome) => weigh(outcome) >= SEVERITIES.indexOf(failOn));
  const worst = Math.max(-1, ...outcomes.map(weigh));
  const verdict = blockers.length > 0 ? "blocked" : worst >= 1 ? "fail" : worst === 0 ? "warn" : "pass";
  return { verdict, blockers };
}
