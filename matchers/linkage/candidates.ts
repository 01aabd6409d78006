import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { type Key, type Pass, passNumber } from "./passes.ts";

/** What following a pass's keys came to. */
export interface PassCost {
  /** Pairs it led to. */
  readonly pairs: number;
  /** Records whose key was too common and was tightened. */
  readonly tightened: number;
  /** Records whose key was too common and could not be tightened, so that the pass skipped them. */
  readonly skipped: number;
  /** Pairs that tightening and skipping saved: what the cap cost at most. */
  readonly pairsSaved: number;
}

/** What a pass did. */
export interface PassYield extends PassCost {
  readonly pass: string;
  /** Records that had a key. */
  readonly records: number;
  /** Records whose answer this pass was the first to find. */
  readonly decided: number;
}

/** Empties `link_pair`, which passes fill: (record, person, pass). */
export async function createPairs(c: Connection): Promise<void> {
  await c.run(sql`create or replace temp table link_pair (rid bigint, pid bigint, pass utinyint)`, "make pairs");
}

/** Empties `link_crowded`, where passes note records that too many fit for all to be met: (rid). */
export async function createCrowded(c: Connection): Promise<void> {
  await c.run(sql`create or replace temp table link_crowded (rid bigint)`, "make crowded records");
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

/** Lets the records of the table `records` meet the rows of `register` by the pass's keys. */
export async function runPass(
  c: Connection,
  pass: Pass,
  records: string,
  register: Sql,
  heavyRoutes: ReadonlySet<string>,
): Promise<PassCost> {
  const total = { pairs: 0, tightened: 0, skipped: 0, pairsSaved: 0 };
  for (const [i, route] of pass.routes.entries()) {
    const heavy = `heavy:${pass.id}:${i}`;
    if (heavyRoutes.has(heavy)) {
      const cost = await meetCapped(c, pass, route, heavy, records, register);
      total.tightened = Math.max(total.tightened, cost.tightened);
      total.skipped = Math.max(total.skipped, cost.skipped);
      total.pairsSaved += cost.saved - cost.followed;
      total.pairs += cost.pairs;
    } else total.pairs += await meet(c, pass, keyedSql(route, "record", sql.id(records), [sql`rid`]), route, register);
  }
  total.pairsSaved = Math.max(0, total.pairsSaved);
  return total;
}

const keyId = (i: number): Sql => sql.id(`key${i + 1}`);

/** Rows of `from` with their keys as columns key1, key2, …; a null key joins nothing, so such rows need not be left out. */
function keyedSql(route: readonly Key[], side: "record" | "register", from: Sql, columns: readonly Sql[]): Sql {
  const value = (key: Key): Sql => (side === "record" && key.each ? sql`unnest(${key.record})` : sql`(${key[side]})`);
  const keys = route.map((key, i) => sql`${value(key)}::bigint as ${keyId(i)}`);
  return sql`(select ${sql.join([...columns, ...keys])} from ${from})`;
}

/** @returns pairs */
async function meet(c: Connection, pass: Pass, records: Sql, route: readonly Key[], register: Sql): Promise<number> {
  const equal = sql.join(
    route.map((_, i) => sql`x.${keyId(i)} = r.${keyId(i)}`),
    " and ",
  );
  const { Count } = await c.row<{ Count: number }>(
    sql`insert into link_pair select x.rid, r.pid, ${passNumber(pass.id)}
      from ${records} x join ${keyedSql(route, "register", register, [sql`pid`])} r on ${equal}`,
    `pass ${pass.id}`,
  );
  return Count;
}

/** The same where some keys are too common: those are followed only as far as the pass's tighter key goes. */
async function meetCapped(
  c: Connection,
  pass: Pass,
  route: readonly Key[],
  kind: string,
  records: string,
  register: Sql,
): Promise<{ tightened: number; skipped: number; saved: number; followed: number; pairs: number }> {
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
  if (pass.fits)
    await c.run(sql`insert into link_crowded select rid from link_keyed where heavy > 0`, `note crowded ${pass.id}`);
  const light = await meet(c, pass, sql`(from link_keyed where heavy is null)`, route, register);
  const inner = sql`(from link_keyed where heavy > 0 and ${inside})`;
  const followed = cost.tightened > 0 ? await meet(c, pass, inner, wide, register) : 0;
  await c.run(sql`drop table link_keyed`, "drop keyed records");
  return { ...cost, followed, pairs: light + followed };
}

/** How many records of a table have a key of each pass, by its best route. */
export async function countKeys(c: Connection, passes: readonly Pass[], records: string): Promise<number[]> {
  const known = (route: readonly Key[]): Sql =>
    sql.join(
      route.map((key) => sql`(${key.record}) is not null`),
      " and ",
    );
  const columns = passes.map((pass, i) => {
    const routes = pass.routes.map((route) => sql`count(*) filter (${known(route)})`);
    return sql`greatest(${sql.join(routes)}) as ${sql.id(String(i))}`;
  });
  const counts = await c.row<Record<string, number>>(
    sql`select ${sql.join(columns)} from ${sql.id(records)}`,
    "count keys",
  );
  return passes.map((_, i) => counts[String(i)] ?? 0);
}
