import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { writeParquet } from "../../connectors/writers/parquet.ts";
import { writeCsv } from "../../connectors/writers/text.ts";
import { CANDIDATES_KEPT, NOBODY } from "../linkage/decide.ts";
import { writtenPosterior } from "../linkage/posterior.ts";
import { isNearTie, RIVAL_CONDITIONS, reasonListSql } from "../linkage/reason-conditions.ts";
import type { ReasonCode } from "../linkage/reasons.ts";
import { codeColumn } from "./dictionary.ts";
import type { Field } from "./field.ts";
import { type GenericPass, passName } from "./passes.ts";

/** Reason codes with their condition, in the order they are listed. */
const conditions: readonly (readonly [ReasonCode, Sql])[] = [
  ...RIVAL_CONDITIONS,
  ["evidence.weak", sql`status = 'unmatchable' or (status = 'review' and not coalesce(${isNearTie}, false))`],
  ["register.nobody", sql`status = 'not_found'`],
];

/**
 * Gives every record one status: `linked` from the posterior `accept` on, `review`, `not_found`, or `unmatchable` where no
 * field is known. Makes `generic_decided` of `generic_records` and `link_answer`; @returns how many have each
 */
export async function decide(
  c: Connection,
  fields: readonly Field[],
  accept: number,
  oneToOne: boolean,
): Promise<Record<string, number>> {
  const known = sql.join(
    fields.map(({ name }) => sql`r.${sql.id(codeColumn(name))} is not null`),
    " or ",
  );
  // Where claims have settled no row can be two records' answer; should they not have, the surer one keeps it.
  const taken = oneToOne
    ? sql`p >= ${accept} and row_number() over (partition by pid order by p desc, margin desc, rid) > 1`
    : sql`false`;
  // One of several records is this row's person, and none of them clearly: rows that repeat a person would else all be said to be nobody's.
  // Summed as millionths, so that the sum does not depend on the order.
  const contested = oneToOne
    ? sql`sum(round(p * 1e6)::bigint) over (partition by pid) > ${1e6 * NOBODY} and max(p) over (partition by pid) <= 2 * p
        and max(p) over (partition by pid) < ${accept}`
    : sql`false`;
  await c.run(
    sql`create or replace temp table generic_decided as
      with joined as (
        select r.rid, r.id, ${known} as known, a.* exclude (rid) from generic_records r left join link_answer a on a.rid = r.rid),
      judged as (
        select *, case
          when not known then 'unmatchable'
          when pid is null or (p_none > ${NOBODY} and not (${contested})) then 'not_found'
          when ${taken} then 'review'
          when p >= ${accept} then 'linked'
          else 'review' end as status
        from joined)
      select * from judged`,
    "decide",
  );
  const rows = await c.rows<{ status: string; n: number }>(
    sql`select status, count(*) as n from generic_decided group by status order by status`,
    "count answers",
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/** Where the answers go. */
export interface AnswerFiles {
  readonly matches: string;
  readonly matchesCsv: string;
  readonly evidence: string;
}

/**
 * Writes matches (Parquet and CSV, one row a record) and evidence (one row a candidate: level and weight of each field).
 * @param names the model's hash, and the fields, swaps and rivals weighed, as columns `l_...` and `w_...` of `link_ranked`
 */
export async function writeAnswers(
  c: Connection,
  passes: readonly GenericPass[],
  names: { readonly model: string; readonly levels: readonly Sql[] },
  into: AnswerFiles,
): Promise<void> {
  const passList = passes.map(passName);
  const reasons = sql`array_to_string(${reasonListSql(conditions)}, ' ')`;
  const matches = sql`
    select d.id as record_id, case when status = 'linked' then g.id end as register_id, status,
      coalesce(${writtenPosterior(sql`p`)}, 0)::decimal(7, 6) as probability, coalesce(${writtenPosterior(sql`p_none`)}, 1)::decimal(7, 6) as p_none,
      (margin / 1000)::decimal(7, 3) as margin, case when status in ('review', 'not_found') then g.id end as best_candidate_id,
      (${passList}::varchar[])[pass] as pass, ${names.model} as model, ${reasons} as reasons
    from generic_decided d left join generic_register g on g.pid = d.pid`;
  const orderBy = [sql`record_id`];
  await writeParquet(c, matches, into.matches, { orderBy });
  await writeCsv(c, matches, into.matchesCsv, { orderBy });
  await writeParquet(
    c,
    sql`select r.id as record_id, k.rank::smallint as rank, g.id as register_id, (${passList}::varchar[])[k.pass] as pass,
        ${sql.join(names.levels)}, k.weight, ${writtenPosterior(sql`k.p`)} as probability, ${names.model} as model
      from link_ranked k join generic_records r on r.rid = k.rid join generic_register g on g.pid = k.pid
      where k.rank <= ${CANDIDATES_KEPT}`,
    into.evidence,
    { orderBy: [sql`record_id`, sql`rank`] },
  );
}
