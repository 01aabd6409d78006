import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeColumn } from "./dictionary.ts";
import { partnerOf, type Swap } from "./field.ts";

/** Pairs a record may lead to by one pass, and by all. */
const PASS_PAIRS = 20;
const ALL_PAIRS = 400;
/** Small sides are compared without such limits. */
const SMALL = 1000;
/** Most fields that a pass of our own choice joins on. */
const MOST_FIELDS = 4;

/** A blocking pass: record and register row meet when they agree on all of the fields. */
export interface GenericPass {
  readonly fields: readonly string[];
  /** Pairs counted from key frequencies before anything is joined. */
  readonly pairs: number;
  /** False where it would have gone past the limit of all passes together. */
  readonly followed: boolean;
}

/** The pass's name in evidence. */
export const passName = (pass: Pick<GenericPass, "fields">): string => pass.fields.join("+");

/**
 * Chooses the passes. Given ones are followed as they are. Else: every field alone that leads to few pairs, then any two
 * that do and hold no chosen one, then any three and four; the cheapest first, until the limit of all is reached.
 */
export async function planPasses(
  c: Connection,
  fields: readonly string[],
  given?: readonly (readonly string[])[],
): Promise<GenericPass[]> {
  if (given) {
    const passes: GenericPass[] = [];
    for (const set of given) passes.push({ fields: set, pairs: await countPairs(c, set), followed: true });
    return passes;
  }
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from generic_records`, "count records");
  const records = Math.max(n, SMALL);
  const chosen: { fields: readonly string[]; pairs: number }[] = [];
  let open: (readonly string[])[] = fields.map((field) => [field]);
  for (let size = 1; size <= MOST_FIELDS && open.length > 0; size++) {
    const wide: (readonly string[])[] = [];
    for (const set of open) {
      const pairs = await countPairs(c, set);
      if (pairs > records * PASS_PAIRS) wide.push(set);
      else if (pairs > 0) chosen.push({ fields: set, pairs });
    }
    open = wide
      .flatMap((set) => fields.slice(fields.indexOf(set.at(-1)!) + 1).map((field) => [...set, field]))
      .filter((set) => !chosen.some((pass) => pass.fields.every((field) => set.includes(field))));
  }
  let total = 0;
  return chosen
    .map((pass, i) => ({ ...pass, i }))
    .sort((a, b) => a.pairs - b.pairs || a.i - b.i)
    .map(({ fields: set, pairs }) => {
      total += pairs;
      return { fields: set, pairs, followed: total <= records * ALL_PAIRS };
    });
}

/** Pairs that agree on all of the fields, from the frequencies of their keys. */
async function countPairs(c: Connection, fields: readonly string[]): Promise<number> {
  const keys = sql.join(fields.map((field) => sql.id(codeColumn(field))));
  const known = sql.join(
    fields.map((field) => sql`${sql.id(codeColumn(field))} is not null`),
    " and ",
  );
  const side = (table: string): Sql =>
    sql`(select ${keys}, count(*) as n from ${sql.id(table)} where ${known} group by ${keys})`;
  const { pairs } = await c.row<{ pairs: number }>(
    sql`select coalesce(sum(x.n::double * r.n), 0) as pairs from ${side("generic_records")} x join ${side("generic_register")} r using (${keys})`,
    "count pairs of keys",
  );
  return pairs;
}

/** Lets records and register rows meet: makes `generic_met(rid, pid, pass)`, each pair once with its first pass (from 1). */
export async function runPasses(c: Connection, passes: readonly GenericPass[], swaps: readonly Swap[]): Promise<void> {
  await c.run(
    sql`create or replace temp table generic_meeting (rid bigint, pid bigint, pass integer)`,
    "make meetings",
  );
  for (const [i, pass] of passes.entries()) {
    if (!pass.followed) continue;
    for (const route of routesOf(pass.fields, swaps)) {
      const on = sql.join(
        route.map(([x, r]) => sql`x.${sql.id(codeColumn(x))} = r.${sql.id(codeColumn(r))}`),
        " and ",
      );
      await c.run(
        sql`insert into generic_meeting select x.rid, r.pid, ${i + 1} from generic_records x join generic_register r on ${on}`,
        `pass ${i + 1}`,
      );
    }
  }
  await c.run(
    sql`create or replace temp table generic_met as select rid, pid, min(pass) as pass from generic_meeting group by rid, pid`,
    "pool passes",
  );
  await c.run(sql`drop table generic_meeting`, "drop meetings");
}

/** The fields as they stand, and with the values of one swap exchanged. */
function routesOf(fields: readonly string[], swaps: readonly Swap[]): (readonly (readonly [string, string])[])[] {
  const straight = fields.map((field) => [field, field] as const);
  const crossed = swaps
    .filter((swap) => swap.some((field) => fields.includes(field)))
    .map((swap) => fields.map((field) => [field, swap.includes(field) ? partnerOf(field, swaps)! : field] as const));
  return [straight, ...crossed];
}
