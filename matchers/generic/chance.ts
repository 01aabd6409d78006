import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { surprisalSql } from "../linkage/surprisal.ts";
import { codeColumn } from "./dictionary.ts";
import { AGREEMENT, domainOf, type Field, type Swap } from "./field.ts";

/** The least that a coincidence nobody has seen is thought to be, in register rows. */
const LEAST_COINCIDENCE = 1 / 64;

/** Name of the table that relates values to those of a register field. */
export const relationTable = (field: string): string => `generic_relation_${field}`;

/**
 * Counts on the register how often a value meets an equal or related one by chance. Makes for each field
 * `generic_relation_<field>(a, b, level, s)`: value `a` of a record, value `b` of the register's field, their level and its
 * surprisal `s` (thousandths of a bit); and `generic_different(field, a, s)`, the surprisal of meeting none.
 *
 * The rows that `a` meets at a level are counted exactly; the one met is not a coincidence, and is counted as the
 * Good-Turing estimate of how many a value has that meets nobody else: rows with one other over rows with none.
 * Needs `generic_register`, `generic_relation`.
 */
export async function countCoincidences(
  c: Connection,
  fields: readonly Field[],
  swaps: readonly Swap[],
): Promise<void> {
  await c.run(
    sql`create or replace temp table generic_different (field varchar, a bigint, s integer)`,
    "make differences",
  );
  for (const field of fields) await countField(c, field.name, domainOf(field.name, swaps));
}

async function countField(c: Connection, field: string, domain: string): Promise<void> {
  await c.run(
    sql`create or replace temp table generic_count as
      select ${sql.id(codeColumn(field))} as b, count(*) as n from generic_register where b is not null group by b`,
    "count register values",
  );
  await c.run(
    sql`create or replace temp table generic_reach as
      select b as a, b, ${AGREEMENT.same}::utinyint as level, n from generic_count
      union all
      select r.a, r.b, r.level, g.n from generic_relation r join generic_count g on g.b = r.b where r.domain = ${domain}`,
    "reach related values",
  );
  const least = sql`${LEAST_COINCIDENCE}`;
  await c.run(
    sql`create or replace temp table ${sql.id(relationTable(field))} as
      with total as (select sum(n)::bigint as n from generic_count),
      met as (select a, level, sum(n)::bigint as n from generic_reach group by a, level),
      others as (
        select m.level, case when m.level = ${AGREEMENT.same} then m.n - 1 else m.n end as others, g.n
        from met m join generic_count g on g.b = m.a),
      coincidence as (
        select level, least(1, greatest(${least},
          (coalesce(sum(n) filter (others = 1), 0) + 0.5) / ((select n from total) - coalesce(sum(n) filter (others > 0), 0) + 0.5))) as rows
        from others group by level),
      surprise as (
        select m.a, m.level, ${surprise(sql`m.n - 1 + coalesce(e.rows, ${least})`)} as s
        from met m left join coincidence e using (level) cross join total)
      select r.a, r.b, r.level, s.s from generic_reach r join surprise s using (a, level)`,
    "weigh coincidences",
  );
  await c.run(
    sql`insert into generic_different
      with total as (select sum(n)::bigint as n from generic_count),
      met as (select a, sum(n)::bigint as n from generic_reach group by a)
      select ${field}, a, ${surprise(sql`greatest(total.n - met.n, 0.01 * total.n)`)} from met cross join total`,
    "weigh differences",
  );
  await c.run(sql`drop table generic_reach`, "drop reach");
  await c.run(sql`drop table generic_count`, "drop counts");
}

/** Surprisal of meeting so many of the register's rows. */
const surprise = (rows: Sql): Sql => surprisalSql(sql`(${rows})::double / total.n`);
