import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { numberContradictionsSql } from "../../matchers/identity/person-number-sql.ts";
import { CANONICAL_COLUMNS, CODE_COLUMNS, KEY_COLUMNS, ORIGIN_COLUMNS, RAW_FIELDS } from "../../matchers/record.ts";
import type { Dictionaries } from "./dictionaries.ts";
import { findingsSql } from "./findings-sql.ts";
import { foundColumns } from "./found-columns.ts";
import { lookups } from "./lookups.ts";

/**
 * The canonical records of the raw records that the dictionaries are for, in order where told. What the source has no
 * column of is neither looked up nor joined: its columns are null. The connection must have been told the dictionaries'
 * lists under the name `FINDING_LISTS`, after this was called.
 *
 * To sort a row costs by the column, and null columns and lists cost most: only columns that hold something are sorted,
 * and what follows from others is made of them afterwards.
 * @param asOf yyyy-mm-dd
 */
export function standardSql(d: Dictionaries, asOf: string, orderBy: readonly Sql[] = []): Sql {
  const looked = lookups(d);
  const held = foundColumns(looked, d.lists, asOf).filter(({ of }) => of.some(({ table }) => table));
  const names = new Set(held.map(({ name }) => name));
  const u = (name: string) => (names.has(name) ? sql.id("u", name) : sql`null`);
  const numbered = looked.identity.table ?? looked.old.table;
  const contradictions = numberContradictionsSql(u("person_number"), u("birth_year"), u("sex"), d.lists);
  const raw = RAW_FIELDS.filter(({ name }) => d.has(name));
  const read = RAW_FIELDS.map(({ name }) => {
    const as = sql.id(`${name}_read`);
    return d.has(name) ? sql`u.${as}` : sql`null::varchar as ${as}`;
  });
  const made: Readonly<Record<string, Sql>> = {
    name_kind: sql`coalesce(${u("name_kind")}, 'empty')`,
    number_state: sql`coalesce(${u("number_state")}, 'none')`,
    place_state: sql`coalesce(${u("place_state")}, 'none')`,
    place_alternatives: sql`case when ${u("place_alternatives")} is not null then string_split(${u("place_alternatives")}, ' ')
      when ${u("place_state")} is not null then []::varchar[] end`,
    phones: sql`case when ${u("several_phones")} is not null then string_split(${u("several_phones")}, ' ')
      when ${u("no_phone")} then []::varchar[] when ${u("phone")} is not null then [${u("phone")}] end`,
    number_int: sql`${u("person_number")}::bigint`,
    phone_int: sql`substr(${u("phone")}, 2)::bigint`,
  };
  const standard = [...CANONICAL_COLUMNS, ...CODE_COLUMNS].map(
    ({ name, type }) => sql`(${made[name] ?? u(name)})::${sql.trusted(type)} as ${sql.id(name)}`,
  );
  return sql`
    with understood as (
      select ${columns("r", [...KEY_COLUMNS, ...ORIGIN_COLUMNS])},
        ${sql.join([
          ...raw.map(({ name }) => sql`${sql.id("r", name)} as ${sql.id(`${name}_read`)}`),
          ...held.map(({ name, value }) => sql`${value} as ${sql.id(name)}`),
        ])}
      from (${d.keyed}) r
      ${sql.join(
        Object.values(looked).map((lookup) => lookup.join),
        " ",
      )}
    ),
    compared as (
      select *${numbered ? sql`, ${contradictions} as number_findings` : sql``} from understood u
      ${orderBy.length > 0 ? sql`order by ${sql.join(orderBy)}` : sql``}
    )
    select ${columns("u", [...KEY_COLUMNS, ...ORIGIN_COLUMNS])}, ${sql.join([...read, ...standard])},
      ${findingsSql(numbered ? names.add("number_findings") : names)} as findings
    from compared u`;
}

const columns = (alias: string, list: readonly { readonly name: string }[]): Sql =>
  sql.join(list.map(({ name }) => sql.id(alias, name)));
