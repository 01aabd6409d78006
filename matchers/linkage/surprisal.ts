import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { GROUP_KINDS } from "../places/street-words.ts";
import { levelsSql, NAME_LEVEL } from "./levels.ts";

/** The rarest that a value is taken for, in thousandths of a bit. */
export const RAREST = 40_000;

/** How rare a value is: -log2 of its share, in thousandths of a bit, from 0 to `RAREST`. */
export const surprisalSql = (share: Sql): Sql =>
  sql`greatest(0, least(${sql.int(RAREST)}, round(-1000 * log2(${share}))))::integer`;

/** Pseudo-persons that pull a given name's share within one sex and decade towards its share of the whole register. */
const CELL_BACK_OFF = 20;

/** A share within a cell, shrunk towards that of the whole register. */
function shrunk(which: "same" | "fold" | "near"): Sql {
  const [n, s] = [sql.id(`n_${which}`), sql.id("w", `s_${which}`)];
  const persons = sql.int(CELL_BACK_OFF);
  return sql`(${n} + ${persons} * pow(2, -${s} / 1000.0)) / (cell.n + ${persons})`;
}

const counts = (file: string, kind: string): Sql =>
  sql`(select k1 as code, n from read_parquet(${file}) where kind = ${kind})`;

/**
 * Makes the small tables that say how rare each name word is, from the snapshot's counts and the run's word relations:
 * `link_word(part, code, s_same, s_fold, s_near)`: how rare it is that a random register person has exactly this word,
 * a word equal but for marks, or a near one; `link_given(code, cell, ...)` the same among one sex and birth decade
 * (`cell` = sex * 1000 + decade), shrunk towards the whole register by `CELL_BACK_OFF` persons.
 */
export async function buildWordSurprisals(c: Connection, frequencies: string, registerRows: number): Promise<void> {
  await c.run(
    sql`create or replace temp table link_word as
      with n as (
        select 'family' as part, code, n from ${counts(frequencies, "family")}
        union all select 'given', code, n from ${counts(frequencies, "given")}
        union all select 'middle', code, sum(n) from
          (from ${counts(frequencies, "middle")} union all from ${counts(frequencies, "middle2")}) group by code),
      reached as (
        select part, n.code as code, n as n_same, n as n_fold, 0 as n_near from n
        union all
        select part, r.a, 0, case when level in (${NAME_LEVEL.marks}, ${NAME_LEVEL.tone}) then n else 0 end,
          case when level = ${NAME_LEVEL.near} then n else 0 end
        from n join link_relation r on r.b = n.code),
      total as (select part, code, sum(n_same) as n_same, sum(n_fold) as n_fold, sum(n_near) as n_near from reached group by all)
      select part, code,
        ${surprisalSql(sql`greatest(n_same, 1) / ${registerRows}`)} as s_same,
        ${surprisalSql(sql`greatest(n_fold, 1) / ${registerRows}`)} as s_fold,
        ${surprisalSql(sql`greatest(n_near, 1) / ${registerRows}`)} as s_near
      from total`,
    "weigh name words",
  );
  await c.run(
    sql`create or replace temp table link_given as
      with cell as (select k1 as cell, n from read_parquet(${frequencies}) where kind = 'sex_decade'),
      n as (select k1 as code, k2 as cell, n from read_parquet(${frequencies}) where kind = 'given_sex_decade'),
      reached as (
        select code, cell, n as n_same, n as n_fold, 0 as n_near from n
        union all
        select r.a, cell, 0, case when level in (${NAME_LEVEL.marks}, ${NAME_LEVEL.tone}) then n else 0 end,
          case when level = ${NAME_LEVEL.near} then n else 0 end
        from n join link_relation r on r.b = n.code),
      total as (select code, cell, sum(n_same) as n_same, sum(n_fold) as n_fold, sum(n_near) as n_near from reached group by all),
      shrunk as (
        select total.code, total.cell,
          ${shrunk("same")} as f_same, ${shrunk("fold")} as f_fold, ${shrunk("near")} as f_near
        from total join cell on cell.cell = total.cell join link_word w on w.part = 'given' and w.code = total.code)
      select code, cell, ${surprisalSql(sql`f_same`)} as s_same, ${surprisalSql(sql`f_fold`)} as s_fold,
        ${surprisalSql(sql`f_near`)} as s_near
      from shrunk`,
    "weigh given names",
  );
}

/** Counts of streets or hamlets of a commune, or of houses in them. */
const areasSql = (file: string, kind: string): Sql =>
  sql`(select k1 as commune, k2 as area, k3 as house, n from read_parquet(${file}) where kind = ${kind})`;

/** What a street or hamlet of `area` people adds to its commune. */
const areaSql = (area: Sql): Sql => sql`case when n_household is null or not placed then ${sql.int(STREET_UNCOUNTED)}
  else ${surprisalSql(sql`least(1, greatest(${area}, ${HOUSEHOLDS_A_STREET} * n_household) / n_commune)`)} end`;

/** What a house adds to its commune; `house` is its people where it is crowded. */
const houseSql = (house: Sql): Sql => sql`case when n_household is null or not placed then ${sql.int(HOUSE_UNCOUNTED)}
  else ${surprisalSql(sql`least(1, coalesce(${house}, n_household) / n_commune)`)} end`;

/** What `raritiesSql` says of a record. */
export const RARITY_COLUMNS = [
  "s_family",
  "s_family_fold",
  "s_family_near",
  "s_middle",
  "s_middle_fold",
  "s_middle_near",
  "s_given",
  "s_given_fold",
  "s_given_near",
  "s_name",
  "s_date",
  "s_year",
  "s_commune",
  "s_street",
  "s_house",
  "s_hamlet",
  "s_hamlet_house",
  "s_district",
  "s_province",
  "s_phone",
  "s_whole",
] as const;

/** What a street and a house add to their commune under a snapshot of before they were counted. */
const STREET_UNCOUNTED = 3000;
const HOUSE_UNCOUNTED = 5000;

/** A street seldom seen is taken to be of as many homes: the few seen may be of one family. */
const HOUSEHOLDS_A_STREET = 2;

/** A group's number repeats in the hamlets of a commune, whichever register rows name the group alone: no rarer than one of so many. */
const GROUPS_A_HAMLET = 16;

/** Most that a word which is only like the register's is worth: many are like some word or other. */
const NEAR_CAP = 12_000;

/** Most by which a whole name may be rarer, or commoner, than its parts together. */
const WHOLE_CAP = 8000;

/** Pseudo-persons that pull a name's share within a birth year towards its share of the whole register. */
const BACK_OFF = 1000;

/** Columns of a prepared record that decide what its values are worth. */
const VALUE_COLUMNS = [
  ...["family_code", "middle_code", "middle2_code", "given_code", "key_code", "sex", "birth_int", "birth_year"],
  ...["commune_now", "commune_old", "district_old", "province_now", "street_code", "house_code", "phone_int"],
  ...["hamlet_code", "hamlet_kind", "place_alternatives"],
] as const;

/**
 * CTEs that end in `open_place`: of each row of `record` whose address may mean several communes, how many people of the register live in
 * all of them together, in its street or hamlet there, and in its house. Anybody who lives in one of them agrees with such an address.
 */
function openPlacesSql(file: string): Sql {
  const area = (kind: string, name: string): Sql =>
    sql`${areasSql(file, kind)} ${sql.id(kind)} on ${sql.id(kind)}.commune = p.commune and ${sql.id(kind)}.area = ${sql.id("p", name)}`;
  const house = (kind: string, name: string): Sql => sql`${area(kind, name)} and ${sql.id(kind)}.house = p.house_code`;
  return sql`
    open_commune as (
      select rid, unnest(place_alternatives)::bigint as commune, street_code, hamlet_code, house_code from record
      where len(place_alternatives) > 1),
    open_place as materialized (
      select p.rid, sum(cn.n) as of_commune, sum(street_name.n) as of_street, max(street_house.n) as of_house,
        sum(hamlet_name.n) as of_hamlet, max(hamlet_house.n) as of_hamlet_house
      from open_commune p left join ${counts(file, "commune_now")} cn on cn.code = p.commune
        left join ${area("street_name", "street_code")} left join ${house("street_house", "street_code")}
        left join ${area("hamlet_name", "hamlet_code")} left join ${house("hamlet_house", "hamlet_code")}
      group by p.rid)`;
}

/**
 * A select of what each value of the prepared records is worth: `rid` and columns `s_...`, thousandths of a bit. Nothing else of the
 * records is carried along: every join would handle it again.
 */
export function raritiesSql(records: Sql, frequencies: string, registerRows: number): Sql {
  const n = sql`${registerRows}::double`;
  const unseen = surprisalSql(sql`1 / ${n}`);
  const middle = (which: string) => sql`
    case when x.middle_code is null then 0
      else coalesce(m.${sql.id(which)}, ${unseen})
        + case when x.middle2_code is null then 0 else coalesce(m2.${sql.id(which)}, ${unseen}) end end`;
  const near = (of: Sql): Sql => sql`least(${sql.int(NEAR_CAP)}, ${of})`;
  const cap = sql.int(NEAR_CAP);
  const yearShare = sql`case when birth_year is null then (n_name - 0.5) / ${n}
    else (n_name_year - 1 + ${BACK_OFF} * n_name / ${n}) / (greatest(n_year, 1) - 1 + ${BACK_OFF}) end`;
  // Each step is materialized: expressions that stand in several others would else be planned, and computed, once for each.
  return sql`
    with record as materialized (select rid, ${sql.join(VALUE_COLUMNS.map((name) => sql.id(name)))} from ${records}),
    ${openPlacesSql(frequencies)},
    found as materialized (
    select x.rid, x.birth_year, coalesce(a.rid, x.commune_now) is not null as placed,
      coalesce(f.s_same, ${unseen}) as s_family, coalesce(f.s_fold, ${unseen}) as s_family_fold,
      ${near(sql`coalesce(f.s_near, ${cap})`)} as s_family_near,
      ${middle("s_same")} as s_middle, ${middle("s_fold")} as s_middle_fold,
      ${near(sql`case when x.middle_code is null then 0 else coalesce(m.s_near, ${cap}) end`)} as s_middle_near,
      coalesce(gc.s_same, g.s_same, ${unseen}) as s_given, coalesce(gc.s_fold, g.s_fold, ${unseen}) as s_given_fold,
      ${near(sql`coalesce(gc.s_near, g.s_near, ${cap})`)} as s_given_near,
      coalesce(k.n, 1) as n_name, coalesce(ky.n, 1) as n_name_year, coalesce(y.n, 1) as n_year, coalesce(b.n, 1) as n_date,
      coalesce(a.of_commune, cn.n, co.n, 1) as n_commune, coalesce(d.n, 1) as n_district, coalesce(p.n, 1) as n_province,
      coalesce(ph.n, 1) as n_phone, coalesce(a.of_street, st.n, 1) as n_street, coalesce(a.of_house, ho.n) as n_house,
      (select n / 1000 from read_parquet(${frequencies}) where kind = 'home') as n_household,
      greatest(coalesce(a.of_hamlet, hm.n, 1),
        case when x.hamlet_kind in ${levelsSql(...GROUP_KINDS)} then n_commune / ${GROUPS_A_HAMLET} else 0 end) as n_hamlet,
      coalesce(a.of_hamlet_house, hh.n) as n_hamlet_house
    from record x left join open_place a on a.rid = x.rid
      left join link_word f on f.part = 'family' and f.code = x.family_code
      left join link_word m on m.part = 'middle' and m.code = x.middle_code
      left join link_word m2 on m2.part = 'middle' and m2.code = x.middle2_code
      left join link_word g on g.part = 'given' and g.code = x.given_code
      left join link_given gc on gc.code = x.given_code and gc.cell = x.sex * 1000 + x.birth_year // 10
      left join ${counts(frequencies, "name")} k on k.code = x.key_code
      left join (select k1 as code, k2 as year, n from read_parquet(${frequencies}) where kind = 'name_year') ky
        on ky.code = x.key_code and ky.year = x.birth_year
      left join ${counts(frequencies, "birth")} b on b.code = x.birth_int
      left join ${counts(frequencies, "birth_year")} y on y.code = x.birth_year
      left join ${counts(frequencies, "commune_now")} cn on cn.code = x.commune_now
      left join ${counts(frequencies, "commune_old")} co on co.code = x.commune_old
      left join ${counts(frequencies, "district_old")} d on d.code = x.district_old
      left join ${counts(frequencies, "province_now")} p on p.code = x.province_now
      left join ${areasSql(frequencies, "street_name")} st on st.commune = x.commune_now and st.area = x.street_code
      left join ${areasSql(frequencies, "street_house")} ho
        on ho.commune = x.commune_now and ho.area = x.street_code and ho.house = x.house_code
      left join ${areasSql(frequencies, "hamlet_name")} hm on hm.commune = x.commune_now and hm.area = x.hamlet_code
      left join ${areasSql(frequencies, "hamlet_house")} hh
        on hh.commune = x.commune_now and hh.area = x.hamlet_code and hh.house = x.house_code
      left join ${counts(frequencies, "phone")} ph on ph.code = x.phone_int),
    weighed as materialized (
      select * exclude (birth_year, placed, n_name, n_name_year, n_year, n_date, n_commune, n_district, n_province, n_phone,
          n_street, n_house, n_household, n_hamlet, n_hamlet_house),
        ${surprisalSql(sql`greatest(0.5 / ${n}, ${yearShare})`)} as s_name,
        ${surprisalSql(sql`(n_date + n_year / 365.25) / 2 / ${n}`)} as s_date,
        ${surprisalSql(sql`n_year / ${n}`)} as s_year, ${surprisalSql(sql`n_commune / ${n}`)} as s_commune,
        ${areaSql(sql`n_street`)} as s_street, ${houseSql(sql`n_house`)} as s_house,
        ${areaSql(sql`n_hamlet`)} as s_hamlet, ${houseSql(sql`n_hamlet_house`)} as s_hamlet_house,
        ${surprisalSql(sql`n_district / ${n}`)} as s_district, ${surprisalSql(sql`n_province / ${n}`)} as s_province,
        ${surprisalSql(sql`n_phone / ${n}`)} as s_phone
      from found)
    select *, greatest(${sql.int(-WHOLE_CAP)}, least(${sql.int(WHOLE_CAP)},
      s_name - s_family_fold - s_middle_fold - s_given_fold)) as s_whole
    from weighed`;
}
