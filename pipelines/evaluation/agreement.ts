import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { HEAVIEST } from "../../matchers/linkage/posterior.ts";

/** How a source's reviewers and the model alone, without their decisions, see the same pairs. */
export interface Agreement {
  /** `all` for all sources together. */
  readonly source: string;
  readonly decision: "same" | "different" | "none";
  readonly pairs: number;
  /** Pairs that the model too holds more likely one person (for `same`), or more likely not (for the others). */
  readonly agreed: number;
  /** Mean of the model's own probability that the two are one person, cut to six decimals. */
  readonly mean_probability: number;
}

/**
 * Holds reviewers' decisions in force against what the model alone says: a record's posterior is formed anew from the weights of
 * its stored candidates, less what the decisions themselves gave or took.
 * @param paths a run's evidence, and the decisions from `writeDecisionsInForce`
 */
export async function evaluateDecisions(
  c: Connection,
  paths: { readonly evidence: string; readonly decisions: string },
): Promise<Agreement[]> {
  return c.rows<Agreement>(
    sql`with decision as (from read_parquet(${paths.decisions})),
      weighed as (
        select e.source, e.record_id, e.role, e.person_id, pow(2, least(${sql.int(HEAVIEST)}, e.weight - e.w_review) / 1000.0) as odds
        from read_parquet(${paths.evidence}) e semi join decision using (source, record_id, role)),
      pooled as (select *, odds / (1 + sum(odds) over (partition by source, record_id, role)) as p from weighed),
      decided as (select d.source, d.decision, w.p from decision d join pooled w using (source, record_id, role, person_id))
      select case when grouping(source) = 1 then 'all' else source end as source, decision, count(*) as pairs,
        count(*) filter ((p > 0.5) = (decision = 'same')) as agreed, floor(1000000 * avg(p)) / 1000000 as mean_probability
      from decided group by grouping sets ((source, decision), (decision))
      order by grouping(source), 1, decision`,
    "hold decisions against the model",
  );
}
