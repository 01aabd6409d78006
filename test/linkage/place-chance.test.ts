import { join } from "node:path";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { countChances } from "../../matchers/linkage/chance.ts";
import { PLACE_LEVEL } from "../../matchers/linkage/levels.ts";
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
  expect(place["district"]).toBeCloseTo(0.08, 6);
  expect(place["province"]).toBeCloseTo(0.32, 6);
  expect(place["different"]).toBeCloseTo(0.32, 6);
  expect(Object.values(place).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
  expect([streetAlone, communeAlone, provinceAlone]).toEqual([place["house"]! + place["street"]!, 0.28, 0.68]);
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
