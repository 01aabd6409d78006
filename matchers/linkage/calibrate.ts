import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";

/** The threshold never leaves this range, whatever the data say. */
const LOWEST = 0.9;
const HIGHEST = 0.9995;

/**
 * The lowest posterior from which answers may be accepted so that, in every source, the expected share of false ones among
 * the accepted (the mean of 1 - posterior) stays within `target`. Reads `link_confidence`.
 */
export async function acceptingThreshold(c: Connection, target: number): Promise<number> {
  const rows = await c.rows<{ source: string; doubt: number; n: number }>(
    sql`select source, doubt, sum(n)::bigint as n from link_confidence group by all order by source, doubt`,
    "read confidence",
  );
  let threshold = LOWEST;
  for (const source of new Set(rows.map((row) => row.source))) {
    let [accepted, expected, allowed] = [0, 0, HIGHEST];
    for (const { doubt, n } of rows.filter((row) => row.source === source)) {
      accepted += n;
      expected += (n * doubt) / 100_000;
      if (expected <= target * accepted) allowed = Math.min(allowed, 1 - doubt / 100_000);
    }
    threshold = Math.max(threshold, allowed);
  }
  return Number(Math.min(HIGHEST, threshold).toFixed(5));
}
