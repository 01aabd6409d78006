import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { comparedSql } from "./compare.ts";

/** Records that one group may hold; what is beyond makes the next. */
export const GROUP_CAP = 50;

/**
 * Cuts the links of `dedupe_edge` (kind, a, b, weight) into groups: `dedupe_member` (kind, centre, rid, weight), the centre
 * among its members. Links do not chain: every member is linked to its centre, and no two members speak against each other.
 *
 * Round by round: a record whose links weigh more than those of each of its neighbours is a centre; each other record goes
 * to the centre it is linked to most. Of two members that speak against each other (twins held together by a name without
 * marks) the one less like the centre goes back, with the links that are left. Each round takes at least the centres away.
 */
export async function groupRecords(c: Connection, prior: number): Promise<void> {
  await c.run(
    sql`create or replace temp table dedupe_member (kind varchar, centre bigint, rid bigint, weight integer)`,
    "make groups",
  );
  await c.run(
    sql`create or replace temp table dedupe_left as
      select kind, a as rid, b as other, weight from dedupe_edge union all select kind, b, a, weight from dedupe_edge`,
    "turn links both ways",
  );
  while ((await c.row<{ n: number }>(sql`select count(*) as n from dedupe_left`, "count links")).n > 0)
    await round(c, prior);
}

async function round(c: Connection, prior: number): Promise<void> {
  await c.run(
    sql`create or replace temp table dedupe_star as
      with node as (
        select kind, rid, row_number() over (partition by kind order by sum(weight) desc, rid) as place
        from dedupe_left group by kind, rid),
      seen as (
        select l.*, n.place, o.place as other_place from dedupe_left l
          join node n on n.kind = l.kind and n.rid = l.rid join node o on o.kind = l.kind and o.rid = l.other),
      centre as (
        select kind, rid, place from seen group by kind, rid, place having min(other_place) > place),
      chosen as (
        select s.kind, s.other as centre, s.rid, s.weight,
          row_number() over (partition by s.kind, s.rid order by s.weight desc, s.other_place) as choice
        from seen s join centre k on k.kind = s.kind and k.rid = s.other)
      select kind, centre, rid, weight, row_number() over (partition by kind, centre order by weight desc, rid) as nth
      from chosen where choice = 1
      union all select kind, rid, rid, null, 0 from centre`,
    "choose centres",
  );
  await c.run(sql`delete from dedupe_star where nth >= ${GROUP_CAP}`, "cut groups");
  const { crowded } = await c.row<{ crowded: number }>(
    sql`select count(*) filter (nth > 1) as crowded from dedupe_star`,
    "look for larger groups",
  );
  if (crowded > 0) await keepTheAgreeing(c, prior);
  await c.run(
    sql`insert into dedupe_member select kind, centre, rid, weight from dedupe_star s
      where nth > 0 or exists (select 1 from dedupe_star m where m.kind = s.kind and m.centre = s.rid and m.nth > 0)`,
    "take groups",
  );
  await c.run(
    sql`create or replace temp table dedupe_left as
      select l.* from dedupe_left l
        anti join dedupe_star s on s.kind = l.kind and s.rid = l.rid
        anti join dedupe_star t on t.kind = l.kind and t.rid = l.other`,
    "leave the rest",
  );
}

/** Sends back those members that speak against one who is more like their common centre. */
async function keepTheAgreeing(c: Connection, prior: number): Promise<void> {
  const pairs = sql`
    select distinct least(m.rid, n.rid) as a, greatest(m.rid, n.rid) as b
    from dedupe_star m join dedupe_star n on n.kind = m.kind and n.centre = m.centre and m.nth < n.nth where m.nth > 0`;
  await c.run(
    sql`create or replace temp table dedupe_against as select a, b from (${comparedSql(pairs, prior)}) where barred`,
    "compare members",
  );
  await c.run(
    sql`create or replace temp table dedupe_star as
      from dedupe_star s where not exists (
        select 1 from dedupe_star m
          join dedupe_against g on g.a = least(m.rid, s.rid) and g.b = greatest(m.rid, s.rid)
        where m.kind = s.kind and m.centre = s.centre and m.nth > 0 and m.nth < s.nth)`,
    "keep members that agree",
  );
  await c.run(sql`drop table dedupe_against`, "drop comparison");
}
