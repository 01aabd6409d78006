import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { buildCodeDictionary } from "../../matchers/codes/code-dictionary.ts";
import { dayInt } from "../../matchers/dates/calendar.ts";
import { buildDateDictionary, inferDateFormat } from "../../matchers/dates/date-dictionary.ts";
import type { DateReading } from "../../matchers/dates/date-reading.ts";
import { buildIdentityDictionary } from "../../matchers/identity/identity-dictionary.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { buildNameDictionary } from "../../matchers/names/name-dictionary.ts";
import { buildPhoneDictionary } from "../../matchers/phones/phone-dictionary.ts";
import { buildPlaceDictionary } from "../../matchers/places/place-dictionary.ts";
import { RAW_FIELDS, type RawField } from "../../matchers/record.ts";
import { type Profile, providedFields } from "../profiles/profile.ts";
import { ADDRESS_FIELDS, placeKeySql } from "./place-key.ts";

/** Dictionaries of small codes, made once for a source: table, raw column (also the value map's name), kind of code. */
const CODES = [
  ["sexes", "sex", "sex"],
  ["lives", "life_status", "life"],
  ["statuses", "status", "active"],
  ["contracts", "contract_type", "contract"],
  ["faces", "face_check", "face"],
  ["consents", "owner_consent", "consent"],
] as const;

const OTHER_DATES = ["death_date", "updated_at", "end_date"] as const;
const IDENTITIES = [
  ["id_number", "any"],
  ["old_id_number", "old"],
  ["passport_number", "passport"],
] as const;
const NAMES = ["full_name", "family_name", "middle_name", "given_name"] as const;

/** Dictionaries made bucket by bucket, and the raw columns that each is for. `dates` are those that are not of birth. */
const BUCKET_KINDS = {
  names: NAMES,
  births: ["birth_date"],
  dates: OTHER_DATES,
  identities: IDENTITIES.map(([column]) => column),
  phones: ["phone", "msisdn"],
  places: ADDRESS_FIELDS,
} as const satisfies Record<string, readonly RawField[]>;

type BucketKind = keyof typeof BUCKET_KINDS;
/** What `buildPlaceDictionary` leaves beside the places. */
const READINGS = "places_readings";

type CodeKind = (typeof CODES)[number][0];
export type DictionaryKind = BucketKind | typeof READINGS | CodeKind;

/** What the values of some raw records mean. */
export interface Dictionaries {
  /** The raw records with the keys that join them: name_raw, place_key. */
  readonly keyed: Sql;
  /** A table keyed by `raw` (places: `place_key`, places_readings: `reading`); null for a kind that the source has no column of. */
  of(kind: DictionaryKind): Sql | null;
  /** The lists of findings that the tables have the numbers of. */
  readonly lists: ListNumbers;
  /** The first day after the run's (yyyymmdd) on which a date may have to be read otherwise, or is no longer to come; or infinity. */
  readonly until: number;
  /** True when the source fills the column. */
  has(field: RawField): boolean;
  /** @param c any connection to the engine they are in */
  drop(c: Connection): Promise<void>;
}

/** What is found out over a whole column before any of its values is understood. */
export interface ColumnReadings {
  readonly births: DateReading;
  readonly dates: DateReading;
  /** Numbers the lists of findings of all dictionaries. */
  readonly lists: ListNumbers;
  /** The table of a kind of small codes. */
  of(kind: CodeKind): Sql;
  drop(): Promise<void>;
}

export interface DictionaryRequest {
  /** Parquet of raw records; a glob may stand for several files. */
  readonly raw: string;
  readonly prefix: string;
  readonly profile: Profile;
  readonly asOf: string;
}

const distinct = (raw: Sql, column: string): Sql =>
  sql`select distinct ${sql.id(column)} as raw from ${raw} where ${sql.id(column)} is not null`;

/** The same over several columns; nothing for none. */
const distinctOf = (raw: Sql, columns: readonly string[]): Sql =>
  sql.join(
    columns.map((column) => distinct(raw, column)),
    " union ",
  );

/** Finds how a source writes its dates, and reads its small codes: what one value means may depend on the others. */
export async function readColumns(c: Connection, request: DictionaryRequest): Promise<ColumnReadings> {
  const raw = sql`read_parquet(${request.raw}, hive_partitioning = false)`;
  const provided = providedFields(request.profile);
  const has = (field: RawField): boolean => provided.has(field);
  const { values, dates } = request.profile;
  const today = dayInt(request.asOf);
  const read = (columns: readonly RawField[]): Promise<DateReading> => {
    const cells = columns
      .filter(has)
      .map((column) => sql`select ${sql.id(column)} as raw from ${raw} where ${sql.id(column)} is not null`);
    const all = cells.length > 0 ? sql.join(cells, " union all ") : sql`select null::varchar as raw where false`;
    return inferDateFormat(c, {
      values: sql`select raw, count(*) as n from (${all}) group by raw`,
      declared: dates.formats,
      today,
    });
  };
  const lists = new ListNumbers();
  const readings = { births: await read(["birth_date"]), dates: await read(OTHER_DATES), lists };
  const codes = CODES.filter(([, column]) => has(column));
  for (const [kind, column, code] of codes) {
    const valueMap = values[column];
    await buildCodeDictionary(c, {
      values: distinct(raw, column),
      into: `${request.prefix}${kind}`,
      lists,
      kind: code,
      ...(valueMap === undefined ? {} : { valueMap }),
    });
  }
  const of = (kind: CodeKind): Sql => sql.id(`${request.prefix}${kind}`);
  return {
    ...readings,
    of,
    async drop() {
      for (const [kind] of codes) await c.run(sql`drop table ${of(kind)}`, "drop codes");
    },
  };
}

/** Understands every distinct value of some of a source's raw records, kind by kind; kinds it has no column of are left out. */
export async function buildDictionaries(
  c: Connection,
  request: DictionaryRequest,
  readings: ColumnReadings,
): Promise<Dictionaries> {
  const provided = providedFields(request.profile);
  const has = (field: RawField): boolean => provided.has(field);
  const name = (kind: string) => `${request.prefix}${kind}`;
  const keyed = sql.id(name("keyed"));
  const raw = sql`read_parquet(${request.raw}, hive_partitioning = false)`;
  const columns = (kind: BucketKind): readonly RawField[] => BUCKET_KINDS[kind].filter(has);
  // Raw records have only the columns that the source fills.
  const absent = sql.join(
    RAW_FIELDS.filter((field) => !has(field.name)).map((field) => sql`null::varchar as ${sql.id(field.name)}`),
  );
  await c.run(
    sql`create or replace view ${keyed} as select *, ${nameRawSql} as name_raw, ${placeKeySql} as place_key
      from (select *, ${absent} from read_parquet(${sql.lit(request.raw)}, hive_partitioning = false))`,
    "key raw records",
  );
  const units = request.profile.units.lists;
  const { lists } = readings;
  let until = Number.POSITIVE_INFINITY;
  const readDates = async (values: Sql, into: string, reading: DateReading): Promise<void> => {
    until = Math.min(until, await buildDateDictionary(c, { values, into, lists, reading }));
  };
  const build: Readonly<Record<BucketKind, (into: string) => Promise<unknown>>> = {
    names: (into) =>
      buildNameDictionary(c, {
        values: sql`select distinct name_raw as raw from ${keyed} where name_raw is not null`,
        into,
        lists,
      }),
    births: (into) => readDates(distinctOf(raw, columns("births")), into, readings.births),
    dates: (into) => readDates(distinctOf(raw, columns("dates")), into, readings.dates),
    identities: (into) => buildIdentityDictionary(c, { values: identitiesSql(raw, has), into, lists }),
    phones: (into) => buildPhoneDictionary(c, { values: distinctOf(raw, columns("phones")), into, lists }),
    places: (into) =>
      buildPlaceDictionary(c, {
        values: sql`select place_key, any_value(address) as address, any_value(street) as street,
            any_value(commune) as commune, any_value(district) as district, any_value(province) as province
          from ${keyed} where place_key is not null group by place_key`,
        into,
        lists,
        list: units.length === 1 ? units[0]! : null,
      }),
  };
  const kinds = (Object.keys(BUCKET_KINDS) as BucketKind[]).filter((kind) => columns(kind).length > 0);
  for (const kind of kinds) await build[kind](name(kind));
  const tables: DictionaryKind[] = kinds.includes("places") ? [...kinds, READINGS] : kinds;
  const made = new Map<DictionaryKind, Sql>([
    ...tables.map((kind) => [kind, sql.id(name(kind))] as const),
    ...CODES.filter(([, column]) => has(column)).map(([kind]) => [kind, readings.of(kind)] as const),
  ]);
  return {
    keyed: sql`select * from ${keyed}`,
    of: (kind) => made.get(kind) ?? null,
    has,
    lists,
    until,
    async drop(dropper) {
      for (const kind of tables) await dropper.run(sql`drop table ${sql.id(name(kind))}`, "drop dictionary");
      await dropper.run(sql`drop view ${keyed}`, "drop keyed records");
    },
  };
}

/** The name as one text, also where the source splits it into columns. */
const nameRawSql = sql`coalesce(full_name, nullif(concat_ws(' ', trim(family_name), trim(middle_name), trim(given_name)), ''))`;

function identitiesSql(raw: Sql, has: (field: RawField) => boolean): Sql {
  const cells = IDENTITIES.filter(([column]) => has(column)).map(
    ([column, kind]) =>
      sql`select ${sql.id(column)} as raw, ${kind}::varchar as kind from ${raw} where ${sql.id(column)} is not null`,
  );
  return sql`select distinct raw, kind from (${sql.join(cells, " union all ")})`;
}
