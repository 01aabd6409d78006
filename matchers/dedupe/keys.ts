import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { type Key, PASSES } from "../linkage/passes.ts";

/** Records that may share a key before it is followed only within one province; where that does not help, it is skipped. */
const KEY_CAP = 100;
/** Columns that a route's keys fill; more than any pass has. */
const COLUMNS = ["k1", "k2", "k3", "k4"] as const;

/** The passes whose keys mean the same on both sides, so that two records may meet by them. */
const SHARED_PASSES: readonly string[] = [
  "old_number",
  "passport",
  "name_birth",
  "name_year",
  "name_commune",
  "birth_given",
  "name_order",
  "phone",
];

const number: Key = { record: sql`number_int`, register: sql`number_int` };

/** The ways for two records to meet: equal on every key, none of them null. */
const ROUTES: readonly (readonly Key[])[] = [
  [number],
  ...PASSES.filter((pass) => SHARED_PASSES.includes(pass.id)).flatMap((pass) => pass.routes),
];

/** What following the keys came to. */
export interface KeyCost {
  readonly tightened: number;
  readonly skipped: number;
}

/**
 * Makes `dedupe_key` (route, k1..k5, rid): the blocking keys of the records of `dedupe_record`. `k5` is the province where the
 * key is too common, else 0.
 */
export async function createKeys(c: Connection): Promise<KeyCost> {
  const keyed = ROUTES.map((route, i) => {
    const keys = COLUMNS.map(
      (name, k) => sql`${route[k] ? sql`(${route[k].register})` : sql`0`}::bigint as ${sql.id(name)}`,
    );
    return sql`select ${i}::utinyint as route, ${sql.join(keys)}, province_now, rid from dedupe_record`;
  });
  const columns: Sql = sql.join(COLUMNS.map((name) => sql.id(name)));
  const known = sql.join(
    COLUMNS.map((name) => sql`${sql.id(name)} is not null`),
    " and ",
  );
  await c.run(
    sql`create or replace temp table dedupe_key as
      with keyed as (select * from (${sql.join(keyed, " union all ")}) where ${known}),
      counted as (select *, count(*) over (partition by route, ${columns}) as n from keyed),
      tightened as (
        select * exclude (province_now, n), n > ${KEY_CAP} as crowded, case when n > ${KEY_CAP} then province_now else 0 end as k5
        from counted where n > 1),
      counted_again as (select *, count(*) over (partition by route, ${columns}, k5) as n from tightened)
      select * exclude (n), k5 is not null and n between 2 and ${KEY_CAP} as followed
      from counted_again where crowded or n > 1`,
    "key records",
  );
  return c.row<{ tightened: number; skipped: number }>(
    sql`select count(*) filter (crowded and followed) as tightened,
        count(*) filter (crowded and not followed) as skipped from dedupe_key`,
    "count keys",
  );
}

/** Pairs of records (a < b) that share a key; `part` of `parts` by the first record. */
export function metSql(part: number, parts: number): Sql {
  const equal = sql.join(
    ["route", ...COLUMNS, "k5"].map((name) => sql`x.${sql.id(name)} = r.${sql.id(name)}`),
    " and ",
  );
  return sql`select distinct x.rid as a, r.rid as b from dedupe_key x join dedupe_key r on ${equal} and x.rid < r.rid
    where x.followed and r.followed and x.rid % ${parts} = ${part}`;
}
