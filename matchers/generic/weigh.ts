import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { levelColumn, surprisalColumn } from "./compare.ts";
import { type Field, ORDER, partnerOf, type Swap, swapName } from "./field.ts";
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
  const all = weighedNames(fields, swaps);
  const prior = priorWeights(model, registerRows);
  const plus = (weights: readonly Sql[]): Sql => sql.join(weights, " + ");
  const ofHome = all.map(
    (name) => sql`case when ${isShared(name, fields, swaps)} then ${sql.id(weightColumn(name))} else 0 end`,
  );
  const kin = fields.some(({ shared }) => shared) ? sql`${prior.kin} + ${plus(ofHome)}` : sql`${IMPOSSIBLE}`;
  return sql`(${prior.person} + ${plus(all.map((name) => sql.id(weightColumn(name))))})::integer as weight, (${kin})::integer as kin`;
}

/**
 * Whether what is compared under a name in this pair is shared by a home: where values have changed places it is the
 * partner's in the register. That they have changed places is so whoever the record is.
 */
export function isShared(name: string, fields: readonly Field[], swaps: readonly Swap[]): Sql {
  const shared = (field: string): boolean => fields.some((other) => other.name === field && other.shared);
  if (!fields.some((field) => field.name === name)) return sql`true`;
  const swap = swaps.find((pair) => pair.includes(name));
  const partner = partnerOf(name, swaps);
  if (!swap || !partner || shared(name) === shared(partner)) return shared(name) ? sql`true` : sql`false`;
  const crossed = sql`${sql.id(levelColumn(swapName(swap)))} = ${ORDER.crossed}`;
  return shared(name) ? sql`not ${crossed}` : crossed;
}
