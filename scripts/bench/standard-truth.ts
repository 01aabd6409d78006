import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** Makes the empty table `bench_truth`: who each record of the bench is, and whether that can be told from what it holds. */
export async function createTruth(c: Connection): Promise<void> {
  await c.run(
    sql`create or replace table bench_truth (source varchar, record_id varchar, person_number varchar, kind varchar,
      distinguishable boolean)`,
    "make truth",
  );
}

const folded = (row: string): Sql =>
  sql.join(
    ["family", "middle", "given"].map((part) => sql`translate(strip_accents(${sql.id(row, part)}), 'đ', 'd')`),
    " || ' ' || ",
  );

/**
 * Adds the records of `bench_written` (as `writeSource` draws them) to `bench_truth`. A record cannot be told apart when it
 * has no number and no phone that the register knows, and somebody else in the register bears its name and birth date (or bare year) as they are
 * written, in its commune where it gives one, and at its house where it gives that: no evidence it holds speaks against them.
 */
export async function noteTruth(c: Connection): Promise<void> {
  await c.run(
    sql`insert into bench_truth
      with doubtful as (
        select *, ${folded("w")} as name_folded from (
          select * rename (w_family as family, w_middle as middle, w_given as given) from bench_written
          where number_int is null and old_number_int is null and phone_known is null and truth is not null) w
      ),
      others as (
        select distinct d.record_id
        from doubtful d join bench_people q on ${folded("q")} = d.name_folded and year(q.birth) = d.birth_int // 10000
        where q.i <> d.i and q.i % 40 <> 39
          and (d.birth_int % 10000 = 0 or strftime(q.birth, '%Y%m%d')::integer = d.birth_int)
          and (d.plain or (q.family = d.family and q.middle = d.middle and q.given = d.given))
          and (d.commune_now is null or q.commune_now = d.commune_now)
          and (d.i_home is null or q.home = d.i_home)
      )
      select source, record_id, truth, case when stolen then 'stolen' when truth is null then 'absent' else 'plain' end,
        record_id not in (select record_id from others)
      from bench_written`,
    "keep truth",
  );
}
