import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
import { createCrowded, createPairs, runPass } from "./candidates.ts";
import { PLAIN } from "./compared.ts";
import { recordCode } from "./decisions.ts";
import { nameKeys, recordKeys } from "./keys.ts";
import { PASSES } from "./passes.ts";

/** The answers and the memory of the run before. */
export interface PreviousRun {
  readonly matches: string;
  readonly evidence: string;
  /** Its `memory` folder. */
  readonly memory: string;
}

/** Files of a memory folder: what a run leaves for the next. */
export const memoryFiles = (folder: string) => ({
  /** The prepared register, with a print of each row; the rows that came or changed since; whose rows of the first are thereby outdated. */
  register: join(folder, "register.parquet"),
  newRegister: join(folder, "register-new.parquet"),
  oldRegister: join(folder, "register-outdated.parquet"),
  /** What each record looked like: (rid, print, drawn). */
  seen: join(folder, "records-seen.parquet"),
  /** Blocking keys of records: of all, and of those that came or changed since. A record of the second may stand, outdated, in the first. */
  keys: join(folder, "record-keys.parquet"),
  newKeys: join(folder, "record-keys-new.parquet"),
  /** Former numbers and reviewers' decisions as they were. */
  aliases: join(folder, "former-numbers.parquet"),
  verdicts: join(folder, "verdicts.parquet"),
  /** The audit's sample and what each of its trials came to. */
  sample: join(folder, "audit-sample.parquet"),
  trials: join(folder, "audit-trials.parquet"),
  /** Name words and how they relate. */
  words: join(folder, "words.parquet"),
  relations: join(folder, "word-relations.parquet"),
});

export type MemoryFiles = ReturnType<typeof memoryFiles>;

/** From this share of new rows on, a table is written anew as a whole. */
export const MOST_NEW = 0.1;

/** Whether the run before may be built on: all is there that it left, and it used the same snapshot. */
export async function canBuildOn(c: Connection, previous: PreviousRun, snapshot: string): Promise<boolean> {
  const files = [previous.matches, previous.evidence, ...Object.values(memoryFiles(previous.memory))];
  if (!files.every((file) => existsSync(file))) return false;
  const used = await c.rows<{ snapshot: string }>(
    sql`select distinct snapshot from read_parquet(${previous.matches})`,
    "read previous snapshot",
  );
  return used.every((row) => row.snapshot === snapshot);
}

/**
 * Makes `link_again` (rid), the records that must be matched again, and `link_outdated` (rid), these and those that are gone. Again are: new and changed
 * records, repeated keys, those whose number is a former number that passed to somebody else, those that a reviewer judged otherwise than before, and
 * those that share a blocking key with a changed register row, so that their candidates may differ. For the audit also records newly in its draw, and
 * those in its sample whose neighbour in it goes or is matched again, since it lends them its number.
 * Needs `link_seen`, `link_alias`, `link_verdict` and, with `changes` in the register, `link_change`.
 */
export async function findAgain(
  c: Connection,
  before: MemoryFiles,
  on: {
    readonly changes: boolean;
    readonly heavyRoutes: ReadonlySet<string>;
    readonly rows: number;
    readonly memoryMib: number;
  },
): Promise<void> {
  const [seen, aliases, verdicts, sample] = [before.seen, before.aliases, before.verdicts, before.sample].map(
    (file) => sql`read_parquet(${file})`,
  ) as [Sql, Sql, Sql, Sql];
  const from = sql`from read_parquet(${sql.lit(before.keys)}) union all from read_parquet(${sql.lit(before.newKeys)})`;
  const forgetKeys = await nameKeys(c, { from, rows: on.rows, memoryMib: on.memoryMib, into: "link_key" });
  await createPairs(c);
  await createCrowded(c);
  if (on.changes) for (const pass of PASSES) await runPass(c, pass, "link_key", sql`link_change`, on.heavyRoutes);
  await c.run(
    sql`create or replace temp table link_gone as select rid from ${seen} b anti join link_seen n on n.rid = b.rid`,
    "find records that are gone",
  );
  await c.run(
    sql`create or replace temp table link_touched as
      with now as (select number, digits, pids from link_alias), old as (select number, digits, pids from ${aliases}),
      passed as ((from now except from old) union (from old except from now)),
      said as (select rid, said from link_verdict), heard as (select rid, said from ${verdicts}),
      found as (
        select n.rid from link_seen n anti join ${seen} b on b.rid = n.rid and b.print = n.print
        union select n.rid from link_seen n join ${seen} b on b.rid = n.rid where n.drawn and not b.drawn
        union select k.rid from link_key k join passed p on p.number = case p.digits when 12 then k.number_int else k.old_number_int end
        union select rid from ((from said except from heard) union (from heard except from said))
        union select rid from link_pair)
      select f.rid, n.drawn from found f join link_seen n on n.rid = f.rid`,
    "find what changed",
  );
  await c.run(
    sql`create or replace temp table link_again as
      with lender as (select rid from ${sample} where by_number),
      moved as (
        select rid from link_touched where drawn
        union select s.rid from ${sample} s anti join link_seen n on n.rid = s.rid and n.drawn),
      borrower as (
        select coalesce(l.rid, (select max(rid) from lender)) as rid from moved m asof left join lender l on m.rid > l.rid)
      select rid from link_touched union select b.rid from borrower b semi join link_seen n on n.rid = b.rid`,
    "find records to match again",
  );
  await c.run(sql`drop table link_pair`, "drop pairs");
  await forgetKeys();
  await c.run(
    sql`create or replace temp table link_outdated as select rid from link_again union all select rid from link_gone`,
    "gather outdated answers",
  );
}

/** The previous answers that still stand, from its matches or evidence. Needs `link_outdated`. */
export const standingSql = (previous: string): Sql => sql`
  select * from read_parquet(${previous}) p where ${recordCode(sql`p`)} not in (from link_outdated)`;

/**
 * Leaves for the next run what records, former numbers and decisions looked like tonight, and the blocking keys of records.
 * Needs `link_all` with all records, or, with `before`, those of `link_again`.
 */
export async function remember(c: Connection, into: MemoryFiles, before?: MemoryFiles): Promise<void> {
  const write = (rows: Sql, file: string): Promise<void> =>
    c.run(sql`copy (${rows}) to ${sql.lit(file)} (${PLAIN})`, "remember records");
  await write(sql`from link_seen`, into.seen);
  await write(sql`from link_alias`, into.aliases);
  await write(sql`select rid, said from link_verdict`, into.verdicts);
  const fresh = sql`select ${recordKeys} from link_all where nth = 0`;
  if (!before) {
    await write(fresh, into.keys);
    await write(sql`select ${recordKeys} from link_all limit 0`, into.newKeys);
    return;
  }
  await write(
    sql`select * from read_parquet(${before.newKeys}) k anti join link_outdated o on o.rid = k.rid union all by name ${fresh}`,
    into.newKeys,
  );
  const { added, all } = await c.row<{ added: number; all: number }>(
    sql`select (select count(*) from read_parquet(${into.newKeys})) as added, (select count(*) from link_seen) as "all"`,
    "count new keys",
  );
  if (added < all * MOST_NEW) return linkOrCopy(before.keys, into.keys);
  await write(
    sql`select b.* from read_parquet(${before.keys}) b semi join link_seen n on n.rid = b.rid
        anti join read_parquet(${into.newKeys}) k on k.rid = b.rid
      union all by name from read_parquet(${into.newKeys})`,
    into.keys,
  );
  await write(sql`select ${recordKeys} from link_all limit 0`, into.newKeys);
}
