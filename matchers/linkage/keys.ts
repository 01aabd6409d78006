import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** Columns that passes look at on both sides. */
const SHARED = [
  ...[
    "old_number_int",
    "passport_code",
    "key_code",
    "bag_code",
    "family_fold",
    "given_fold",
    "birth_int",
    "birth_year",
  ],
  ...["commune_now", "commune_old", "province_now", "phone_int"],
];
const columns = (own: readonly string[]): Sql => sql.join([...own, ...SHARED].map((name) => sql.id(name)));

/** Columns of prepared records that passes look at. */
export const recordKeys = columns(["rid", "number_int", "spoilt_int", "alias_pids", "place_alternatives"]);
/** Columns of the prepared register that passes look at. */
export const registerKeys = columns(["pid"]);

/** Share of DuckDB's memory that a table of keys may take, and what a row of it takes: its numbers and a list that seldom has two. */
const MOST_MEMORY = 0.2;
const ROW_BYTES = 8 * (SHARED.length + 4 + 3);

/**
 * Makes `into`, which the passes read once each: a view, or a table where so many rows fit into the memory. Opening and decoding the
 * file so often costs more than matching a few records. @returns what frees it
 */
export async function nameKeys(
  c: Connection,
  keys: { readonly from: Sql; readonly rows: number; readonly memoryMib: number; readonly into: string },
): Promise<() => Promise<void>> {
  const fits = keys.rows * ROW_BYTES <= keys.memoryMib * 2 ** 20 * MOST_MEMORY;
  const kind = fits ? sql`table` : sql`view`;
  await c.run(sql`create temp ${kind} ${sql.id(keys.into)} as ${keys.from}`, "name blocking keys");
  return () => c.run(sql`drop ${kind} ${sql.id(keys.into)}`, "drop blocking keys");
}
