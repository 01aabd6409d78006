import { BIGINT, type DuckDBValue, INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { type DeclaredList, readAddressColumns } from "./columns.ts";
import { cutSql, joinSql } from "./dictionary-sql.ts";
import { loadGazetteer } from "./gazetteer.ts";
import { readAddressText, studyTail } from "./reader.ts";
import type { AddressReading } from "./reading.ts";
import { partClass } from "./tail.ts";
import { unitIndex } from "./unit-index.ts";

export interface PlaceDictionaryRequest {
  /** Distinct addresses: place_key bigint, address, street, commune, district, province varchar (null when blank). */
  readonly values: Sql;
  readonly into: string;
  /** The list that codes in the columns belong to, when the source declares it. */
  readonly list?: DeclaredList;
}

/** How the addresses of a dictionary were understood. */
export interface PlaceDictionaryCounts {
  readonly addresses: number;
  /** Distinct parts looked at, distinct combinations of them, addresses read one by one. */
  readonly parts: number;
  readonly tails: number;
  readonly fullReadings: number;
}

/** Addresses read one by one at a time. */
const BATCH = 100_000;

/**
 * Understands every distinct address: creates `into` with place_key bigint, street_line, house_number, commune_old,
 * district_old, province_old, commune_now, province_now, place_list, place_state varchar, place_alternatives varchar[],
 * street_code, house_code bigint, findings varchar[]; one row a place_key.
 *
 * Addresses that end in parts naming one unit each are cut and joined in SQL: each distinct part gets a class, each distinct
 * combination of classes is read once. Only the others go through the reader one by one.
 */
export async function buildPlaceDictionary(
  c: Connection,
  { values, into, list = null }: PlaceDictionaryRequest,
): Promise<PlaceDictionaryCounts> {
  const step = (suffix: string): string => `${into}_${suffix}`;
  const readings = new Readings();
  await c.run(sql`create or replace temp table ${sql.id(step("cut"))} as ${cutSql(values)}`, "cut addresses");
  const parts = await classifyParts(c, step);
  const tails = await readTails(c, step, readings);
  const fullReadings = await readOthers(c, step, readings, list);
  await writeReadings(c, step("readings"), readings);
  await c.run(sql`create or replace table ${sql.id(into)} as ${joinSql(step)}`, "join places");
  const { addresses } = await c.row<{ addresses: number }>(
    sql`select count(*) as addresses from ${sql.id(step("cut"))}`,
    "count addresses",
  );
  for (const suffix of ["cut", "parts", "tails", "others", "streets", "readings"])
    await c.run(sql`drop table ${sql.id(step(suffix))}`, "drop place steps");
  return { addresses, parts, tails, fullReadings };
}

type Step = (suffix: string) => string;

/** Outcomes repeat far more than addresses: each distinct one is written once, under a number. */
class Readings {
  readonly #numbers = new Map<string, number>();
  readonly rows: DuckDBValue[][] = [];

  number(reading: AddressReading): number {
    const values = [
      reading.communeOld,
      reading.districtOld,
      reading.provinceOld,
      reading.communeNow,
      reading.provinceNow,
      reading.list,
      reading.state,
    ];
    const key = `${values.join(" ")}|${reading.alternatives.join(" ")}|${reading.findings.join(" ")}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.rows.length;
      this.#numbers.set(key, number);
      this.rows.push([number, ...values, listValue([...reading.alternatives]), listValue([...reading.findings])]);
    }
    return number;
  }
}

async function writeReadings(c: Connection, table: string, readings: Readings): Promise<void> {
  await c.run(
    sql`create or replace temp table ${sql.id(table)} (reading integer, commune_old varchar, district_old varchar,
      province_old varchar, commune_now varchar, province_now varchar, place_list varchar, place_state varchar,
      place_alternatives varchar[], findings varchar[])`,
    "create place readings",
  );
  const texts = Array.from({ length: 7 }, () => VARCHAR);
  const types = [INTEGER, ...texts, LIST(VARCHAR), LIST(VARCHAR)];
  const appender = await c.appender(table, types, "write place readings");
  for (const row of readings.rows) appender.append(row);
  appender.close();
}

/** Understandings kept between dictionaries of one process: the same parts and tails stand in every source. */
const REMEMBERED = 200_000;
const partClasses = new Map<string, string>();
const tailReadings = new Map<string, { reading: AddressReading; usedParts: number } | null>();

function readTail(tail: string): { reading: AddressReading; usedParts: number } | null {
  const study = studyTail(tail, unitIndex(loadGazetteer()));
  return study && { reading: study.reading, usedParts: study.usedParts };
}

/** What was understood before, or is understood now; starts anew when there is too much of it. */
function remembered<Value>(memory: Map<string, Value>, key: string, understand: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  if (memory.size >= REMEMBERED) memory.clear();
  const value = understand();
  memory.set(key, value);
  return value;
}

/** Gives each distinct part at the end of an address its class, where it names one unit. Returns the parts looked at. */
async function classifyParts(c: Connection, step: Step): Promise<number> {
  const index = unitIndex(loadGazetteer());
  const cut = sql.id(step("cut"));
  const classes = new Map<string, number>();
  const rows: DuckDBValue[][] = [];
  let looked = 0;
  const distinct = sql`select distinct part from (
      select p1 as part from ${cut} union all select p2 from ${cut}
      union all select p3 from ${cut}
    ) where part is not null and part <> ''`;
  for await (const [parts] of c.columns(distinct, "read address parts"))
    for (const part of parts as string[]) {
      looked++;
      const name = remembered(partClasses, part, () => partClass(part, index));
      if (name === "") continue;
      let number = classes.get(name);
      if (number === undefined) {
        number = classes.size + 1;
        classes.set(name, number);
      }
      rows.push([part, number]);
    }
  await c.run(sql`create or replace temp table ${sql.id(step("parts"))} (part varchar, class integer)`, "create parts");
  const appender = await c.appender(step("parts"), [VARCHAR, INTEGER], "write address parts");
  for (const row of rows) appender.append(row);
  appender.close();
  return looked;
}

/** Addresses whose last parts have classes; 0 for a third part that names no unit. */
const classedSql = (step: Step): Sql => sql`
  select r.place_key, r.text, r.head1, r.head2, r.head3, r.many_parts,
    a.class as c1, b.class as c2, coalesce(d.class, 0) as c3
  from ${sql.id(step("cut"))} r
  join ${sql.id(step("parts"))} a on a.part = r.p1
  join ${sql.id(step("parts"))} b on b.part = r.p2
  left join ${sql.id(step("parts"))} d on d.part = r.p3
  where r.fits`;

/** Reads each distinct combination of two or three classes once. Returns how many there were. */
async function readTails(c: Connection, step: Step, readings: Readings): Promise<number> {
  const rows: DuckDBValue[][] = [];
  let tails = 0;
  const distinct = sql`
    with one as (select class, min(part) as part from ${sql.id(step("parts"))} group by class),
    tails as (select distinct c1, c2, c3 from (${classedSql(step)}))
    select t.c1, t.c2, t.c3, concat_ws(', ', d.part, b.part, a.part) as tail
    from tails t
    join one a on a.class = t.c1
    join one b on b.class = t.c2
    left join one d on d.class = t.c3`;
  for await (const [c1, c2, c3, tail] of c.columns(distinct, "read address tails"))
    for (let i = 0; i < tail!.length; i++) {
      tails++;
      const study = remembered(tailReadings, tail![i] as string, () => readTail(tail![i] as string));
      if (study)
        rows.push([c1![i]!, c2![i]!, c3![i]!, readings.number(study.reading), study.usedParts, study.reading.state]);
    }
  await c.run(
    sql`create or replace temp table ${sql.id(step("tails"))}
      (c1 integer, c2 integer, c3 integer, reading integer, used integer, state varchar)`,
    "create tails",
  );
  const types = [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, VARCHAR];
  const appender = await c.appender(step("tails"), types, "write address tails");
  for (const row of rows) appender.append(row);
  appender.close();
  return tails;
}

/** Sends what no tail settles through the reader. Returns how many addresses that were. */
async function readOthers(c: Connection, step: Step, readings: Readings, list: DeclaredList): Promise<number> {
  await c.run(
    sql`create or replace temp table ${sql.id(step("streets"))} as
      select u.place_key, t.reading,
        left(u.text, greatest(0, case t.used when 1 then u.head1 when 2 then u.head2 else u.head3 end)) as street
      from (${classedSql(step)}) u
      join ${sql.id(step("tails"))} t on t.c1 = u.c1 and t.c2 = u.c2 and t.c3 = u.c3
      where not (t.state = 'split' and u.many_parts)`,
    "join tails",
  );
  await c.run(
    sql`create or replace temp table ${sql.id(step("others"))} as
      select u.place_key, u.written, u.street, u.commune, u.district, u.province, u.in_columns,
        (row_number() over () // ${BATCH})::integer as batch
      from ${sql.id(step("cut"))} u anti join ${sql.id(step("streets"))} s on s.place_key = u.place_key`,
    "find other addresses",
  );
  const { batches, n } = await c.row<{ batches: number; n: number }>(
    sql`select coalesce(max(batch) + 1, 0) as batches, count(*) as n from ${sql.id(step("others"))}`,
    "count other addresses",
  );
  for (let batch = 0; batch < batches; batch++) {
    const rows: DuckDBValue[][] = [];
    const select = sql`select place_key, written, street, commune, district, province, in_columns
      from ${sql.id(step("others"))} where batch = ${batch}`;
    for await (const columns of c.columns(select, "read other addresses"))
      for (let i = 0; i < columns[0]!.length; i++) {
        const value = (column: number): string | null => columns[column]![i] as string | null;
        const reading = columns[6]![i]
          ? readColumns(value(1), value(2), value(3), value(4), value(5), list)
          : readAddressText(value(1) ?? "");
        rows.push([columns[0]![i]!, readings.number(reading), reading.street]);
      }
    const appender = await c.appender(step("streets"), [BIGINT, INTEGER, VARCHAR], "write other addresses");
    for (const row of rows) appender.append(row);
    appender.close();
  }
  return n;
}

/** Columns tell the units; where the commune's is empty, the free text beside them may. */
function readColumns(
  written: string | null,
  street: string | null,
  commune: string | null,
  district: string | null,
  province: string | null,
  list: DeclaredList,
): AddressReading {
  const gazetteer = loadGazetteer();
  const columns = readAddressColumns({ street: street ?? written, commune, district, province }, gazetteer, list);
  if (commune || !written) return columns;
  const units = [columns.written.district?.name, columns.written.province?.name].filter((name) => name !== undefined);
  const text = readAddressText([written, ...units].join(", "));
  return text.communeNow || text.alternatives.length > 0 ? text : columns;
}
