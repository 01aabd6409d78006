import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ListNumbers } from "../list-numbers.ts";
import type { NumberFinding } from "./findings.ts";

/** Digits 4 to 6 of a 12-digit number as an integer: century and sex, then the year of the century. */
const middle = (number: Sql): Sql => sql`(substr(${number}, 4, 3)::integer)`;
const middleOfInteger = (number: Sql): Sql => sql`(${number} // 1000000 % 1000)`;

/** Birth year that the middle digits of a 12-digit number state, as integer. */
const yearOf = (digits: Sql): Sql => sql`(1900 + 100 * (${digits} // 200) + ${digits} % 100)`;
/** Sex that they state: 0 male, 1 female. */
const sexOf = (digits: Sql): Sql => sql`(${digits} // 100 % 2)`;

const statedYear = (number: Sql): Sql => yearOf(middle(number));
/** `M` or `F` as a 12-digit number states. */
const statedSex = (number: Sql): Sql => sql`(case when ${sexOf(middle(number))} = 0 then 'M' else 'F' end)`;

/**
 * Whether a 12-digit number states a birth year and, where it is known, a sex.
 * @param number bigint @param birthYear integer @param sex 1 male, 2 female, or null
 */
export function statesPersonSql(number: Sql, birthYear: Sql, sex: Sql): Sql {
  const digits = middleOfInteger(number);
  return sql`(${yearOf(digits)} = ${birthYear} and coalesce(1 + ${sexOf(digits)} = ${sex}, true))`;
}

/**
 * `numberContradictions` in SQL: usmallint, the number of the list of findings, 0 where nothing contradicts.
 * @param personNumber varchar of 12 digits, or null @param birthYear integer or null @param sex `M`, `F` or null
 */
export function numberContradictionsSql(personNumber: Sql, birthYear: Sql, sex: Sql, lists: ListNumbers): Sql {
  const found = (...findings: NumberFinding[]) => sql.trusted(`${lists.of(findings)}::usmallint`);
  const year = sql`coalesce(${birthYear} <> ${statedYear(personNumber)}, false)`;
  const century = sql`(${birthYear} - ${statedYear(personNumber)}) % 100 = 0`;
  const sexes = sql`coalesce(${sex} <> ${statedSex(personNumber)}, false)`;
  return sql`(case
    when ${personNumber} is null or not (${year} or ${sexes}) then ${found()}
    when ${year} and ${century} then case when ${sexes} then ${found("number.century_differs", "number.sex_differs")} else ${found("number.century_differs")} end
    when ${year} then case when ${sexes} then ${found("number.birth_year_differs", "number.sex_differs")} else ${found("number.birth_year_differs")} end
    else ${found("number.sex_differs")}
  end)`;
}

/** `acceptsPadded` in SQL: boolean, never null. @param candidate varchar of 12 digits, or null */
export function acceptPadded(candidate: Sql, birthYear: Sql, sex: Sql): Sql {
  return sql`(${candidate} is not null and coalesce(${birthYear} = ${statedYear(candidate)}, true)
    and coalesce(${sex} = ${statedSex(candidate)}, true))`;
}

/** The three columns of a record that a confirmed repair of lost zeros changes. */
export interface ConfirmedIdentity {
  readonly personNumber: Sql;
  readonly numberState: Sql;
  readonly findings: Sql;
}

/**
 * Puts lost zeros back where nothing in the row contradicts (`acceptPadded`): the candidate becomes the person number,
 * the state `repaired`, and `number.wrong_length` becomes `number.lost_zeros`. Other rows stay as they are.
 * The arguments are the dictionary's columns, the row's own birth year and sex, and the lists as the dictionary left them.
 */
export function confirmIdentityRepairs(row: {
  readonly personNumber: Sql;
  readonly paddedCandidate: Sql;
  readonly numberState: Sql;
  readonly findings: Sql;
  readonly birthYear: Sql;
  readonly sex: Sql;
  readonly lists: ListNumbers;
}): ConfirmedIdentity {
  // Few rows have a candidate: the others are not looked into.
  const accepted = sql`(case when ${row.personNumber} is null and ${row.paddedCandidate} is not null
    then ${acceptPadded(row.paddedCandidate, row.birthYear, row.sex)} else false end)`;
  return {
    personNumber: sql`(case when ${accepted} then ${row.paddedCandidate} else ${row.personNumber} end)`,
    numberState: sql`(case when ${accepted} then 'repaired' else ${row.numberState} end)`,
    findings: sql`(case when ${accepted} then ${repairedFindings(row.findings, row.lists)} else ${row.findings} end)`,
  };
}

/** The number of the list in which zeros are lost instead of the length wrong. */
function repairedFindings(findings: Sql, lists: ListNumbers): Sql {
  const [wrong, lost]: NumberFinding[] = ["number.wrong_length", "number.lost_zeros"];
  const whens = lists.lists.flatMap((list, number) => {
    if (!list.includes(wrong!)) return [];
    const repaired = lists.of([...list.filter((finding) => finding !== wrong), lost!]);
    return [sql.trusted(`when ${number} then ${repaired}::usmallint`)];
  });
  return whens.length === 0 ? findings : sql`(case ${findings} ${sql.join(whens, " ")} else ${findings} end)`;
}
