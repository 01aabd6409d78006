import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { isSpoiltOfSql } from "../identity/spoilt-number.ts";
import { levelColumnsSql, relationJoins } from "../linkage/compare.ts";
import { BIRTH_LEVEL as B, levelsSql, NAME_LEVEL as N, NUMBER_LEVEL as U } from "../linkage/levels.ts";
import { RARITY_COLUMNS } from "../linkage/surprisal.ts";
import { WEIGHT_COLUMNS, weightColumns } from "../linkage/weights.ts";

/** One of the two names carries no marks, whichever: neither side is a register, which has them. */
const plain = sql`(x.plain or r.plain)`;

/** The second record's number is the first one's with a digit left out or one too many; the levels say it of the first's. */
const spoiltBeside = sql`coalesce(r.spoilt_int is not null and x.number_int is not null and ${isSpoiltOfSql(sql`r.spoilt_int`, sql`x.number_int`)}, false)`;

/** The two give one number, old number or passport. */
const sameNumber = sql`number in ${levelsSql(U.same, U.old)}`;

/** The given names differ in marks, and the one without them stands among words that have theirs: Lê Văn Anh, Lê Văn Ánh. */
const marksMeant = sql`x.given_code is distinct from r.given_code and x.given_fold = r.given_fold and not x.plain and not r.plain
  and (x.given_code = x.given_fold or r.given_code = r.given_fold)`;

/**
 * Two records that speak against each other, whatever else agrees: another given name; one that is only like it, or another
 * birth date, without a common number. Twins and a father and son of one name share home, phone and most of the rest, and
 * unlike in matching no register row stands beside them to show that there are two.
 */
const barred = sql`(same_row or given in ${levelsSql(N.different)}
  or (not ${sameNumber} and (given in ${levelsSql(N.near, N.initial, N.tone)} or marks_meant
    or birth in ${levelsSql(B.sameYear, B.nearYear, B.nearYearAlone, B.different)}))
  or (family in ${levelsSql(N.different)} and birth not in ${levelsSql(B.date, B.vague, B.year)}))`;

/**
 * Compares pairs of records with the parts of matching: columns a, b, the levels, `weight` (thousandths of a bit, with the
 * prior) and `barred`. The first record of a pair stands for the record, the second for the register row; which is the first
 * the codes of their keys decide, so that marks and numbers are compared alike both ways. How rare an agreeing value is, is told
 * of the first. `name_cap` is the most that a whole name may be worth.
 * @param pairs a select of (a, b), codes of records of `dedupe_record`, a < b
 * @param prior thousandths of a bit that a pair starts from
 */
export function comparedSql(pairs: Sql, prior: number): Sql {
  const others = WEIGHT_COLUMNS.filter((name) => !["w_family", "w_middle", "w_given", "w_name"].includes(name));
  const sum = sql.join(
    others.map((name) => sql.id(name)),
    " + ",
  );
  // Each step is materialized: expressions that stand in several others would else be planned, and computed, once for each.
  return sql`
    with levelled as materialized (
      select p.a, p.b, least(x.source_no, r.source_no) as source_no, null::integer as said, ${levelColumnsSql(plain)}, ${plain} as plain, false as owned, x.name_cap,
        x.source_no = r.source_no and x.record_id = r.record_id as same_row, r.pid is null as no_number,
        ${marksMeant} as marks_meant, ${spoiltBeside} as spoilt_beside,
        ${sql.join(RARITY_COLUMNS.map((name) => sql.id("x", name)))}
      from (${pairs}) p join dedupe_record x on x.rid = p.a join dedupe_record r on r.rid = p.b ${relationJoins()}),
    read as materialized (
      select * replace (case when spoilt_beside and number not in ${levelsSql(U.same, U.old)} then ${sql.int(U.slip)}
          when no_number and number in ${levelsSql(U.slip, U.different, U.other)} then ${sql.int(U.missing)} else number end::utinyint as number)
      from levelled),
    weighed as materialized (
      select l.*, ${weightColumns} from read l join link_model m on m.source_no = l.source_no)
    select a, b, family, middle, given, birth, sex_level as sex, place, phone, number,
      (${prior} + least(name_cap, w_family + w_middle + w_given + w_name) + ${sum})::integer as weight, ${barred} as barred
    from weighed`;
}
