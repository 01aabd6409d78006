import { BIGINT, VARCHAR } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { placeLevel } from "../../matchers/linkage/compare.ts";
import { PLACE_LEVEL as P } from "../../matchers/linkage/levels.ts";
import { ListNumbers } from "../../matchers/list-numbers.ts";
import { buildPlaceDictionary } from "../../matchers/places/place-dictionary.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const memory = memoryEngine();

/** A record's street line, the register row's, both in one ward, and how they agree. */
const PAIRS: readonly (readonly [record: string, register: string, level: number])[] = [
  ["145 Quang Trung, Tổ dân phố 1", "145 Quang Trung", P.house],
  ["SN 145 đ. Quang Trung", "145 Quang Trung, TDP 1", P.house],
  ["145 Quang Trung, TDP 4", "145 Quang Trung, TDP 1", P.house],
  ["Th. 3", "Số nhà 231, Thôn 3", P.streetAlone],
  ["SN 12 tổ 3, Thôn 3", "Số nhà 12, Thôn 3", P.house],
  ["SN 12, Thôn 3", "Số nhà 231, Thôn 3", P.street],
  ["Số 5 ngõ 12 Lê Lợi", "12/5 Lê Lợi", P.house],
  ["12 NTMK, KP 3", "12 Nguyễn Thị Minh Khai, Khu phố 3", P.house],
  ["T. 9", "Thôn 9", P.streetAlone],
  ["Th. 9", "Thôn 9", P.streetAlone],
  ["KP 8", "Khu phố 8", P.streetAlone],
  ["K.p 8", "Khu phố 8", P.streetAlone],
  ["TDP 3", "Tổ dân phố 3", P.streetAlone],
  ["A. 3", "Ấp 3", P.streetAlone],
  ["tổ 5, Thôn 3", "Thôn 3", P.streetAlone],
  ["SN 231, A. Hòa Đông 1", "Số nhà 231, Ấp Hòa Đông 1", P.house],
  ["Tổ 8, Tổ dân phố 1", "Tổ dân phố 1", P.streetAlone],
  ["Doi 7 ap Duc Tay", "Ấp Đức Tây", P.streetAlone],
  ["Tân Tiến", "Thôn Tân Tiến", P.streetAlone],
  // Two streets of one quarter: a neighbour.
  ["12 Lê Lợi, KP 3", "14 Quang Trung, Khu phố 3", P.street],
  // A slip in the street's name, or its name of before.
  ["179A Truoug Chinh, KP 3", "179A Trường Chinh, Khu phố 3", P.house],
  ["179A Truoug Chinh", "179A Trường Chinh", P.communeAlone],
  ["SN 231, Thôn Bình Đông", "Số nhà 231, Thôn Đông", P.communeAlone],
  // One kind of thing, and it is another.
  ["12 Lê Lợi", "14 Quang Trung", P.commune],
  ["Thôn 3", "Thôn 4", P.commune],
  ["Thôn Đông", "Thôn Đoài", P.commune],
  ["Thôn Đông", "Thôn 4", P.commune],
  // Two kinds of thing.
  ["12 Lê Lợi", "Khu phố 3", P.communeAlone],
  ["tổ 5", "Khu phố 3", P.communeAlone],
  ["Thôn 3", "Ấp 4", P.communeAlone],
  ["Tân Tiến", "12 Lê Lợi", P.communeAlone],
  ["12 NTMK", "12 Nguyễn Thị Minh Khai", P.communeAlone],
  ["45", "Thôn 3", P.communeAlone],
];

it("tells of two homes of one ward apart what is another from what cannot be compared", async () => {
  const c = memory.connection();
  await c.run(sql`create temp table line (place_key bigint, address varchar)`, "lines");
  const appender = await c.appender("line", [BIGINT, VARCHAR], "append");
  PAIRS.forEach(([record, register], i) => {
    appender.append([BigInt(2 * i), `${record}, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh`]);
    appender.append([BigInt(2 * i + 1), `${register}, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh`]);
  });
  appender.close();
  const none = sql.trusted("null::varchar");
  const values = sql`select place_key, address, ${none} as street, ${none} as commune, ${none} as district, ${none} as province from line`;
  await buildPlaceDictionary(c, { values, into: "homes", lists: new ListNumbers() });
  const levels = async (one: number) =>
    c.rows<{ level: number }>(
      sql`with home as (
          select * replace (string_split(place_alternatives, ' ') as place_alternatives) from homes join homes_readings using (reading))
        select ${placeLevel} as level from home x join home r on r.place_key // 2 = x.place_key // 2
        where x.place_key % 2 = ${one} and r.place_key % 2 = ${1 - one} order by x.place_key`,
      "relate",
    );
  const found = (rows: { level: number }[]) => rows.map(({ level }, i) => [...PAIRS[i]!.slice(0, 2), level]);
  expect(found(await levels(0))).toEqual(PAIRS);
  expect(found(await levels(1))).toEqual(PAIRS);
});

it("tells a province that is all one side knows from another commune of the province", async () => {
  const place = (commune: number | null, district: number | null, alternatives: readonly number[]) =>
    sql`(select null::integer as commune_old, ${district}::integer as district_old, 79 as province_old, ${commune}::integer as commune_now,
      79 as province_now, ${alternatives}::integer[] as place_alternatives, null::bigint as street_code, null::bigint as house_code,
      null::bigint as hamlet_code, null::utinyint as hamlet_kind)`;
  const home = place(26740, 760, [26740]);
  const level = async (x: typeof home, r: typeof home) =>
    (await memory.connection().row<{ level: number }>(sql`select ${placeLevel} as level from ${x} x, ${r} r`, "relate"))
      .level;
  expect(await level(place(null, null, []), home)).toBe(P.provinceAlone);
  expect(await level(home, place(null, null, []))).toBe(P.provinceAlone);
  expect(await level(place(27000, 770, [27000]), home)).toBe(P.province);
  expect(await level(place(null, 770, [27000, 27001]), home)).toBe(P.province);
  expect(await level(place(null, 770, [27000, 26740]), home)).toBe(P.communeAlone);
});
