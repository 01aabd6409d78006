import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import { recordCode } from "./decisions.ts";
import { printSql } from "./incremental.ts";

/** A place code as an integer, so that '00001' and '1' are one. */
const place = (name: string): Sql => sql`try_cast(${sql.id(name)} as integer) as ${sql.id(name)}`;

/** Codes have no pattern to compress or to list: trying takes longer than writing them as they are. */
const PLAIN = sql.trusted("format parquet, compression uncompressed, dictionary_size_limit 1");

/** A code of the name's words whatever their order: only their sum counts. */
const bag: Sql = sql.join(
  [
    sql`coalesce(f.folded_code, s.family_code)`,
    sql`coalesce(m.folded_code, s.middle_code)`,
    sql`coalesce(m2.folded_code, s.middle2_code)`,
    sql`coalesce(g.folded_code, s.given_code)`,
  ].map((code) => sql`coalesce(${code}, 0) // 8`),
  " + ",
);

/** The columns both sides carry into comparison, from a standard table `s` and the token table. */
const common = sql`
  s.key_code, s.family_code, s.middle_code, s.middle2_code, s.given_code,
  coalesce(f.folded_code, s.family_code) as family_fold, coalesce(m.folded_code, s.middle_code) as middle_fold,
  coalesce(m2.folded_code, s.middle2_code) as middle2_fold, coalesce(g.folded_code, s.given_code) as given_fold,
  case when s.given_code is not null and s.family_code is not null then ${bag} end as bag_code,
  birth_int, birth_int // 10000 as birth_year,
  case sex when 'M' then 1 when 'F' then 2 end::utinyint as sex,
  old_number_int, phone_int, ${codeSql(sql`passport`)} as passport_code,
  ${place("commune_old")}, ${place("district_old")}, ${place("province_old")},
  ${place("commune_now")}, ${place("province_now")}, street_code, house_code,
  [try_cast(p as integer) for p in place_alternatives] as place_alternatives`;

const folds = sql`
  left join link_fold f on f.code = s.family_code
  left join link_fold m on m.code = s.middle_code
  left join link_fold m2 on m2.code = s.middle2_code
  left join link_fold g on g.code = s.given_code`;

/**
 * Writes the register's comparison columns as integers: one row a person, with a `print` of all of them.
 * `pid` is the person number as an integer; a register without such numbers gets a negative code of its record id.
 */
export async function prepareRegister(c: Connection, standard: string, into: string): Promise<number> {
  await c.run(
    sql`copy (
      select *, ${printSql(sql`p`)} as print from (
        select coalesce(s.number_int, -1 - (${codeSql(sql`s.record_id`)} >> 1)) as pid, ${common}
        from read_parquet(${standard}) s ${folds}) p)
      to ${sql.lit(into)} (${PLAIN})`,
    "prepare register",
  );
  const { n, persons } = await c.row<{ n: number; persons: number }>(
    sql`select count(*) as n, approx_count_distinct(pid) as persons from read_parquet(${into})`,
    "count register",
  );
  if (n > 0 && persons < n * 0.5)
    throw new Error(`register holds ${n} rows but far fewer persons: one row a person is expected`);
  return n;
}

/**
 * Writes the comparison columns of all sources' records. `rid` is a code of (source, record_id, role); rows that repeat
 * them are told apart by their place among their equals, ordered by content. `what` is 'person', 'organisation', 'noise' or 'empty';
 * `alias_pid` is the person its number once belonged to; `bare`: there is nothing but a name; `print` stands for all that is said
 * of it, reviewers' decisions included. Needs `link_model`, `link_alias` and `link_verdict`. @returns rows a source
 */
export async function prepareRecords(
  c: Connection,
  standards: readonly string[],
  into: string,
): Promise<ReadonlyMap<string, number>> {
  const all = sql`read_parquet(${standards}, union_by_name = true)`;
  const repeats = sql`link_repeated r on r.source = s.source and r.record_id = s.record_id and r.role is not distinct from s.role`;
  await c.run(
    sql`create or replace temp table link_repeated as
      select source, record_id, role from ${all} group by all having count(*) > 1`,
    "find repeated keys",
  );
  const { repeated } = await c.row<{ repeated: number }>(
    sql`select count(*) as repeated from link_repeated`,
    "count repeated keys",
  );
  const once = sql`select s.*, 0::bigint as nth from ${all} s`;
  const numbered =
    repeated === 0
      ? once
      : sql`${once} anti join ${repeats}
        union all by name
        select s.*, row_number() over (partition by s.source, s.record_id, s.role
            order by s.number_int, s.name_code, s.birth_int, s.phone_int, s.old_number_int, s.address_read, s.line) as nth
        from ${all} s semi join ${repeats}`;
  await c.run(
    sql`copy (
      with numbered as (${numbered}),
      prepared as (
        select ${recordCode(sql`s`, sql`s.nth`)} as rid,
          s.source, s.record_id, s.role, s.nth,
          case when name_kind in ('organisation', 'noise') then name_kind when s.given_code is null then 'empty' else 'person' end as what,
          s.number_int, coalesce(a.pid, o.pid) as alias_pid, ${common}
        from numbered s
          left join (from link_alias where digits = 12) a on a.number = s.number_int
          left join (from link_alias where digits = 9) o on o.number = s.old_number_int ${folds})
      select p.*, m.source_no, hash(${printSql(sql`p`)}, v.said) as print,
        coalesce(v.rejected, false) as rejected, coalesce(v.nobody, false) as nobody,
        (p.birth_int is null and p.commune_now is null and p.commune_old is null and p.phone_int is null and p.number_int is null
          and p.old_number_int is null and p.passport_code is null) as bare
      from prepared p join link_model m on m.source = p.source left join link_verdict v on v.rid = p.rid)
      to ${sql.lit(into)} (${PLAIN})`,
    "prepare records",
  );
  const rows = await c.rows<{ source: string; n: number }>(
    sql`select source, count(*) as n from read_parquet(${into}) group by all order by all`,
    "count records",
  );
  return new Map(rows.map(({ source, n }) => [source, n]));
}
