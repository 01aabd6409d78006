import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { DOUBT_SCALE } from "./calibrate.ts";
import { FITTED_FIELDS, fitByEm, type Parameters, type Pattern } from "./em.ts";
import { FIELD_NAMES, type Field, NUMBER_LEVEL } from "./levels.ts";
import { type LevelProbabilities, type Model, type SourceModel, sourceModel } from "./model.ts";
import { countsForPresence, type PresenceCount, presenceTenths, presentShare } from "./presence.ts";

/** Pairs by which a fit is drawn to what was known before: over all sources, and a source to all sources. */
export const POOLED_PSEUDO = 200;
export const SOURCE_PSEUDO = 500;

/** Empties `link_pattern`, `link_confidence` and `link_presence`, where every bucket adds what can be learnt of it. */
export async function createPatterns(c: Connection): Promise<void> {
  const levels = sql.join(FIELD_NAMES.map((field) => sql`${sql.id(field)} utinyint`));
  await c.run(
    sql`create or replace temp table link_pattern (source varchar, kind varchar, ${levels}, n bigint)`,
    "make patterns",
  );
  await c.run(
    sql`create or replace temp table link_confidence (source varchar, doubt integer, n bigint)`,
    "make confidence",
  );
  await c.run(
    sql`create or replace temp table link_presence (source varchar, tenths integer, n bigint)`,
    "make presence",
  );
}

/**
 * Adds patterns to `link_pattern`.
 * @param candidates pairs with their source, levels and what a reviewer said
 * @param accepted the accepted ones, with source and level of the number
 */
async function addPatterns(c: Connection, candidates: Sql, accepted: Sql): Promise<void> {
  await c.run(
    sql`insert into link_pattern by name
      select source, case when w_review > 0 then 'same' when w_review < 0 then 'different' else 'pair' end as kind,
        ${sql.join(FITTED_FIELDS.map((field) => sql.id(field)))}, count(*) as n
      from (${candidates}) where number = ${sql.int(NUMBER_LEVEL.same)} group by all
      union all by name
      select source, 'number' as kind, number, count(*) as n from (${accepted}) group by all`,
    "count patterns",
  );
}

/**
 * Counts a bucket's agreement patterns: `pair` of record and owner of its number (`same` or `different` where a reviewer has said
 * so; pairs met otherwise are not counted, since reviewers see the doubtful ones only) and `number` levels of accepted answers; and the
 * odds that somebody in the register is a record's person. Values LamSach itself delivered should be left out by the caller.
 */
export async function countPatterns(c: Connection, accept: number): Promise<void> {
  await addPatterns(
    c,
    sql`select r.source, k.* from link_ranked k join link_record r on r.rid = k.rid`,
    sql`select r.source, a.number from link_answer a join link_record r on r.rid = a.rid where p >= ${accept}`,
  );
  await c.run(
    sql`insert into link_presence
      select r.source, ${presenceTenths(sql`a.p_none`)} as tenths, count(*)
      from link_record r left join link_answer a on a.rid = r.rid where ${countsForPresence("r")} group by all`,
    "count presence",
  );
  await c.run(
    sql`insert into link_confidence
      select r.source, round((1 - p) * ${sql.int(DOUBT_SCALE)})::integer as doubt, count(*)
      from link_answer a join link_record r on r.rid = a.rid
      where p > 0.5 and a.w_review = 0 and coalesce(owner = pid, true) group by all`,
    "count confidence",
  );
}

/**
 * Counts agreement patterns from a written table of evidence, which keeps the owner of every record's number and whom a reviewer spoke of:
 * also of the answers that an incremental run took over, so that what it says is what a full run would.
 */
export async function countWrittenPatterns(c: Connection, evidence: string, accept: number): Promise<void> {
  const written = sql`from read_parquet(${evidence})`;
  await addPatterns(c, written, sql`${written} where rank = 1 and probability >= ${accept}`);
}

/** Kinds of patterns that are pairs, and what is known of them. */
const LABELS: Readonly<Record<string, { readonly same?: boolean }>> = {
  pair: {},
  same: { same: true },
  different: { same: false },
};

/** The model's parameters fitted anew on the patterns counted in this run. */
export async function fitModel(c: Connection, model: Model): Promise<Model> {
  const rows = await c.rows<Record<Field, number | null> & { source: string; kind: string; n: number }>(
    sql`select source, kind, ${sql.join(FIELD_NAMES.map((f) => sql.id(f)))}, sum(n)::bigint as n
      from link_pattern group by all order by all`,
    "read patterns",
  );
  const presence = await c.rows<PresenceCount & { source: string }>(
    sql`select source, tenths, sum(n)::bigint as n from link_presence group by all order by all`,
    "read presence",
  );
  const patternsOf = (source?: string): Pattern[] =>
    rows
      .filter((row) => row.kind in LABELS && (source === undefined || row.source === source))
      .map((row) => ({ levels: FITTED_FIELDS.map((field) => row[field] ?? 0), n: row.n, ...LABELS[row.kind] }));
  const pooled = fitByEm(patternsOf(), model.m, model.u, POOLED_PSEUDO);
  const m: Parameters = { ...pooled.m, number: numberLevels(rows, model.m.number, POOLED_PSEUDO) };
  const sources: Record<string, SourceModel> = { ...model.sources };
  for (const source of [...new Set([...rows, ...presence].map((row) => row.source))].sort()) {
    const own = rows.filter((row) => row.source === source);
    const fit = fitByEm(patternsOf(source), m, model.u, SOURCE_PSEUDO, pooled.share);
    const counts = presence.filter((row) => row.source === source);
    sources[source] = {
      inRegister: presentShare(counts, sourceModel(model, source).inRegister, model.defaults.inRegister),
      wrongNumber: digits(clamp(1 - fit.share, 0.0005, 0.5)),
      m: { ...fit.m, number: numberLevels(own, m.number, SOURCE_PSEUDO) },
    };
  }
  return { ...model, trained: true, m, sources };
}

function numberLevels(
  rows: readonly { kind: string; number: number | null; n: number }[],
  start: LevelProbabilities,
  pseudo: number,
): LevelProbabilities {
  const names = Object.keys(start);
  const counts = names.map(
    (name) =>
      pseudo * start[name]! +
      rows.reduce(
        (sum, row) =>
          row.kind === "number" && row.number === NUMBER_LEVEL[name as keyof typeof NUMBER_LEVEL] ? sum + row.n : sum,
        0,
      ),
  );
  const total = counts.reduce((a, b) => a + b, 0);
  return Object.fromEntries(names.map((name, i) => [name, digits(counts[i]! / total)]));
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const digits = (p: number): number => Number(p.toPrecision(7));
