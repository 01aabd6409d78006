import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { atLevel, BIRTH_LEVEL as B, SAME_COMMUNE, NUMBER_LEVEL as U } from "./levels.ts";
import { lastPassOf, type Pass } from "./passes.ts";

/** Lead over every other candidate and over "nobody" (thousandths of a bit) from which looser passes cannot change the answer. */
const CLEAR_LEAD = 10_000;

const byNumber = atLevel("number", U.same);

/** Records the number pass settles: number found, name equal but for marks, birth date equal as far as known. */
const verified: Sql = sql`
  select distinct rid from met
  where ${byNumber} and same_key and ${atLevel("birth", B.date, B.vague, B.year)} and w_review >= 0`;

/**
 * Records that one candidate settles, far ahead of all others: the whole name agrees, and the full birth date, or its year together
 * with another number or the commune. The commune counts (`commune`) once all of that name and year in it have been met: those
 * elsewhere are then the person only if the person has moved, and all together weigh no more than that. Never where the record's
 * number belongs to another person.
 */
const clear = (commune: boolean): Sql => sql`
  with pair as (
    select distinct rid, pid, weight, ${byNumber} as owner,
      same_key and (
        ${atLevel("birth", B.date)}
        or (${atLevel("birth", B.vague, B.year)} and (
          ${atLevel("number", U.old, U.reissued, U.slip)} or (${commune} and ${atLevel("place", ...SAME_COMMUNE)})))) as fits
    from met)
  select rid from pair group by rid
  having bool_or(fits) and not bool_or(owner)
    and max(case when fits then weight end) >= ${CLEAR_LEAD} + greatest(0, coalesce(max(case when not fits then weight end), 0))
    and count(*) filter (fits) = 1`;

/**
 * Makes the table `into` of those records of `from` that the candidates of the passes up to this stage have not settled.
 * @returns how many are left
 */
export async function keepOpen(
  c: Connection,
  stage: Exclude<Pass["stage"], "loose">,
  from: string,
  into: string,
): Promise<number> {
  const settled = stage === "number" ? verified : clear(stage === "near");
  await c.run(
    sql`create or replace temp table ${sql.id(into)} as
      with met as (from link_candidate where pass <= ${lastPassOf(stage)})
      select x.* from ${sql.id(from)} x anti join (${settled}) s on s.rid = x.rid`,
    `keep records open after ${stage}`,
  );
  return (await c.row<{ n: number }>(sql`select count(*) as n from ${sql.id(into)}`, "count open records")).n;
}
