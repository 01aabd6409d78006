import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { ACCEPT_RANGE } from "./model.ts";

/** Doubt is counted in hundred-thousandths. */
export const DOUBT_SCALE = 100_000;

/**
 * The lowest posterior from which answers may be accepted so that the expected share of false ones among the accepted
 * (the mean of 1 - posterior) stays within `target`.
 * @param confidence rows of `doubt` (hundred-thousandths) and `n`; what the run's buckets counted unless told
 */
export async function acceptingThreshold(
  c: Connection,
  target: number,
  confidence: Sql = sql`from link_confidence`,
): Promise<number> {
  const rows = await c.rows<{ doubt: number; n: number }>(
    sql`select doubt, sum(n)::bigint as n from (${confidence}) group by doubt order by doubt`,
    "read confidence",
  );
  return Number(Math.min(ACCEPT_RANGE.highest, Math.max(ACCEPT_RANGE.lowest, lowest(rows, target))).toFixed(5));
}

/** Takes answers in order of doubt for as long as the mean doubt stays within the target. */
function lowest(rows: readonly { readonly doubt: number; readonly n: number }[], target: number): number {
  let [accepted, expected, threshold]: [number, number, number] = [0, 0, ACCEPT_RANGE.highest];
  for (const { doubt, n } of rows) {
    accepted += n;
    expected += (n * doubt) / DOUBT_SCALE;
    if (expected <= target * accepted) threshold = Math.min(threshold, 1 - doubt / DOUBT_SCALE);
  }
  return threshold;
}
