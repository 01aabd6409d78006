import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { buildCodeDictionary } from "../../matchers/codes/code-dictionary.ts";
import { buildDateDictionary, inferDateFormat } from "../../matchers/dates/date-dictionary.ts";
import type { DateReading } from "../../matchers/dates/date-reading.ts";
import { buildIdentityDictionary } from "../../matchers/identity/identity-dictionary.ts";
import { buildNameDictionary } from "../../matchers/names/name-dictionary.ts";
import { buildPhoneDictionary } from "../../matchers/phones/phone-dictionary.ts";
import { buildPlaceDictionary } from "../../matchers/places/place-dictionary.ts";
import type { Profile } from "../profiles/profile.ts";
import { placeKeySql } from "./place-key.ts";

/** Relations of the dictionaries of one source, each keyed by `raw` (places by `place_key`). */
export interface Dictionaries {
  /** The raw records with the keys that join them: name_raw, place_key, id_kind. */
  readonly keyed: Sql;
  readonly names: Sql;
  readonly births: Sql;
  /** Dates that are not of birth: of death, of the last change, of the end. */
  readonly dates: Sql;
  readonly identities: Sql;
  readonly phones: Sql;
  readonly sexes: Sql;
  readonly lives: Sql;
  readonly statuses: Sql;
  readonly contracts: Sql;
  readonly faces: Sql;
  readonly consents: Sql;
  readonly places: Sql;
  drop(): Promise<void>;
}

/** What is found out over a whole column before any of its values is understood. */
export interface ColumnReadings {
  readonly births: DateReading;
  readonly dates: DateReading;
  drop(): Promise<void>;
}

export interface DictionaryRequest {
  /** Parquet of raw records; a glob may stand for several files. */
  readonly raw: string;
  readonly prefix: string;
  readonly profile: Profile;
  readonly asOf: string;
}

/** Dictionaries of small codes, made once for a source: table, raw column, kind of code, the profile's value map. */
const CODE_COLUMNS = [
  ["sexes", "sex", "sex", "sex"],
  ["lives", "life_status", "life", "life_status"],
  ["statuses", "status", "active", "status"],
  ["contracts", "contract_type", "contract", "contract_type"],
  ["faces", "face_check", "face", "face_check"],
  ["consents", "owner_consent", "consent", "owner_consent"],
] as const;

const BUCKET_KINDS = ["names", "births", "dates", "identities", "phones", "places"] as const;

const distinct = (raw: Sql, column: string): Sql =>
  sql`select distinct ${sql.id(column)} as raw from ${raw} where ${sql.id(column)} is not null`;

/** Finds how a source writes its dates, and reads its small codes: what one value means may depend on the others. */
export async function readColumns(c: Connection, request: DictionaryRequest): Promise<ColumnReadings> {
  const raw = sql`read_parquet(${request.raw}, hive_partitioning = false)`;
  const { values, dates } = request.profile;
  const today = Number(request.asOf.replaceAll("-", ""));
  const read = (columns: readonly string[]): Promise<DateReading> =>
    inferDateFormat(c, {
      values: sql`select raw, count(*) as n from (${sql.join(
        columns.map((column) => sql`select ${sql.id(column)} as raw from ${raw} where ${sql.id(column)} is not null`),
        " union all ",
      )}) group by raw`,
      declared: dates.formats,
      today,
    });
  const readings = { births: await read(["birth_date"]), dates: await read(OTHER_DATES) };
  for (const [kind, column, code, field] of CODE_COLUMNS) {
    const valueMap = values[field];
    await buildCodeDictionary(c, {
      values: distinct(raw, column),
      into: `${request.prefix}${kind}`,
      kind: code,
      ...(valueMap === undefined ? {} : { valueMap }),
    });
  }
  return {
    ...readings,
    async drop() {
      for (const [kind] of CODE_COLUMNS)
        await c.run(sql`drop table ${sql.id(`${request.prefix}${kind}`)}`, "drop codes");
    },
  };
}

const OTHER_DATES = ["death_date", "updated_at", "end_date"] as const;

/** Understands every distinct value of some of a source's raw records, kind by kind. */
export async function buildDictionaries(
  c: Connection,
  request: DictionaryRequest,
  readings: ColumnReadings,
): Promise<Dictionaries> {
  const name = (kind: string) => `${request.prefix}${kind}`;
  const table = (kind: string) => sql.id(name(kind));
  const raw = sql`read_parquet(${request.raw}, hive_partitioning = false)`;
  const { units } = request.profile;
  await c.run(
    sql`create or replace view ${table("keyed")} as select *, ${nameRawSql} as name_raw, ${placeKeySql} as place_key
      from read_parquet(${sql.lit(request.raw)}, hive_partitioning = false)`,
    "key raw records",
  );
  await buildNameDictionary(c, {
    values: sql`select distinct name_raw as raw from ${table("keyed")} where name_raw is not null`,
    into: name("names"),
  });
  await buildDateDictionary(c, { values: distinct(raw, "birth_date"), into: name("births"), reading: readings.births });
  await buildDateDictionary(c, {
    values: sql.join(
      OTHER_DATES.map((column) => distinct(raw, column)),
      " union ",
    ),
    into: name("dates"),
    reading: readings.dates,
  });
  await buildIdentityDictionary(c, { values: identitiesSql(raw), into: name("identities") });
  await buildPhoneDictionary(c, {
    values: sql`${distinct(raw, "phone")} union ${distinct(raw, "msisdn")}`,
    into: name("phones"),
  });
  await buildPlaceDictionary(c, {
    values: sql`select place_key, any_value(address) as address, any_value(street) as street, any_value(commune) as commune,
        any_value(district) as district, any_value(province) as province
      from ${table("keyed")} where place_key is not null group by place_key`,
    into: name("places"),
    list: units.lists.length === 1 ? units.lists[0]! : null,
  });
  const kinds = [...BUCKET_KINDS, ...CODE_COLUMNS.map(([kind]) => kind)];
  return {
    ...(Object.fromEntries(kinds.map((kind) => [kind, table(kind)])) as Omit<Dictionaries, "keyed" | "drop">),
    keyed: sql`select * from ${table("keyed")}`,
    async drop() {
      for (const kind of BUCKET_KINDS) await c.run(sql`drop table ${table(kind)}`, "drop dictionary");
      await c.run(sql`drop view ${table("keyed")}`, "drop keyed records");
    },
  };
}

/** The name as one text, also where the source splits it into columns. */
const nameRawSql = sql`coalesce(full_name, nullif(concat_ws(' ', trim(family_name), trim(middle_name), trim(given_name)), ''))`;

function identitiesSql(raw: Sql): Sql {
  const one = (column: string, kind: string): Sql =>
    sql`select ${sql.id(column)} as raw, ${kind}::varchar as kind from ${raw} where ${sql.id(column)} is not null`;
  return sql`select distinct raw, kind from (
    ${one("id_number", "any")} union all ${one("old_id_number", "old")} union all ${one("passport_number", "passport")})`;
}
