import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";

/** Right and wrong answers of one group of records. Counts; rates follow from them. */
export interface Score {
  readonly source: string;
  /** Kind of row as the truth file names it; `all` for a whole source. */
  readonly kind: string;
  readonly records: number;
  /** Records whose person is in the register. */
  readonly in_register: number;
  /** Of these, records that can be told apart at all. */
  readonly distinguishable: number;
  /** Records given a person id as the answer. */
  readonly accepted: number;
  readonly right: number;
  readonly right_distinguishable: number;
  readonly wrong: number;
  /** Conflicts (somebody else's number) that show the true person as the best candidate: found, but not an answer. */
  readonly conflict_right: number;
  readonly review: number;
}

/** One tenth of the scale of probability, with what was said and what was so. */
export interface Reliability {
  readonly from: number;
  readonly to: number;
  readonly records: number;
  /** Cut to six decimals: 1 only where nothing was doubted. */
  readonly mean_probability: number;
  readonly right: number;
}

export interface Evaluation {
  readonly scores: readonly Score[];
  readonly reliability: readonly Reliability[];
  /** Records of the truth file that no match row answers: extract and truth do not belong together. */
  readonly unanswered: number;
}

/**
 * Holds matches against a truth file (CSV: source, record_id, role, person_number, distinguishable, kind).
 * Precision = right / accepted; recall = right / in_register; its ceiling counts only what can be told apart.
 */
export async function evaluate(c: Connection, paths: { matches: string; truth: string }): Promise<Evaluation> {
  await c.run(
    sql`create or replace temp table evaluated as
      with truth as (
        select source, record_id, role, nullif(person_number, '') as truth, coalesce(distinguishable, '') <> '0' as distinguishable, kind
        from read_csv(${paths.truth}, all_varchar = true, header = true)
      )
      select t.*, m.record_id is not null as answered, m.probability, coalesce(m.person_id, m.best_candidate_id) as candidate,
        m.status in ('verified', 'corrected', 'linked') as accepted, m.status = 'review' as review,
        coalesce(m.status = 'conflict' and m.best_candidate_id = t.truth, false) as conflict_right,
        coalesce(m.status in ('verified', 'corrected', 'linked') and m.person_id = t.truth, false) as is_right
      from truth t left join read_parquet(${paths.matches}) m using (source, record_id, role)`,
    "hold matches against the truth",
  );
  const scores = await c.rows<Score>(
    sql`select case when grouping(source) = 1 then 'all' else source end as source,
        case when grouping(kind) = 1 then 'all' else kind end as kind,
        count(*) as records, count(truth) as in_register,
        count(truth) filter (distinguishable) as distinguishable,
        count(*) filter (accepted) as accepted, count(*) filter (is_right) as "right",
        count(*) filter (is_right and distinguishable) as right_distinguishable,
        count(*) filter (accepted and not is_right) as wrong, count(*) filter (conflict_right) as conflict_right,
        count(*) filter (review) as review
      from evaluated group by grouping sets ((source), (kind), ())
      order by grouping(source), grouping(kind), 1, 2`,
    "score",
  );
  const reliability = await c.rows<Reliability>(
    sql`with banded as (
        select least(9, floor(probability * 10))::integer as band, probability, candidate = truth as is_right
        from evaluated where probability is not null and candidate is not null
      )
      select band / 10.0 as "from", (band + 1) / 10.0 as "to", count(*) as records,
        sum((1000000 * probability)::bigint)::bigint // count(*) / 1000000 as mean_probability, count(*) filter (is_right) as "right"
      from banded group by band order by band`,
    "tabulate reliability",
  );
  const { unanswered } = await c.row<{ unanswered: number }>(
    sql`select count(*) filter (not answered) as unanswered from evaluated`,
    "count unanswered",
  );
  await c.run(sql`drop table evaluated`, "drop temporary table");
  return { scores, reliability, unanswered };
}

/** Rates of a score, 0 to 1; null where nothing was counted. */
export interface Rates {
  readonly precision: number | null;
  readonly recall: number | null;
  /** Recall with the conflicts that show the true person. */
  readonly found: number | null;
  /** Recall of what can be told apart. */
  readonly ceiling: number | null;
  readonly f1: number | null;
}

/** The rates that follow from a score's counts. */
export function ratesOf(score: Score): Rates {
  const ratio = (a: number, b: number) => (b === 0 ? null : a / b);
  const precision = ratio(score.right, score.accepted);
  const recall = ratio(score.right, score.in_register);
  const f1 =
    precision === null || recall === null || precision + recall === 0
      ? null
      : (2 * precision * recall) / (precision + recall);
  const found = ratio(score.right + score.conflict_right, score.in_register);
  return { precision, recall, found, ceiling: ratio(score.right_distinguishable, score.distinguishable), f1 };
}
