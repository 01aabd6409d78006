import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { type Key, type Pass, passNumber } from "./passes.ts";

/** What a pass did. */
export interface PassYield {
  readonly pass: string;
  /** Records that had a key. */
  readonly records: number;
  /** Pairs it led to. */
  readonly pairs: number;
  /** Records whose key was too common and was tightened. */
  readonly tightened: number;
  /** Records whose key was too common and could not be tightened, so that the pass skipped them. */
  readonly skipped: number;
  /** Pairs that tightening and skipping saved: what the cap cost at most. */
  readonly pairsSaved: number;
  /** Records whose answer this pass was the first to find. */
  readonly decided: number;
}

/** Empties `link_pair`, which passes fill: (record, person, pass). */
export async function createPairs(c: Connection): Promise<void> {
  await c.run(sql`create or replace temp table link_pair (rid bigint, pid bigint, pass utinyint)`, "make pairs");
}

/** Blocking keys too common to be followed, from the snapshot's counts: table `link_heavy` and the routes that have any. */
export async function loadHeavyKeys(c: Connection, frequencies: string): Promise<ReadonlySet<string>> {
  await c.run(
    sql`create or replace temp table link_heavy as
      select kind, k1, k2, k3, k4, n from read_parquet(${frequencies}) where kind >= 'heavy:' and kind < 'heavy;'`,
    "load heavy keys",
  );
  const kinds = await c.rows<{ kind: string }>(sql`select distinct kind from link_heavy`, "list heavy keys");
  return new Set(kinds.map(({ kind }) => kind));
}

/** Lets the records of the table `records` meet the register's rows by the pass's keys. */
export async function runPass(
  c: Connection,
  pass: Pass,
  records: string,
  register: string,
  heavyRoutes: ReadonlySet<string>,
): Promise<PassYield> {
  const total = { pass: pass.id, records: 0, pairs: 0, tightened: 0, skipped: 0, pairsSaved: 0, decided: 0 };
  for (const [i, route] of pass.routes.entries()) {
    const heavy = `heavy:${pass.id}:${i}`;
    const before = await countPairs(c);
    total.records = Math.max(total.records, await countKnown(c, route, records));
    if (heavyRoutes.has(heavy)) {
      const cost = await meetCapped(c, pass, route, heavy, records, register);
      total.tightened = Math.max(total.tightened, cost.tightened);
      total.skipped = Math.max(total.skipped, cost.skipped);
      total.pairsSaved += cost.pairs;
    } else await meet(c, pass, keyedSql(route, "record", sql.id(records), [sql`rid`]), route, register);
    total.pairs += (await countPairs(c)) - before;
  }
  total.pairsSaved = Math.max(0, total.pairsSaved);
  return total;
}

const keyId = (i: number): Sql => sql.id(`key${i + 1}`);

/** Rows of `from` with their keys as columns key1, key2, …; rows with a null key are left out. */
function keyedSql(route: readonly Key[], side: "record" | "register", from: Sql, columns: readonly Sql[]): Sql {
  const keys = route.map((key, i) => sql`(${key[side]})::bigint as ${keyId(i)}`);
  const known = sql.join(
    route.map((_, i) => sql`${keyId(i)} is not null`),
    " and ",
  );
  return sql`(select * from (select ${sql.join([...columns, ...keys])} from ${from}) where ${known})`;
}

async function meet(c: Connection, pass: Pass, records: Sql, route: readonly Key[], register: string): Promise<void> {
  const equal = sql.join(
    route.map((_, i) => sql`x.${keyId(i)} = r.${keyId(i)}`),
    " and ",
  );
  await c.run(
    sql`insert into link_pair select x.rid, r.pid, ${passNumber(pass.id)}
      from ${records} x join ${keyedSql(route, "register", sql`read_parquet(${register})`, [sql`pid`])} r on ${equal}`,
    `pass ${pass.id}`,
  );
}

/** The same where some keys are too common: those are followed only as far as the pass's tighter key goes. */
async function meetCapped(
  c: Connection,
  pass: Pass,
  route: readonly Key[],
  kind: string,
  records: string,
  register: string,
): Promise<{ tightened: number; skipped: number; pairs: number }> {
  const tighter = pass.tighten ?? [];
  const wide = [...route, ...tighter];
  const extra = tighter.map((key, i) => sql`(${key.record})::bigint as ${keyId(route.length + i)}`);
  const inside =
    tighter.length > 0
      ? sql.join(
          tighter.map((_, i) => sql`${keyId(route.length + i)} is not null`),
          " and ",
        )
      : sql`false`;
  const heavyOn = sql.join(
    route.map((_, i) => sql`h.${sql.id(`k${i + 1}`)} = k.${keyId(i)}`),
    " and ",
  );
  await c.run(
    sql`create or replace temp table link_keyed as
      select k.*, h.n as heavy from ${keyedSql(route, "record", sql.id(records), [sql`rid`, ...extra])} k
        left join (from link_heavy where kind = ${kind}) h on ${heavyOn}`,
    `key ${pass.id}`,
  );
  const cost = await c.row<{ tightened: number; skipped: number; saved: number }>(
    sql`select count(*) filter (heavy > 0 and ${inside}) as tightened, count(*) filter (heavy > 0 and not (${inside})) as skipped,
        coalesce(sum(heavy), 0)::bigint as saved from link_keyed`,
    `count ${pass.id}`,
  );
  await meet(c, pass, sql`(from link_keyed where heavy is null)`, route, register);
  const before = await countPairs(c);
  if (cost.tightened > 0) await meet(c, pass, sql`(from link_keyed where heavy > 0 and ${inside})`, wide, register);
  const followed = (await countPairs(c)) - before;
  await c.run(sql`drop table link_keyed`, "drop keyed records");
  return { ...cost, pairs: cost.saved - followed };
}

async function countPairs(c: Connection): Promise<number> {
  return (await c.row<{ n: number }>(sql`select count(*) as n from link_pair`, "count pairs")).n;
}

async function countKnown(c: Connection, route: readonly Key[], records: string): Promise<number> {
  const known = sql.join(
    route.map((key) => sql`(${key.record}) is not null`),
    " and ",
  );
  return (await c.row<{ n: number }>(sql`select count(*) as n from ${sql.id(records)} where ${known}`, "count keys")).n;
}
