import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { createPairs, runPass } from "./candidates.ts";
import { PASSES } from "./passes.ts";

/** What a run leaves for the next, in a folder of its own. */
const REGISTER = "register.parquet";
const PRINTS = "record-prints.parquet";
const TRIALS = "audit-trials.parquet";
const WORDS = "words.parquet";
const RELATIONS = "word-relations.parquet";

/** The answers and the memory of the run before. */
export interface PreviousRun {
  readonly matches: string;
  readonly evidence: string;
  /** Its `memory` folder. */
  readonly memory: string;
}

/** Files of a memory folder: the prepared register, what each record looked like, what each trial of the audit came to, name words. */
export const memoryFiles = (folder: string) => ({
  register: join(folder, REGISTER),
  prints: join(folder, PRINTS),
  trials: join(folder, TRIALS),
  words: join(folder, WORDS),
  relations: join(folder, RELATIONS),
});

/** Whether all is there that the run before left. */
export function isWhole(previous: PreviousRun): boolean {
  const files = [previous.matches, previous.evidence, ...Object.values(memoryFiles(previous.memory))];
  return files.every((file) => existsSync(file));
}

/** Whether the run before may be built on: its memory is whole and it used the same snapshot. */
export async function canBuildOn(c: Connection, previous: PreviousRun, snapshot: string): Promise<boolean> {
  if (!isWhole(previous)) return false;
  const used = await c.rows<{ snapshot: string }>(
    sql`select distinct snapshot from read_parquet(${previous.matches})`,
    "read previous snapshot",
  );
  return used.every((row) => row.snapshot === snapshot);
}

/** Everything of a row that matching looks at, as one number; only ever compared for being equal. */
export const printSql = (table: Sql): Sql => sql`hash(${table})`;

/**
 * Makes `link_change`: the register rows that were added, taken away or changed since the run before, in both versions.
 * @returns whether there are any
 */
export async function compareRegisters(c: Connection, previous: PreviousRun, register: string): Promise<boolean> {
  const [before, now] = [sql`read_parquet(${memoryFiles(previous.memory).register})`, sql`read_parquet(${register})`];
  const onlyIn = (one: Sql, other: Sql): Sql => sql`
    select a.* from ${one} a anti join (select pid, print from ${other}) o on o.pid = a.pid and o.print = a.print`;
  await c.run(
    sql`create or replace temp table link_change as ${onlyIn(now, before)} union all by name ${onlyIn(before, now)}`,
    "compare registers",
  );
  return (await c.row<{ n: number }>(sql`select count(*) as n from link_change`, "count changes")).n > 0;
}

/**
 * Makes the table `into` (rid) of those rows of `rows` that must be worked on again: new ones, changed ones, repeated keys, and
 * those that share a blocking key with a changed register row, so that their candidates may differ.
 * @param prints Parquet of (rid, print) of the run before
 */
export async function findAgain(
  c: Connection,
  rows: { readonly table: string; readonly prints: string; readonly into: string },
  changes: boolean,
  heavyRoutes: ReadonlySet<string>,
): Promise<void> {
  await createPairs(c);
  if (changes) for (const pass of PASSES) await runPass(c, pass, rows.table, sql`link_change`, heavyRoutes);
  await c.run(
    sql`create or replace temp table ${sql.id(rows.into)} as
      select rid from ${sql.id(rows.table)} x
        anti join (select rid, print from read_parquet(${rows.prints})) p on p.rid = x.rid and p.print = x.print
      union select rid from ${sql.id(rows.table)} where nth > 0
      union select rid from link_pair`,
    "find what changed",
  );
}

/** Makes `link_kept` (rid, source, record_id, role): the records of `link_all` that keep their answers, none without `again`. */
export async function keepOthers(c: Connection, again: string | undefined): Promise<number> {
  const kept = again ? sql`link_all r anti join ${sql.id(again)} x on x.rid = r.rid` : sql`link_all r where false`;
  await c.run(
    sql`create or replace temp table link_kept as select rid, source, record_id, role from ${kept}`,
    "keep unchanged records",
  );
  return (await c.row<{ n: number }>(sql`select count(*) as n from link_kept`, "count kept records")).n;
}

/** The previous answers of the kept records, from its matches or evidence. */
export const keptSql = (previous: string): Sql => sql`
  select p.* from read_parquet(${previous}) p
    semi join link_kept k on k.source = p.source and k.record_id = p.record_id and k.role is not distinct from p.role`;

/** Leaves for the next run what each record looked like tonight. */
export async function rememberRecords(c: Connection, into: string): Promise<void> {
  await c.run(sql`copy (select rid, print from link_all) to ${sql.lit(into)} (format parquet)`, "remember records");
}
