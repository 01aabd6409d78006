import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { keyOf } from "./dirt/letters.ts";
import { NOBODY } from "./households.ts";
import type { Night } from "./night.ts";
import type { Person } from "./person.ts";
import { shortKey, type Truth } from "./records.ts";
import { csvLine, type TextWriter } from "./writer.ts";

/** Header of the features by which people could be told apart. */
export const FEATURE_COLUMNS =
  "number,name,name_key,short_key,birth,birth_year,commune,province,door,father,mother,householder,spouse".split(",");

/** What could tell a person of the register apart. */
export function featureLine(person: Person, night: Night): string {
  const { home } = person;
  const { year, month, day } = person.birth;
  return csvLine(
    [
      night.number(person),
      person.name.full,
      keyOf(person.name.full),
      shortKey(person),
      String(year * 10_000 + month * 100 + day),
      String(year),
      home.locality.nowCommune.code,
      home.locality.nowProvinceCode,
      `${home.house}/${home.lane}/${home.street}/${home.hamlet}`,
      night.parentName(person, "M"),
      night.parentName(person, "F"),
      night.person(person.householder).name.full,
      person.spouse === NOBODY ? "" : night.person(person.spouse).name.full,
    ],
    ",",
  );
}

/** Header of the truth before it is known who can be told apart. */
export const PART_COLUMNS = "position,source,record_id,role,person_number,kind,holds,stranger".split(",");

/** Writes what is true of a row's persons. */
export function writeTruths(
  parts: TextWriter,
  night: Night,
  source: string,
  recordId: string,
  truths: readonly Truth[],
): void {
  for (const { role, person, stranger, kind, holds } of truths) {
    const number = person ? night.number(person) : "";
    const changed = person && night.change(person.index);
    const shown =
      changed === "reissue" && holds.startsWith("#") && (kind === "clean" || kind === "dirty" || kind === "moved")
        ? "cancelled_number"
        : kind;
    const outside = stranger ? String(stranger.index) : "";
    parts.line(csvLine([String(parts.lines), source, recordId.trim(), role, number, shown, holds, outside], ","));
  }
}

/**
 * Makes truth.csv: `stranger` is the same for all records of one person who is in no register. A row cannot be told apart if it has no number that settles it and somebody else in the register
 * agrees with its person in everything the row still says (letters of `holds`: N name with marks, K without, S without
 * middle words; D day, Y year, A about the year; C commune, P province, H street line; F, M, O, W names of father, mother, householder, spouse).
 */
export async function writeTruthFile(
  c: Connection,
  paths: { features: string; parts: string; truth: string },
): Promise<void> {
  const read = (path: string) => sql`read_csv(${path}, all_varchar = true, header = true)`;
  await c.run(sql`create or replace temp table people as select * from ${read(paths.features)}`, "read people");
  await c.run(
    sql`create or replace temp table parts as
      select * replace (position::bigint as position, coalesce(person_number, '') as person_number, coalesce(holds, '') as holds)
      from ${read(paths.parts)}`,
    "read truth",
  );
  await c.run(
    sql`create or replace temp table doubtful as
      select p.position, p.holds, t.*,
        case when contains(p.holds, 'S') then t.short_key else t.name_key end as held_key,
        contains(p.holds, 'S') as short
      from parts p join people t on t.number = p.person_number
      where not contains(p.holds, '#')`,
    "collect rows without a number",
  );
  await c.run(
    sql`create or replace temp table namesakes as
      select name_key as held_key, false as short, people.* from people
      union all
      select short_key, true, people.* from people`,
    "collect namesakes",
  );
  const alike = sql`o.held_key = d.held_key and o.short = d.short and o.number <> d.number
    and (not contains(d.holds, 'N') or o.name = d.name)
    and (not contains(d.holds, 'D') or o.birth = d.birth)
    and (not contains(d.holds, 'A') or abs(o.birth_year::integer - d.birth_year::integer) <= 3)
    and (not contains(d.holds, 'C') or o.commune = d.commune)
    and (not contains(d.holds, 'P') or o.province = d.province)
    and (not contains(d.holds, 'H') or o.door = d.door)
    and (not contains(d.holds, 'F') or o.father = d.father)
    and (not contains(d.holds, 'M') or o.mother = d.mother)
    and (not contains(d.holds, 'O') or o.householder = d.householder)
    and (not contains(d.holds, 'W') or o.spouse = d.spouse)`;
  const dated = sql`(contains(d.holds, 'D') or contains(d.holds, 'Y'))`;
  const placed = sql`contains(d.holds, 'C')`;
  await c.run(
    sql`create or replace temp table alike as
      select distinct d.position from doubtful d join namesakes o on ${alike} and o.birth_year = d.birth_year where ${dated}
      union
      select distinct d.position from doubtful d join namesakes o on ${alike} and o.commune = d.commune
        where not ${dated} and ${placed}
      union
      select d.position from doubtful d
        semi join (select held_key, short from namesakes group by all having count(*) > 1) o
          on o.held_key = d.held_key and o.short = d.short
        where not ${dated} and not ${placed}`,
    "find who cannot be told apart",
  );
  await c.run(
    sql`copy (
        select p.source, p.record_id, p.role, p.person_number,
          case when a.position is null and p.person_number <> '' then '1' else '0' end as distinguishable, p.kind,
          coalesce(p.stranger, '') as stranger
        from parts p left join alike a using (position) order by p.position
      ) to ${paths.truth} (format csv, header true)`,
    "write truth",
  );
}
