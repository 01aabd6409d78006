import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
import { codeSql } from "../code.ts";
import { COMPARED_COLUMNS, comparedSql, foldJoins, PLAIN, printSql } from "./compared.ts";
import { type MemoryFiles, MOST_NEW } from "./incremental.ts";

/** A register's standard table, only what is read of it. */
const readSql = (standard: string): Sql =>
  sql`(select record_id, family, middle, given, ${sql.join(COMPARED_COLUMNS.map((name) => sql.id(name)))}
    from read_parquet(${standard}))`;

/** The person number as an integer; a register without such numbers gets a negative code of its record id. */
const pidSql: Sql = sql`coalesce(s.number_int, -1 - (${codeSql(sql`s.record_id`)} >> 1))`;

const preparedSql = (rows: Sql): Sql =>
  sql`select ${pidSql} as pid, ${comparedSql}, ${printSql()} as print from ${rows} s ${foldJoins}`;

/** Files of a prepared register: all rows, those that came or changed since, and the persons whose rows of the first are outdated. */
type RegisterFiles = Pick<MemoryFiles, "register" | "newRegister" | "oldRegister">;

/** The rows of a prepared register as they are now. */
const rowsSql = (files: RegisterFiles): Sql => sql`(
  select * from read_parquet(${sql.lit(files.register)}) where pid not in (select pid from read_parquet(${sql.lit(files.oldRegister)}))
  union all by name from read_parquet(${sql.lit(files.newRegister)}))`;

/** Writes `rows`, a select of prepared rows, as a register of its own: view `link_person`. */
async function writeRegister(c: Connection, rows: Sql, into: RegisterFiles): Promise<void> {
  const all = sql`read_parquet(${sql.lit(into.register)})`;
  await c.run(sql`copy (${rows}) to ${sql.lit(into.register)} (${PLAIN})`, "prepare register");
  await c.run(sql`copy (from ${all} limit 0) to ${sql.lit(into.newRegister)} (${PLAIN})`, "note no changes");
  await c.run(sql`copy (select pid from ${all} limit 0) to ${sql.lit(into.oldRegister)} (${PLAIN})`, "note no changes");
  await c.run(sql`create temp view link_person as from ${all}`, "name register");
}

/**
 * Writes the register's comparison columns as integers: one row a person, with `pid`, the person number, and a `print` of what was read;
 * the view `link_person` has them. Needs `link_fold`. @returns rows
 */
export async function prepareRegister(c: Connection, standard: string, into: RegisterFiles): Promise<number> {
  await writeRegister(c, preparedSql(readSql(standard)), into);
  const { n, persons } = await c.row<{ n: number; persons: number }>(
    sql`select count(*) as n, approx_count_distinct(pid) as persons from link_person`,
    "count register",
  );
  if (n > 0 && persons < n * 0.5)
    throw new Error(`register holds ${n} rows but far fewer persons: one row a person is expected`);
  return n;
}

/** How a register differs from the one before. */
export interface RegisterChange {
  readonly rows: number;
  /** Persons that were added, taken away or changed. */
  readonly persons: number;
  /** Whether exchanging these persons' rows makes the one register of the other: not so where equal rows came or went. */
  readonly patchable: boolean;
}

/**
 * Finds what was added, taken away or changed since the register `before` was prepared: `link_new_pid` (pid), the persons, and
 * `link_new_row`, their rows of the standard table.
 */
export async function compareRegisters(
  c: Connection,
  standard: string,
  before: RegisterFiles,
): Promise<RegisterChange> {
  const old = rowsSql(before);
  await c.run(
    sql`create or replace temp table link_row as select ${pidSql} as pid, ${printSql()} as print from ${readSql(standard)} s`,
    "look at register",
  );
  await c.run(
    sql`create or replace temp table link_new_pid as
      select distinct coalesce(n.pid, b.pid) as pid
      from link_row n full join (select pid, print from ${old}) b on b.pid = n.pid and b.print = n.print
      where n.pid is null or b.pid is null`,
    "compare registers",
  );
  // By their sum as well: one more row of one person and one fewer of another leave the count as it was.
  const kept = (rows: Sql): Sql =>
    sql`(select {'n': count(*), 'rows': sum(hash(pid, print))} from ${rows} where pid not in (from link_new_pid))`;
  const { rows, persons, patchable } = await c.row<{ rows: number; persons: number; patchable: boolean }>(
    sql`select (select count(*) from link_row) as rows, (select count(*) from link_new_pid) as persons,
      ${kept(old)} is not distinct from ${kept(sql`link_row`)} as patchable`,
    "count changes",
  );
  await c.run(
    sql`create or replace temp table link_new_row as
      select * from ${readSql(standard)} s ${persons > 0 ? sql`where ${pidSql} in (from link_new_pid)` : sql`limit 0`}`,
    "take changed register rows",
  );
  await c.run(sql`drop table link_row`, "forget what was seen");
  return { rows, persons, patchable };
}

/**
 * Makes `link_change`, the register rows that `compareRegisters` found, prepared, in both versions, and `link_person`, the register `before`
 * with the new versions in their place: it is left as it was, and the new ones are written beside it, while they are few.
 * Needs `link_fold` with their words.
 */
export async function patchRegister(
  c: Connection,
  found: RegisterChange,
  before: RegisterFiles,
  into: RegisterFiles,
): Promise<void> {
  await c.run(sql`create temp table link_fresh as ${preparedSql(sql`link_new_row`)}`, "prepare changes");
  await c.run(
    sql`create temp table link_change as
      from ${rowsSql(before)} where pid in (from link_new_pid) union all by name from link_fresh`,
    "gather changes",
  );
  await c.run(
    sql`copy (select * from read_parquet(${before.newRegister}) where pid not in (from link_new_pid) union all by name from link_fresh)
      to ${sql.lit(into.newRegister)} (${PLAIN})`,
    "note new register rows",
  );
  await c.run(
    sql`copy (select pid from read_parquet(${before.oldRegister}) union select pid from link_new_pid)
      to ${sql.lit(into.oldRegister)} (${PLAIN})`,
    "note outdated register rows",
  );
  const now = rowsSql({ ...into, register: before.register });
  const { n } = await c.row<{ n: number }>(
    sql`select count(*) as n from read_parquet(${into.oldRegister})`,
    "count outdated register rows",
  );
  if (n > found.rows * MOST_NEW) return writeRegister(c, now, into);
  await linkOrCopy(before.register, into.register);
  await c.run(sql`create temp view link_person as from ${rowsSql(into)}`, "name register");
}
