import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { EVEN_ODDS } from "../linkage/posterior.ts";

/** A lead beyond this many thousandths of a bit is as good as certain. */
const MOST_LEAD = 40_000;
/** 2^60: even odds times even odds. */
const SQUARE = sql`1152921504606846976`;
const MOST_ROUNDS = 60;
/** Of 2^30; a message that moves by less has settled. */
const SETTLED = 1_000;

/**
 * Where no two records can be one person: takes from each candidate's weight what other records' claims on the same
 * register row make of it. Adds `w_rivals` (thousandths of a bit, never above 0) to `link_candidate` and to its `weight`.
 *
 * Belief propagation for one-to-one matching: a record claims a row with the odds that it has it against all its other
 * choices and nobody, each as free as the others leave it; a row is free for a record with 1 / (1 + the others' claims).
 * Exact where claims form no circles, and settled in whole numbers, so that nothing depends on the order of sums.
 */
export async function weighRivals(c: Connection): Promise<void> {
  await c.run(
    sql`create or replace temp table generic_claim as
      with lead as (select rid, pid, weight, greatest(0, max(weight) over (partition by rid) - ${MOST_LEAD}) as over from link_candidate)
      select rid, pid, round(pow(2, (weight - over) / 1000) * ${EVEN_ODDS})::hugeint as odds,
        round(pow(2, -over / 1000) * ${EVEN_ODDS})::hugeint as nobody, ${EVEN_ODDS}::hugeint as free
      from lead`,
    "begin claims",
  );
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await c.run(
      sql`create or replace temp table generic_claim_next as
        with offered as (select *, odds * free // ${EVEN_ODDS} as offer from generic_claim),
        claimed as (
          select * exclude (offer), least(${SQUARE}::hugeint, odds * ${EVEN_ODDS}
            // greatest(1, nobody + sum(offer) over (partition by rid) - offer)) as claim from offered)
        select rid, pid, odds, nobody, free as free_before,
          greatest(1, ${SQUARE}::hugeint // (${EVEN_ODDS} + sum(claim) over (partition by pid) - claim)) as free
        from claimed`,
      "weigh claims",
    );
    const { moved } = await c.row<{ moved: number }>(
      sql`select coalesce(max(abs(free - free_before)), 0)::bigint as moved from generic_claim_next`,
      "see what moved",
    );
    await c.run(
      sql`create or replace temp table generic_claim as select * exclude (free_before) from generic_claim_next`,
      "keep claims",
    );
    if (moved < SETTLED) break;
  }
  await c.run(
    sql`create or replace temp table link_candidate as
      with rival as (select rid, pid, round(1000 * log2(free / ${EVEN_ODDS}::double))::integer as w_rivals from generic_claim)
      select c.* exclude (weight), r.w_rivals, c.weight + r.w_rivals as weight from link_candidate c join rival r using (rid, pid)`,
    "take rivals' claims",
  );
  await c.run(sql`drop table generic_claim_next`, "drop claims");
  await c.run(sql`drop table generic_claim`, "drop claims");
}
