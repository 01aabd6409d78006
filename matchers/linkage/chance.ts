import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { YEARS_NEAR } from "../dates/date-relation.ts";
import { levelOfDate } from "./compare.ts";
import { BIRTH_LEVEL, type Field, levelName, NAME_LEVEL } from "./levels.ts";
import { type LevelProbabilities, SHIPPED_U } from "./model.ts";

/** Birth dates drawn (systematically, by size) to see how two random dates relate. */
const DATES_DRAWN = 100;

/** The counts of a snapshot's register. */
interface Counts {
  /** A select of (k1, n) of one kind. */
  readonly of: (kind: string) => Sql;
  /** Pairs of register rows, a row with itself included. */
  readonly pairs: Sql;
}

/**
 * u-probabilities of a register: how often two random persons stand at each level. Names, sex, units and phones exactly
 * from the counts; birth dates from a systematic sample against all. Levels that a register cannot show keep the shipped value.
 * Needs `link_relation`.
 * @param frequencies Parquet as `countFrequencies` writes it
 * @param rows of the register
 */
export async function countChances(
  c: Connection,
  frequencies: string,
  rows: number,
): Promise<Record<Field, LevelProbabilities>> {
  const counts: Counts = {
    of: (kind) => sql`(select k1, n from read_parquet(${frequencies}) where kind = ${kind})`,
    pairs: sql`(${rows}::double * ${rows})`,
  };
  const u: Record<Field, LevelProbabilities> = { ...SHIPPED_U };
  for (const part of ["family", "middle", "given"] as const) u[part] = await nameChances(c, counts, part);
  u.birth = await birthChances(c, counts);
  const sex = await chanceOfSame(c, counts, "sex");
  if (sex > 0) u.sex = chances({ same: sex, different: 1 - sex });
  const commune = await chanceOfSame(c, counts, "commune_now");
  const district = await chanceOfSame(c, counts, "district_old");
  const province = await chanceOfSame(c, counts, "province_now");
  if (province > 0) u.place = placeChances(commune, district, province);
  return u;
}

/** How often two random persons share a value of a kind. */
async function chanceOfSame(c: Connection, { of, pairs }: Counts, kind: string): Promise<number> {
  const { p } = await c.row<{ p: number }>(
    sql`select coalesce(sum(n::hugeint * n), 0)::double / ${pairs} as p from ${of(kind)}`,
    "chance of values",
  );
  return p;
}

/** Of one part of the name: equal words, and related ones. */
async function nameChances(
  c: Connection,
  counts: Counts,
  part: "family" | "middle" | "given",
): Promise<LevelProbabilities> {
  const related = await c.rows<{ level: number; p: number }>(
    sql`select r.level, sum(a.n::hugeint * b.n)::double / ${counts.pairs} as p
      from ${counts.of(part)} a join link_relation r on r.a = a.k1 join ${counts.of(part)} b on b.k1 = r.b
      where r.level <> ${NAME_LEVEL.initial} group by all order by all`,
    "chance of related names",
  );
  return chances({
    ...SHIPPED_U[part],
    same: await chanceOfSame(c, counts, part),
    ...Object.fromEntries(related.map(({ level, p }) => [levelName(part, level), p])),
  });
}

/** Of birth dates. Whether a date is whole lies in the record: of those that are not, as many are near as have such a year. */
async function birthChances(c: Connection, { of, pairs }: Counts): Promise<LevelProbabilities> {
  const dates = await c.rows<{ level: number; p: number }>(
    sql`with d as (select k1, n, sum(n) over (order by k1) as upto from ${of("birth")}),
      total as (select sum(n) as n from ${of("birth")}),
      drawn as (select k1 from d, total where upto * ${DATES_DRAWN} // total.n > (upto - d.n) * ${DATES_DRAWN} // total.n),
      pair as (select ${levelOfDate(sql`a.k1::integer`, sql`b.k1::integer`)} as level, b.n from drawn a, d b)
      select level, sum(pair.n)::double / (select count(*) from drawn) / any_value(total.n) as p
      from pair, total group by all order by all`,
    "chance of birth dates",
  );
  const { near } = await c.row<{ near: number }>(
    sql`select coalesce(sum(a.n::hugeint * b.n), 0)::double / ${pairs} as near from ${of("birth_year")} a
      join ${of("birth_year")} b on abs(a.k1 - b.k1) between 1 and ${YEARS_NEAR}`,
    "chance of near years",
  );
  const { nearYearAlone: _, ...shipped } = SHIPPED_U.birth;
  const whole = dates.filter(({ level }) => level !== BIRTH_LEVEL.nearYearAlone);
  const counted = Object.fromEntries(whole.map(({ level, p }) => [levelName("birth", level), p]));
  return { ...chances({ ...shipped, ...counted }), nearYearAlone: kept(near) };
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

/** Probabilities as they are kept, with what remains for `different`. */
function chances(p: LevelProbabilities): LevelProbabilities {
  const rest = Object.entries(p).reduce((sum, [name, value]) => (name === "different" ? sum : sum + value), 0);
  return Object.fromEntries(
    Object.entries({ ...p, different: Math.max(0.01, 1 - rest) }).map(([name, value]) => [name, kept(value)]),
  );
}

/** Seven digits, never zero: its logarithm is taken. */
const kept = (value: number): number => Number(Math.min(1, Math.max(1e-9, value)).toPrecision(7));
