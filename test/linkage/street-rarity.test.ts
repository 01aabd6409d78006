import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { countFrequencies } from "../../matchers/linkage/frequencies.ts";
import { buildWordSurprisals, raritiesSql } from "../../matchers/linkage/surprisal.ts";
import { HAMLET_KIND } from "../../matchers/places/street-words.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();
let folder: string;
let c: Connection;
let counts: string;

/**
 * 1,024 people of one commune: 512 in street 1, in homes of 4; 488 in street 2, in homes of 4; 24 in one house of street 3. The first 256
 * are also of hamlet 11, the next 16 of group 12.
 */
const PEOPLE = 1024;

beforeAll(async () => {
  folder = memory.folder();
  c = memory.connection();
  counts = join(folder, "counts.parquet");
  const nothing = sql.join(
    [
      ...["family_code", "middle_code", "middle2_code", "given_code", "key_code", "bag_code", "family_fold"],
      ...["middle_fold", "middle2_fold", "given_fold", "phone_int", "old_number_int", "passport_code"],
      ...["commune_old", "district_old", "province_now", "birth_int", "birth_year", "sex"],
    ].map((name) => sql`null::bigint as ${sql.id(name)}`),
  );
  const home = sql`case when i < 512 then 1 when i < 1000 then 2 else 3 end`;
  await c.run(
    sql`create temp table link_person as
      select i as pid, 7 as commune_now, ${home} as street_code, case when i < 1000 then i // 4 else 1 end as house_code,
        case when i < 256 then 11 when i < 272 then 12 end as hamlet_code,
        case when i < 256 then ${HAMLET_KIND.thon} when i < 272 then ${HAMLET_KIND.to} end as hamlet_kind, [7] as place_alternatives, ${nothing}
      from range(${PEOPLE}) t(i)`,
    "people",
  );
  await c.run(sql`create temp table link_fold (code bigint, folded_code bigint, token varchar)`, "words");
  await c.run(sql`create temp table link_relation (a bigint, b bigint, level utinyint)`, "relations");
  await countFrequencies(c, 300, counts);
  await buildWordSurprisals(c, counts, PEOPLE);
});

const rarity = async (street: number, house: number, from = counts) =>
  c.row<{ s_street: number; s_house: number }>(
    sql`select s_street, s_house from (${raritiesSql(
      sql`(select pid as rid, * replace (${street} as street_code, ${house} as house_code) from link_person limit 1)`,
      from,
      PEOPLE,
    )})`,
    "weigh",
  );

it("weighs a street and a house by how many of the commune live there", async () => {
  // Half of the commune: one bit. Homes of four: 1024 / 4 = 8 bits.
  expect(await rarity(1, 0)).toEqual({ s_street: 1000, s_house: 8000 });
  // 24 live in one house, which says no more than its street.
  expect(await rarity(3, 1)).toEqual({ s_street: 5415, s_house: 5415 });
  // Nobody lives there: a street of two homes at least.
  expect(await rarity(9, 9)).toEqual({ s_street: 7000, s_house: 8000 });
});

it("weighs a hamlet by its people, and a group no higher than one of sixteen", async () => {
  const of = async (hamlet: number, kind: number) =>
    c.row<{ s_hamlet: number; s_hamlet_house: number }>(
      sql`select s_hamlet, s_hamlet_house from (${raritiesSql(
        sql`(select pid as rid, * replace (${hamlet} as hamlet_code, ${kind} as hamlet_kind) from link_person limit 1)`,
        counts,
        PEOPLE,
      )})`,
      "weigh",
    );
  expect(await of(11, HAMLET_KIND.thon)).toEqual({ s_hamlet: 2000, s_hamlet_house: 8000 });
  expect(await of(12, HAMLET_KIND.thon)).toEqual({ s_hamlet: 6000, s_hamlet_house: 8000 });
  expect(await of(12, HAMLET_KIND.to)).toEqual({ s_hamlet: 4000, s_hamlet_house: 8000 });
});

it("weighs an address that may mean several communes by the people of all of them", async () => {
  const open = async (communes: readonly number[]) =>
    c.row<{ s_commune: number; s_street: number; s_hamlet: number; s_house: number }>(
      sql`select s_commune, s_street, s_hamlet, s_house from (${raritiesSql(
        sql`(select pid as rid, * replace (null::integer as commune_now, ${communes}::integer[] as place_alternatives) from link_person where pid = 0)`,
        counts,
        PEOPLE,
      )})`,
      "weigh",
    );
  // Everybody lives in commune 7, nobody in 8 and 9: that the person does too says nothing.
  expect(await open([8, 7])).toEqual({ s_commune: 0, s_street: 1000, s_hamlet: 2000, s_house: 8000 });
  expect((await open([8, 9])).s_commune).toBe(10_000);
});

it("takes fixed values under a snapshot of before streets were counted", async () => {
  const old = join(folder, "old.parquet");
  await c.run(
    sql`copy (from read_parquet(${counts}) where kind not in ('street_name', 'street_house', 'home')) to ${sql.lit(old)} (format parquet)`,
    "old counts",
  );
  expect(await rarity(1, 0, old)).toEqual({ s_street: 3000, s_house: 5000 });
});
