import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import type { ListNumbers } from "../list-numbers.ts";
import { findingBit, findingsOf } from "./findings.ts";
import { FAST_WORDS, splitNames } from "./name-words.ts";
import { nameBits } from "./standardise-name.ts";
import { BARE_BIT, MARKED_BIT, MAYBE_BARE_BIT, TOKEN_ROLE } from "./token.ts";

const ORDER_BIT = findingBit("name.order_doubtful");
/** Findings that a name of regular words can have. */
const BITS = [
  findingBit("name.encoding_repaired"),
  findingBit("name.unicode_normalised"),
  findingBit("name.mark_moved"),
  findingBit("name.spacing_repaired"),
  ORDER_BIT,
  MARKED_BIT,
  BARE_BIT,
  MAYBE_BARE_BIT,
];

/** A select of every set of such findings with its list's number: bits, findings. */
export function findingListsSql(lists: ListNumbers): Sql {
  const sets = [0];
  for (const bit of BITS) sets.push(...sets.map((set) => set | bit));
  const rows = sets.map((bits) => sql`(${bits}, ${lists.of(findingsOf(nameBits(bits)))}::usmallint)`);
  return sql`select * from (values ${sql.join(rows)}) as sets (bits, findings)`;
}

/** Tables that names are put together from. */
export interface NameTableNames {
  /** Regular words: word, display, key, code, bits, start_bits, roles. */
  readonly words: string;
  /** Names understood whole: raw and the columns of the dictionary. */
  readonly irregular: string;
  /** bits, findings. */
  readonly findings: string;
}

const PLACES = Array.from({ length: FAST_WORDS }, (_, i) => i + 1);
const LATER = PLACES.slice(1);
const at = (place: number, column: string): Sql => sql.id(`w${place}`, column);
const each = (places: readonly number[], column: string): Sql => sql.join(places.map((place) => at(place, column)));
/** The value of the last word. */
const last = (column: string): Sql => sql`coalesce(${each([...LATER].reverse(), column)})`;

/** `r` with its words joined, each where it stands in the name. */
const joined = (rows: Sql, words: string): Sql => {
  const joins = PLACES.map(
    (place) =>
      sql`left join ${sql.id(words)} as ${sql.id(`w${place}`)} on ${at(place, "word")} = r.name_words[${place}]`,
  );
  return sql`(${splitNames(rows)}) r ${sql.join(joins, " ")}`;
};

/** The distinct names of `rows` that are not made of two to five regular words, or may begin a phrase. */
export function irregularNamesSql(rows: Sql, words: string): Sql {
  const found = sql.join(
    PLACES.map((place) => sql`(${at(place, "word")} is not null)::integer`),
    " + ",
  );
  return sql`
    select distinct r.raw
    from ${joined(rows, words)}
    where r.raw is not null and not coalesce(
      len(name_words) between 2 and ${FAST_WORDS} and ${found} = len(name_words)
        and w1.roles & ${TOKEN_ROLE.start} <> 0
        and (w1.roles & ${TOKEN_ROLE.phraseStart} = 0 or w2.roles & ${TOKEN_ROLE.phraseSecond} = 0), false)`;
}

/**
 * `rows` (with a column `raw`) and beside them name, name_key, name_kind, family, middle, given, name_code, key_code,
 * family_code, middle_code, middle2_code, given_code, findings. Regular names are put together from their words,
 * the others looked up. All null where `raw` is null.
 */
export function nameColumnsSql(rows: Sql, tables: NameTableNames): Sql {
  const size = sql`len(name_words)`;
  const nameCode = LATER.reduce(
    (code, place) => sql`xor(${code}, coalesce(${at(place, "code")} >> ${place - 1}, 0))`,
    at(1, "code"),
  );
  const middle = sql`nullif(concat_ws(' ', ${sql.join(
    LATER.slice(0, -1).map((place) => sql`case when ${size} > ${place} then ${at(place, "display")} end`),
  )}), '')`;
  const doubtful = sql`case when ${last("roles")} & ${TOKEN_ROLE.familyOnly} <> 0
    and w1.roles & ${TOKEN_ROLE.family} = 0 then ${ORDER_BIT} else 0 end`;
  const laterBits = LATER.map((place) => sql`coalesce(${at(place, "bits")}, 0)`);
  const bits = sql`(name_bits | w1.start_bits | ${sql.join(laterBits, " | ")} | ${doubtful})`;
  const key = sql`concat(${each(PLACES, "key")})`;
  const columns: readonly (readonly [string, Sql])[] = [
    ["name", sql`concat_ws(' ', ${each(PLACES, "display")})`],
    ["name_key", key],
    ["name_kind", sql`'person'`],
    ["family", sql`w1.display`],
    ["middle", middle],
    ["given", last("display")],
    ["name_code", nameCode],
    ["key_code", codeSql(key)],
    ["family_code", sql`w1.code`],
    ["middle_code", sql`case when ${size} > 2 then w2.code end`],
    ["middle2_code", sql`case ${size} when 4 then w3.code when 5 then w4.code when 6 then w5.code end`],
    ["given_code", last("code")],
    ["findings", sql`f.findings`],
  ];
  const chosen = columns.map(
    ([name, fast]) =>
      sql`case when i.raw is not null then ${sql.id("i", name)} when r.raw is not null then ${fast} end as ${sql.id(name)}`,
  );
  return sql`
    select r.* exclude (name_words, name_bits), ${sql.join(chosen)}
    from ${joined(rows, tables.words)}
    left join ${sql.id(tables.irregular)} i on i.raw = r.raw
    left join ${sql.id(tables.findings)} f on f.bits = ${bits}`;
}
