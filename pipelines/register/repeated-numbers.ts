import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";

/**
 * Whether the register gives one number to several records. It hardly ever does, and where it does not, nothing needs
 * to be grouped to one row a number.
 * @param register its standard.parquet
 */
export async function repeatsNumbers(c: Connection, register: string): Promise<boolean> {
  const { repeated } = await c.row<{ repeated: boolean }>(
    sql`select count(number_int) > count(distinct number_int) as repeated from read_parquet(${register})`,
    "look for repeated register numbers",
  );
  return repeated;
}
