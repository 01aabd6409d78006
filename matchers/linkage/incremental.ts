import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { createPairs, runPass } from "./candidates.ts";
import { PASSES } from "./passes.ts";

/** What a run leaves for the next, in a folder of its own. */
const REGISTER = "register.parquet";
const PRINTS = "record-prints.parquet";

/** The answers and the memory of the run before. */
export interface PreviousRun {
  readonly matches: string;
  readonly evidence: string;
  /** Its `memory` folder. */
  readonly memory: string;
}

/** Whether the run before may be built on: its memory is whole and it used the same snapshot. */
export async function canBuildOn(c: Connection, previous: PreviousRun, snapshot: string): Promise<boolean> {
  const files = [previous.matches, previous.evidence, join(previous.memory, REGISTER), join(previous.memory, PRINTS)];
  if (!files.every((file) => existsSync(file))) return false;
  const used = await c.rows<{ snapshot: string }>(
    sql`select distinct snapshot from read_parquet(${previous.matches})`,
    "read previous snapshot",
  );
  return used.every((row) => row.snapshot === snapshot);
}

/** Everything of a record that matching looks at, as one number; only ever compared for being equal. */
const print = (table: Sql): Sql => sql`hash(${table})`;

/** Writes the register rows that were added, taken away or changed, in both versions. @returns how many */
export async function writeRegisterChanges(
  c: Connection,
  previous: PreviousRun,
  register: string,
  into: string,
): Promise<number> {
  const [before, now] = [sql`read_parquet(${join(previous.memory, REGISTER)})`, sql`read_parquet(${register})`];
  const onlyIn = (one: Sql, other: Sql): Sql => sql`
    select a.* from ${one} a anti join (select pid, ${print(sql`b`)} as print from ${other} b) o on o.pid = a.pid and o.print = ${print(sql`a`)}`;
  await c.run(
    sql`copy (${onlyIn(now, before)} union all by name ${onlyIn(before, now)}) to ${sql.lit(into)} (format parquet)`,
    "compare registers",
  );
  return (await c.row<{ n: number }>(sql`select count(*) as n from read_parquet(${into})`, "count changes")).n;
}

/**
 * Cuts `link_record` down to the records that must be matched again: new ones, changed ones, repeated keys, and those that
 * share a blocking key with a changed register row, so that their candidates may differ. Adds the others to `link_kept`.
 */
export async function keepUnchanged(
  c: Connection,
  previous: PreviousRun,
  changes: string | undefined,
  heavyRoutes: ReadonlySet<string>,
): Promise<void> {
  await createPairs(c);
  if (changes) for (const pass of PASSES) await runPass(c, pass, "link_record", changes, heavyRoutes);
  await c.run(
    sql`create or replace temp table link_same as
      select r.rid, r.source, r.record_id, r.role
      from link_record r join read_parquet(${join(previous.memory, PRINTS)}) p on p.rid = r.rid and p.print = ${print(sql`r`)}
      anti join link_pair k on k.rid = r.rid
      where r.nth = 0`,
    "find unchanged records",
  );
  await c.run(sql`insert into link_kept select source, record_id, role from link_same`, "keep unchanged records");
  await c.run(
    sql`create or replace temp table link_record as from link_record r anti join link_same s on s.rid = r.rid`,
    "take changed records",
  );
}

/** Empties `link_kept` and `link_print`. */
export async function createMemory(c: Connection): Promise<void> {
  await c.run(
    sql`create or replace temp table link_kept (source varchar, record_id varchar, role varchar)`,
    "make kept records",
  );
  await c.run(sql`create or replace temp table link_print (rid bigint, print ubigint)`, "make prints");
}

/** Notes what the records of `link_record` look like tonight. */
export async function notePrints(c: Connection): Promise<void> {
  await c.run(sql`insert into link_print select rid, ${print(sql`r`)} from link_record r`, "note records");
}

/** Writes the previous answers of the kept records. */
export async function writeKept(c: Connection, previous: string, into: string): Promise<void> {
  await c.run(
    sql`copy (
      select p.* from read_parquet(${previous}) p
      semi join link_kept k on k.source = p.source and k.record_id = p.record_id and k.role is not distinct from p.role)
      to ${sql.lit(into)} (format parquet, compression lz4)`,
    "keep answers",
  );
}

/** Leaves for the next run what it needs to match only what changed. */
export async function writeMemory(c: Connection, register: string, folder: string): Promise<void> {
  await c.run(
    sql`copy (from read_parquet(${register}) order by pid) to ${sql.lit(join(folder, REGISTER))} (format parquet, compression zstd)`,
    "remember register",
  );
  await c.run(
    sql`copy (from link_print order by rid) to ${sql.lit(join(folder, PRINTS))} (format parquet, compression zstd)`,
    "remember records",
  );
}
