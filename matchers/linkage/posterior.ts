import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { atLevel, NUMBER_LEVEL } from "./levels.ts";

/** What stands for even odds in whole numbers. */
export const EVEN_ODDS: Sql = sql.int(2 ** 30);

/** Weights are cut off here, in thousandths of a bit: with 2^30 for even odds, the sum of many still fits 128 bits. */
export const HEAVIEST = 80_000;

/** Odds of a weight (thousandths of a bit) as an integer, `EVEN_ODDS` standing for even odds: sums do not depend on their order. */
export const odds = (weight: Sql): Sql =>
  sql`round(pow(2, least(${weight}, ${sql.int(HEAVIEST)}) / 1000.0) * ${EVEN_ODDS})::hugeint`;

/** The most that a posterior is written as: it is always below 1, and at six digits what is surer would pass for certain. */
const SUREST = 0.999999;

/** A posterior as it is written: six digits, never 1. Null stays null. */
export const writtenPosterior = (p: Sql): Sql =>
  sql`(case when ${p} > ${SUREST} then ${SUREST} else ${p} end)::decimal(7, 6)`;

/** The same of a posterior that is computed here. */
export const roundedPosterior = (p: number): number => Number(Math.min(p, SUREST).toFixed(6));

/**
 * Turns the candidates of `link_candidate`, which is dropped, into one posterior a record.
 * Makes `link_ranked`: the candidates with `rank` (heaviest first, then by person number) and `probability`;
 * and the view `link_answer` of it: one row a record that has candidates, with the best candidate's columns, `p_none`, `margin`
 * (thousandths of a bit to the next best or to nobody), `owner` (whose number the record gives) and its `owner_p`. A table would hold
 * them all a second time, where memory is needed most.
 */
export async function buildPosteriors(c: Connection): Promise<void> {
  await c.run(
    sql`create or replace temp table link_ranked as
      with weighed as (select *, ${odds(sql`weight`)} as odds from link_candidate),
      pooled as (
        select *, sum(odds) over (partition by rid) + ${EVEN_ODDS} as total,
          row_number() over (partition by rid order by weight desc, pid) as rank,
          lead(weight) over (partition by rid order by weight desc, pid) as next_weight
        from weighed)
      select * exclude (odds, total), odds::double / total::double as p, ${EVEN_ODDS} / total::double as p_none from pooled`,
    "pool candidates",
  );
  await c.run(sql`drop table link_candidate`, "forget candidates");
  await c.run(
    sql`create or replace temp view link_answer as
      with owner as (
        select rid, min(pid) as owner, max(p) as owner_p from link_ranked where ${atLevel("number", NUMBER_LEVEL.same)} group by rid)
      select b.*, owner.owner, owner.owner_p, b.weight - greatest(0, coalesce(b.next_weight, 0)) as margin
      from link_ranked b left join owner on owner.rid = b.rid where b.rank = 1`,
    "take best candidates",
  );
}
