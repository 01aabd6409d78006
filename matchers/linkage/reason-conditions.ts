import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import {
  atLevel,
  BIRTH_LEVEL as B,
  NAME_LEVEL as N,
  PLACE_LEVEL as P,
  SEX_LEVEL as S,
  NUMBER_LEVEL as U,
} from "./levels.ts";
import type { ReasonCode } from "./reasons.ts";

/** Below this posterior a reviewer could not decide either. */
export const HOPELESS = 0.08;
/** A rival within this many thousandths of a bit is a tie or nearly one. */
const TIE = 1000;
const NEAR_TIE = 7000;

/** The next candidate is as good as the best one, or nearly so; both weigh more than "nobody". */
export const isNearTie = sql`margin <= ${NEAR_TIE} and next_weight > 0`;

/** Why a record that somebody fits is left to a reviewer: each reason and when it holds. */
export const RIVAL_CONDITIONS: readonly (readonly [ReasonCode, Sql])[] = [
  ["candidates.tie", sql`status = 'review' and margin <= ${TIE} and next_weight > 0`],
  ["candidates.near", sql`status = 'review' and margin > ${TIE} and ${isNearTie}`],
];

/** The codes of the conditions that hold, as a list in their order. */
export const reasonListSql = (conditions: readonly (readonly [ReasonCode, Sql])[]): Sql =>
  sql`list_filter([${sql.join(
    conditions.map(([code, when]) => sql`case when ${when} then ${code} end`),
  )}], reason -> reason is not null)`;

/** One of the name's parts stands at one of these levels. */
const ofName = (...levels: number[]): Sql =>
  sql`(${atLevel("family", ...levels)} or ${atLevel("middle", ...levels)} or ${atLevel("given", ...levels)})`;

/** When each reason holds, over a row of `link_decided` with the levels of its best candidate; in the order they are listed. */
const CONDITIONS: readonly (readonly [ReasonCode, Sql])[] = [
  ["review.same", sql`w_review > 0`],
  ["review.none", sql`nobody`],
  ["review.different", sql`rejected and not nobody and coalesce(w_review, 0) <= 0`],
  ["record.organisation", sql`what = 'organisation' or (what = 'noise' and status = 'unmatchable')`],
  ["record.no_name", sql`what = 'empty' or (what = 'noise' and status <> 'unmatchable')`],
  ["number.found", sql`${atLevel("number", U.same)} and status <> 'conflict'`],
  ["number.old_found", atLevel("number", U.old)],
  ["number.reissued", atLevel("number", U.reissued)],
  ["number.slip", atLevel("number", U.slip, U.oldSlip)],
  ["number.other_person", sql`owner is not null and (status = 'conflict' or owner <> pid)`],
  [
    "number.not_in_register",
    sql`number_int is not null and owner is null and not coalesce(${atLevel("number", U.reissued, U.slip)}, false)`,
  ],
  ["name.marks", sql`shown and ${ofName(N.marks, N.tone)}`],
  ["name.spelling", sql`shown and ${ofName(N.near, N.initial, N.joined)}`],
  ["name.middle", sql`shown and ${atLevel("middle", N.partial, N.dropped, N.different)}`],
  ["name.order", sql`shown and ${atLevel("family", N.swapped)}`],
  ["name.differs", sql`shown and (${atLevel("family", N.different)} or ${atLevel("given", N.different)})`],
  ["birth.year_only", sql`shown and ${atLevel("birth", B.vague, B.year)}`],
  ["birth.swapped", sql`shown and ${atLevel("birth", B.swapped)}`],
  ["birth.part", sql`shown and ${atLevel("birth", B.slip, B.sameMonth, B.sameYear)}`],
  ["birth.year", sql`shown and ${atLevel("birth", B.nearYear, B.nearYearAlone)}`],
  ["birth.differs", sql`shown and ${atLevel("birth", B.different)}`],
  ["sex.differs", sql`shown and ${atLevel("sex", S.different)}`],
  ["place.differs", sql`shown and ${atLevel("place", P.different)}`],
  ...RIVAL_CONDITIONS,
  ["register.no_number", sql`shown and pid < 0`],
  [
    "evidence.weak",
    sql`status in ('review', 'unmatchable') and what = 'person' and not coalesce(pid < 0, false)
      and not coalesce(${isNearTie}, false)`,
  ],
  ["register.nobody", sql`status = 'not_found'`],
];

/** The reason codes of a row of `link_decided`. */
export const reasonsSql: Sql = reasonListSql(CONDITIONS);
