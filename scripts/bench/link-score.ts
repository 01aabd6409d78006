import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** How right a set of answers is. Rates 0 to 1. */
export interface LinkScore {
  readonly accepted: number;
  readonly wrong: number;
  /** Records that are somebody of the register and were not rightly answered. */
  readonly missed: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** The best that a threshold on the score can do, chosen with the truth. */
export interface BestScore extends LinkScore {
  readonly threshold: number;
}

/** Makes `bench_truth` (source, record_id, role, truth) of a truth file. */
export async function loadTruth(c: Connection, path: string): Promise<void> {
  await c.run(
    sql`create or replace temp table bench_truth as
      select source, record_id, role, nullif(person_number, '') as truth
      from read_csv(${path}, all_varchar = true, header = true)`,
    "read the truth",
  );
}

/** @param answers a select of source, record_id, role, person_id (null where nobody is named) */
export async function scoreOf(c: Connection, answers: Sql): Promise<LinkScore> {
  return c.row<LinkScore>(
    sql`with counted as (
        select count(a.person_id) as accepted, count(*) filter (a.person_id = t.truth) as hits, count(t.truth) as people
        from bench_truth t left join (${answers}) a using (source, record_id, role)
      )
      select accepted, accepted - hits as wrong, people - hits as missed, hits / accepted as precision, hits / people as recall,
        2 * hits / (accepted + people) as f1
      from counted`,
    "score answers",
  );
}

/**
 * The threshold on the best candidate's score with the highest F1.
 * @param answers a select of source, record_id, role, person_id, score (double); rows without a person take no part
 */
export async function bestScoreOf(c: Connection, answers: Sql): Promise<BestScore> {
  return c.row<BestScore>(
    sql`with people as (select count(truth) as people from bench_truth),
      told as (
        select a.score, coalesce(a.person_id = t.truth, false) as hit
        from bench_truth t join (${answers}) a using (source, record_id, role) where a.person_id is not null
      ),
      steps as (select score, count(*) as n, count(*) filter (hit) as hits from told group by score),
      down as (
        select score, sum(n) over (order by score desc) as accepted, sum(hits) over (order by score desc) as hits from steps
      )
      select round(score, 4) as threshold, accepted::bigint as accepted, (accepted - hits)::bigint as wrong,
        (people - hits)::bigint as missed, hits / accepted as precision, hits / people as recall,
        2 * hits / (accepted + people) as f1
      from down, people order by f1 desc, score desc limit 1`,
    "score answers at every threshold",
  );
}
