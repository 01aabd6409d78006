import { INTEGER, VARCHAR } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import {
  PLACE_RELATION,
  type RelatedPlace,
  relatePlaces,
  relatePlacesSql,
} from "../../matchers/places/place-relation.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();

/** Few codes, so that many are the same, and many nulls; alternatives of communes of today. */
const code = (letters: string) => fc.option(fc.constantFrom(...letters), { freq: 3 });
const place: fc.Arbitrary<RelatedPlace> = fc.record({
  communeOld: code("abcd"),
  districtOld: code("abc"),
  provinceOld: code("ab"),
  communeNow: code("klmn"),
  provinceNow: code("kl"),
  alternatives: fc.uniqueArray(fc.constantFrom(..."klmnop"), { maxLength: 3 }),
});

it("relates any two places in TypeScript as in SQL, and both ways alike", async () => {
  const places = fc.sample(place, { numRuns: 250, seed: 20261123 });
  const c = memory.connection();
  await c.run(
    sql`create table related (n integer, commune_old varchar, district_old varchar, province_old varchar, commune_now varchar,
      province_now varchar, alternatives varchar)`,
    "create",
  );
  const text = [VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR];
  const appender = await c.appender("related", [INTEGER, ...text, VARCHAR], "append");
  places.forEach(({ communeOld, districtOld, provinceOld, communeNow, provinceNow, alternatives }, n) => {
    appender.append([n, communeOld, districtOld, provinceOld, communeNow, provinceNow, alternatives.join("")]);
  });
  appender.close();
  const rows = await c.rows<{ a: number; b: number; relation: number }>(
    sql`with places as (select *, string_split(nullif(alternatives, ''), '') as place_alternatives from related)
      select a.n as a, b.n as b, ${relatePlacesSql("a", "b")} as relation from places a, places b`,
    "relate",
  );
  expect(rows).toHaveLength(places.length ** 2);
  const seen = new Set<number>();
  for (const { a, b, relation } of rows) {
    seen.add(relation);
    const [x, y] = [places[a]!, places[b]!];
    if (relatePlaces(x, y) !== relation || relatePlaces(y, x) !== relation) expect({ x, y }).toEqual(relation);
  }
  expect(seen).toEqual(new Set<number>(Object.values(PLACE_RELATION)));
});
