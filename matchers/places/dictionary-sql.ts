import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import { MOST_PARTS, SPLIT_PARTS } from "./reader.ts";
import { houseNumberSql, streetLineSql, streetWordsSql } from "./street-sql.ts";
import { COUNTRY_PATTERN, HYPHEN, HYPHENATED_PATTERN, PART_SIGNS, TRAILING_SIGNS } from "./tail.ts";

/**
 * The last three parts of every address, cut by the rules of `cutTail`; null parts where columns tell the units.
 * `head1` to `head3`: how much of `text` stands before the last one to three parts. `p3` is null where it begins with a house number, for such a part names no unit. `fits`: the number of parts lets a tail settle the place. `many_parts`: a split unit may name its commune of today too.
 */
export function cutSql(values: Sql): Sql {
  const trailing = sql.lit(TRAILING_SIGNS);
  const commas = PART_SIGNS.reduce((text, sign) => sql`replace(${text}, ${sql.lit(sign)}, ',')`, sql`bare`);
  return sql`
    with source as (
      select place_key, street, commune, district, province, coalesce(address, street) as written,
        commune is not null or district is not null or province is not null as in_columns
      from (${values})
    ),
    trimmed as (select *, rtrim(written, ${trailing}) as trimmed from source),
    bare as (
      select * exclude (trimmed),
        case when lower(right(trimmed, 2)) in ('am', 'vn')
          then rtrim(regexp_replace(trimmed, ${sql.lit(COUNTRY_PATTERN)}, '', 'i'), ${trailing})
          else trimmed end as bare
      from trimmed
    ),
    commas as (select * exclude (bare), ${commas} as commas from bare),
    texts as (
      select * exclude (commas),
        case when contains(commas, ',') or not contains(commas, ${sql.lit(HYPHEN)})
            or regexp_matches(commas, ${sql.lit(HYPHENATED_PATTERN)}, 'i') then commas
          else replace(commas, ${sql.lit(HYPHEN)}, ',') end as text
      from commas
    ),
    split as (select *, case when not in_columns then string_split(text, ',') end as parts from texts),
    named as (
      select * exclude (parts), len(parts) as n, parts[-1] as raw1, parts[-2] as raw2, parts[-3] as raw3 from split
    )
    select * exclude (raw1, raw2, raw3, n), trim(raw1) as p1, trim(raw2) as p2,
      (len(text) - len(raw1) - 1)::integer as head1, (len(text) - len(raw1) - len(raw2) - 2)::integer as head2,
      (len(text) - len(raw1) - len(raw2) - len(raw3) - 3)::integer as head3,
      case when ascii(trim(raw3)) between 48 and 57 then null else trim(raw3) end as p3,
      coalesce(n between 2 and ${MOST_PARTS}, false) as fits, coalesce(n > ${SPLIT_PARTS}, false) as many_parts
    from named`;
}

/** The dictionary: readings joined to their addresses, with the street line's number and codes. */
export function joinSql(step: (suffix: string) => string): Sql {
  return sql`
    with streets as (
      select place_key, reading, ${streetLineSql(sql`street`)} as street_line from ${sql.id(step("streets"))}
    ),
    houses as (
      select *, ${houseNumberSql(sql`street_line`)} as house_number, ${streetWordsSql(sql`street_line`)} as street_words
      from streets
    )
    select h.place_key, h.street_line, h.house_number,
      r.commune_old, r.district_old, r.province_old, r.commune_now, r.province_now, r.place_list, r.place_state,
      r.place_alternatives, ${codeSql(sql`h.street_words`)} as street_code, ${codeSql(sql`h.house_number`)} as house_code,
      r.findings
    from houses h join ${sql.id(step("readings"))} r on r.reading = h.reading`;
}
