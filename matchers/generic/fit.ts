import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { EVEN_ODDS, odds } from "../linkage/posterior.ts";
import { levelColumn } from "./compare.ts";
import type { Field, Swap } from "./field.ts";
import { type GenericModel, levelsOf, startModel } from "./model.ts";
import { isShared, pairWeights, weighedNames, weightColumns } from "./weigh.ts";

/** Records the model is fitted on at most, spread evenly. */
const SAMPLE = 20_000;
/** Pairs by which a fit is drawn to where it began. */
const PSEUDO = 20;
/** Share of the records whose person, or somebody of whose home, is in the register: at most. */
const MOST_KNOWN = 0.9995;
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
    const next = maximise(counts, start, sampled);
    const moved = largestMove(model, next);
    model = next;
    if (moved < CONVERGED || iteration === MOST_ITERATIONS) {
      await c.run(sql`drop table generic_sample`, "drop sample");
      return { model, iterations: iteration };
    }
  }
}

const countColumn = (name: string, level: string): string => `${name}:${level}`;

/** Expected number of same persons over all pairs (`total`), of people of one home (`kin`), and of each level, in millionths. */
async function expect(
  c: Connection,
  model: GenericModel,
  fields: readonly Field[],
  swaps: readonly Swap[],
  register: number,
): Promise<Record<string, number>> {
  const counts = weighedNames(fields, swaps).flatMap((name) =>
    Object.keys(model.m[name]!).map(
      (level) =>
        sql`coalesce(sum(p + case when ${isShared(name, fields, swaps)} then k else 0 end) filter (${sql.id(levelColumn(name))} = ${levelsOf(name, fields)[level]!}), 0)::bigint
        as ${sql.id(countColumn(name, level))}`,
    ),
  );
  const part = (of: Sql): Sql => sql`round(${of}::double / total::double * ${MILLION})::bigint`;
  return c.row(
    sql`with weighed as materialized (select *, ${weightColumns(model, fields, swaps)} from generic_sample),
      summed as (select *, ${pairWeights(model, fields, swaps, register)} from weighed),
      pooled as (select *, ${odds(sql`weight`)} as odds, ${odds(sql`kin`)} as kin_odds from summed),
      totalled as (select *, sum(odds + kin_odds) over (partition by rid) + ${EVEN_ODDS} as total from pooled),
      shared as (select *, ${part(sql`odds`)} as p, ${part(sql`kin_odds`)} as k from totalled)
      select coalesce(sum(p), 0)::bigint as total, coalesce(sum(k), 0)::bigint as kin, ${sql.join(counts)} from shared`,
    "expect levels",
  );
}

function maximise(counts: Readonly<Record<string, number>>, start: GenericModel, sampled: number): GenericModel {
  const m = Object.fromEntries(
    Object.entries(start.m).map(([name, levels]) => {
      const n = Object.entries(levels).map(
        ([level, p]) => [level, Number(counts[countColumn(name, level)]) / MILLION + PSEUDO * p] as const,
      );
      const sum = n.reduce((total, [, count]) => total + count, 0);
      return [name, Object.fromEntries(n.map(([level, count]) => [level, digits(count / sum)]))];
    }),
  );
  const share = (count: string, before: number): number =>
    (Number(counts[count]) / MILLION + PSEUDO * before) / (sampled + PSEUDO);
  const [inRegister, kin] = [share("total", start.inRegister), share("kin", start.kin)];
  // Somebody may always be a stranger.
  const shrink = Math.min(1, MOST_KNOWN / (inRegister + kin));
  return { version: 1, inRegister: digits(inRegister * shrink), kin: kin === 0 ? 0 : digits(kin * shrink), m };
}

/** Parameters are kept to six digits: what is shown is what is used. */
const digits = (p: number): number => Number(Math.max(1e-6, p).toPrecision(6));

function largestMove(a: GenericModel, b: GenericModel): number {
  let most = Math.max(Math.abs(a.inRegister - b.inRegister), Math.abs(a.kin - b.kin));
  for (const [name, levels] of Object.entries(a.m))
    for (const [level, p] of Object.entries(levels)) most = Math.max(most, Math.abs(p - b.m[name]![level]!));
  return most;
}
