import { join } from "node:path";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { countChances } from "../../matchers/linkage/chance.ts";
import { levelOfDate } from "../../matchers/linkage/compare.ts";
import { BIRTH_LEVEL, PLACE_LEVEL } from "../../matchers/linkage/levels.ts";
import { type Model, shippedModel } from "../../matchers/linkage/model.ts";
import { createModelTable } from "../../matchers/linkage/weights.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();

/** 100 people: 80 in province 1, half of them in one district, a quarter in one commune of it; the others in province 2. */
const COUNTS = [
  ["province_now", 1, 80],
  ["province_now", 2, 20],
  ["district_old", 11, 40],
  ["district_old", 12, 40],
  ["district_old", 21, 20],
  ["commune_now", 111, 20],
  ["commune_now", 112, 20],
  ["commune_now", 121, 40],
  ["commune_now", 211, 20],
] as const;

it("counts a pair of one commune at no wider level besides", async () => {
  const c = memory.connection();
  const file = join(memory.folder(), "counts.parquet");
  const rows = sql.join(COUNTS.map(([kind, code, n]) => sql`(${kind}, ${code}, ${n})`));
  await c.run(sql`create or replace temp table link_relation (a bigint, b bigint, level utinyint)`, "relations");
  await c.run(sql`copy (from (values ${rows}) t(kind, k1, n)) to ${file} (format parquet)`, "counts");
  const { communeAlone, streetAlone, provinceAlone, ...place } = (await countChances(c, file, 100)).place;
  // Shares of pairs: province 0.64 + 0.04, district 0.16 + 0.16 + 0.04, commune 0.04 + 0.04 + 0.16 + 0.04.
  expect(place.district).toBeCloseTo(0.08, 6);
  expect(place.province).toBeCloseTo(0.32, 6);
  expect(place.different).toBeCloseTo(0.32, 6);
  expect(Object.values(place).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
  expect([streetAlone, communeAlone, provinceAlone]).toEqual([place.house! + place.street!, 0.28, 0.68]);
});

it("never lets another province speak for a candidate, however few provinces the register has", async () => {
  const weight = async (model: Model): Promise<number> => {
    await createModelTable(memory.connection(), model, ["a"]);
    const { w } = await memory
      .connection()
      .row<{ w: number }>(sql`select l_place[${PLACE_LEVEL.different}] as w from link_model`, "weigh");
    return w;
  };
  const shipped = shippedModel(1000);
  const ofOneProvince = { ...shipped, u: { ...shipped.u, place: { ...shipped.u.place, different: 0.01 } } };
  expect(await weight(shipped)).toBeLessThan(-3000);
  expect(await weight(ofOneProvince)).toBe(await weight(shipped));
  expect(await weight({ ...ofOneProvince, trained: true })).toBe(0);
});

it("counts how many were born near a bare year by their years alone", async () => {
  const c = memory.connection();
  const file = join(memory.folder(), "years.parquet");
  // Half born in 1960, half in 1962: of two random persons half the pairs are two years apart, none on one day of other years.
  const rows = sql`('birth_year', 1960, 50), ('birth_year', 1962, 50), ('birth', 19600203, 50), ('birth', 19620405, 50)`;
  await c.run(sql`create or replace temp table link_relation (a bigint, b bigint, level utinyint)`, "relations");
  await c.run(sql`copy (from (values ${rows}) t(kind, k1, n)) to ${file} (format parquet)`, "counts");
  const { nearYearAlone, nearYear } = (await countChances(c, file, 100)).birth;
  expect(nearYearAlone).toBe(0.5);
  expect(nearYear).toBeLessThan(0.02);
});

it("takes a bare year that is off for another thing than a date of another year", async () => {
  const level = async (a: number, b: number) =>
    (
      await memory
        .connection()
        .row<{ level: number }>(sql`select ${levelOfDate(sql`${a}`, sql`${b}`)} as level`, "relate")
    ).level;
  expect(await level(19620000, 19650415)).toBe(BIRTH_LEVEL.nearYearAlone);
  expect(await level(19650415, 19620101)).toBe(BIRTH_LEVEL.nearYearAlone);
  expect(await level(19590415, 19620415)).toBe(BIRTH_LEVEL.nearYear);
  expect(await level(19620000, 19660415)).toBe(BIRTH_LEVEL.different);
  expect(await level(19620000, 19620415)).toBe(BIRTH_LEVEL.year);
});
