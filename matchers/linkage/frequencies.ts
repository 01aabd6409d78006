import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { PASSES } from "./passes.ts";

/** Houses with more persons are listed one by one; the others have the number of the mean person's house. */
const CROWDED = 12;

/** Counts of one kind: a select of (k1, k2, n) over the prepared register. */
const count = (kind: string, k1: Sql, k2: Sql = sql`null`, having: Sql = sql`true`): Sql => sql`
  select ${kind} as kind, k1, k2, null::bigint as k3, null::bigint as k4, n from (
    select (${k1})::bigint as k1, (${k2})::bigint as k2, count(*) as n
    from link_person group by all) where k1 is not null and ${having}`;

/**
 * Counts the register's values exactly and writes them as one ordered Parquet file, part of the snapshot:
 * (kind, k1..k4, n, word). `word` spells out the words of the register's names (kind `word`): how they relate to those of a
 * record is part of what the counts say, also when nobody bears them any more. Needs `link_fold`. Whole-name keys, phones and streets seen once are left out: a value not found counts as seen once.
 * Blocking keys held by more than `keyCap` rows are listed under `heavy:<pass>:<route>`.
 */
export async function countFrequencies(c: Connection, keyCap: number, into: string): Promise<void> {
  await c.run(
    sql`create or replace temp table link_count (kind varchar, k1 bigint, k2 bigint, k3 bigint, k4 bigint, n bigint, word varchar)`,
    "make counts",
  );
  const kinds: Sql[] = [
    count("family", sql`family_code`),
    count("middle", sql`middle_code`),
    count("middle2", sql`middle2_code`),
    count("given", sql`given_code`),
    count("given_sex_decade", sql`given_code`, sql`sex * 1000 + birth_year // 10`),
    count("sex_decade", sql`sex * 1000 + birth_year // 10`),
    count("name", sql`key_code`, sql`null`, sql`n > 1`),
    count("name_year", sql`key_code`, sql`birth_year`, sql`n > 1`),
    count("birth", sql`birth_int`),
    count("birth_year", sql`birth_year`),
    count("commune_now", sql`commune_now`),
    count("commune_old", sql`commune_old`),
    count("district_old", sql`district_old`),
    count("province_now", sql`province_now`),
    count("street_name", sql`commune_now`, sql`street_code`, sql`k2 is not null and n > 1`),
    count("hamlet_name", sql`commune_now`, sql`hamlet_code`, sql`k2 is not null and n > 1`),
    count("phone", sql`phone_int`, sql`null`, sql`n > 1`),
    count("sex", sql`sex`),
  ];
  for (const kind of kinds) await c.run(sql`insert into link_count by name ${kind}`, "count register values");
  await countHouses(c);
  await c.run(
    sql`insert into link_count by name
      select 'word' as kind, f.code as k1, 1 as n, f.token as word from link_fold f
        semi join (select k1 from link_count where kind in ('family', 'middle', 'middle2', 'given')) n on n.k1 = f.code`,
    "spell out register words",
  );
  await countHeavyKeys(c, keyCap);
  await c.run(
    sql`copy (from link_count order by kind, k1, k2, k3, k4) to ${sql.lit(into)} (format parquet, compression zstd)`,
    "write counts",
  );
  await c.run(sql`drop table link_count`, "drop counts");
}

/**
 * Adds to `link_count` the crowded houses of streets (`street_house`) and of hamlets (`hamlet_house`), and how many share the house of the
 * mean person of the others, in thousandths (`home`).
 */
async function countHouses(c: Connection): Promise<void> {
  const crowded = (kind: string, area: Sql): Sql => sql`
    select ${kind} as kind, commune_now::bigint as k1, ${area} as k2, house_code as k3, count(*) as n from link_person
    where commune_now is not null and ${area} is not null and house_code is not null group by all having n > ${CROWDED}`;
  await c.run(
    sql`insert into link_count by name
      with house as (
        select count(*) as n from link_person
        where commune_now is not null and coalesce(street_code, hamlet_code) is not null and house_code is not null
        group by commune_now, coalesce(street_code, hamlet_code), house_code)
      ${crowded("street_house", sql`street_code`)}
      union all by name ${crowded("hamlet_house", sql`hamlet_code`)}
      union all by name
      select 'home' as kind, 0 as k1, coalesce(round(1000 * sum(n * n) / sum(n)), 1000)::bigint as n from house where n <= ${CROWDED}`,
    "count houses",
  );
}

/**
 * Adds to `link_count` the blocking keys that more than `keyCap` rows bear. No key of several values is borne more often than the
 * rarest of them, so that only rows all of whose values are that common need be counted together: few.
 */
async function countHeavyKeys(c: Connection, keyCap: number): Promise<void> {
  const routes = PASSES.filter((pass) => !pass.unique).flatMap((pass) =>
    pass.routes.map((route, i) => ({ kind: `heavy:${pass.id}:${i}`, keys: route.map((key) => key.register) })),
  );
  const common = await listCommonValues(
    c,
    routes.flatMap(({ keys }) => keys),
    keyCap,
  );
  for (const { kind, keys } of routes) {
    const columns = [0, 1, 2, 3].map((i) => sql`(${keys[i] ?? sql`null`})::bigint as ${sql.id(`k${i + 1}`)}`);
    const met = sql.join(
      keys.map((key, i) => sql`${sql.id(`k${i + 1}`)} in (select value from link_common where no = ${common(key)})`),
      " and ",
    );
    await c.run(
      sql`insert into link_count by name select ${kind} as kind, k1, k2, k3, k4, count(*) as n
        from (select ${sql.join(columns)} from link_person) where ${met} group by all having n > ${keyCap}`,
      "find heavy keys",
    );
  }
  await c.run(sql`drop table link_common`, "drop common values");
}

/** Makes `link_common` (no, value) of the values of the expressions that more than `keyCap` rows bear. @returns an expression's `no` */
async function listCommonValues(c: Connection, keys: readonly Sql[], keyCap: number): Promise<(key: Sql) => number> {
  const text = (key: Sql): string => JSON.stringify(key.compile());
  const distinct = new Map(keys.map((key) => [text(key), key]));
  const numbers = new Map([...distinct.keys()].map((key, no) => [key, no]));
  await c.run(sql`create or replace temp table link_common (no integer, value bigint)`, "make common values");
  for (const [name, key] of distinct)
    await c.run(
      sql`insert into link_common select ${numbers.get(name)!}, value
        from (select (${key})::bigint as value from link_person) where value is not null group by value having count(*) > ${keyCap}`,
      "find common values",
    );
  return (key) => numbers.get(text(key))!;
}
