import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { atLevel, BIRTH_LEVEL as B, NAME_LEVEL as N, NUMBER_LEVEL as U } from "./levels.ts";
import type { Model } from "./model.ts";
import { PASSES, passNumber, REVIEW_PASS } from "./passes.ts";
import { writtenPosterior } from "./posterior.ts";
import { HOPELESS, reasonsSql } from "./reason-conditions.ts";
import { WEIGHT_COLUMNS } from "./weights.ts";

/** Below this share of the posterior for everybody in the register together, nobody fits. */
export const NOBODY = 0.5;
/** Candidates kept in evidence, besides the owner of the number. */
export const CANDIDATES_KEPT = 10;

/** Statuses that carry a person as the answer. */
const ANSWERED = sql`('verified', 'corrected', 'linked')`;

const personId = (pid: Sql): Sql => sql`case when ${pid} >= 0 then lpad(${pid}::varchar, 12, '0') end`;
const passName = (column: Sql): Sql =>
  sql`case ${column} ${sql.join(
    [...PASSES.map((pass) => ({ id: pass.id, number: passNumber(pass.id) })), REVIEW_PASS].map(
      ({ id, number }) => sql`when ${sql.int(number)} then ${id}`,
    ),
    " ",
  )} end`;

/** Records whose whole name and full birth date somebody in the register bears whose number it is not. */
const namesakes = sql`select rid from link_ranked
  where not ${atLevel("number", U.same)} and same_key and ${atLevel("birth", B.date)} and w_review >= 0`;

/** The whole name agrees but for marks, and the birth date as far as it is known. */
const agrees = sql`(same_key and ${atLevel("birth", B.missing, B.date, B.vague, B.year)})`;
const otherGiven = atLevel("given", N.different);
/** Another given name; or another family name, and no birth date or year in common: somebody else, a relative perhaps. */
const otherPerson = sql`(${otherGiven}
  or (${atLevel("family", N.different)} and not ${atLevel("birth", B.date, B.vague, B.year)}))`;
const otherBirth = atLevel("birth", B.different);
/** The record gives the candidate's number: today's, an old one, or one that was withdrawn. */
const givesNumber = atLevel("number", U.same, U.old, U.reissued);
/** A number of the candidate's that is not today's, or one with a slip, led to the candidate. */
const byOtherNumber = atLevel("number", U.old, U.reissued, U.slip, U.oldSlip);

/** Rows without a person's name say who they speak of by number and birth date alone, those with noise for a name by the full date. */
const unusable = sql`(what = 'organisation'
  or (what = 'empty' and not coalesce(${givesNumber} and ${atLevel("birth", B.date, B.vague, B.year)}, false))
  or (what = 'noise' and not coalesce(${givesNumber} and ${atLevel("birth", B.date)}, false)))`;

/**
 * The status of a record, from its best candidate and the owner of its number. The first case that holds decides. Nobody is taken
 * without a number against whose given name (twins share all else), birth date or number the record's speaks: a number that states
 * the record's own birth and is far from the candidate's is somebody's. An old number one slip away says too little against another birth date:
 * those of one family may be neighbours.
 */
function statusSql({ accept, review }: Model["thresholds"]): Sql {
  const asReviewed = sql`case
    when owner = pid and ${agrees} then 'verified'
    when owner is not null or ${byOtherNumber} then 'corrected'
    else 'linked' end`;
  // A reviewer ruled out all candidates of then; a newcomer who fits is shown again.
  const ofNobody = sql`case when p >= ${accept} then 'review' when owner is not null then 'conflict' else 'not_found' end`;
  const ofOwner = sql`case
    when p >= ${accept} and ${agrees} then 'verified'
    when p >= ${accept} and not ${otherPerson} and not (${otherBirth} and namesake) then 'corrected'
    when p >= ${review} then 'review'
    else 'conflict' end`;
  const besideOwner = sql`case when owner_p >= ${review} and p < ${accept} then 'review' else 'conflict' end`;
  const accepted = sql`case
    when ${byOtherNumber} and ${otherPerson} then 'review'
    when ${atLevel("number", U.old)} and ${agrees} then 'verified'
    when ${atLevel("number", U.old, U.reissued, U.slip)} then 'corrected'
    when ${otherGiven} or ${otherBirth} or ${atLevel("number", U.other)} then 'review'
    when ${atLevel("number", U.oldSlip)} then 'corrected'
    else 'linked' end`;
  return sql`case
    when w_review > 0 then ${asReviewed}
    when nobody then ${ofNobody}
    when ${unusable} then 'unmatchable'
    when owner = pid then ${ofOwner}
    when owner is not null then ${besideOwner}
    when pid is null then case when bare or crowded then 'unmatchable' else 'not_found' end
    when p >= ${accept} then ${accepted}
    when p_none > ${NOBODY} and p < ${review} then case when crowded then 'unmatchable' else 'not_found' end
    when p < ${HOPELESS} then 'unmatchable'
    else 'review' end`;
}

/** What `evidence` alone tells of a candidate. */
const PARTS_OF_WEIGHT = sql.join(WEIGHT_COLUMNS.filter((name) => name !== "w_review").map((name) => sql.id(name)));

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
 * Gives every record of the table `link_record` one status: makes `link_decided`. Whom a reviewer said to be the person is the answer; where
 * none was, a newcomer who fits goes to review and nobody else is taken.
 * @param open the table of records that went beyond the number pass
 */
export async function decide(c: Connection, { thresholds }: Model, open: string): Promise<void> {
  await c.run(
    sql`create or replace temp table link_decided as
      with joined as (
        select r.rid, r.source, r.record_id, r.role, r.what, r.number_int, r.bare, r.rejected, r.nobody, o.rid is not null as went_on,
          r.number_int is null and r.rid in (from link_crowded) as crowded, r.rid in (${namesakes}) as namesake, a.* exclude (rid, ${PARTS_OF_WEIGHT})
        from link_record r left join link_answer a on a.rid = r.rid left join ${sql.id(open)} o on o.rid = r.rid),
      judged as (select *, ${statusSql(thresholds)} as said from joined),
      given as (
        -- Whose row in the register has no number cannot be answered with one: a clerk sees to that row first.
        select * exclude (said), case when pid < 0 and said in ${ANSWERED} then 'review' else said end as status
        from judged)
      select *, status in ${ANSWERED} or status = 'review' as shown, ${passName(sql`pass`)} as pass_name from given`,
    "decide",
  );
}

/**
 * Writes matches with their reasons and evidence of the records of `link_decided`, ordered where that is wanted.
 * @param snapshot the hash of the snapshot they were decided under
 */
export async function writeDecided(
  c: Connection,
  snapshot: string,
  into: { readonly matches: string; readonly evidence: string; readonly order?: AnswerOrder },
): Promise<void> {
  const { order } = into;
  const write = (rows: Sql, file: string, by: Sql | undefined): Sql =>
    by ? copyOrdered(rows, by, file) : copyPart(rows, file);
  await c.run(write(matchesSql(snapshot), into.matches, order?.matches), "write decisions");
  await c.run(write(evidenceSql(snapshot), into.evidence, order?.evidence), "write evidence");
}

/** The rows of `matches`, from `link_decided`. */
const matchesSql = (snapshot: string): Sql => sql`
  select source, record_id, role,
    case when status in ${ANSWERED} then ${personId(sql`pid`)} end as person_id,
    status, coalesce(${writtenPosterior(sql`p`)}, 0)::decimal(7, 6) as probability, coalesce(${writtenPosterior(sql`p_none`)}, 1)::decimal(7, 6) as p_none,
    case when went_on then (margin / 1000)::decimal(7, 3) end as margin,
    ${personId(sql`owner`)} as number_owner_id,
    case when status in ('review', 'conflict') and (owner is null or owner <> pid or status = 'review') and p >= ${HOPELESS}
      then ${personId(sql`pid`)} end as best_candidate_id,
    pass_name as pass, ${snapshot} as snapshot, ${reasonsSql} as reasons
  from link_decided`;

/** The rows of `evidence`: the best candidates of each record, the owner of its number and whom a reviewer spoke of. */
const evidenceSql = (snapshot: string): Sql => sql`
  select d.source, d.record_id, d.role, ${personId(sql`k.pid`)} as person_id, k.rank::smallint as rank,
    ${passName(sql`k.pass`)} as pass, k.family, k.middle, k.given, k.birth, k.sex, k.place, k.phone, k.number,
    ${sql.join(WEIGHT_COLUMNS.map((name) => sql.id("k", name)))}, k.weight, ${writtenPosterior(sql`k.p`)} as probability,
    ${snapshot} as snapshot
  from link_ranked k join link_decided d on d.rid = k.rid
  where k.rank <= ${CANDIDATES_KEPT} or k.number = ${sql.int(U.same)} or k.w_review <> 0`;
