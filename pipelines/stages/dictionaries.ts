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
  readonly birthReading: DateReading;
  drop(): Promise<void>;
}

export interface DictionaryRequest {
  readonly raw: string;
  readonly prefix: string;
  readonly profile: Profile;
  readonly asOf: string;
}

const KINDS = [
  "names",
  "births",
  "dates",
  "identities",
  "phones",
  "sexes",
  "lives",
  "statuses",
  "contracts",
  "faces",
  "consents",
  "places",
] as const;

/** Understands every distinct value of a source's raw records, kind by kind. */
export async function buildDictionaries(c: Connection, request: DictionaryRequest): Promise<Dictionaries> {
  const name = (kind: string) => `${request.prefix}${kind}`;
  const table = (kind: string) => sql.id(name(kind));
  const raw = sql`read_parquet(${request.raw})`;
  const { values, dates, units } = request.profile;
  const today = Number(request.asOf.replaceAll("-", ""));
  const distinct = (column: string): Sql =>
    sql`select distinct ${sql.id(column)} as raw from ${raw} where ${sql.id(column)} is not null`;
  const counted = (columns: readonly string[]): Sql => sql`
    select raw, count(*) as n from (${sql.join(
      columns.map((column) => sql`select ${sql.id(column)} as raw from ${raw} where ${sql.id(column)} is not null`),
      " union all ",
    )}) group by raw`;

  await c.run(
    sql`create or replace view ${table("keyed")} as select *, ${nameRawSql} as name_raw, ${placeKeySql} as place_key
      from read_parquet(${sql.lit(request.raw)})`,
    "key raw records",
  );
  await buildNameDictionary(c, {
    values: sql`select distinct name_raw as raw from ${table("keyed")} where name_raw is not null`,
    into: name("names"),
  });
  const births = counted(["birth_date"]);
  const birthReading = await inferDateFormat(c, { values: births, declared: dates.formats, today });
  await buildDateDictionary(c, {
    values: sql`select raw from (${births})`,
    into: name("births"),
    reading: birthReading,
  });
  const others = counted(["death_date", "updated_at", "end_date"]);
  const otherReading = await inferDateFormat(c, { values: others, declared: dates.formats, today });
  await buildDateDictionary(c, {
    values: sql`select raw from (${others})`,
    into: name("dates"),
    reading: otherReading,
  });
  await buildIdentityDictionary(c, { values: identitiesSql(raw), into: name("identities") });
  await buildPhoneDictionary(c, {
    values: sql`${distinct("phone")} union ${distinct("msisdn")}`,
    into: name("phones"),
  });
  const codes = [
    ["sexes", "sex", "sex", values.sex],
    ["lives", "life_status", "life", values.life_status],
    ["statuses", "status", "active", values.status],
    ["contracts", "contract_type", "contract", values.contract_type],
    ["faces", "face_check", "face", values.face_check],
    ["consents", "owner_consent", "consent", values.owner_consent],
  ] as const;
  for (const [kind, column, code, valueMap] of codes)
    await buildCodeDictionary(c, {
      values: distinct(column),
      into: name(kind),
      kind: code,
      ...(valueMap === undefined ? {} : { valueMap }),
    });
  await buildPlaceDictionary(c, {
    values: sql`select place_key, any_value(address) as address, any_value(street) as street, any_value(commune) as commune,
        any_value(district) as district, any_value(province) as province
      from ${table("keyed")} where place_key is not null group by place_key`,
    into: name("places"),
    list: units.lists.length === 1 ? units.lists[0]! : null,
  });

  const relations = Object.fromEntries(KINDS.map((kind) => [kind, table(kind)])) as Record<(typeof KINDS)[number], Sql>;
  return {
    ...relations,
    keyed: sql`select * from ${table("keyed")}`,
    birthReading,
    async drop() {
      for (const kind of KINDS) await c.run(sql`drop table ${table(kind)}`, "drop dictionary");
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
