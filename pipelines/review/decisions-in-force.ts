import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { contentSql } from "./content.ts";
import { readDecisions } from "./decisions.ts";

/** How many decisions a run goes by, and how many it passes over because what they were made on is not there any more. */
export interface DecisionCount {
  readonly honoured: number;
  readonly stale: number;
}

/**
 * Writes the decisions that hold tonight as Parquet (source, record_id, role, person_id, decision): those whose record says
 * what it said when the decision was made. Where a key stands on several rows, nobody knows which was meant: it is stale.
 * @param standards standard tables of the sources, paths or globs
 */
export async function writeDecisionsInForce(
  c: Connection,
  request: { readonly state: string; readonly standards: readonly string[]; readonly into: string },
): Promise<DecisionCount> {
  const last = `${request.into}.last`;
  await readDecisions(c, request.state, last);
  await c.run(
    sql`copy (
      with decision as (from read_parquet(${last}) where decision <> 'unsure'),
      record as (
        select r.source, r.record_id, r.role, any_value(${contentSql("r")}) as content
        from read_parquet(${request.standards}, union_by_name = true) r
          semi join decision d on d.source = r.source and d.record_id = r.record_id and d.role = r.role
        group by all having count(*) = 1)
      select d.source, d.record_id, d.role, d.person_id, d.decision from decision d
        semi join record r using (source, record_id, role, content)
      order by all) to ${request.into} (format parquet)`,
    "take decisions in force",
  );
  return c.row<DecisionCount>(
    sql`select (select count(*) from read_parquet(${request.into})) as honoured,
      (select count(*) from read_parquet(${last}) where decision <> 'unsure')
        - (select count(*) from read_parquet(${request.into})) as stale`,
    "count decisions in force",
  );
}
