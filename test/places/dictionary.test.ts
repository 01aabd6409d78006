import { BIGINT, VARCHAR } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { readAddress } from "../../matchers/places/address.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { createGazetteerTables } from "../../matchers/places/gazetteer-tables.ts";
import { buildPlaceDictionary } from "../../matchers/places/place-dictionary.ts";
import {
  PLACE_RELATION,
  relatePlaces,
  relatePlacesSql,
  relateStreetsSql,
  STREET_RELATION,
} from "../../matchers/places/place-relation.ts";
import { allPaths, FORMS, write } from "../../scripts/check-places/forms.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();
let c: Connection;

beforeAll(() => {
  c = memory.connection();
});

type Row = Record<string, string | null> & { findings: number };

const lists = new ListNumbers();

async function dictionary(addresses: readonly string[]): Promise<Row[]> {
  await c.run(sql`create or replace table given (place_key bigint, address varchar)`, "create");
  const appender = await c.appender("given", [BIGINT, VARCHAR], "append");
  addresses.forEach((address, i) => {
    appender.append([BigInt(i), address]);
  });
  appender.close();
  const empty = sql.trusted("null::varchar");
  await buildPlaceDictionary(c, {
    values: sql`select place_key, address, ${empty} as street, ${empty} as commune, ${empty} as district, ${empty} as province from given`,
    into: "places",
    lists,
  });
  return c.rows<Row>(
    sql`select * exclude (reading) from places join places_readings using (reading) order by place_key`,
    "read",
  );
}

describe("buildPlaceDictionary", () => {
  it("answers what the reader answers, whichever way an address takes", async () => {
    const { old, now, former } = allPaths(loadGazetteer());
    const streets = [
      "12 Lê Lợi, ",
      "Số nhà 5A/2 Đường Trần Phú, ",
      "Thôn Đông, ",
      "",
      "12 Lê Lợi ",
      "KP 3, Tổ 2, ",
      "Lê Lợi, ",
    ];
    const ends = ["", ", Việt Nam", ".", ", VN"];
    const addresses: string[] = [];
    [...old, ...now, ...former].forEach((path, i) => {
      if (i % 29 !== 0) return;
      const text = write(path, FORMS[i % 8]!, i * 7919);
      if (text) addresses.push(streets[i % streets.length]! + text + ends[(i >> 3) % ends.length]!);
    });
    const rows = await dictionary(addresses);
    expect(rows).toHaveLength(addresses.length);
    rows.forEach((row, i) => {
      const reading = readAddress(addresses[i]!);
      expect(
        {
          street: row.street_line,
          house: row.house_number,
          old: row.commune_old,
          now: row.commune_now,
          province: row.province_now,
          list: row.place_list,
          state: row.place_state,
          alternatives: row.place_alternatives?.split(" ") ?? [],
          findings: row.findings,
        },
        addresses[i],
      ).toEqual({
        street: reading.street,
        house: reading.houseNumber,
        old: reading.communeOld,
        now: reading.communeNow,
        province: reading.provinceNow,
        list: reading.list,
        state: reading.state,
        alternatives: reading.alternatives,
        findings: lists.of(reading.findings),
      });
    });
  });

  it("codes a street and a house alike however they are written", async () => {
    const tail = ", P. Bến Nghé, Quận 1, TP.HCM";
    await dictionary([
      `12 Lê Lợi${tail}`,
      `Số 12 đường LÊ LỢI${tail}`,
      `so nha 14 le loi${tail}`,
      `14 Hai Bà Trưng${tail}`,
      `Lê Lợi, KP 3${tail}`,
      `Khu phố 3${tail}`,
      // Read one by one, since no comma stands before the ward.
      `Tổ 4, số 12 Lê Lợi P. Bến Nghé, Quận 1, TP.HCM`,
    ]);
    const relations = await c.rows<{ relation: number }>(
      sql`select ${relateStreetsSql("a", "b")} as relation from places a, places b where a.place_key = 0 and b.place_key > 0 order by b.place_key`,
      "relate",
    );
    const { sameHouse, sameStreet, sameStreetAlone, different, unknown } = STREET_RELATION;
    expect(relations.map((row) => row.relation)).toEqual([
      ...[sameHouse, sameStreet, different, sameStreetAlone, unknown, sameHouse],
    ]);
  });
});

describe("place relations", () => {
  const addresses = [
    "Phường Phúc Xá, Ba Đình, Hà Nội",
    "Phường Hồng Hà, Hà Nội",
    "Phường Cống Vị, Ba Đình, Hà Nội",
    "Phường Giảng Võ, Hà Nội",
    "Quận Ba Đình, Hà Nội",
    "Hà Nội",
    "P. Bến Nghé, Quận 1, TP.HCM",
    "?",
  ];

  it("relate places of two epochs, the same in SQL and in TypeScript", async () => {
    await dictionary(addresses);
    const rows = await c.rows<{ a: number; b: number; relation: number; back: number }>(
      sql`with read as (
          select * replace (coalesce(string_split(place_alternatives, ' '), []) as place_alternatives)
          from places join places_readings using (reading))
        select a.place_key as a, b.place_key as b, ${relatePlacesSql("a", "b")} as relation, ${relatePlacesSql("b", "a")} as back
        from read a, read b order by 1, 2`,
      "relate",
    );
    for (const { a, b, relation, back } of rows) {
      expect(relation).toBe(back);
      expect(relation).toBe(relatePlaces(readAddress(addresses[a]!), readAddress(addresses[b]!)));
    }
    const of = (a: number, b: number) => rows.find((row) => row.a === a && row.b === b)!.relation;
    expect(of(0, 0)).toBe(PLACE_RELATION.sameOldCommune);
    expect(of(0, 1)).toBe(PLACE_RELATION.sameCommune);
    expect(of(2, 3)).toBe(PLACE_RELATION.maybeSameCommune);
    expect(of(0, 4)).toBe(PLACE_RELATION.sameOldDistrict);
    expect(of(1, 5)).toBe(PLACE_RELATION.sameProvince);
    expect(of(0, 6)).toBe(PLACE_RELATION.different);
    expect(of(0, 7)).toBe(PLACE_RELATION.unknown);
  });
});

describe("createGazetteerTables", () => {
  it("gives reports the units of both lists", async () => {
    await createGazetteerTables(c, "gz");
    expect(
      await c.row(
        sql`select (select count(*) from gz_provinces) as provinces, (select count(*) from gz_communes) as communes,
          (select count(*) from gz_changes) as changes, (select count(*) from gz_districts) as districts`,
        "count",
      ),
    ).toEqual({ provinces: 97, communes: 13_361, changes: 10_602, districts: 696 });
  });
});
