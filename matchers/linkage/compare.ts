import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { DATE_RELATION as D, relateDatesSql, YEARS_NEAR } from "../dates/date-relation.ts";
import { digitsApartSql, oneSlipSql } from "../identity/number-relation.ts";
import { statesPersonSql } from "../identity/person-number-sql.ts";
import { isSpoiltOfSql } from "../identity/spoilt-number.ts";
import {
  PLACE_RELATION as R,
  relatePlacesSql,
  relateStreetsSql,
  sameHamletOnlySql,
  STREET_RELATION as T,
} from "../places/place-relation.ts";
import {
  BIRTH_LEVEL as B,
  PHONE_LEVEL as H,
  NAME_LEVEL as N,
  PLACE_LEVEL as P,
  SEX_LEVEL as S,
  NUMBER_LEVEL as U,
} from "./levels.ts";

/** Left joins of the word relations a pair (`x` record, `r` register row) needs, from a table like `link_relation`. */
export const relationJoins = (table = "link_relation"): Sql => {
  const join = (alias: string, part: string) => {
    const [l, code] = [sql.id(alias), sql.id(`${part}_code`)];
    return sql`left join ${sql.id(table)} ${l} on ${l}.a = x.${code} and ${l}.b = r.${code}`;
  };
  return sql`${join("lf", "family")} ${join("lg", "given")} ${join("l1", "middle")} ${join("l2", "middle2")}`;
};

/** Level of one word: equal, equal but for marks (which say nothing where `plain`), related, different. */
const word = (part: string, relation: Sql, plain: Sql): Sql => {
  const [xc, rc] = [sql.id("x", `${part}_code`), sql.id("r", `${part}_code`)];
  const [xf, rf] = [sql.id("x", `${part}_fold`), sql.id("r", `${part}_fold`)];
  return sql`case when ${xc} is null or ${rc} is null then ${sql.int(N.missing)} when ${xc} = ${rc} then ${sql.int(N.same)}
    when ${plain} and ${xf} = ${rf} then ${sql.int(N.same)}
    else coalesce(${relation}.level, ${sql.int(N.different)}) end`;
};

/** The same words in another order. */
const exchanged = sql`(x.bag_code = r.bag_code and x.key_code <> r.key_code)`;

/** The same letters in the same order, but parted into other words, so that no part of one can be held beside a part of the other. */
const joined = sql`(case when x.key_code = r.key_code then ${sql.join(
  ["family_fold", "given_fold", "middle_fold", "middle2_fold"].map(
    (name) => sql`${sql.id("x", name)} is distinct from ${sql.id("r", name)}`,
  ),
  " or ",
)} else false end)`;

const middle = (plain: Sql): Sql => sql`case
  when x.middle_code is null and r.middle_code is null then ${sql.int(N.missing)}
  when x.middle_code is null or r.middle_code is null then ${sql.int(N.dropped)}
  when x.middle2_code is null and r.middle2_code is null then ${word("middle", sql`l1`, plain)}
  when x.middle2_code is not null and r.middle2_code is not null then
    greatest(${word("middle", sql`l1`, plain)}, ${word("middle2", sql`l2`, plain)})
  when x.middle_fold = r.middle_fold or x.middle2_fold = r.middle_fold or x.middle_fold = r.middle2_fold then ${sql.int(N.partial)}
  else ${sql.int(N.different)} end`;

const LEVEL_OF_DATE = {
  [D.equal]: B.date,
  [D.equalImprecise]: B.vague,
  [D.defaultOrYear]: B.year,
  [D.swapped]: B.swapped,
  [D.slip]: B.slip,
  [D.sameMonth]: B.sameMonth,
  [D.sameYear]: B.sameYear,
  [D.nearYear]: B.nearYear,
  [D.different]: B.different,
} as const;
/** The levels in the order of the relations' numbers. */
const DATE_LEVELS = Object.values(D)
  .sort((a, b) => a - b)
  .map((relation) => sql.int(LEVEL_OF_DATE[relation]));
/**
 * Level of two birth dates (integers yyyymmdd). Many a random person was born within three years of a bare year, few on the same day of
 * them: these are levels of their own.
 * Looked up in a list: a `case` would relate the dates once for each of its branches.
 */
export const levelOfDate = (a: Sql, b: Sql): Sql => sql`(case
  when abs(${a} // 10000 - ${b} // 10000) between 1 and ${sql.int(YEARS_NEAR)} and (${a} % 10000 in (0, 101) or ${b} % 10000 in (0, 101))
    then ${sql.int(B.nearYearAlone)}
  else coalesce([${sql.join(DATE_LEVELS)}][1 + ${relateDatesSql(a, b)}], ${sql.int(B.missing)}) end)`;
const birth = levelOfDate(sql`x.birth_int`, sql`r.birth_int`);

/** Nothing narrower is known of a side's place than a district. */
const wide = (side: string): Sql =>
  sql`(${sql.id(side, "commune_now")} is null and ${sql.id(side, "commune_old")} is null and coalesce(len(${sql.id(side, "place_alternatives")}), 0) = 0)`;

/** Levels of the places' relations, in the order of their numbers; within one commune, house and street say more. */
const PLACE_LEVELS: Readonly<Record<(typeof R)[keyof typeof R], Sql>> = {
  [R.unknown]: sql.int(P.missing),
  [R.sameOldCommune]: sql`null`,
  [R.sameCommune]: sql`null`,
  [R.maybeSameCommune]: sql`null`,
  [R.sameOldDistrict]: sql.int(P.district),
  [R.sameProvince]: sql`case when ${wide("x")} or ${wide("r")} then ${sql.int(P.provinceAlone)} else ${sql.int(P.province)} end`,
  [R.different]: sql.int(P.different),
};
const LEVEL_OF_STREET = {
  [T.unknown]: P.communeAlone,
  [T.sameHouse]: P.house,
  [T.sameStreet]: P.street,
  [T.different]: P.commune,
  [T.sameStreetAlone]: P.streetAlone,
} as const;
/** The levels in the order of the relations' numbers. */
const STREET_LEVELS = Object.values(T)
  .sort((a, b) => a - b)
  .map((relation) => sql.int(LEVEL_OF_STREET[relation]));
/** Level of the places of a pair (`x` record, `r` register row). */
export const placeLevel = sql`coalesce([${sql.join(Object.values(PLACE_LEVELS))}][1 + ${relatePlacesSql("x", "r")}],
  [${sql.join(STREET_LEVELS)}][1 + ${relateStreetsSql("x", "r")}])`;

/** Digits of an old number, and one more: `oneSlipSql` wants an even number. */
const OLD_DIGITS = 10;
const oldSlipped = oneSlipSql(sql`x.old_number_int`, sql`r.old_number_int`, OLD_DIGITS);
const slipped = oneSlipSql(sql`x.number_int`, sql`r.pid`);
/** Whether the record's number may be, or is known to be, that of somebody born in a year and of a sex. */
const mayState = (birth: Sql, sex: Sql): Sql =>
  sql`coalesce(${statesPersonSql(sql`x.number_int`, sql`${birth} // 10000`, sex)}, true)`;
/**
 * The record's number is far from the row's, and states the record's own birth year and sex, or, where the record knows no birth, others
 * than the row's: it is a number of somebody else.
 */
const ofAnother = sql`(${mayState(sql`x.birth_int`, sql`x.sex`)} and ${digitsApartSql(sql`x.number_int`, sql`r.pid`)} > 2
  and (x.birth_int is not null or not ${mayState(sql`r.birth_int`, sql`r.sex`)}))`;
/** Level of the numbers of a pair (`x` record, `r` register row, whose `pid` is a negative code where it has no number). */
export const numberLevel = sql`case
  when x.number_int = r.pid then ${sql.int(U.same)}
  when list_contains(x.alias_pids, r.pid) then ${sql.int(U.reissued)}
  when x.old_number_int = r.old_number_int or x.passport_code = r.passport_code then ${sql.int(U.old)}
  when x.spoilt_int is not null and r.pid >= 0 and ${isSpoiltOfSql(sql`x.spoilt_int`, sql`r.pid`)} then ${sql.int(U.slip)}
  when x.number_int is not null and r.pid >= 0 then case when ${slipped} then ${sql.int(U.slip)} when ${ofAnother} then ${sql.int(U.other)}
    else ${sql.int(U.different)} end
  when x.old_number_int is not null and r.old_number_int is not null then case when ${oldSlipped} then ${sql.int(U.oldSlip)}
    else ${sql.int(U.oldDifferent)} end
  else ${sql.int(U.missing)} end`;

/** Level of a value that is the same or another, such as sex and phone. */
const sameOrNot = (column: string, levels: typeof S | typeof H): Sql => {
  const [x, r] = [sql.id("x", column), sql.id("r", column)];
  return sql`(case when ${x} is null or ${r} is null then ${sql.int(levels.missing)}
    when ${x} = ${r} then ${sql.int(levels.same)} else ${sql.int(levels.different)} end)`;
};

/**
 * The levels of a pair, as columns `family` ... `number`, plus `same_key`: whole names equal but for marks, and `by_hamlet`: of street and
 * hamlet only the hamlet agrees.
 * @param plain whether marks say nothing: the record has none. A register has them, so that one side tells
 */
export const levelColumnsSql = (plain: Sql = sql`x.plain`): Sql => sql`
  (case when ${exchanged} then ${sql.int(N.swapped)} when ${joined} then ${sql.int(N.joined)}
    else ${word("family", sql`lf`, plain)} end)::utinyint as family,
  (case when ${exchanged} and x.middle_code is not null then ${sql.int(N.swapped)} when ${joined} then ${sql.int(N.missing)}
    else ${middle(plain)} end)::utinyint as middle,
  (case when ${exchanged} then ${sql.int(N.swapped)} when ${joined} then ${sql.int(N.joined)}
    else ${word("given", sql`lg`, plain)} end)::utinyint as given,
  (${birth})::utinyint as birth,
  ${sameOrNot("sex", S)}::utinyint as sex_level,
  (${placeLevel})::utinyint as place,
  ${sameOrNot("phone_int", H)}::utinyint as phone,
  (${numberLevel})::utinyint as number,
  coalesce(x.key_code = r.key_code, false) as same_key, ${sameHamletOnlySql("x", "r")} as by_hamlet`;
