import type { Rule } from "./rule.ts";

/** Objects that passed, failed or were not checked: what every ratio is made of. */
export interface Tally {
  readonly ok: number;
  readonly fail: number;
  readonly na: number;
}

/** The tally of a rule on a field in one province of one source. */
export interface Count extends Tally {
  readonly province: string | null;
  readonly field: string;
  readonly rule: Rule;
}

export const NOTHING: Tally = { ok: 0, fail: 0, na: 0 };

export function add(a: Tally, b: Tally): Tally {
  return { ok: a.ok + b.ok, fail: a.fail + b.fail, na: a.na + b.na };
}

/** Percent that passed of what was checked; null where nothing was checked: never 100 %. */
export function percentOk(tally: Tally): number | null {
  const checked = tally.ok + tally.fail;
  return checked === 0 ? null : (100 * tally.ok) / checked;
}
