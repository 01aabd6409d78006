import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { BIRTH_LEVEL, NUMBER_LEVEL } from "./levels.ts";
import type { Model } from "./model.ts";
import { PASSES, passNumber, REVIEW_PASS } from "./passes.ts";
import type { ReasonCode } from "./reasons.ts";
import { WEIGHT_COLUMNS } from "./weights.ts";

/** Below this share of the posterior for everybody in the register together, nobody fits. */
const NOBODY = 0.5;
/** Below this posterior a reviewer could not decide either. */
const HOPELESS = 0.08;
/** Candidates kept in evidence, besides the owner of the number. */
const CANDIDATES_KEPT = 10;
/** A rival within this many thousandths of a bit is a tie or nearly one. */
const TIE = 1000;
const NEAR_TIE = 7000;

const int = (n: number): Sql => sql.trusted(String(n));

const personId = (pid: Sql): Sql => sql`case when ${pid} >= 0 then lpad(${pid}::varchar, 12, '0') end`;
const passName = (column: Sql): Sql =>
  sql`case ${column} ${sql.join(
    [...PASSES.map((pass) => ({ id: pass.id, number: passNumber(pass.id) })), REVIEW_PASS].map(
      ({ id, number }) => sql`when ${sql.trusted(String(number))} then ${id}`,
    ),
    " ",
  )} end`;

/** Reason codes with the condition, over the best candidate's levels; in the order they are listed. */
const conditions: readonly (readonly [ReasonCode, Sql])[] = [
  ["review.same", sql`w_review > 0`],
  ["review.none", sql`nobody`],
  ["review.different", sql`rejected and not nobody and coalesce(w_review, 0) <= 0`],
  ["record.organisation", sql`what = 'organisation' or (what = 'noise' and status = 'unmatchable')`],
  ["record.no_name", sql`what = 'empty' or (what = 'noise' and status <> 'unmatchable')`],
  ["number.found", sql`number = 1 and status <> 'conflict'`],
  ["number.old_found", sql`number = 2`],
  ["number.reissued", sql`number = 3`],
  ["number.slip", sql`number in (4, 8)`],
  ["number.other_person", sql`owner is not null and (status = 'conflict' or owner <> pid)`],
  ["number.not_in_register", sql`number_int is not null and owner is null and coalesce(number, 0) not in (3, 4)`],
  ["name.marks", sql`shown and (family in (2, 9) or given in (2, 9) or middle in (2, 9))`],
  ["name.spelling", sql`shown and (family in (3, 4, 10) or given in (3, 4) or middle in (3, 4))`],
  ["name.middle", sql`shown and middle in (5, 6, 8)`],
  ["name.order", sql`shown and family = 7`],
  ["name.differs", sql`shown and (family = 8 or given = 8)`],
  ["birth.year_only", sql`shown and birth in (2, 3)`],
  ["birth.swapped", sql`shown and birth = 4`],
  ["birth.part", sql`shown and birth in (5, 6, 7)`],
  ["birth.year", sql`shown and birth in (8, 10)`],
  ["birth.differs", sql`shown and birth = 9`],
  ["sex.differs", sql`shown and sex = 2`],
  ["place.differs", sql`shown and place = 6`],
  ["candidates.tie", sql`status = 'review' and margin <= ${TIE} and next_weight > 0`],
  ["candidates.near", sql`status = 'review' and margin > ${TIE} and margin <= ${NEAR_TIE} and next_weight > 0`],
  ["register.no_number", sql`shown and pid < 0`],
  [
    "evidence.weak",
    sql`status in ('review', 'unmatchable') and what = 'person' and not coalesce(pid < 0, false) and not coalesce(margin <= ${NEAR_TIE} and next_weight > 0, false)`,
  ],
  ["register.nobody", sql`status = 'not_found'`],
];

/** Records whose whole name and full birth date somebody in the register bears whose number it is not. */
const namesakes = sql`select rid from link_ranked
  where number <> ${int(NUMBER_LEVEL.same)} and same_key and birth = ${int(BIRTH_LEVEL.date)} and w_review >= 0`;

/** What each table of answers is ordered by. */
export interface AnswerOrder {
  readonly matches: Sql;
  readonly evidence: Sql;
}

/** Copies rows in order to a Parquet file. The lowest level takes half the time of the default and makes no larger files of answers. */
export const copyOrdered = (rows: Sql, order: Sql, into: string): Sql =>
  sql`copy (select * from (${rows}) order by ${order}) to ${sql.lit(into)} (format parquet, compression zstd, compression_level 1)`;

/** Copies rows as they come to a file that is soon read again. */
const copyPart = (rows: Sql, into: string): Sql =>
  sql`copy (${rows}) to ${sql.lit(into)} (format parquet, compression lz4)`;

/**
 * Gives every record of the table `link_record` one status and reasons, and writes the two tables, ordered where
 * that is wanted. Nobody is taken without a number against whose birth date, or against whose number, the
 * record's speaks: a number that states the record's own birth and is far from the candidate's is somebody's. An old number one slip away says too
 * little against another birth date: those of one family may be neighbours.
 * Drops `link_answer`. `open` names the table of records that went beyond the number pass. Whom a reviewer said to be the person is the answer;
 * where none was, a newcomer who fits goes to review and nobody else is taken.
 */
export async function decide(
  c: Connection,
  model: Model,
  names: { readonly snapshot: string; readonly open: string },
  into: { readonly matches: string; readonly evidence: string; readonly order?: AnswerOrder },
): Promise<void> {
  const { accept, review } = model.thresholds;
  const agrees = sql`same_key and birth in (0, 1, 2, 3)`;
  const otherPerson = sql`(given = 8 or (family = 8 and birth not in (1, 2, 3)))`;
  await c.run(
    sql`create or replace temp table link_decided as
      with joined as (
        select r.rid, r.source, r.record_id, r.role, r.what, r.number_int, r.bare, r.rejected, r.nobody, o.rid is not null as went_on,
          r.number_int is null and r.rid in (from link_crowded) as crowded, r.rid in (${namesakes}) as namesake, a.* exclude (rid)
        from link_record r left join link_answer a on a.rid = r.rid left join ${sql.id(names.open)} o on o.rid = r.rid),
      judged as (
        select *, case
          when w_review > 0 then case when owner = pid and ${agrees} then 'verified'
            when owner is not null or number in (2, 3, 4, 8) then 'corrected' else 'linked' end
          when nobody then case when p >= ${accept} then 'review' when owner is not null then 'conflict' else 'not_found' end
          when what = 'organisation' then 'unmatchable'
          when what = 'empty' and not coalesce(number in (1, 2, 3) and birth in (1, 2, 3), false) then 'unmatchable'
          when what = 'noise' and not coalesce(number in (1, 2, 3) and birth = ${int(BIRTH_LEVEL.date)}, false) then 'unmatchable'
          when owner is not null and owner = pid then case
            when p >= ${accept} and ${agrees} then 'verified'
            when p >= ${accept} and not ${otherPerson} and not (birth = ${int(BIRTH_LEVEL.different)} and namesake) then 'corrected'
            when p >= ${review} then 'review'
            else 'conflict' end
          when owner is not null then case when owner_p >= ${review} and p < ${accept} then 'review' else 'conflict' end
          when pid is null then case when bare or crowded then 'unmatchable' else 'not_found' end
          when p >= ${accept} then case
            when number in (2, 3, 4, 8) and ${otherPerson} then 'review'
            when number = 2 and ${agrees} then 'verified'
            when number in (2, 3, 4) then 'corrected'
            when birth = ${int(BIRTH_LEVEL.different)} or number = ${int(NUMBER_LEVEL.other)} then 'review'
            when number = ${int(NUMBER_LEVEL.oldSlip)} then 'corrected'
            else 'linked' end
          when p_none > ${NOBODY} and p < ${review} then case when crowded then 'unmatchable' else 'not_found' end
          when p < ${HOPELESS} then 'unmatchable'
          else 'review' end as said
        from joined),
      given as (
        -- Whose row in the register has no number cannot be answered with one: a clerk sees to that row first.
        select * exclude (said), case when pid < 0 and said in ('verified', 'corrected', 'linked') then 'review' else said end as status
        from judged)
      select *, status in ('verified', 'corrected', 'linked', 'review') as shown, ${passName(sql`pass`)} as pass_name from given`,
    "decide",
  );
  // Sorting and writing answers takes the most memory.
  await c.run(sql`drop table link_answer`, "forget answers");
  const reasons = sql`list_filter([${sql.join(
    conditions.map(([code, when]) => sql`case when ${when} then ${code} end`),
  )}], reason -> reason is not null)`;
  const matches = sql`
      select source, record_id, role,
        case when status in ('verified', 'corrected', 'linked') then ${personId(sql`pid`)} end as person_id,
        status, coalesce(p, 0)::decimal(7, 6) as probability, coalesce(p_none, 1)::decimal(7, 6) as p_none,
        case when went_on then (margin / 1000)::decimal(7, 3) end as margin,
        ${personId(sql`owner`)} as number_owner_id,
        case when status in ('review', 'conflict') and (owner is null or owner <> pid or status = 'review') and p >= ${HOPELESS}
          then ${personId(sql`pid`)} end as best_candidate_id,
        pass_name as pass, ${names.snapshot} as snapshot, ${reasons} as reasons
      from link_decided`;
  const evidence = sql`
      select d.source, d.record_id, d.role, ${personId(sql`k.pid`)} as person_id, k.rank::smallint as rank,
        ${passName(sql`k.pass`)} as pass, k.family, k.middle, k.given, k.birth, k.sex, k.place, k.phone, k.number,
        ${sql.join(WEIGHT_COLUMNS.map((name) => sql.id("k", name)))}, k.weight, k.p::decimal(7, 6) as probability,
        ${names.snapshot} as snapshot
      from link_ranked k join link_record d on d.rid = k.rid
      where k.rank <= ${CANDIDATES_KEPT} or k.number = 1 or k.w_review <> 0`;
  const { order } = into;
  const write = (rows: Sql, file: string, by: Sql | undefined): Sql =>
    by ? copyOrdered(rows, by, file) : copyPart(rows, file);
  await c.run(write(matches, into.matches, order?.matches), "write decisions");
  await c.run(write(evidence, into.evidence, order?.evidence), "write evidence");
}
