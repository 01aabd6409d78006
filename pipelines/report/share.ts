import { percentOk, type Tally } from "../quality/count.ts";
import { cut } from "../quality/quality-index.ts";

/** A tally with its percentage: null where nothing was checked. */
export interface Share extends Tally {
  readonly percent: number | null;
}

/** A tally as the report shows it; the percentage is cut to two decimals, so that 100 means all. */
export function share(tally: Tally): Share {
  const percent = percentOk(tally);
  return { ok: tally.ok, fail: tally.fail, na: tally.na, percent: percent === null ? null : cut(percent) };
}
