import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { EDGE_SIGNS, HOUSE_NUMBER_PATTERN } from "./street-line.ts";

/** A street line trimmed as `readStreetLine` trims it; null when nothing is left. */
export const streetLineSql = (text: Sql): Sql =>
  sql`nullif(regexp_replace(trim(${text}, ${sql.lit(EDGE_SIGNS)}), '\\s+', ' ', 'g'), '')`;

/** The house number at the head of a trimmed street line. */
export const houseNumberSql = (street: Sql): Sql =>
  sql`nullif(upper(regexp_extract(lower(${street}), ${sql.lit(HOUSE_NUMBER_PATTERN)}, 1)), '')`;

/** The words of a street line that name the street: no marks, no house number, no word for "street". Null when none is left. */
export const streetWordsSql = (street: Sql): Sql => sql`nullif(trim(regexp_replace(regexp_replace(regexp_replace(
    strip_accents(replace(lower(${street}), 'đ', 'd')),
    ${sql.lit(FOLDED_HOUSE_NUMBER)}, ''), '[^a-z0-9]+', ' ', 'g'), '^ *(?:duong|pho|dg|d|so) +', '')), '')`;

const FOLDED_HOUSE_NUMBER = HOUSE_NUMBER_PATTERN.replaceAll("đ", "d");
