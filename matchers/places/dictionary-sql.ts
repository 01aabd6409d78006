import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import { MOST_PARTS, SPLIT_PARTS } from "./reader.ts";
import { houseNumberSql, numberlessSql, streetLineSql, trimmedStreetSql } from "./street-sql.ts";
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
 * The last three parts of every address as they stand, cut by the rules of `cutTail`; null where columns tell the units, or
 * where their number `n` lets no tail settle the place. `part3` is also null where it begins with a number, for such a part
 * names no unit. `reads`: how the address is read, by its unit columns, as `text` or by both; `written` is null where it
 * equals `text`.
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
    counted as (select *, len(parts) as n from split)
    select place_key, text, case when written <> text then written end as written, street, commune, district, province, n,
      case when not in_columns then 'text' when commune is null and written is not null then 'both' else 'columns' end as reads,
      case when n between 2 and ${MOST_PARTS} then parts[-1] end as part1,
      case when n between 2 and ${MOST_PARTS} then parts[-2] end as part2,
      case when n between 2 and ${MOST_PARTS} and not ${beginsWithNumber(sql`parts[-3]`)} then parts[-3] end as part3
    from counted`;
}

/** Whether a part begins with a digit, a space before it or not. Comparing takes half as long as a pattern. */
const beginsWithNumber = (part: Sql): Sql =>
  sql`((${part} >= '0' and ${part} < ':') or (${part} >= ' 0' and ${part} < ' :'))`;

/** How a text that ends in the country ends, to keep the pattern from all others. */
const COUNTRY_ENDS = ["am", "AM", "Am", "aM", "vn", "VN", "Vn", "vN"];

/** Distinct parts at the ends of addresses, numbered. */
export const partsSql = (step: Step): Sql => sql`
  select (row_number() over ())::integer as number, part from (select distinct part from (
    select part1 as part from ${sql.id(step("cut"))}
    union all select part2 from ${sql.id(step("cut"))}
    union all select part3 from ${sql.id(step("cut"))}
  ) where part is not null)`;

/** Distinct combinations of unit columns, under numbers below zero, which no code of a tail is. */
export const unitsSql = (step: Step): Sql => sql`
  select -row_number() over (order by commune, district, province) as tail, commune, district, province
  from (select distinct commune, district, province from ${sql.id(step("cut"))} where reads = 'columns')`;

/** How much of the text stands before the last one to three parts. */
const headSql = (text: Sql, used: Sql): Sql => sql`left(${text}, greatest(0, len(${text}) - 1 - len(r.part1)
  - case when ${used} > 1 then len(r.part2) + 1 else 0 end - case when ${used} > 2 then len(r.part3) + 1 else 0 end))`;

/**
 * Every address with the code of its tail (null when it has none) and its street line as it is when the units fill all parts
 * that have a class; an address in columns with the number of its units.
 */
export const codedSql = (step: Step): Sql => sql`
  with classed as (
    select p.part, c.class::bigint as class
    from ${sql.id(step("parts"))} p join ${sql.id(step("classes"))} c on c.number = p.number
  )
  select r.place_key, r.n > ${SPLIT_PARTS} as many_parts,
    a.class + (b.class << ${CLASS_BITS}) + (coalesce(d.class, 0) << ${2n * CLASS_BITS}) as tail,
    ${headSql(sql`r.text`, sql`case when d.class is null then 2 else 3 end`)} as street
  from ${sql.id(step("cut"))} r
  left join classed a on a.part = r.part1
  left join classed b on b.part = r.part2
  left join classed d on d.part = r.part3
  where r.reads = 'text'
  union all
  select r.place_key, false as many_parts, u.tail, coalesce(r.street, r.written, r.text) as street
  from ${sql.id(step("cut"))} r
  join ${sql.id(step("units"))} u on u.commune is not distinct from r.commune
    and u.district is not distinct from r.district and u.province is not distinct from r.province
  where r.reads = 'columns'`;

/** The codes of all tails; those of one province and district stand together, so that their communes are at hand for reading. */
export const tailsSql = (step: Step): Sql => sql`
  select distinct tail from ${sql.id(step("coded"))} where tail > 0
  order by tail & ${(1n << (2n * CLASS_BITS)) - 1n}, tail`;

/** The parts of street lines: the line itself, its house number, its text without it. */
const lineSql = (streets: Sql): Sql => sql`
  with trimmed as (select * exclude (street), ${trimmedStreetSql(sql`street`)} as trimmed from (${streets})),
  lines as (select * exclude (trimmed), ${streetLineSql(sql`trimmed`)} as street_line from trimmed)
  select *, ${houseNumberSql(sql`street_line`)} as house_number, ${numberlessSql(sql`street_line`)} as numberless
  from lines`;

/** Street lines of the addresses that have a tail. */
export const linesSql = (step: Step): Sql =>
  lineSql(sql`select * from ${sql.id(step("coded"))} where tail is not null`);

/** Addresses that neither their tail nor their unit columns settle. */
export const othersSql = (step: Step): Sql => sql`
  with unsettled as (
    select c.place_key from ${sql.id(step("coded"))} c left join ${sql.id(step("tails"))} t on t.tail = c.tail
    where t.tail is null or (t.split and c.many_parts)
    union all
    select place_key from ${sql.id(step("cut"))} where reads = 'both'
  )
  select r.place_key, r.reads, coalesce(r.written, r.text) as written, r.street, r.district, r.province
  from unsettled join ${sql.id(step("cut"))} r using (place_key)`;

/** Street lines of addresses read one by one, and of those whose units fill fewer parts than have a class. */
export const otherLinesSql = (step: Step): Sql =>
  lineSql(sql`
    select place_key, reading, street from ${sql.id(step("others"))}
    union all
    select r.place_key, t.reading, ${headSql(sql`r.text`, sql`t.used`)} as street
    from ${sql.id(step("coded"))} c
    join ${sql.id(step("tails"))} t on t.tail = c.tail
    join ${sql.id(step("cut"))} r on r.place_key = c.place_key
    where not t.fills and not (t.split and c.many_parts)`);

/** Lines of the addresses whose tail settles them by filling all parts that have a class. */
export const settledLinesSql = (step: Step): Sql => sql`
  select l.place_key, t.reading, l.street_line, l.house_number, l.numberless
  from ${sql.id(step("lines"))} l join ${sql.id(step("tails"))} t on t.tail = l.tail
  where t.fills and not (t.split and l.many_parts)`;

/** Distinct street lines without their house numbers. */
export const numberlessLinesSql = (step: Step): Sql =>
  sql`select distinct numberless from ${sql.id(step("lines"))} where numberless is not null`;

/**
 * Rows of the dictionary, from lines with the number of their reading; what streets and hamlets are named, and houses, are coded
 * once each.
 */
export const dictionarySql = (lines: Sql, step: Step): Sql => sql`
  with lines as (${lines}),
  units as (
    select number, ${codeSql(sql`street`)} as street_code, ${codeSql(sql`hamlet`)} as hamlet_code, hamlet_kind, lanes, house,
      ${codeSql(sql`house`)} as house_code
    from ${sql.id(step("street_units"))}
  ),
  streets as (
    select s.numberless, u.* exclude (number) from ${sql.id(step("streets"))} s join units u on u.number = s.units
  ),
  house_codes as (
    select house_number, ${codeSql(sql`house_number`)} as house_code
    from (select distinct house_number from lines where house_number is not null)
  )
  select l.place_key, l.reading::integer as reading, l.street_line, l.house_number, s.street_code,
    case when s.lanes is null then coalesce(h.house_code, s.house_code)
      else ${codeSql(sql`s.lanes || '/' || coalesce(l.house_number, s.house)`)} end as house_code,
    s.hamlet_code, s.hamlet_kind
  from lines l
  left join streets s on s.numberless = l.numberless
  left join house_codes h on h.house_number = l.house_number`;
