import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { levelColumn, surprisalColumn } from "./compare.ts";
import { type Field, type Swap, swapName } from "./field.ts";
import { type GenericModel, levelsOf, levelWeights, priorWeights } from "./model.ts";

export const weightColumn = (field: string): string => `w_${field}`;

/** Thousandths of a bit whose odds are none. */
const IMPOSSIBLE = -1_000_000;

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
 * Two weights of a pair over its columns `w_...`: `weight`, that the register row is the record's person; and `kin`, that the
 * record is somebody of that person's home whom the register lacks: they share what a home shares and nothing else.
 * Where no field is shared there is no such person. Thousandths of a bit against a stranger whom the register lacks.
 */
export function pairWeights(
  model: GenericModel,
  fields: readonly Field[],
  swaps: readonly Swap[],
  registerRows: number,
): Sql {
  const shared = fields.filter((field) => field.shared).map(({ name }) => weightId(name));
  const all = weighedNames(fields, swaps).map(weightId);
  const prior = priorWeights(model, registerRows);
  const plus = (weights: readonly Sql[]): Sql => sql.join(weights, " + ");
  return sql`(${prior.person} + ${plus(all)})::integer as weight,
    ${shared.length === 0 ? sql`${IMPOSSIBLE}` : sql`(${prior.kin} + ${plus(shared)})::integer`} as kin`;
}

const weightId = (name: string): Sql => sql.id(weightColumn(name));
