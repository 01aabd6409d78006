import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { EVEN_ODDS, odds } from "../linkage/posterior.ts";
import { levelColumn } from "./compare.ts";
import type { Field, Swap } from "./field.ts";
import { type GenericModel, levelsOf, priorWeight, startModel } from "./model.ts";
import { weighedNames, weightColumns, weightSum } from "./weigh.ts";

/** Records the model is fitted on at most, spread evenly. */
const SAMPLE = 50_000;
/** Pairs by which a fit is drawn to where it began. */
const PSEUDO = 20;
const MOST_ITERATIONS = 60;
const CONVERGED = 1e-4;
/** Posteriors are summed as whole millionths, so that no sum depends on its order. */
const MILLION = 1_000_000;

/**
 * Fits the model by EM on the rows' own posteriors: all candidates of a record and "not in the register" share one
 * probability, and each candidate's levels count with it. Missing values say nothing. Reads `generic_pair`.
 */
export async function fitModel(
  c: Connection,
  fields: readonly Field[],
  swaps: readonly Swap[],
  sizes: { readonly records: number; readonly register: number },
): Promise<{ readonly model: GenericModel; readonly iterations: number }> {
  const start = startModel(fields, swaps);
  const step = Math.max(1, Math.ceil(sizes.records / SAMPLE));
  const sampled = Math.ceil(sizes.records / step);
  await c.run(
    sql`create or replace temp table generic_sample as from generic_pair where rid % ${step} = ${1 % step}`,
    "sample pairs",
  );
  let model = start;
  for (let iteration = 1; ; iteration++) {
    const counts = await expect(c, model, fields, swaps, sizes.register);
    const next = maximise(counts, start, fields, sampled);
    const moved = largestMove(model, next);
    model = next;
    if (moved < CONVERGED || iteration === MOST_ITERATIONS) {
      await c.run(sql`drop table generic_sample`, "drop sample");
      return { model, iterations: iteration };
    }
  }
}

const countColumn = (name: string, level: string): string => `${name}:${level}`;

/** Expected number of same persons over all pairs (`total`), and of each level, in millionths. */
async function expect(
  c: Connection,
  model: GenericModel,
  fields: readonly Field[],
  swaps: readonly Swap[],
  register: number,
): Promise<Record<string, number>> {
  const names = weighedNames(fields, swaps);
  const counts = names.flatMap((name) =>
    Object.keys(model.m[name]!).map(
      (
        level,
      ) => sql`coalesce(sum(p) filter (${sql.id(levelColumn(name))} = ${levelsOf(name, fields)[level]!}), 0)::bigint
        as ${sql.id(countColumn(name, level))}`,
    ),
  );
  return c.row(
    sql`with weighed as materialized (select *, ${weightColumns(model, fields, swaps)} from generic_sample),
      summed as (select *, ${priorWeight(model, register)} + ${weightSum(fields, swaps)} as weight from weighed),
      pooled as (select *, ${odds(sql`weight`)} as odds from summed),
      shared as (select *, round(odds::double / (sum(odds) over (partition by rid) + ${EVEN_ODDS})::double * ${MILLION})::bigint as p from pooled)
      select coalesce(sum(p), 0)::bigint as total, ${sql.join(counts)} from shared`,
    "expect levels",
  );
}

function maximise(
  counts: Readonly<Record<string, number>>,
  start: GenericModel,
  fields: readonly Field[],
  sampled: number,
): GenericModel {
  const m = Object.fromEntries(
    Object.entries(start.m).map(([name, levels]) => {
      const known = Object.keys(levels).filter((level) => level in levelsOf(name, fields));
      const n = known.map((level) => Number(counts[countColumn(name, level)]) / MILLION + PSEUDO * levels[level]!);
      const sum = n.reduce((a, b) => a + b, 0);
      return [name, Object.fromEntries(known.map((level, i) => [level, digits(n[i]! / sum)]))];
    }),
  );
  const present = (Number(counts.total) / MILLION + PSEUDO * start.inRegister) / (sampled + PSEUDO);
  return { version: 1, inRegister: digits(Math.min(0.9995, Math.max(0.001, present))), m };
}

/** Parameters are kept to six digits: what is shown is what is used. */
const digits = (p: number): number => Number(Math.max(1e-6, p).toPrecision(6));

function largestMove(a: GenericModel, b: GenericModel): number {
  let most = Math.abs(a.inRegister - b.inRegister);
  for (const [name, levels] of Object.entries(a.m))
    for (const [level, p] of Object.entries(levels)) most = Math.max(most, Math.abs(p - b.m[name]![level]!));
  return most;
}
