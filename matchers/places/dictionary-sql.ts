import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import { MOST_PARTS, SPLIT_PARTS } from "./reader.ts";
import { houseNumberSql, numberlessSql, streetLineSql, streetWordsSql, trimmedStreetSql } from "./street-sql.ts";
import { COUNTRY_PATTERN, HYPHEN, HYPHENATED_PATTERN, PART_SIGNS, TRAILING_SIGNS } from "./tail.ts";

export type Step = (suffix: string) => string;

/** Bits a class takes in the code of a tail. */
const CLASS_BITS = 21n;
/** Classes that fit; parts beyond them are left to the reader. */
export const MOST_CLASSES = 2 ** 21 - 1;

/** The classes of a tail's commune (0 for none), district and province, from its code. */
export function classesOf(tail: bigint): [commune: number, district: number, province: number] {
  const mask = (1n << CLASS_BITS) - 1n;
  return [Number(tail >> (2n * CLASS_BITS)), Number((tail >> CLASS_BITS) & mask), Number(tail & mask)];
}

const anyOf = (tests: readonly Sql[]): Sql => sql`(${sql.join(tests, " or ")})`;

/** Trims signs off the end, looking first whether there is one: DuckDB's trimming of sets is slow. */
function trimEndSql(text: Sql): Sql {
  const tests = [...TRAILING_SIGNS].map((sign) => sql`suffix(${text}, ${sql.lit(sign)})`);
  return sql`case when ${anyOf(tests)} then rtrim(${text}, ${sql.lit(TRAILING_SIGNS)}) else ${text} end`;
}

/**
 * The last three parts of every address as they stand, cut by the rules of `cutTail`; null where columns tell the units.
 * `part3` is null where it begins with a number, for such a part names no unit. `fits`: the number of parts lets a tail
 * settle the place. `many_parts`: a split unit may name its commune of today too. `reads`: how the address is read, by its
 * unit columns or as `text`; `written` is null where it equals `text`.
 */
export function cutSql(values: Sql): Sql {
  const commas = PART_SIGNS.reduce((text, sign) => sql`replace(${text}, ${sql.lit(sign)}, ',')`, sql`bare`);
  const hasSigns = anyOf(PART_SIGNS.map((sign) => sql`contains(bare, ${sql.lit(sign)})`));
  const endsInCountry = anyOf(COUNTRY_ENDS.map((end) => sql`suffix(trimmed, ${sql.lit(end)})`));
  return sql`
    with source as (
      select place_key, street, commune, district, province, coalesce(address, street) as written,
        commune is not null or district is not null or province is not null as in_columns
      from (${values})
    ),
    trimmed as (select *, ${trimEndSql(sql`written`)} as trimmed from source),
    bare as (
      select * exclude (trimmed),
        case when ${endsInCountry}
          then rtrim(regexp_replace(trimmed, ${sql.lit(COUNTRY_PATTERN)}, '', 'i'), ${sql.lit(TRAILING_SIGNS)})
          else trimmed end as bare
      from trimmed
    ),
    commas as (select * exclude (bare), case when ${hasSigns} then ${commas} else bare end as commas from bare),
    texts as (
      select * exclude (commas),
        case when contains(commas, ',') or not contains(commas, ${sql.lit(HYPHEN)})
            or regexp_matches(commas, ${sql.lit(HYPHENATED_PATTERN)}, 'i') then commas
          else replace(commas, ${sql.lit(HYPHEN)}, ',') end as text
      from commas
    ),
    split as (select *, case when not in_columns then string_split(text, ',') end as parts from texts),
    named as (
      select * exclude (parts), len(parts) as n, parts[-1] as part1, parts[-2] as part2, parts[-3] as part3 from split
    )
    select place_key, text, case when written <> text then written end as written,
      street, commune, district, province,
      case when not in_columns then 'text' when commune is null and written is not null then 'both' else 'columns' end as reads,
      part1, part2, case when not regexp_matches(part3, '^ ?[0-9]') then part3 end as part3,
      len(part1)::integer as length1, len(part2)::integer as length2, len(part3)::integer as length3,
      coalesce(n between 2 and ${MOST_PARTS}, false) as fits, coalesce(n > ${SPLIT_PARTS}, false) as many_parts
    from named`;
}

/** How a text that ends in the country ends, to keep the pattern from all others. */
const COUNTRY_ENDS = ["am", "AM", "Am", "aM", "vn", "VN", "Vn", "vN"];

/** Distinct parts at the ends of addresses. */
export const partsSql = (step: Step): Sql => sql`
  select distinct part from (
    select part1 as part from ${sql.id(step("cut"))} where fits
    union all select part2 from ${sql.id(step("cut"))} where fits
    union all select part3 from ${sql.id(step("cut"))} where fits
  ) where part is not null`;

/** The cut addresses with the code of their tail in place of its parts; null when no tail may settle the place. */
export const codedSql = (step: Step): Sql => sql`
  select r.* exclude (part1, part2, part3, fits),
    case when fits then a.class + (b.class << ${CLASS_BITS}) + (coalesce(d.class, 0) << ${2n * CLASS_BITS}) end as tail
  from ${sql.id(step("cut"))} r
  left join ${sql.id(step("parts"))} a on a.part = r.part1
  left join ${sql.id(step("parts"))} b on b.part = r.part2
  left join ${sql.id(step("parts"))} d on d.part = r.part3`;

/** Addresses whose place is settled, with the number of its reading and the text of the street line. */
export const settledSql = (step: Step): Sql => sql`
  select r.place_key, t.reading, left(r.text, greatest(0, len(r.text) - 1 - r.length1
    - case when t.used > 1 then r.length2 + 1 else 0 end - case when t.used > 2 then r.length3 + 1 else 0 end)) as street
  from ${sql.id(step("coded"))} r join ${sql.id(step("tails"))} t on t.tail = r.tail
  where not (t.split and r.many_parts)
  union all
  select r.place_key, u.reading, coalesce(r.street, r.written, r.text) as street
  from ${sql.id(step("coded"))} r
  join ${sql.id(step("units"))} u on u.commune is not distinct from r.commune
    and u.district is not distinct from r.district and u.province is not distinct from r.province
  where r.reads = 'columns'`;

/** Addresses that neither their tail nor their unit columns settle. */
export const othersSql = (step: Step): Sql => sql`
  select r.place_key, r.reads, coalesce(r.written, r.text) as written, r.street, r.district, r.province
  from ${sql.id(step("coded"))} r
  left join ${sql.id(step("tails"))} t on t.tail = r.tail
  where r.reads <> 'columns' and (t.tail is null or (t.split and r.many_parts))`;

/** Street lines with their house number and their text without it. */
export const streetsSql = (step: Step): Sql => sql`
  with settled as (${settledSql(step)} union all select place_key, reading, street from ${sql.id(step("others"))}),
  trimmed as (select place_key, reading, ${trimmedStreetSql(sql`street`)} as trimmed from settled),
  lines as (select place_key, reading, ${streetLineSql(sql`trimmed`)} as street_line from trimmed)
  select place_key, reading, street_line, ${houseNumberSql(sql`street_line`)} as house_number,
    ${numberlessSql(sql`street_line`)} as numberless
  from lines`;

/** The dictionary: readings joined to their addresses; streets and houses are coded once each. */
export const joinSql = (step: Step): Sql => sql`
  with street_codes as (
    select numberless, ${codeSql(streetWordsSql(sql`numberless`))} as street_code
    from (select distinct numberless from ${sql.id(step("streets"))} where numberless is not null)
  ),
  house_codes as (
    select house_number, ${codeSql(sql`house_number`)} as house_code
    from (select distinct house_number from ${sql.id(step("streets"))} where house_number is not null)
  )
  select s.place_key, s.street_line, s.house_number,
    r.commune_old, r.district_old, r.province_old, r.commune_now, r.province_now, r.place_list, r.place_state,
    r.place_alternatives, w.street_code, h.house_code, r.findings
  from ${sql.id(step("streets"))} s
  join ${sql.id(step("readings"))} r on r.reading = s.reading
  left join street_codes w on w.numberless = s.numberless
  left join house_codes h on h.house_number = s.house_number`;
