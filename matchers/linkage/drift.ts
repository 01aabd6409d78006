import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { FITTED_FIELDS, type Parameters } from "./em.ts";
import { POOLED_PSEUDO, SOURCE_PSEUDO } from "./fit.ts";
import { FIELD_NAMES, type Field } from "./levels.ts";
import type { Model } from "./model.ts";

/** A level rarer than this, before and after, is left out of drift: few answers hang on it. */
const RARE = 0.001;
/** Standard deviations beyond which a move is not put down to the few pairs it was seen in: some hundreds of parameters are looked at. */
const CHANCE = 4;

/** How far a fitted parameter has moved from the snapshot's. */
export interface Drift {
  /** `*` for all sources together. */
  readonly source: string;
  readonly field: Field;
  readonly level: string;
  readonly snapshot: number;
  readonly fitted: number;
  /** log2(fitted / snapshot), in bits. */
  readonly bits: number;
}

/** Pairs in which a field could be compared, by source and field; `*` for all sources together. */
export type Compared = ReadonlyMap<string, Readonly<Record<Field, number>>>;

/** Counts the pairs in `link_pattern` that each parameter is fitted from. @returns them, and how many pairs there are in all */
export async function countCompared(c: Connection): Promise<{ readonly compared: Compared; readonly pairs: number }> {
  const isPair = sql`kind <> 'number'`;
  const counts = FITTED_FIELDS.map(
    (field) => sql`coalesce(sum(n) filter (${isPair} and ${sql.id(field)} > 0), 0)::bigint as ${sql.id(field)}`,
  );
  const rows = await c.rows<Record<Field, number> & { source: string | null; pairs: number }>(
    sql`select source, ${sql.join(counts)}, coalesce(sum(n) filter (not ${isPair}), 0)::bigint as number,
        coalesce(sum(n) filter (${isPair}), 0)::bigint as pairs
      from link_pattern group by grouping sets ((source), ())`,
    "count compared pairs",
  );
  return {
    compared: new Map(rows.map((row) => [row.source ?? "*", row])),
    pairs: rows.find(({ source }) => source === null)?.pairs ?? 0,
  };
}

/**
 * Parameters that moved by more than `limit` bits, those first that account for most of the difference. Levels that are rare both before and
 * after are left out.
 * @param compared the pairs they were fitted from: what chance may have moved in so few is left out too; all are told without it
 */
export function driftOf(snapshot: Model, fitted: Model, limit: number, compared?: Compared): Drift[] {
  const moved: Drift[] = [];
  const look = (source: string, before: Parameters, after: Parameters): void => {
    for (const field of FIELD_NAMES)
      for (const [level, p] of Object.entries(after[field])) {
        const old = before[field][level] ?? p;
        if (Math.max(old, p) < RARE) continue;
        if (compared && isChance(old, p, compared.get(source)?.[field] ?? 0, source)) continue;
        const bits = Number(Math.log2(p / old).toFixed(3));
        if (Math.abs(bits) > limit) moved.push({ source, field, level, snapshot: old, fitted: p, bits });
      }
  };
  look("*", snapshot.m, fitted.m);
  for (const [source, own] of Object.entries(fitted.sources))
    if (snapshot.sources[source]) look(source, snapshot.sources[source].m, own.m);
  return moved.sort(
    (a, b) =>
      stability(b) - stability(a) || (`${a.source}${a.field}${a.level}` < `${b.source}${b.field}${b.level}` ? -1 : 1),
  );
}

/** Whether a share that was `old` may well be fitted as `p` from so few pairs: the fit's binomial deviation, drawn in by the pairs it presumes. */
function isChance(old: number, p: number, pairs: number, source: string): boolean {
  if (pairs === 0) return true;
  const pseudo = source === "*" ? POOLED_PSEUDO : SOURCE_PSEUDO;
  const variance = Math.max(old * (1 - old), p * (1 - p));
  return Math.abs(p - old) <= (CHANCE * Math.sqrt(pairs * variance)) / (pairs + pseudo);
}

/**
 * A level's part of the population stability index (the Jeffreys divergence of the two distributions), in bits: a common level that moved a
 * little counts for more than one of a thousand that is gone.
 */
const stability = ({ snapshot, fitted, bits }: Drift): number => (fitted - snapshot) * bits;
