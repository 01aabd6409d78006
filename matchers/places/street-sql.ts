import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { EDGE_SIGNS, HOUSE_NUMBER_PATTERN } from "./street-line.ts";

/** A street line trimmed as `readStreetLine` trims it; null when nothing is left. */
export function streetLineSql(text: Sql): Sql {
  const trimmed = sql`trim(${text}, ${sql.lit(EDGE_SIGNS)})`;
  return sql`nullif(case when contains(${trimmed}, '  ') or contains(${trimmed}, chr(9)) or contains(${trimmed}, chr(10))
    then regexp_replace(${trimmed}, '\\s+', ' ', 'g') else ${trimmed} end, '')`;
}

/** The house number at the head of a trimmed street line. */
export const houseNumberSql = (street: Sql): Sql =>
  sql`nullif(upper(regexp_extract(lower(${street}), ${sql.lit(HOUSE_NUMBER_PATTERN)}, 1)), '')`;

/** Signs between the words of a street line. */
const SIGNS = ".,;:-/()'";
const HEAD = "^(?:(?:so nha|nha so|so|sn|no)? *[0-9][0-9a-z]*(?: [0-9][0-9a-z]*)*(?: +|$))?(?: *(?:duong|pho|dg|d) )?";

/** The words of a street line that name the street: no marks, no house number, no word for "street". Null when none is left. */
export const streetWordsSql = (street: Sql): Sql => sql`nullif(trim(regexp_replace(
    translate(strip_accents(lower(${street})), ${sql.lit(`đ${SIGNS}`)}, ${sql.lit(`d${" ".repeat(SIGNS.length)}`)}),
    ${sql.lit(HEAD)}, '')), '')`;
