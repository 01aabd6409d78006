import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { listRepeats, onceSql, type RepeatedRole } from "../../matchers/dedupe/repeats.ts";
import type { DuplicateKind } from "../../matchers/dedupe/request.ts";

/** How well one kind of group holds together the records of one person, counted in pairs of records. */
export interface DuplicateScore {
  readonly kind: DuplicateKind;
  /** Pairs of records in one group. */
  readonly pairs: number;
  /** Of these, pairs that are one person. */
  readonly right: number;
  /** Pairs that should stand in one group. */
  readonly wanted: number;
}

/**
 * Holds groups of duplicates against a truth file. Wanted within a source: records of one source and role that are one person,
 * where a person should stand once. Wanted among the unregistered: records of one person who is in no register (column
 * `stranger` of the truth) and stands in two sources or more.
 */
export async function evaluateDuplicates(
  c: Connection,
  paths: { readonly duplicates: string; readonly truth: string },
  repeated: readonly RepeatedRole[],
): Promise<DuplicateScore[]> {
  await listRepeats(c, repeated);
  return c.rows<DuplicateScore>(
    sql`with read as (
        select null::varchar as stranger where false
        union all by name from read_csv(${paths.truth}, all_varchar = true, header = true)),
      truth as (
        select source, record_id, role, coalesce(nullif(person_number, ''), 'stranger ' || nullif(stranger, '')) as person,
          coalesce(person_number, '') = '' as unregistered
        from read),
      grouped as (
        select d.kind, d.group_id, t.* exclude (unregistered) from read_parquet(${paths.duplicates}) d join truth t using (source, record_id, role)),
      of_group as (select kind, group_id, count(*) as n from grouped group by all),
      of_person as (select kind, group_id, person, count(*) as n from grouped where person is not null group by all),
      once as (
        select source, role, person, count(*) as n from truth t
        where person is not null and ${onceSql(sql`t.source`, sql`t.role`)}
        group by all),
      strangers as (
        select person, count(*) as n from truth where unregistered and person is not null
        group by all having count(distinct source) > 1),
      count as (
        select kind, sum(n * (n - 1) // 2)::bigint as pairs, 0::bigint as "right", 0::bigint as wanted from of_group group by kind
        union all select kind, 0, sum(n * (n - 1) // 2)::bigint, 0 from of_person group by kind
        union all select 'within_source', 0, 0, sum(n * (n - 1) // 2)::bigint from once
        union all select 'unregistered', 0, 0, sum(n * (n - 1) // 2)::bigint from strangers)
      select kind, coalesce(sum(pairs), 0)::bigint as pairs, coalesce(sum("right"), 0)::bigint as "right", coalesce(sum(wanted), 0)::bigint as wanted
      from count group by kind order by kind desc`,
    "score duplicates",
  );
}
