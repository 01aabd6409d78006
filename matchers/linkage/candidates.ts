import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { levelColumns, relationJoins } from "./compare.ts";
import type { Model, SourceModel } from "./model.ts";
import { type Key, type Pass, passNumber } from "./passes.ts";
import { RARITY_COLUMNS } from "./surprisal.ts";
import { priorWeight, WEIGHT_COLUMNS, weightColumns } from "./weights.ts";

/** A candidate lighter than this (thousandths of a bit against "not in the register") cannot sway a posterior. */
export const FLOOR = -7000;

/** What a pass did to one source. */
export interface PassYield {
  readonly pass: string;
  /** Records that had a key. */
  readonly records: number;
  /** Pairs compared. */
  readonly pairs: number;
  /** Records whose key was too common and was tightened. */
  readonly tightened: number;
  /** Records whose key was too common and could not be tightened, so that the pass skipped them. */
  readonly skipped: number;
  /** Candidates kept. */
  readonly candidates: number;
}

/** What the passes of one run share. */
export interface PassContext {
  readonly register: string;
  readonly frequencies: string;
  readonly model: Model;
  readonly source: SourceModel;
}

/** Makes the empty table `link_candidate` that passes fill: levels and weights of a pair, and the pass that found it. */
export async function createCandidates(c: Connection): Promise<void> {
  const weights = sql.join(WEIGHT_COLUMNS.map((name) => sql`${sql.id(name)} integer`));
  await c.run(
    sql`create or replace temp table link_candidate (rid bigint, pid bigint, pass utinyint,
      family utinyint, middle utinyint, given utinyint, birth utinyint, sex utinyint, place utinyint, phone utinyint, number utinyint,
      same_key boolean, ${weights}, weight integer)`,
    "make candidates",
  );
}

/**
 * Runs one pass for the records of `records` (a select like `weighedRecordsSql`): joins, compares and weighs in one
 * stream, and keeps candidates that can matter. A pair found by an earlier pass is kept again; `decide` takes each once.
 */
export async function runPass(c: Connection, pass: Pass, records: string, context: PassContext): Promise<PassYield> {
  let total: PassYield = { pass: pass.id, records: 0, pairs: 0, tightened: 0, skipped: 0, candidates: 0 };
  for (const [i, route] of pass.routes.entries()) {
    const done = await runRoute(c, pass, i, route, records, context);
    total = {
      ...total,
      records: Math.max(total.records, done.records),
      pairs: total.pairs + done.pairs,
      tightened: Math.max(total.tightened, done.tightened),
      skipped: Math.max(total.skipped, done.skipped),
      candidates: total.candidates + done.candidates,
    };
  }
  return total;
}

const keyNames = ["key1", "key2", "key3", "key4"];

async function runRoute(
  c: Connection,
  pass: Pass,
  nth: number,
  route: readonly Key[],
  records: string,
  context: PassContext,
): Promise<Omit<PassYield, "pass">> {
  const names = route.map((_, i) => sql.id(keyNames[i]!));
  const extra = pass.tighten?.[0];
  const keyed = sql`select *, ${sql.join(route.map((key, i) => sql`(${key.record})::bigint as ${names[i]!}`))},
    ${extra ? extra.record : sql`null`}::bigint as key_extra from ${sql.id(records)}`;
  const known = sql.join(
    names.map((name) => sql`${name} is not null`),
    " and ",
  );
  const heavyOn = sql.join(
    names.map((name, i) => sql`h.${sql.id(`k${i + 1}`)} = k.${name}`),
    " and ",
  );
  const heavy = pass.unique
    ? sql`(select null::bigint as k1, null::bigint as k2, null::bigint as k3, null::bigint as k4 where false)`
    : sql`(select k1, k2, k3, k4 from read_parquet(${context.frequencies}) where kind = ${`heavy:${pass.id}:${nth}`})`;
  await c.run(
    sql`create or replace temp table link_keyed as
      select k.*, h.k1 is not null as heavy from (${keyed}) k left join ${heavy} h on ${heavyOn} where ${known}`,
    `key ${pass.id}`,
  );
  const facts = await c.row<{ records: number; tightened: number; skipped: number }>(
    sql`select count(*) as records,
        count(*) filter (heavy and key_extra is not null) as tightened,
        count(*) filter (heavy and key_extra is null) as skipped from link_keyed`,
    `count ${pass.id}`,
  );
  if (facts.records === 0) return { ...facts, pairs: 0, candidates: 0 };
  const register = sql`(select *, ${sql.join([...route, ...(extra ? [extra] : [])].map((key, i) => sql`(${key.register})::bigint as ${sql.id(i < route.length ? `r_${keyNames[i]!}` : "r_key_extra")}`))}
    from read_parquet(${context.register}))`;
  const equal = sql.join(
    names.map((_, i) => sql`x.${names[i]!} = r.${sql.id(`r_${keyNames[i]!}`)}`),
    " and ",
  );
  const meetings = [sql`(from link_keyed where not heavy) x join ${register} r on ${equal}`];
  if (extra && facts.tightened > 0)
    meetings.push(
      sql`(from link_keyed where heavy and key_extra is not null) x join ${register} r on ${equal} and x.key_extra = r.r_key_extra`,
    );
  const before = await countCandidates(c);
  let pairs = 0;
  for (const meeting of meetings) {
    if (!pass.unique)
      pairs += (await c.row<{ n: number }>(sql`select count(*) as n from ${meeting}`, `plan ${pass.id}`)).n;
    await insertPairs(c, pass, meeting, context);
  }
  await c.run(sql`drop table link_keyed`, "drop keyed records");
  const candidates = (await countCandidates(c)) - before;
  return { ...facts, pairs: pass.unique ? candidates : pairs, candidates };
}

async function countCandidates(c: Connection): Promise<number> {
  return (await c.row<{ n: number }>(sql`select count(*) as n from link_candidate`, "count candidates")).n;
}

async function insertPairs(c: Connection, pass: Pass, meeting: Sql, context: PassContext): Promise<void> {
  const prior = priorWeight(context.model, context.source);
  const sum = sql.join(
    WEIGHT_COLUMNS.map((name) => sql.id(name)),
    " + ",
  );
  await c.run(
    sql`insert into link_candidate
      with pair as (
        select x.rid, r.pid, ${levelColumns}, x.plain, ${sql.join(RARITY_COLUMNS.map((name) => sql.id("x", name)))}
        from ${meeting} ${relationJoins}),
      weighed as (select *, ${weightColumns(context.model, context.source)} from pair)
      select rid, pid, ${passNumber(pass.id)}, family, middle, given, birth, sex_level, place, phone, number, same_key,
        ${sql.join(WEIGHT_COLUMNS.map((name) => sql.id(name)))}, ${prior} + ${sum} as weight
      from weighed where ${prior} + ${sum} >= ${FLOOR} or number = 1`,
    `pass ${pass.id}`,
  );
}
