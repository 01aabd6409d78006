import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";

/** What comparison reads of a standard row, whichever side it stands on: nothing else can change an answer. */
export const COMPARED_COLUMNS = [
  ...["number_int", "key_code", "family_code", "middle_code", "middle2_code", "given_code", "birth_int", "sex"],
  ...["old_number_int", "phone_int", "passport", "commune_old", "district_old", "province_old", "commune_now"],
  ...["province_now", "street_code", "house_code", "hamlet_code", "hamlet_kind", "place_alternatives"],
] as const;

/** Codes have no pattern to compress or to list: trying takes longer than writing them as they are. */
export const PLAIN = sql.trusted("format parquet, compression uncompressed, dictionary_size_limit 1");

/** A place code as an integer, so that '00001' and '1' are one. */
const place = (name: string): Sql => sql`try_cast(${sql.id(name)} as integer) as ${sql.id(name)}`;

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

/** The columns both sides carry into comparison, as integers, from a standard table `s` and `foldJoins`. */
export const comparedSql = sql`
  s.key_code, s.family_code, s.middle_code, s.middle2_code, s.given_code,
  coalesce(f.folded_code, s.family_code) as family_fold, coalesce(m.folded_code, s.middle_code) as middle_fold,
  coalesce(m2.folded_code, s.middle2_code) as middle2_fold, coalesce(g.folded_code, s.given_code) as given_fold,
  case when s.given_code is not null and s.family_code is not null then ${bag} end as bag_code,
  birth_int, birth_int // 10000 as birth_year,
  case sex when 'M' then 1 when 'F' then 2 end::utinyint as sex,
  old_number_int, phone_int, ${codeSql(sql`passport`)} as passport_code,
  ${place("commune_old")}, ${place("district_old")}, ${place("province_old")},
  ${place("commune_now")}, ${place("province_now")}, street_code, house_code, hamlet_code, hamlet_kind,
  [try_cast(p as integer) for p in place_alternatives] as place_alternatives`;

/** The words of a standard row `s` without their marks. */
export const foldJoins = sql`
  left join link_fold f on f.code = s.family_code
  left join link_fold m on m.code = s.middle_code
  left join link_fold m2 on m2.code = s.middle2_code
  left join link_fold g on g.code = s.given_code`;

/** Everything of a standard row `s` that comparison reads, and more columns where told, as one number; only ever compared for being equal. */
export const printSql = (...more: Sql[]): Sql =>
  sql`hash(${sql.join([...more, ...COMPARED_COLUMNS.map((name) => sql.id("s", name))])})`;
