import { DATE, DuckDBDateValue, INTEGER, SMALLINT, USMALLINT, UTINYINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ListNumbers } from "../list-numbers.ts";
import { type DateReading, DateTally } from "./date-reading.ts";
import { readDateUntil } from "./read-date.ts";

/** A date of ten characters with a time of day after it and no zone: the date is all that is read of it. */
const DATE_AND_TIME =
  "(?:[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}|[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{4})[ T](?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]+)?)?";

/** The part of a value that its date is read from: many moments fall on few days. */
const datePart = (raw: Sql): Sql => sql`(case
  when strlen(${raw}) between 15 and 40 and regexp_full_match(${raw}, ${DATE_AND_TIME}) then left(${raw}, 10)
  else ${raw} end)`;

/**
 * Finds how a column writes its dates.
 *
 * @param request.values select of `raw` varchar (distinct, not null) and `n`, the rows that hold it
 * @param request.declared the profile's formats, such as `dd/MM/yyyy`, tried before anything else
 * @param request.today day of the run, `yyyymmdd`
 */
export async function inferDateFormat(
  c: Connection,
  request: { values: Sql; declared: readonly string[]; today: number },
): Promise<DateReading> {
  const tally = new DateTally();
  const parts = sql`select ${datePart(sql`raw`)} as part, sum(n)::integer as n from (${request.values}) group by part`;
  for await (const [values, counts] of c.columns(parts, "infer date format"))
    for (let i = 0; i < values!.length; i++) tally.add(values![i] as string, counts![i] as number);
  return tally.reading(request.declared, request.today);
}

/**
 * Makes the dictionary of dates: a row for each distinct value of `values`.
 *
 * @param request.values select of `raw` varchar, distinct and not null
 * @param request.into table to make: raw varchar, date date (complete dates only), year smallint, month utinyint,
 *   day utinyint, precision varchar (day, month, year, default), birth_int integer (yyyymmdd, 00 unknown), findings usmallint, a number of `lists`
 * @returns the first later day (yyyymmdd) on which a value may have to be read otherwise; infinity without values
 */
export async function buildDateDictionary(
  c: Connection,
  request: { values: Sql; into: string; reading: DateReading; lists: ListNumbers },
): Promise<number> {
  let until = Number.POSITIVE_INFINITY;
  const into = sql.id(request.into);
  const parts = sql.id(`${request.into}_parts`);
  const readings = `${request.into}_readings`;
  await c.run(
    sql`create or replace temp table ${parts} as select raw, ${datePart(sql`raw`)} as part from (${request.values})`,
    "take dates out of moments",
  );
  await c.run(
    sql`create or replace temp table ${sql.id(readings)} (
      part varchar, date date, year smallint, month utinyint, day utinyint, precision varchar, birth_int integer, findings usmallint)`,
    "make date readings",
  );
  const types = [VARCHAR, DATE, SMALLINT, UTINYINT, UTINYINT, VARCHAR, INTEGER, USMALLINT];
  const appender = await c.appender(readings, types, "write dates");
  for await (const [values] of c.columns(sql`select distinct part from ${parts}`, "read dates"))
    for (const part of values!) {
      const read = readDateUntil(part as string, request.reading);
      until = Math.min(until, read.until);
      const v = read.value;
      const date = v.epochDay === null ? null : new DuckDBDateValue(v.epochDay);
      appender.append([part!, date, v.year, v.month, v.day, v.precision, v.birthInt, request.lists.of(v.findings)]);
    }
  appender.close();
  await c.run(
    sql`create or replace table ${into} as
      select p.raw, r.* exclude (part)
      from ${parts} p
      join ${sql.id(readings)} r on r.part = p.part`,
    "join date readings",
  );
  await c.run(sql`drop table ${parts}`, "drop work table");
  await c.run(sql`drop table ${sql.id(readings)}`, "drop work table");
  return until;
}
