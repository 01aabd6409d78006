import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { type MatchContext, matchBucket, weighRecords } from "./bucket.ts";
import { type Model, sourceModel } from "./model.ts";
import { HASHES } from "./records.ts";

/** Records by which a source's share of persons in the register is drawn to the default. */
const PRESENT_PSEUDO = 20;
/** Records of each source from which the share is first told. */
const SAMPLE = 500;

/** Odds are counted in tenths of a bit, and none beyond these: what is further off is as good as certain. */
const TENTHS = 10;
const FURTHEST = 400;

const MOST_ITERATIONS = 200;
const CONVERGED = 1e-7;

/** So many records for whom the odds are 2^(tenths / 10) that somebody in the register is the person, against nobody. */
export interface PresenceCount {
  readonly tenths: number;
  readonly n: number;
}

/** Tenths of a bit of the odds that somebody in the register is the person, from `p_none` (null where nobody was met). */
export const presenceTenths = (pNone: Sql): Sql => sql`greatest(-${sql.int(FURTHEST)}, least(${sql.int(FURTHEST)},
  round(${sql.int(TENTHS)} * log2(greatest(1e-30, 1 - coalesce(${pNone}, 1)) / greatest(1e-30, coalesce(${pNone}, 1))))))::integer`;

/** Records whose presence is counted: of the others nothing but their number is known, or not even that. */
export const countsForPresence = (record: string): Sql =>
  sql`${sql.id(record, "what")} = 'person' and not ${sql.id(record, "bare")}`;

/**
 * Share of a source's records whose person is in the register, by EM: what speaks for somebody of the register is left as it is, and the share is
 * what all records together say it is. Drawn towards `usual` by `PRESENT_PSEUDO` records.
 * @param counts odds as they came out when the share was taken for `assumed`
 */
export function presentShare(counts: readonly PresenceCount[], assumed: number, usual: number): number {
  const records = counts.reduce((sum, { n }) => sum + n, 0);
  const priorBits = Math.log2(assumed / (1 - assumed));
  let share = assumed;
  for (let iteration = 1; ; iteration++) {
    const bits = Math.log2(share / (1 - share)) - priorBits;
    const present = counts.reduce((sum, { tenths, n }) => sum + n / (1 + 2 ** -(tenths / TENTHS + bits)), 0);
    const next = (present + PRESENT_PSEUDO * usual) / (records + PRESENT_PSEUDO);
    const bounded = Math.min(0.9995, Math.max(0.01, next));
    const moved = Math.abs(bounded - share);
    share = bounded;
    if (moved < CONVERGED || iteration === MOST_ITERATIONS) return Number(share.toPrecision(7));
  }
}

/**
 * The model with some sources' share of persons in the register, told from a sample of their records (drawn by their keys): a list of people
 * who mostly are not in the register finds namesakes there as easily as any other does. It is never more than the default; what was fitted
 * of other sources stays.
 * Needs `link_all` and the tables of a run; leaves `link_record` and `link_answer` to be made again.
 * @param sources records of each
 */
export async function estimatePresence(
  c: Connection,
  run: MatchContext,
  sources: ReadonlyMap<string, number>,
): Promise<Model> {
  const { model } = run.snapshot;
  const shares = [...sources].map(([source, n]) => sql`(${source}, ${SAMPLE / n}::double)`);
  await c.run(
    sql`create or replace temp table link_record as
      select r.* from link_all r join (values ${sql.join(shares)}) s(source, share) on s.source = r.source
      where hash(r.rid, 'presence') / ${HASHES} < s.share and ${countsForPresence("r")}`,
    "sample records",
  );
  await weighRecords(c, run);
  await matchBucket(c, run);
  const rows = await c.rows<PresenceCount & { source: string }>(
    sql`select r.source, ${presenceTenths(sql`a.p_none`)} as tenths, count(*) as n
      from link_record r left join link_answer a on a.rid = r.rid group by all order by all`,
    "count presence",
  );
  const fitted = [...sources.keys()].map((source) => {
    const own = sourceModel(model, source);
    const counts = rows.filter((row) => row.source === source);
    const { inRegister: usual } = model.defaults;
    // A small sample may only lower the share: where it is taken for higher than usual, doubtful answers come out too sure (measured).
    const inRegister = Math.min(usual, presentShare(counts, own.inRegister, usual));
    return [source, { ...own, inRegister }] as const;
  });
  return { ...model, sources: { ...model.sources, ...Object.fromEntries(fitted) } };
}
