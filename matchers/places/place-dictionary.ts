import { BIGINT, BOOLEAN, type DuckDBType, type DuckDBValue, INTEGER, UTINYINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ListNumbers } from "../list-numbers.ts";
import { type DeclaredList, readAddressColumns } from "./columns.ts";
import {
  classesOf,
  codedSql,
  cutSql,
  dictionarySql,
  linesSql,
  MOST_CLASSES,
  numberlessLinesSql,
  otherLinesSql,
  othersSql,
  partsSql,
  type Step,
  settledLinesSql,
  tailsSql,
  unitsSql,
} from "./dictionary-sql.ts";
import { loadGazetteer } from "./gazetteer.ts";
import { inTurns } from "./in-turns.ts";
import type { PartClass } from "./part-class.ts";
import { PlaceReadings } from "./place-readings.ts";
import { readAddressText, readTail, understoodPart } from "./reader.ts";
import type { AddressReading } from "./reading.ts";
import { readStreetUnits } from "./street-units.ts";
import { tailText } from "./tail-text.ts";
import { unitIndex } from "./unit-index.ts";

export interface PlaceDictionaryRequest {
  /** Distinct addresses: place_key bigint, address, street, commune, district, province varchar (null when blank). */
  readonly values: Sql;
  readonly into: string;
  /** Numbers the lists of findings. */
  readonly lists: ListNumbers;
  /** The list that codes in the columns belong to, when the source declares it. */
  readonly list?: DeclaredList;
}

/** How the addresses of a dictionary were understood. */
export interface PlaceDictionaryCounts {
  readonly addresses: number;
  /** Distinct parts looked at, distinct combinations of them or of unit columns, addresses read one by one. */
  readonly parts: number;
  readonly tails: number;
  readonly fullReadings: number;
}

/**
 * Understands every distinct address. Creates `into`, a row a place_key: place_key bigint, reading integer, street_line,
 * house_number varchar, street_code, house_code, hamlet_code bigint, hamlet_kind utinyint; and `into`_readings, a row an outcome that any address has: reading
 * integer, commune_old, district_old, province_old, commune_now, province_now, place_list, place_state varchar,
 * place_alternatives varchar (codes with a space between, null for none), findings usmallint (a number of `lists`).
 *
 * Addresses that end in parts naming one unit each are cut and joined in SQL: each distinct part gets a class, each distinct
 * combination of classes is read once, and so is each distinct combination of unit columns. Only the others go through the
 * reader one by one.
 */
export async function buildPlaceDictionary(
  c: Connection,
  { values, into, lists, list = null }: PlaceDictionaryRequest,
): Promise<PlaceDictionaryCounts> {
  const step: Step = (suffix) => `${into}_${suffix}`;
  const create = (suffix: string, select: Sql): Promise<void> =>
    c.run(sql`create or replace temp table ${sql.id(step(suffix))} as ${select}`, `place ${suffix}`);
  const readings = new PlaceReadings(lists);
  await create("cut", cutSql(values));
  await create("units", unitsSql(step));
  await create("parts", partsSql(step));
  const classes = await classifyParts(c, step);
  await create("coded", codedSql(step));
  const codes = await column<bigint>(c, tailsSql(step));
  const units = await readUnits(c, step, readings, list);
  // DuckDB cuts the street lines while the tails are read here.
  const [, tails] = await Promise.all([create("lines", linesSql(step)), readTails(codes, classes.list, readings)]);
  await writeRows(c, step("tails"), TAIL_COLUMNS, [...tails, ...units]);
  await readStreets(c, step);
  const others = await fetchOthers(c, step);
  // DuckDB joins what is settled while the other addresses are read here.
  const settled = dictionarySql(settledLinesSql(step), step);
  const [, otherRows] = await Promise.all([
    c.run(sql`create or replace table ${sql.id(into)} as ${settled}`, "join places"),
    inTurns(others, (other) => readOther(other, readings, list)),
  ]);
  await readings.write(c, step("readings"));
  if (otherRows.length > 0) {
    await writeRows(c, step("others"), { place_key: BIGINT, reading: INTEGER, street: VARCHAR }, otherRows);
    await create("lines", otherLinesSql(step));
    await readStreets(c, step);
    await c.run(
      sql`insert into ${sql.id(into)} ${dictionarySql(sql`from ${sql.id(step("lines"))}`, step)}`,
      "join other places",
    );
  }
  const { addresses } = await c.row<{ addresses: number }>(
    sql`select count(*) as addresses from ${sql.id(step("cut"))}`,
    "count addresses",
  );
  await c.script(
    STEPS.map((suffix) => sql`drop table if exists ${sql.id(step(suffix))}`),
    "drop place steps",
  );
  return { addresses, parts: classes.looked, tails: codes.length + units.length, fullReadings: others.length };
}

/** The tables that understanding addresses leaves: `others` only where there were any. */
const STEPS = [
  "cut",
  "units",
  "parts",
  "classes",
  "coded",
  "lines",
  "streets",
  "street_units",
  "tails",
  "others",
] as const;

/** What street lines state besides a house number at their heads: each distinct outcome once, under a number. */
const STREET_COLUMNS = { numberless: VARCHAR, units: INTEGER };
const STREET_UNITS_COLUMNS = {
  number: INTEGER,
  street: VARCHAR,
  hamlet: VARCHAR,
  hamlet_kind: UTINYINT,
  lanes: VARCHAR,
  house: VARCHAR,
};

/** What is known of a tail: its reading; the parts its units fill, and whether these are all that have a class. */
const TAIL_COLUMNS = { tail: BIGINT, reading: INTEGER, used: INTEGER, fills: BOOLEAN, split: BOOLEAN };

async function column<Value>(c: Connection, select: Sql): Promise<Value[]> {
  const values: Value[] = [];
  for await (const [chunk] of c.columns(select, "read place step"))
    for (const value of chunk as Value[]) values.push(value);
  return values;
}

/** Creates a temp table of typed columns and writes rows into it. */
async function writeRows(
  c: Connection,
  table: string,
  columns: Readonly<Record<string, DuckDBType>>,
  rows: Iterable<readonly DuckDBValue[]>,
): Promise<void> {
  const types = Object.entries(columns).map(([name, type]) => sql`${sql.id(name)} ${sql.trusted(type.toString())}`);
  await c.run(sql`create or replace temp table ${sql.id(table)} (${sql.join(types)})`, "create place step");
  const appender = await c.appender(table, Object.values(columns), "write place step");
  for (const row of rows) appender.append(row);
  appender.close();
}

/** Gives each distinct part at the end of an address the number of its class, where it names one unit. */
async function classifyParts(c: Connection, step: Step): Promise<{ looked: number; list: readonly PartClass[] }> {
  const index = unitIndex(loadGazetteer());
  const numbers = new Map<string, number>();
  const list: PartClass[] = [];
  const rows: DuckDBValue[][] = [];
  let looked = 0;
  const select = sql`select number, part from ${sql.id(step("parts"))}`;
  for await (const columns of c.columns(select, "read address parts")) {
    const [ids, parts] = columns as [number[], string[]];
    for (let i = 0; i < parts.length; i++) {
      looked++;
      const understood = understoodPart(parts[i]!, index);
      if (!understood) continue;
      let number = numbers.get(understood.text);
      if (number === undefined) {
        if (list.length === MOST_CLASSES) continue;
        number = list.push(understood);
        numbers.set(understood.text, number);
      }
      rows.push([ids[i]!, number]);
    }
  }
  await writeRows(c, step("classes"), { number: INTEGER, class: INTEGER }, rows);
  return { looked, list };
}

/** Reads each distinct street line of the step `lines` once, but for its house number. */
async function readStreets(c: Connection, step: Step): Promise<void> {
  const numbers = new Map<string, number>();
  const units: DuckDBValue[][] = [];
  const rows = (await column<string>(c, numberlessLinesSql(step))).map((line) => {
    const { street, hamlet, kind, lanes, house } = readStreetUnits(line);
    const key = `${street}|${hamlet}|${kind}|${lanes}|${house}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = units.length;
      numbers.set(key, number);
      units.push([number, street, hamlet, kind, lanes, house]);
    }
    return [line, number];
  });
  await writeRows(c, step("streets"), STREET_COLUMNS, rows);
  await writeRows(c, step("street_units"), STREET_UNITS_COLUMNS, units);
}

/** Reads each distinct combination of two or three classes once; gives a row for each that settles its place. */
async function readTails(
  codes: readonly bigint[],
  classes: readonly PartClass[],
  readings: PlaceReadings,
): Promise<(readonly DuckDBValue[])[]> {
  const index = unitIndex(loadGazetteer());
  const rows = await inTurns(codes, (code) => {
    const [commune, district, province] = classesOf(code);
    const text = tailText(classes[commune - 1] ?? null, classes[district - 1]!, classes[province - 1]!);
    const tail = readTail(text, index);
    if (!tail) return null;
    const { reading, usedParts } = tail;
    const fills = usedParts === (commune === 0 ? 2 : 3);
    return [code, readings.number(reading), usedParts, fills, reading.state === "split"];
  });
  return rows.filter((row) => row !== null);
}

/** Reads each distinct combination of unit columns once. */
async function readUnits(
  c: Connection,
  step: Step,
  readings: PlaceReadings,
  list: DeclaredList,
): Promise<(readonly DuckDBValue[])[]> {
  const gazetteer = loadGazetteer();
  const rows: DuckDBValue[][] = [];
  const select = sql`select tail, commune, district, province from ${sql.id(step("units"))}`;
  for await (const columns of c.columns(select, "read unit columns")) {
    const [tails, communes, districts, provinces] = columns as [bigint[], ...(string | null)[][]];
    tails.forEach((tail, i) => {
      const units = { commune: communes![i]!, district: districts![i]!, province: provinces![i]! };
      rows.push([tail, readings.number(readAddressColumns(units, gazetteer, list)), 0, true, false]);
    });
  }
  return rows;
}

/** An address that is read by itself. */
interface OtherAddress {
  readonly key: bigint;
  readonly written: string;
  /** Its unit columns, when it has some; else null. */
  readonly columns: {
    readonly street: string | null;
    readonly district: string | null;
    readonly province: string | null;
  } | null;
}

async function fetchOthers(c: Connection, step: Step): Promise<OtherAddress[]> {
  const others: OtherAddress[] = [];
  for await (const columns of c.columns(othersSql(step), "read other addresses")) {
    const [keys, reads, writtens, streets, districts, provinces] = columns as [bigint[], ...(string | null)[][]];
    keys.forEach((key, i) => {
      const units = { street: streets![i]!, district: districts![i]!, province: provinces![i]! };
      others.push({ key, written: writtens![i] ?? "", columns: reads![i] === "both" ? units : null });
    });
  }
  return others;
}

/** Sends an address through the reader; gives its key, the number of its reading and its street line. */
function readOther(
  { key, written, columns }: OtherAddress,
  readings: PlaceReadings,
  list: DeclaredList,
): DuckDBValue[] {
  const reading = columns
    ? readBoth(written, columns.street, columns.district, columns.province, list)
    : readAddressText(written);
  return [key, readings.number(reading), reading.street];
}

/** Columns tell the higher units; where the commune's is empty, the free text beside them may name it. */
function readBoth(
  written: string,
  street: string | null,
  district: string | null,
  province: string | null,
  list: DeclaredList,
): AddressReading {
  const gazetteer = loadGazetteer();
  const columns = readAddressColumns({ street: street ?? written, commune: null, district, province }, gazetteer, list);
  const units = [columns.written.district?.name, columns.written.province?.name].filter((name) => name !== undefined);
  const text = readAddressText([written, ...units].join(", "));
  return text.communeNow || text.alternatives.length > 0 ? text : columns;
}
