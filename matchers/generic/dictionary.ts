import { VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import { inferDateFormat } from "../dates/date-dictionary.ts";
import type { DateReading } from "../dates/date-reading.ts";
import { canonical } from "./canonical.ts";
import { domainOf, type Field, type Swap } from "./field.ts";

/** The two sides, as Parquet: `row_id` varchar, on no row blank or used twice, and a varchar column `field_<name>` a field. */
export interface Sides {
  readonly register: string;
  readonly records: string;
}
type Side = keyof Sides;
const SIDES: readonly Side[] = ["register", "records"];

/**
 * Understands every distinct value once. Makes `generic_raw(side, field, raw, code)`, and `generic_value(domain, code, text,
 * bare, known)` with the distinct canonical values of each domain; known are those that stand in the register.
 * @param today yyyymmdd, on which two-figure years turn
 */
export async function buildDictionary(
  c: Connection,
  sides: Sides,
  fields: readonly Field[],
  swaps: readonly Swap[],
  today: number,
): Promise<void> {
  await c.run(
    sql`create or replace temp table generic_read (side varchar, field varchar, domain varchar, raw varchar, text varchar, bare varchar)`,
    "make dictionary",
  );
  const appender = await c.appender("generic_read", Array(6).fill(VARCHAR), "fill dictionary");
  for (const side of SIDES)
    for (const field of fields) {
      const column = sql.id(inputColumn(field.name));
      const values = sql`select ${column} as raw, count(*) as n from read_parquet(${sides[side]})
        where ${column} is not null group by 1`;
      const reading =
        field.kind === "date" ? await dateReading(c, values, field.formats?.[side] ?? [], today) : undefined;
      const domain = domainOf(field.name, swaps);
      for await (const [raws] of c.columns(sql`select raw from (${values})`, "read distinct values"))
        for (const raw of raws as string[]) {
          const value = canonical(field.kind, raw, reading);
          if (value) appender.append([side, field.name, domain, raw, value.text, value.bare]);
        }
    }
  appender.close();
  await c.run(
    sql`create or replace temp table generic_raw as select side, field, raw, ${codeSql(sql`text`)} as code from generic_read`,
    "code values",
  );
  await c.run(
    sql`create or replace temp table generic_value as
      select domain, ${codeSql(sql`text`)} as code, text, bare, bool_or(side = 'register') as known
      from generic_read group by domain, text, bare`,
    "collect values",
  );
  await c.run(sql`drop table generic_read`, "drop readings");
}

function dateReading(c: Connection, values: Sql, declared: readonly string[], today: number): Promise<DateReading> {
  return inferDateFormat(c, { values, declared, today });
}

/** Name of a field's column in the two files. */
export const inputColumn = (field: string): string => `field_${field}`;

/** Name of a field's column of codes. */
export const codeColumn = (field: string): string => `v_${field}`;

/**
 * Makes `generic_register(pid, id, v_...)` and `generic_records(rid, id, v_...)`: rows numbered in the order of their ids,
 * values as codes, null where blank. Needs `generic_raw`.
 */
export async function codeSides(c: Connection, sides: Sides, fields: readonly Field[]): Promise<void> {
  for (const [side, key] of [
    ["register", "pid"],
    ["records", "rid"],
  ] as const) {
    const joins = fields.map(
      ({ name }, i) => sql`left join generic_raw ${sql.id(`d${i}`)}
        on ${sql.id(`d${i}`)}.side = ${side} and ${sql.id(`d${i}`)}.field = ${name} and ${sql.id(`d${i}`)}.raw = s.${sql.id(inputColumn(name))}`,
    );
    const codes = fields.map(({ name }, i) => sql`${sql.id(`d${i}`)}.code as ${sql.id(codeColumn(name))}`);
    await c.run(
      sql`create or replace temp table ${sql.id(`generic_${side}`)} as
        select row_number() over (order by s.row_id)::bigint as ${sql.id(key)}, s.row_id as id, ${sql.join(codes)}
        from read_parquet(${sides[side]}) s ${sql.join(joins, " ")}`,
      `code ${side}`,
    );
  }
}
