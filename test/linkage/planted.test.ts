import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { explainRecord, replay } from "../../matchers/linkage/explain.ts";
import { NAME_LEVEL as N, NUMBER_LEVEL as U } from "../../matchers/linkage/levels.ts";
import { matchRecords } from "../../matchers/linkage/match.ts";
import { millibits, SHIPPED_M } from "../../matchers/linkage/model.ts";
import { createPeople, writeRegister } from "../../scripts/bench/standard-people.ts";

const FATHER = "001062000017";
const SON = "001087000016";
const SONS_OLD = "123456789";
const SONS_PHONE = 84912345678;
const SONS_FORMER = "001087999999";
/** Issued by two provinces: once father and son had it, each from another one. */
const SHARED_FORMER = "271450099";
/** Of a name that nobody else bears. */
const NEIGHBOUR = "001070000013";
/** Of nobody in the register; like it, of the father's year and sex. */
const NOBODYS = "001071000011";
const LIKE_FATHERS = "038062504731";

let folder: string;
let engine: Engine;
let c: Connection;
const at = (name: string): string => join(folder, name);

const NEIGHBOURS_NAME = sql`'Khoàng' as family, 51 as family_code, 'Thế' as middle, 52 as middle_code, 'Lử' as given, 53 as given_code,
  54 as key_code, 55 as name_code`;
/** Where the neighbour lives: a ward of today in what was Quận 1. */
const SAI_GON = sql`null as commune_old, null as district_old, '26740' as commune_now, '79' as province_now, ['26740'] as place_alternatives`;
/** "Con bà …" and the like: of a child that had no name yet. */
const NO_NAME = sql`'noise' as name_kind, null as family, null as middle, null as given, null::bigint as family_code, null::bigint as middle_code,
  null::bigint as given_code, null::bigint as key_code, null::bigint as name_code`;
const NOTHING_ELSE = sql`null::bigint as number_int, null::integer as birth_int`;
/** A ward that was split, and the half where nobody of that name lives; no more than the district. */
const SPLIT = sql`null as commune_old, null as district_old, '99999' as commune_now, ['99999', '26740'] as place_alternatives`;
const DISTRICT = sql`null as commune_old, '760' as district_old, null as commune_now, '79' as province_now, []::varchar[] as place_alternatives`;

/** What each record says other than the father's own row; each gives the father's name and birth date. */
const RECORDS: Readonly<Record<string, Sql>> = {
  sons: sql`${SON}::bigint as number_int`,
  sons_and_phone: sql`${SON}::bigint as number_int, ${SONS_PHONE}::bigint as phone_int`,
  sons_former: sql`${SONS_FORMER}::bigint as number_int`,
  sons_old: sql`null as number_int, ${SONS_OLD}::bigint as old_number_int`,
  nobodys: sql`${NOBODYS}::bigint as number_int`,
  like_fathers: sql`${LIKE_FATHERS}::bigint as number_int`,
  glued: sql`null::bigint as number_int, null as family, null::bigint as family_code, null as middle, null::bigint as middle_code,
    'lovansung' as given, 21 as given_code, 22 as name_code`,
  parted: sql`null::bigint as number_int, 'Lo' as family, 31 as family_code, 'Van Su' as middle, 32 as middle_code, 33 as middle2_code,
    'Ng' as given, 34 as given_code, 35 as name_code`,
  slip: sql`null::bigint as number_int, 987654821 as old_number_int`,
  slip_of_another_date: sql`null::bigint as number_int, 987654821 as old_number_int, 19480902 as birth_int`,
  neighbour_of_split_ward: sql`${NEIGHBOURS_NAME}, ${NOTHING_ELSE}, ${SPLIT}`,
  neighbour_of_district: sql`${NEIGHBOURS_NAME}, ${NOTHING_ELSE}, ${DISTRICT}`,
  twin: sql`null::bigint as number_int, 'Khởi' as given, 61 as given_code, 62 as key_code, 63 as name_code`,
  digit_left_out: sql`null::bigint as number_int, '00106200017' as id_number_read, 19620000 as birth_int`,
  digit_twice: sql`null::bigint as number_int, '0010062000017' as id_number_read, 19620000 as birth_int`,
  no_name: sql`${NO_NAME}`,
  no_name_of_another_date: sql`${NO_NAME}, 19480902 as birth_int`,
  shared_former: sql`null::bigint as number_int, ${SHARED_FORMER}::bigint as old_number_int, null::integer as birth_int`,
  nobodys_and_sons_old: sql`${NOBODYS}::bigint as number_int, ${SONS_OLD}::bigint as old_number_int`,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lamsach-planted-"));
  engine = await Engine.open({
    memoryMib: 256,
    threads: 2,
    tempDirectory: join(folder, "tmp"),
    allowedDirectories: [folder],
  });
  c = await engine.connect();
  await createPeople(c, 2000);
  await writeRegister(c, at("people.parquet"));
  const one = sql`(select * replace ('Lò' as family, 'Văn' as middle, 'Sung' as given, 11 as family_code, 12 as middle_code, 13 as given_code,
      14 as key_code, 15 as name_code, 'M' as sex, null as phone_int) from read_parquet(${at("people.parquet")}) order by record_id limit 1)`;
  await c.run(
    sql`create temp table planted as
      select * replace (${FATHER} as record_id, ${FATHER}::bigint as number_int, 19620317 as birth_int, 987654321 as old_number_int) from ${one}
      union all by name
      select * replace (${SON} as record_id, ${SON}::bigint as number_int, 19870904 as birth_int, ${SONS_OLD}::bigint as old_number_int,
        ${SONS_PHONE}::bigint as phone_int) from ${one}
      union all by name
      select * replace (${NEIGHBOUR} as record_id, ${NEIGHBOUR}::bigint as number_int, 19700211 as birth_int, null::bigint as old_number_int,
        ${NEIGHBOURS_NAME}, ${SAI_GON}) from ${one}`,
    "plant people",
  );
  await c.run(
    sql`copy (from read_parquet(${at("people.parquet")}) union all by name from planted) to ${sql.lit(at("register.parquet"))} (format parquet)`,
    "write register",
  );
  await c.run(
    sql`copy (from (values (${SON}, ${SONS_FORMER}, 'reissued'), (${SON}, ${SHARED_FORMER}, 'old'), (${FATHER}, ${SHARED_FORMER}, 'old'))
      former(person_id, number, kind)) to ${sql.lit(at("numbers.parquet"))} (format parquet)`,
    "write former numbers",
  );
  const records = Object.entries(RECORDS).map(
    ([id, says]) => sql`select 'sims' as source, * exclude (source) replace (${says})
      from (select * replace (${id} as record_id, null::bigint as old_number_int) from planted where record_id = ${FATHER})`,
  );
  await c.run(
    sql`copy (${sql.join(records, " union all by name ")}) to ${sql.lit(at("sims.parquet"))} (format parquet)`,
    "write records",
  );
  await matchRecords(engine, {
    register: at("register.parquet"),
    numbers: at("numbers.parquet"),
    sources: [{ source: "sims", path: at("sims.parquet") }],
    snapshot: { out: at("snapshot.json") },
    work: at("work"),
    memoryMib: 256,
    out: { matches: at("matches.parquet"), evidence: at("evidence.parquet"), audit: at("audit.parquet") },
  });
}, 60_000);

afterAll(async () => {
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

const paths = () => ({ matches: at("matches.parquet"), evidence: at("evidence.parquet") });

/** What was said of a record, and how its number and the father's compare. */
async function answer(id: keyof typeof RECORDS) {
  return c.row<{ status: string; person: string | null; level: number; weight: number }>(
    sql`select m.status, m.person_id as person, e.number as level, e.w_number as weight
      from read_parquet(${paths().matches}) m join read_parquet(${paths().evidence}) e using (source, record_id, role)
      where m.record_id = ${id} and e.person_id = ${FATHER}`,
    "read answer",
  );
}

it("takes a former number that two had for neither's alone", async () => {
  const { status, person } = await answer("shared_former");
  expect([status, person]).toEqual(["review", null]);
});

describe("a record of one person with another's number", () => {
  it.each(["sons", "sons_former", "sons_old"] as const)("weighs the number once, for its owner: %s", async (id) => {
    const { level, weight, person } = await answer(id);
    expect([U.different, U.other, U.oldDifferent]).toContain(level);
    expect(weight).toBe(0);
    expect(person).not.toBe(SON);
    const [explanation] = await explainRecord(c, paths(), { source: "sims", recordId: id });
    expect(replay(explanation!).same).toBe(true);
  });

  it.each([
    ["nobodys", U.different],
    ["like_fathers", U.other],
    ["nobodys_and_sons_old", U.different],
  ] as const)("weighs against the person where nobody has that number: %s", async (id, level) => {
    const found = await answer(id);
    expect(found.level).toBe(level);
    expect(found.weight).toBeLessThan(-4000);
  });

  it("takes no owner of another birth date for whom somebody else of that name and date stands beside", async () => {
    for (const id of ["sons", "sons_and_phone"] as const) expect((await answer(id)).status, id).toBe("review");
  });
});

it.each(["glued", "parted"] as const)("knows a name whose words are joined or parted elsewhere: %s", async (id) => {
  const { levels, parts, whole, person } = await c.row<{
    levels: number[];
    parts: number;
    whole: number;
    person: string | null;
  }>(
    sql`select [family, middle, given] as levels, w_family + w_middle + w_given as parts, w_name as whole, m.person_id as person
      from read_parquet(${paths().evidence}) e join read_parquet(${paths().matches}) m using (source, record_id, role)
      where record_id = ${id} and e.person_id = ${FATHER}`,
    "read evidence",
  );
  expect([...levels]).toEqual([N.joined, N.missing, N.joined]);
  // One event, then the rarity of the whole name: of a register of 2,000, two bear it, of whom one was born in that year.
  expect(parts).toBe(millibits(SHIPPED_M.family.joined!));
  expect(whole).toBeGreaterThan(8000);
  expect(whole).toBeLessThan(12_000);
  expect(person).toBe(FATHER);
});

it("takes nobody for his twin: without a number another given name is for a reviewer, whatever else agrees", async () => {
  const { status, p } = await c.row<{ status: string; p: number }>(
    sql`select status, probability::double as p from read_parquet(${paths().matches}) where record_id = 'twin'`,
    "read answer",
  );
  expect(p).toBeGreaterThan(0.99);
  expect(status).toBe("review");
});

it.each(["split_ward", "district"])("meets the person in any commune that the address may mean: %s", async (place) => {
  const found = await c.row<{ person: string | null; pass: string }>(
    sql`select person_id as person, pass from read_parquet(${paths().matches}) where record_id = ${`neighbour_of_${place}`}`,
    "read answer",
  );
  expect(found).toEqual({ person: NEIGHBOUR, pass: "name_commune" });
});

it("takes whose number and full birth date a row without a person's name gives", async () => {
  const found = await c.rows<{ status: string; person: string | null }>(
    sql`select status, person_id as person from read_parquet(${paths().matches}) where record_id like 'no_name%' order by record_id`,
    "read answers",
  );
  expect(found).toEqual([
    { status: "corrected", person: FATHER },
    { status: "unmatchable", person: null },
  ]);
});

it.each(["digit_left_out", "digit_twice"] as const)(
  "takes a number with a digit too few or too many: %s",
  async (id) => {
    const { level, weight, status, person } = await answer(id);
    expect([level, status, person]).toEqual([U.slip, "corrected", FATHER]);
    expect(weight).toBeGreaterThan(8000);
  },
);

it("takes an old number with a slip for the person's, not for another", async () => {
  const { level, weight, status } = await answer("slip");
  expect([level, status]).toEqual([U.oldSlip, "corrected"]);
  expect(weight).toBeGreaterThan(5000);
  expect((await answer("slip_of_another_date")).status).not.toBe("corrected");
});
