import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Sql, sql } from "../../connectors/duckdb/sql.ts";
import { spoiltNumberSql } from "../identity/spoilt-number.ts";
import { communesOfDistricts } from "../places/district-communes.ts";
import { COMPARED_COLUMNS, comparedSql, foldJoins, PLAIN, printSql } from "./compared.ts";
import { recordCode } from "./decisions.ts";

/** What matching reads of a record's standard row. */
const READ_COLUMNS = ["source", "record_id", "role", "name_kind", "id_number_read", ...COMPARED_COLUMNS] as const;
/** The number as read, where it has a digit too few or too many; of eleven digits zeros may have been lost instead, and then a number was made of it. */
const spoilt = spoiltNumberSql(sql`s.id_number_read`);
/** What orders rows that repeat a key, besides. */
const ORDER_COLUMNS = ["name_code", "address_read", "line"] as const;
export const RECORD_COLUMNS = [...READ_COLUMNS, ...ORDER_COLUMNS] as const;

const standardSql = (standards: readonly string[]): Sql => sql`read_parquet(${standards}, union_by_name = true)`;

/** Values that a hash of DuckDB can have, 2^64. */
export const HASHES = sql`18446744073709551616.0::double`;

/** Takes the share of a source's records that a draw is to hit. */
interface Draw {
  readonly seed: number;
  /** Records drawn of a source with `n` records, as a share of them. */
  share(n: number, sources: number): number;
}

/**
 * Looks at every record without preparing it: makes `link_seen` (rid, print, drawn), a row a key. `print` stands for all that matching
 * reads of the row and is null where a key is repeated; `drawn` says whether the record is in the draw. @returns rows a source, and repeated keys
 */
export async function seeRecords(
  c: Connection,
  standards: readonly string[],
  draw: Draw,
): Promise<{ readonly sizes: ReadonlyMap<string, number>; readonly repeated: number }> {
  const rows = await c.rows<{ source: string; n: number }>(
    sql`select source, count(*) as n from ${standardSql(standards)} group by all order by all`,
    "count records",
  );
  const shares = rows.map(({ source, n }) => sql`(${source}, ${draw.share(n, rows.length)}::double)`);
  await c.run(
    sql`create or replace temp table link_seen as
      with share(source, share) as (${shares.length > 0 ? sql`values ${sql.join(shares)}` : sql`select null, null`}),
      seen as (
        select ${recordCode(sql`s`)} as rid, ${printSql(sql`s.name_kind`, spoilt)} as print, h.share
        from ${standardSql(standards)} s join share h on h.source = s.source)
      select rid, case when count(*) = 1 then min(print) end as print,
        count(*) = 1 and hash(rid, ${draw.seed}) / ${HASHES} < min(share) as drawn
      from seen group by rid`,
    "look at records",
  );
  const { repeated } = await c.row<{ repeated: number }>(
    sql`select count(*) as repeated from link_seen where print is null`,
    "count repeated keys",
  );
  return { sizes: new Map(rows.map(({ source, n }) => [source, n])), repeated };
}

/**
 * Makes `link_taken`: the standard rows of the records whose codes the table `wanted` (rid) has, with their names' words. What orders rows
 * that repeat a key is long, and left out where none does.
 */
export async function takeRecords(
  c: Connection,
  standards: readonly string[],
  wanted: { readonly table: string; readonly repeated: boolean },
): Promise<void> {
  const order = ORDER_COLUMNS.map((name) => (wanted.repeated ? sql.id(name) : sql`null as ${sql.id(name)}`));
  await c.run(
    sql`create or replace temp table link_taken as
      select family, middle, given, ${sql.join([...READ_COLUMNS.map((name) => sql.id(name)), ...order])} from ${standardSql(standards)} s
      where ${recordCode(sql`s`)} in (select rid from ${sql.id(wanted.table)})`,
    "take changed records",
  );
}

/** Makes `link_district` (code, communes): the communes of today that a district was divided among. */
async function createDistricts(c: Connection): Promise<void> {
  const rows = [...communesOfDistricts()].map(
    ([code, communes]) => sql`(${Number(code)}::integer, ${communes.map(Number)}::integer[])`,
  );
  await c.run(
    sql`create or replace temp table link_district as select * from (values ${sql.join(rows)}) t(code, communes)`,
    "name communes of districts",
  );
}

/**
 * The district of a record `p` whose address names no commune. Beside an equality, conditions of one side alone would make of a left join a
 * comparison of every record with every district.
 */
const districtAlone = sql`case when p.commune_now is null and p.commune_old is null and coalesce(len(p.place_alternatives), 0) = 0
  then p.district_old end`;

/**
 * Writes the comparison columns of records. `rid` is a code of (source, record_id, role); rows that repeat
 * them are told apart by their place among their equals, ordered by content. `what` is 'person', 'organisation', 'noise' or 'empty';
 * `alias_pids` are the persons whose its number once was; `plain`: the name carries no marks at all, so that their absence says nothing;
 * `bare`: there is nothing but a name. An address that names no commune but a district of before July 2025 may mean any commune of it.
 * Needs `link_fold`, `link_model`, `link_alias` and `link_verdict`.
 * @param from standard Parquet files, or a table with their columns
 * @param repeated a select of the codes (rid) whose keys are repeated, where they are known
 */
export async function prepareRecords(
  c: Connection,
  from: readonly string[] | Sql,
  into: string,
  repeated?: Sql,
): Promise<void> {
  const table = from instanceof Sql ? from : standardSql(from);
  const all = sql`(select ${sql.join(RECORD_COLUMNS.map((name) => sql.id(name)))} from ${table})`;
  await c.run(
    sql`create or replace temp table link_repeated as
      ${repeated ?? sql`select ${recordCode(sql`s`)} as rid from ${all} s group by all having count(*) > 1`}`,
    "find repeated keys",
  );
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from link_repeated`, "count repeated keys");
  await createDistricts(c);
  const once = sql`select s.*, 0::bigint as nth from ${all} s`;
  const numbered =
    n === 0
      ? once
      : sql`${once} anti join link_repeated r on r.rid = ${recordCode(sql`s`)}
        union all by name
        select s.*, row_number() over (partition by s.source, s.record_id, s.role
            order by s.number_int, s.name_code, s.birth_int, s.phone_int, s.old_number_int, s.address_read, s.line) as nth
        from ${all} s semi join link_repeated r on r.rid = ${recordCode(sql`s`)}`;
  await c.run(
    sql`copy (
      with numbered as (${numbered}),
      prepared as (
        select ${recordCode(sql`s`, sql`s.nth`)} as rid,
          s.source, s.record_id, s.role, s.nth,
          case when name_kind in ('organisation', 'noise') then name_kind when s.given_code is null then 'empty' else 'person' end as what,
          s.number_int, ${spoilt} as spoilt_int, coalesce(a.pids, o.pids) as alias_pids, ${comparedSql}
        from numbered s
          left join (from link_alias where digits = 12) a on a.number = s.number_int
          left join (from link_alias where digits = 9) o on o.number = s.old_number_int ${foldJoins})
      select p.* replace (coalesce(d.communes, p.place_alternatives) as place_alternatives), m.source_no,
        (family_code is not distinct from family_fold and middle_code is not distinct from middle_fold
          and middle2_code is not distinct from middle2_fold and given_code is not distinct from given_fold) as plain,
        coalesce(v.rejected, false) as rejected, coalesce(v.nobody, false) as nobody,
        (p.birth_int is null and p.commune_now is null and p.commune_old is null and p.phone_int is null and p.number_int is null
          and p.old_number_int is null and p.passport_code is null) as bare
      from prepared p join link_model m on m.source = p.source left join link_verdict v on v.rid = p.rid
        left join link_district d on d.code = ${districtAlone})
      to ${sql.lit(into)} (${PLAIN})`,
    "prepare records",
  );
}
