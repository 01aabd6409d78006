import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** What a spoilt number of 13 digits has beside them, so that it is told from one of 11 with its leading zeros. */
const LONG = 100_000_000_000_000;

const ten = (n: number): Sql => sql.int(10 ** n);
const long = sql.int(LONG);

/**
 * A person number that has one digit too few or too many, of the cell as it was read: its 11 digits as a bigint, or its 13 and 10^14. Null for
 * anything else. Which digit was left out or struck twice nobody can tell from the cell.
 */
export const spoiltNumberSql = (cell: Sql): Sql => sql`(
  case length(regexp_replace(${cell}, '[^0-9]', '', 'g')) when 11 then 0 when 13 then ${long} end
    + try_cast(case when not regexp_matches(${cell}, '[^0-9 .\\-'']') then regexp_replace(${cell}, '[^0-9]', '', 'g') end as bigint))`;

/**
 * Three bigint keys of a spoilt number, each beside the same of a 12-digit number: the first eight digits, the last eight, and the four at each
 * end. A digit too few or too many leaves one of the three alone. Null for null.
 */
export function spoiltKeysSql(spoilt: Sql, number: Sql): readonly (readonly [Sql, Sql])[] {
  const digits = sql`(${spoilt} % ${long})`;
  /** So many digits at the front: those below them go. */
  const front = (n: number): Sql =>
    sql`(${digits} // case when ${spoilt} >= ${long} then ${ten(13 - n)} else ${ten(11 - n)} end)`;
  return [
    [front(8), sql`(${number} // ${ten(4)})`],
    [sql`(${spoilt} % ${ten(8)})`, sql`(${number} % ${ten(8)})`],
    [
      sql`(${front(4)} * ${ten(4)} + ${spoilt} % ${ten(4)})`,
      sql`(${number} // ${ten(8)} * ${ten(4)} + ${number} % ${ten(4)})`,
    ],
  ];
}

/** Whether a spoilt number is a 12-digit one with a digit left out or one too many: boolean, null where either is null. */
export function isSpoiltOfSql(spoilt: Sql, number: Sql): Sql {
  // a 1 before the digits keeps leading zeros; where it is itself the digit too many, so is a 1 beside it
  const digits = sql`(${spoilt} % ${long} + case when ${spoilt} >= ${long} then ${ten(13)} else ${ten(11)} end)::varchar`;
  return sql`levenshtein(${digits}, (${number} + ${ten(12)})::varchar) = 1`;
}
