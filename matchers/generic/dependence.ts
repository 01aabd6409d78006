import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { surprisalSql } from "../linkage/surprisal.ts";
import { codeColumn } from "./dictionary.ts";
import type { Field, Swap } from "./field.ts";

/** Two register rows agree on both fields so many times as often as if the fields had nothing to do with each other. */
const LEAST_LIFT = 4;
/** Agreeing pairs of register rows that it takes to say so. */
const LEAST_PAIRS = 50;

/** A field that agrees by chance more often where another one agrees: family name and address, town and postcode. */
export interface Dependence {
  readonly field: string;
  readonly on: string;
  /** Share of pairs of register rows that agree on the field, among those that agree on the other. */
  readonly share: number;
}

/** Name of the register's column: surprisal of a row's value of the field, given its value of the other. */
export const givenColumn = ({ field, on }: Pick<Dependence, "field" | "on">): string => `g_${field}__${on}`;

/**
 * Finds which fields depend on which, by exact counts of pairs of register rows, and adds to `generic_register` for each
 * dependence the surprisal of the row's value among the other rows with the same value of the other field.
 * Each field depends on rarer ones only, so that nothing is taken off twice; fields of a swap are never depended on. What a home
 * shares is left out: somebody of the same home is an answer of its own there.
 */
export async function findDependences(
  c: Connection,
  fields: readonly Field[],
  swaps: readonly Swap[],
): Promise<Dependence[]> {
  const { rows } = await c.row<{ rows: number }>(sql`select count(*) as rows from generic_register`, "count register");
  const alone: { name: string; pairs: number }[] = [];
  for (const { name } of fields) alone.push({ name, pairs: await agreeingPairs(c, [name]) });
  const rarestFirst = alone
    .filter(({ pairs }) => pairs > 0)
    .sort((a, b) => a.pairs - b.pairs || (a.name < b.name ? -1 : 1));
  const shared = new Set(fields.filter((field) => field.shared).map(({ name }) => name));
  const found: Dependence[] = [];
  for (const [i, field] of rarestFirst.entries())
    for (const on of rarestFirst.slice(0, i)) {
      if (swaps.some((swap) => swap.includes(on.name)) || (shared.has(field.name) && shared.has(on.name))) continue;
      const both = await agreeingPairs(c, [field.name, on.name]);
      const lift = (both * rows * (rows - 1)) / 2 / (field.pairs * on.pairs);
      if (both >= LEAST_PAIRS && lift >= LEAST_LIFT)
        found.push({ field: field.name, on: on.name, share: Number((both / on.pairs).toPrecision(6)) });
    }
  for (const dependence of found) await addGiven(c, dependence);
  return found;
}

/** Pairs of register rows that agree on all of the fields. */
async function agreeingPairs(c: Connection, fields: readonly string[]): Promise<number> {
  const keys = fields.map((field) => sql.id(codeColumn(field)));
  const { pairs } = await c.row<{ pairs: number }>(
    sql`with key as (select count(*) as n from generic_register where ${known(keys)} group by ${sql.join(keys)})
      select coalesce(sum(n * (n - 1) // 2), 0)::double as pairs from key`,
    "count agreeing rows",
  );
  return pairs;
}

const known = (keys: readonly Sql[]): Sql =>
  sql.join(
    keys.map((key) => sql`${key} is not null`),
    " and ",
  );

/** The other rows with the same two values over the other rows with the one, drawn by one row towards the share over all. */
async function addGiven(c: Connection, dependence: Dependence): Promise<void> {
  const keys = [dependence.field, dependence.on].map((field) => sql.id(codeColumn(field))) as [Sql, Sql];
  const share = sql`(count(*) over (partition by ${sql.join(keys)}) - 1 + ${dependence.share})::double / count(*) over (partition by ${keys[1]})`;
  await c.run(
    sql`create or replace temp table generic_register as
      select *, case when ${known(keys)} then ${surprisalSql(share)} end as ${sql.id(givenColumn(dependence))} from generic_register`,
    "weigh dependence",
  );
}
