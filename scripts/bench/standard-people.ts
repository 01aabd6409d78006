import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../../matchers/code.ts";
import { noteTruth } from "./standard-truth.ts";

/** Words with their share in thousandths; a rounded restatement of public counts (families: 2022 list of the 100 commonest). */
const FAMILIES =
  "nguyễn:315 trần:109 lê:89 phạm:59 hoàng:30 huỳnh:21 vũ:27 võ:22 phan:28 trương:22 bùi:21 đặng:19 đỗ:19 ngô:17 hồ:15 dương:14 lý:12 đinh:12 mai:10 đoàn:10 trịnh:10 lương:10 đào:10 hà:9 cao:9 lâm:9 phùng:8 tạ:7 châu:6 quách:5 tô:5 vương:5 kiều:4 thái:4 tống:4 chu:4 giàng:4 lò:4 thạch:4 danh:4 nông:4 triệu:3";
const MIDDLES = [
  "văn:330 đức:60 hữu:60 minh:60 quang:50 công:40 xuân:40 đình:40 ngọc:40 thanh:40 anh:30 quốc:30 bá:20 trọng:20 duy:20 gia:20 thành:20 hoàng:20 tuấn:10 viết:10 mạnh:10 thế:10 tiến:10 nhật:10",
  "thị:480 ngọc:90 thu:40 thanh:50 minh:40 kim:40 mỹ:30 phương:30 hồng:30 bích:20 thùy:20 bảo:20 như:20 quỳnh:20 khánh:20 diệu:10 ánh:10 tuyết:10 lan:10 mai:10",
];
const GIVENS = [
  "hùng:40 dũng:35 tuấn:35 cường:30 minh:30 nam:28 hải:28 long:25 sơn:25 thắng:22 bình:22 đức:22 anh:22 hoàng:20 huy:20 khánh:18 kiên:15 lâm:15 linh:12 mạnh:15 nghĩa:12 phong:15 phúc:15 phước:8 quân:15 quang:18 quý:8 sang:8 tài:12 tâm:12 tân:10 thái:12 thành:20 thiện:10 thịnh:12 thọ:8 tiến:15 toàn:12 trung:20 trường:10 tú:12 tùng:15 việt:12 vinh:14 vũ:10 khoa:10 đạt:14 hiếu:14 hòa:10 hưng:12 lộc:8 lợi:8 nhân:8 phát:8 bảo:10 chiến:8 chung:6 dương:8 giang:6 khải:6 lực:5 ninh:4 tín:5 văn:5 xuân:5 đông:6 định:4 hậu:6 hiệp:5 hoạt:2 khôi:4 luân:4",
  "hương:35 hoa:30 lan:30 linh:30 mai:25 hằng:22 hà:25 thảo:25 trang:28 phương:25 thu:20 thủy:22 thúy:15 thùy:12 yến:18 nga:18 ngọc:22 nhung:15 oanh:10 quyên:8 tâm:10 thanh:18 thơm:6 tuyết:10 vân:18 xuân:10 hạnh:15 hiền:18 hồng:18 huệ:10 huyền:16 lệ:6 liên:12 loan:14 ly:8 lý:6 my:8 mỹ:6 ngân:14 nguyệt:8 nhi:12 như:8 phượng:10 quỳnh:12 sen:5 tiên:6 trâm:8 trinh:8 trúc:6 tú:6 uyên:8 vy:10 vi:6 anh:25 bích:6 chi:8 cúc:5 diễm:4 diệp:4 dung:12 giang:8 hải:5 hậu:4 hoài:5 khánh:5 kiều:4 lê:3 lụa:3 mận:2 minh:5 na:3",
];

const words = (text: string): string[] =>
  text.split(" ").flatMap((item) => {
    const [word = "", share = "1"] = item.split(":");
    return Array<string>(Number(share)).fill(word);
  });

/** A number from 0 to below `size` that depends on the expression, the salt and nothing else. */
const draw = (of: Sql, salt: number, size: Sql): Sql => sql`(hash(${of}, ${salt}) % (${size})::ubigint)::bigint`;
const chance = (of: Sql, salt: number, thousandths: number): Sql =>
  sql`(${draw(of, salt, sql`1000`)} < ${thousandths})`;
const pick = (list: Sql, of: Sql, salt: number): Sql => sql`${list}[1 + ${draw(of, salt, sql`len(${list})`)}]`;

/**
 * Makes standardised tables for benches without going through files: `bench_people`, of which four make a household
 * (parents, two children; 1 % of the children are twins), drawn by arithmetic so that 10 million take seconds.
 */
export async function createPeople(c: Connection, persons: number): Promise<void> {
  await c.run(
    sql`create or replace temp table bench_words as select ${words(FAMILIES)} as families, ${words(MIDDLES[0]!)} as middles_m,
      ${words(MIDDLES[1]!)} as middles_f, ${words(GIVENS[0]!)} as givens_m, ${words(GIVENS[1]!)} as givens_f`,
    "make words",
  );
  const child = sql`i % 4 >= 2`;
  await c.run(
    sql`create or replace table bench_people as
      with base as (
        select i, i // 4 as home, case when i % 4 = 0 then 1 when i % 4 = 1 then 2 else 1 + ${draw(sql`i`, 1, sql`2`)} end as sex,
          case when i % 4 = 1 then ${pick(sql`families`, sql`i`, 2)} else ${pick(sql`families`, sql`i // 4`, 3)} end as family,
          date '1940-01-01' + (${draw(sql`i // 4`, 4, sql`16000`)})::integer as parent_birth,
          w.* from range(${persons}) t(i), bench_words w),
      drawn as (
        select *, case when sex = 1 then ${pick(sql`middles_m`, sql`i`, 5)} else ${pick(sql`middles_f`, sql`i`, 6)} end as middle,
          case when sex = 1 then ${pick(sql`givens_m`, sql`i`, 7)} else ${pick(sql`givens_f`, sql`i`, 8)} end as given,
          (case when i % 4 = 0 then parent_birth when i % 4 = 1 then parent_birth + (${draw(sql`i`, 9, sql`2500`)})::integer
            when i % 4 = 3 and not ${chance(sql`home`, 10, 20)} then parent_birth + 7500 + 400 + (${draw(sql`home`, 11, sql`3000`)})::integer + (${draw(sql`i`, 12, sql`1500`)})::integer
            else parent_birth + 7500 + (${draw(sql`home`, 11, sql`3000`)})::integer end) as birth,
          1 + ${draw(sql`home`, 13, sql`10000`)} as commune_old
        from base)
      select i, home, sex, family, middle, given, birth, commune_old, commune_old // 15 as district_old, commune_old // 160 as province_old,
        commune_old // 3 + 1 as commune_now, commune_old // 300 as province_now, ${child} as child,
        (1 + ${draw(sql`commune_old // 160`, 14, sql`96`)}) * 1000000000
          + (case when year(birth) >= 2000 then 2 else 0 end + sex - 1) * 100000000 + (year(birth) % 100) * 1000000
          + (i * 7919 + 12345) % 1000000 + case when i >= 1000000 then (i // 1000000) * 97000000000 else 0 end as number,
        case when ${chance(sql`i`, 15, 600)} and year(birth) < 1996 then 100000000 + i * 79 end as old_number,
        84900000000 + ${draw(sql`i`, 16, sql`99999999`)} as phone
      from drawn`,
    "make people",
  );
}

/** The standard columns that matching reads, over a row that holds what was written down. */
const standard: Sql = sql`
  case when plain then translate(strip_accents(w_family), 'đ', 'd') else w_family end as family,
  case when plain then translate(strip_accents(w_middle), 'đ', 'd') else w_middle end as middle,
  case when plain then translate(strip_accents(w_given), 'đ', 'd') else w_given end as given`;
const coded: Sql = sql`
  ${codeSql(sql`concat_ws(' ', family, middle, given)`)} as name_code,
  ${codeSql(sql`upper(translate(strip_accents(concat(family, middle, given)), 'đ', 'd'))`)} as key_code,
  ${codeSql(sql`family`)} as family_code, ${codeSql(sql`middle`)} as middle_code, null::bigint as middle2_code, ${codeSql(sql`given`)} as given_code`;

const columns: Sql = sql`source, record_id, 'subject' as role, 1::bigint as line, null::varchar as address_read, null::varchar as id_number_read, 'person' as name_kind,
  family, middle, given, ${coded}, birth_int, case when birth_int % 100 > 0 then 'day' else 'year' end as birth_precision,
  case sex when 1 then 'M' when 2 then 'F' end as sex, lpad(number_int::varchar, 12, '0') as person_number, 'ok' as number_state,
  number_int, old_number_int, null::varchar as passport, phone_int,
  commune_old::varchar as commune_old, district_old::varchar as district_old, province_old::varchar as province_old,
  commune_now::varchar as commune_now, province_now::varchar as province_now, null::varchar[] as place_alternatives,
  ${codeSql(sql`('street' || (i_home % 40))`)} as street_code, ${codeSql(sql`(i_home)::varchar`)} as house_code,
  null::bigint as hamlet_code, null::utinyint as hamlet_kind`;

/** Whether the register knows a person's phone. */
const hasPhone = (i: Sql): Sql => chance(i, 20, 400);

/** Writes the register: everybody but one in 40. */
export async function writeRegister(c: Connection, path: string): Promise<void> {
  await c.run(
    sql`copy (
      with written as (
        select 'register' as source, lpad(number::varchar, 12, '0') as record_id, false as plain, family as w_family, middle as w_middle, given as w_given,
          strftime(birth, '%Y%m%d')::integer as birth_int, sex, number as number_int, old_number as old_number_int,
          case when ${hasPhone(sql`i`)} then phone end as phone_int,
          commune_old, district_old, province_old, commune_now, province_now, home as i_home
        from bench_people where i % 40 <> 39)
      select ${columns} from (select *, ${standard} from written)) to ${sql.lit(path)} (format parquet)`,
    "write register",
  );
}

/** What a source's records look like. Thousandths of records. */
export interface SourceKind {
  readonly source: string;
  readonly share: number;
  readonly withNumber: number;
  readonly stolen: number;
  readonly slips: number;
  readonly plain: number;
  readonly yearOnly: number;
  readonly withPlace: number;
  readonly moved: number;
  readonly withPhone: number;
}

/** Writes a source's records and adds them to the table `bench_truth`. */
export async function writeSource(c: Connection, kind: SourceKind, path: string): Promise<void> {
  const salt = [...kind.source].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 7);
  const hit = (nth: number, thousandths: number) => chance(sql`p.i`, salt + nth, thousandths);
  await c.run(
    sql`create or replace temp table bench_written as
      with taken as (
        select p.*, strftime(p.birth, '%Y%m%d')::integer as exact, o.number as other_number,
          ${hit(7, kind.withNumber)} as has_number, ${hit(8, kind.stolen)} and o.i is not null as uses_other,
          case when ${hit(9, kind.moved)} then 1 + (p.commune_old * 17 + 5) % 10000 else p.commune_old end as commune,
          ${hit(10, kind.withPlace)} as has_place, ${hit(11, kind.plain)} as plain
        from bench_people p left join bench_people o
          on o.i = (p.i * 31 + 17) % (select count(*) from bench_people) and o.i <> p.i and o.i % 40 <> 39
        where ${chance(sql`p.i`, salt, kind.share)})
      select ${kind.source} as source, ${kind.source} || '-' || hash(p.i, ${salt})::varchar as record_id, p.i, plain,
        family as w_family, middle as w_middle,
        case when ${hit(1, 10)} and length(given) > 2 then left(given, length(given) - 1)
          when ${hit(2, 10)} then given || 'h' else given end as w_given,
        case when ${hit(3, kind.yearOnly)} then exact // 10000 * 10000
          when ${hit(4, 8)} and exact % 100 <= 12 then exact // 10000 * 10000 + exact % 100 * 100 + exact // 100 % 100
          when ${hit(5, 8)} then exact + 10000
          when ${hit(6, 8)} then exact // 100 * 100 + 1 + (exact + 3) % 28 else exact end as birth_int,
        case when ${hit(12, 900)} then sex end as sex, has_number and uses_other as stolen,
        case when not has_number then null when uses_other then other_number
          when ${hit(13, kind.slips)} then number + 300 * case when number // 100 % 10 < 7 then 1 else -1 end else number end as number_int,
        case when ${hit(14, 100)} then old_number end as old_number_int,
        case when ${hit(15, kind.withPhone)} then phone end as phone_int,
        case when phone_int is not null and ${hasPhone(sql`p.i`)} then phone end as phone_known,
        case when has_place then commune end as commune_old, case when has_place then commune // 15 end as district_old,
        case when has_place then commune // 160 end as province_old, case when has_place then commune // 3 + 1 end as commune_now,
        case when has_place then commune // 300 end as province_now,
        case when has_place and ${hit(16, 500)} then home end as i_home,
        case when p.i % 40 <> 39 then lpad(number::varchar, 12, '0') end as truth
      from taken p`,
    "draw source records",
  );
  await noteTruth(c);
  await c.run(
    sql`copy (select ${columns} from (select * exclude (i, plain, phone_known), ${standard} from bench_written)) to ${sql.lit(path)} (format parquet)`,
    "write source",
  );
}
