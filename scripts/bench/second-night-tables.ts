import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { StandardTables } from "./standard-tables.ts";

/** Columns that change together, so that a changed row still says one thing. */
const GROUPS = [
  [
    ...["full_name_read", "name", "name_key", "name_kind", "family", "middle", "given"],
    ...["name_code", "key_code", "family_code", "middle_code", "middle2_code", "given_code"],
  ],
  ["birth_date_read", "birth_date", "birth_year", "birth_precision", "birth_int", "sex"],
  ["phone_read", "phone", "phones", "phone_int"],
  [
    ...["address_read", "street_read", "commune_read", "district_read", "province_read", "street", "house_number"],
    ...["commune_old", "district_old", "province_old", "commune_now", "province_now", "place_list", "place_state"],
    ...["place_alternatives", "street_code", "house_code", "hamlet_code", "hamlet_kind"],
  ],
  ["id_number_read", "old_id_number_read", "number_state", "old_number", "old_number_int"],
] as const;
/** What befalls a row that changes, besides a group of columns: it goes, or another person like it comes. */
const [GONE, COMES] = [GROUPS.length, GROUPS.length + 1];

/**
 * Writes the standardised tables of a night in which this share of the records and of the register changed: a changed row takes its name,
 * birth date, phone, place or old number from the next one that changed, or it goes, or a new row comes that looks like it.
 * Which rows do depends on their keys alone. One file a table.
 */
export async function writeSecondNight(
  c: Connection,
  first: StandardTables,
  shares: { readonly records: number; readonly register: number },
  folder: string,
): Promise<StandardTables> {
  await mkdir(folder, { recursive: true });
  const changed = async (name: string, files: readonly string[], share: number, newcomer: Sql): Promise<string[]> => {
    const into = join(folder, name, "standard-0.parquet");
    await mkdir(join(folder, name), { recursive: true });
    await c.run(
      sql`copy (${changedSql(files, share, newcomer)}) to ${sql.lit(into)} (format parquet, compression zstd)`,
      `change ${name}`,
    );
    return [into];
  };
  // No province's code begins with 9.
  const number = sql`'9' || substr(record_id, 2)`;
  const person = sql`${number} as record_id, ${number} as person_number, (${number})::bigint as number_int`;
  const sources = [];
  for (const { source, files } of first.sources)
    sources.push({
      source,
      files: await changed(source, files, shares.records, sql`record_id || '+' as record_id`),
    });
  return { register: await changed("register", first.register, shares.register, person), sources };
}

function changedSql(files: readonly string[], share: number, newcomer: Sql): Sql {
  const columns = GROUPS.flatMap((group, i) =>
    group.map((name) => {
      const column = sql.id(name);
      return sql`case when kind = ${i} then other.${column} else ${column} end as ${column}`;
    }),
  );
  return sql`
    with drawn as (select t, hash(t.source, t.record_id, t.role) % 1000000 < ${Math.round(share * 1e6)} as hit from read_parquet(${files}) t),
    hit as (
      select t as old, coalesce(lead(t) over (order by t.record_id, t.role, t.line), t) as other,
        hash(t.record_id, t.role) % ${GROUPS.length + 2} as kind from drawn where hit),
    came as (select unnest(old) from hit where kind = ${COMES})
    select unnest(t) from drawn where not hit
    union all by name from came
    union all by name select * replace (${newcomer}) from came
    union all by name
    select * exclude (other, kind) replace (${sql.join(columns)}) from (select unnest(old), other, kind from hit where kind < ${GONE})`;
}
