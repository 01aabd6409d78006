import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { EDGE_SIGNS, HOUSE_NUMBER_PATTERN } from "./street-line.ts";

/** A street line's text without signs at its ends. Looks first whether there are any: DuckDB's trimming of sets is slow. */
export function trimmedStreetSql(text: Sql): Sql {
  const ends = [...EDGE_SIGNS].map((sign) => sql`suffix(${text}, ${sql.lit(sign)})`);
  return sql`case when ascii(${text}) < 48 or ascii(${text}) in (58, 59, 124, 160, 65279) or ${sql.join(ends, " or ")}
    then trim(${text}, ${sql.lit(EDGE_SIGNS)}) else ${text} end`;
}

/** A trimmed street line with single spaces, as `readStreetLine` gives it; null when nothing is left. */
export function streetLineSql(trimmed: Sql): Sql {
  const blanks = ["  ", "\t", "\n", "\r"].map((blank) => sql`contains(${trimmed}, ${sql.lit(blank)})`);
  return sql`nullif(case when ${sql.join(blanks, " or ")}
    then regexp_replace(${trimmed}, '\\s+', ' ', 'g') else ${trimmed} end, '')`;
}

/** The house number at the head of a trimmed street line. */
export const houseNumberSql = (street: Sql): Sql =>
  sql`nullif(upper(regexp_extract(${street}, ${sql.lit(HOUSE_NUMBER_PATTERN)}, 1, 'i')), '')`;

const NUMBER = "^(?:(?:số nhà|nhà số|số|so nha|nha so|so|sn|no)[ .:]*)?[0-9]+[a-z]?(?:/[0-9]+[a-z]?)*([ ,;])";

/** A street line with its usual house number made "0": such lines are few, and `readStreetUnits` reads the rest of both alike. */
export const numberlessSql = (street: Sql): Sql => sql`regexp_replace(${street}, ${sql.lit(NUMBER)}, '0\\1', 'i')`;
