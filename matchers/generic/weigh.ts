import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { levelColumn, surprisalColumn } from "./compare.ts";
import type { Field, Swap } from "./field.ts";
import { swapName } from "./field.ts";
import { type GenericModel, levelsOf, levelWeights } from "./model.ts";

export const weightColumn = (field: string): string => `w_${field}`;

/** Most that what people of one home share may add, all together, where nothing of the person's own agrees. */
const SHARED_CAP = 1000;

/** Names of everything that is weighed, in the order of the evidence table. */
export function weighedNames(fields: readonly Field[], swaps: readonly Swap[]): string[] {
  return [...fields.map(({ name }) => name), ...swaps.map(swapName)];
}

/** The weights of a pair as columns `w_<name>`, over a row of `generic_pair`; thousandths of a bit. */
export function weightColumns(model: GenericModel, fields: readonly Field[], swaps: readonly Swap[]): Sql {
  return sql.join(
    weighedNames(fields, swaps).map((name) => sql`${weightSql(name, model, fields)} as ${sql.id(weightColumn(name))}`),
  );
}

function weightSql(name: string, model: GenericModel, fields: readonly Field[]): Sql {
  const weights = levelWeights(levelsOf(name, fields), model.m[name]!);
  const level = sql.id(levelColumn(name));
  const own = sql`coalesce((${weights}::integer[])[${level}], 0)`;
  const s = fields.some((field) => field.name === name) ? sql.id(surprisalColumn(name)) : sql`0`;
  return sql`(case when ${level} = 0 then 0 else ${own} + ${s} end)::integer`;
}

/**
 * The sum of a pair's weights over its columns `w_...`. What people of one home share is capped together
 * where no field of the person's own speaks for the pair.
 */
export function weightSum(fields: readonly Field[], swaps: readonly Swap[]): Sql {
  const sum = (names: readonly string[]): Sql =>
    names.length === 0
      ? sql`0`
      : sql.join(
          names.map((name) => sql.id(weightColumn(name))),
          " + ",
        );
  const shared = fields.filter((field) => field.shared).map(({ name }) => name);
  const own = fields.filter((field) => !field.shared).map(({ name }) => name);
  const rest = swaps.map(swapName);
  if (shared.length === 0) return sql`(${sum([...own, ...rest])})`;
  const speaks = sql.join(
    own.map((name) => sql`${sql.id(weightColumn(name))} > 0`),
    " or ",
  );
  const cap = sql.trusted(String(SHARED_CAP));
  return sql`(${sum([...own, ...rest])} + case when ${speaks} then ${sum(shared)} else least(${cap}, ${sum(shared)}) end)`;
}
