import { existsSync } from "node:fs";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { SUBSCRIBERS } from "./subscribers.ts";

/** The clocks of the last accepted run: carrier, msisdn (E.164), content, finding, since. */
export function clocksBefore(path: string | undefined): Sql {
  return path && existsSync(path)
    ? sql`select carrier, msisdn, content, finding, since from read_parquet(${path})`
    : sql`select null::varchar as carrier, null::varchar as msisdn, null::varchar as content,
        null::varchar as finding, null::date as since where false`;
}

/**
 * Clocks of the night before that must not end though their SIMs have none tonight: of carriers of whom not all
 * was heard, and of SIMs whose status is not known tonight.
 */
export function clocksCarried(before: Sql, unheard: readonly string[]): Sql {
  return sql`
    select b.* from (${before}) b
    where b.carrier in (select unnest(${unheard}::varchar[]))
      or exists (
        select 1 from ${SUBSCRIBERS} s
        where not s.status_known and s.carrier = b.carrier and s.number = b.msisdn and s.content = b.content
      )`;
}
