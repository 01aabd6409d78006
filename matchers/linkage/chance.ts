import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { YEARS_NEAR } from "../dates/date-relation.ts";
import { levelOfDate } from "./compare.ts";
import { BIRTH_LEVEL, type Field, levelName, NAME_LEVEL } from "./levels.ts";
import { type LevelProbabilities, SHIPPED_U } from "./model.ts";

/** Birth dates drawn (systematically, by size) to see how two random dates relate. */
const DATES_DRAWN = 100;

/**
 * u-probabilities of a register: how often two random persons stand at each level. Names, sex, units and phones exactly
 * from the counts; birth dates from a systematic sample against all. Levels that a register cannot show keep the shipped value.
 * Needs `link_relation`.
 */
export async function countChances(
  c: Connection,
  frequencies: string,
  rows: number,
): Promise<Record<Field, LevelProbabilities>> {
  const kind = (name: string): Sql => sql`(select k1, n from read_parquet(${frequencies}) where kind = ${name})`;
  const n2 = sql`(${rows}::double * ${rows})`;
  const u: Record<Field, LevelProbabilities> = { ...SHIPPED_U };
  for (const field of ["family", "middle", "given"] as const) {
    const [{ same }, related] = [
      await c.row<{ same: number }>(
        sql`select coalesce(sum(n::hugeint * n), 0)::double / ${n2} as same from ${kind(field)}`,
        "chance of names",
      ),
      await c.rows<{ level: number; p: number }>(
        sql`select r.level, sum(a.n::hugeint * b.n)::double / ${n2} as p
          from ${kind(field)} a join link_relation r on r.a = a.k1 join ${kind(field)} b on b.k1 = r.b
          where r.level <> ${NAME_LEVEL.initial} group by all order by all`,
        "chance of related names",
      ),
    ];
    const counted = { same, ...Object.fromEntries(related.map(({ level, p }) => [levelName(field, level), p])) };
    u[field] = chances({ ...SHIPPED_U[field], ...counted });
  }
  const dates = await c.rows<{ level: number; p: number }>(
    sql`with d as (select k1, n, sum(n) over (order by k1) as upto from ${kind("birth")}),
      total as (select sum(n) as n from ${kind("birth")}),
      drawn as (select k1 from d, total where upto * ${DATES_DRAWN} // total.n > (upto - d.n) * ${DATES_DRAWN} // total.n),
      pair as (select ${levelOfDate(sql`a.k1::integer`, sql`b.k1::integer`)} as level, b.n from drawn a, d b)
      select level, sum(pair.n)::double / (select count(*) from drawn) / any_value(total.n) as p from pair, total group by all order by all`,
    "chance of birth dates",
  );
  const { nearYearAlone: _, ...shipped } = SHIPPED_U.birth;
  const precise = dates.filter(({ level }) => level !== BIRTH_LEVEL.nearYearAlone);
  const birth = Object.fromEntries(precise.map(({ level, p }) => [levelName("birth", level), p]));
  // Whether a date is whole lies in the record: of those that are not, as many are near as have such a year.
  const { near } = await c.row<{ near: number }>(
    sql`select coalesce(sum(a.n::hugeint * b.n), 0)::double / ${n2} as near from ${kind("birth_year")} a
      join ${kind("birth_year")} b on abs(a.k1 - b.k1) between 1 and ${YEARS_NEAR}`,
    "chance of near years",
  );
  u.birth = { ...chances({ ...shipped, ...birth }), nearYearAlone: kept(near) };
  const share = async (name: string): Promise<number> =>
    (
      await c.row<{ p: number }>(
        sql`select coalesce(sum(n::hugeint * n), 0)::double / ${n2} as p from ${kind(name)}`,
        "chance of values",
      )
    ).p;
  const sex = await share("sex");
  if (sex > 0) u.sex = chances({ same: sex, different: 1 - sex });
  const [commune, district, province] = [
    await share("commune_now"),
    await share("district_old"),
    await share("province_now"),
  ];
  if (province > 0) u.place = placeChances(commune, district, province);
  return u;
}

/**
 * Each level holds what lies within it and not within the one below: a shared commune is no shared district besides. The levels
 * of places without a street, house or commune hold all of theirs.
 */
function placeChances(commune: number, district: number, province: number): LevelProbabilities {
  const { house = 0, street = 0 } = SHIPPED_U.place;
  const within = (wider: number, narrower: number): number => Math.max(0, wider - narrower);
  return {
    ...chances({
      house,
      street,
      commune: within(commune, house + street),
      district: within(district, commune),
      province: within(province, Math.max(district, commune)),
    }),
    streetAlone: kept(house + street),
    communeAlone: kept(commune),
    provinceAlone: kept(Math.max(province, district, commune)),
  };
}

/** Seven digits, never zero, and `different` as what remains. */
function chances(p: LevelProbabilities): LevelProbabilities {
  const rest = Object.entries(p).reduce((sum, [name, value]) => (name === "different" ? sum : sum + value), 0);
  return Object.fromEntries(
    Object.entries({ ...p, different: Math.max(0.01, 1 - rest) }).map(([name, value]) => [name, kept(value)]),
  );
}

const kept = (value: number): number => Number(Math.min(1, Math.max(1e-9, value)).toPrecision(7));
