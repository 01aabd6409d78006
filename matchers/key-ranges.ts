import type { Connection } from "../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../connectors/duckdb/sql.ts";
import { codeSql } from "./code.ts";

/** Keys looked at for each range: ranges differ in size by some per cent, and no more keys than that are sorted. */
const SAMPLED_KEYS = 512;

/**
 * Divides keys into ranges of about the same size.
 * @param keys relation with a varchar column `key`, of about `rows` rows
 * @returns the last key of each range but the last, in order, all different: `parts - 1` of them, fewer where there are
 * too few keys. They depend on the keys alone, not on their order.
 */
export async function findBounds(
  c: Connection,
  { keys, rows, parts }: { readonly keys: Sql; readonly rows: number; readonly parts: number },
): Promise<readonly string[]> {
  const oneIn = Math.max(1, Math.floor(rows / (parts * SAMPLED_KEYS)));
  const found = await c.rows<{ bound: string }>(
    sql`with sample as (select key from (${keys}) where ${codeSql(sql`key`)} % ${oneIn} = 0),
      divided as (select key, ntile(${parts}) over (order by key) as part from sample)
      select distinct max(key) as bound from divided where part < ${parts} group by part order by bound`,
    "divide keys into ranges",
  );
  return found.map(({ bound }) => bound);
}

/** Number of the range that a key is in: 0 up to and with the first bound, and so on. */
export function rangeSql(key: Sql, bounds: readonly string[]): Sql {
  const between = (low: number, high: number): Sql => {
    if (low === high) return sql.int(low);
    const middle = (low + high) >> 1;
    return sql`case when ${key} <= ${bounds[middle]!} then ${between(low, middle)} else ${between(middle + 1, high)} end`;
  };
  return between(0, bounds.length);
}
