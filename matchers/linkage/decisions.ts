import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** Bits (thousandths) that a reviewer's word gives or takes: more than all evidence together can. */
export const REVIEW_WEIGHT = 100_000;

/** The code that stands for a record, 63 bits; `nth` is 0 but for rows that repeat a key. */
export const recordCode = (alias: Sql, nth: Sql = sql`0`): Sql =>
  sql`(hash(${alias}.source, ${alias}.record_id, ${alias}.role, ${nth}::bigint) >> 1)::bigint`;

/**
 * Makes what the run knows of reviewers' decisions: `link_decision` (rid, pid, w_review), a row a pair, and `link_verdict`
 * (rid, said, rejected, nobody), a row a record: `said` stands for all that was decided, `rejected`: somebody was said not to
 * be the person, `nobody`: none of the candidates was, and no one else was said to be.
 * @param decisions Parquet of (source, record_id, role, person_id, decision: same, different, none), those in force only
 */
export async function loadDecisions(c: Connection, decisions: string | undefined): Promise<void> {
  const from = decisions
    ? sql`select ${recordCode(sql`d`)} as rid, try_cast(person_id as bigint) as pid, decision
        from read_parquet(${decisions}) d where decision in ('same', 'different', 'none')`
    : sql`select null::bigint as rid, null::bigint as pid, null::varchar as decision where false`;
  await c.run(
    sql`create or replace temp table link_decision as
      select rid, pid, decision, (case decision when 'same' then ${REVIEW_WEIGHT} else -${REVIEW_WEIGHT} end)::integer as w_review
      from (${from}) where pid is not null`,
    "load decisions",
  );
  await c.run(
    sql`create or replace temp table link_verdict as
      select rid, hash(list((pid, decision) order by pid, decision)) as said, bool_or(decision <> 'same') as rejected,
        bool_or(decision = 'none') and not bool_or(decision = 'same') as nobody
      from link_decision group by rid`,
    "sum decisions up",
  );
}
