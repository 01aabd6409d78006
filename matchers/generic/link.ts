import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { acceptingThreshold, DOUBT_SCALE } from "../linkage/calibrate.ts";
import { FLOOR } from "../linkage/evidence.ts";
import { buildPosteriors, EVEN_ODDS, odds } from "../linkage/posterior.ts";
import { type AnswerFiles, decide, writeAnswers } from "./answer.ts";
import { countCoincidences } from "./chance.ts";
import { comparePairs, levelColumn } from "./compare.ts";
import { type Dependence, findDependences } from "./dependence.ts";
import { buildDictionary, codeSides, type Sides } from "./dictionary.ts";
import type { Field, Swap } from "./field.ts";
import { fitModel } from "./fit.ts";
import { type GenericModel, levelsOf, modelHash } from "./model.ts";
import { weighRivals } from "./one-to-one.ts";
import { type GenericPass, planPasses, runPasses } from "./passes.ts";
import { buildRelations } from "./related.ts";
import { pairWeights, weighedNames, weightColumn, weightColumns } from "./weigh.ts";

/** Which two files to link, and by what. */
export interface LinkRequest {
  readonly sides: Sides;
  readonly fields: readonly Field[];
  readonly swaps: readonly Swap[];
  /** Fields to join on, a list a pass; chosen from key frequencies when left out. */
  readonly passes?: readonly (readonly string[])[];
  /** No two records are one person. */
  readonly oneToOne: boolean;
  /** Largest expected share of false ones among the linked. */
  readonly falseMatchRate: number;
  /** Parameters to use as they are; fitted on the two files when left out. */
  readonly model?: GenericModel;
  /** yyyymmdd, on which two-figure years turn. */
  readonly today: number;
  readonly out: AnswerFiles;
}

/** What linking did: counts and parameters only. */
export interface LinkSummary {
  readonly register: number;
  readonly records: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Posterior from which a record was linked. */
  readonly accept: number;
  /** Mean of 1 - posterior over the linked, times their number: false ones to be expected. */
  readonly expectedFalse: number;
  readonly pairs: number;
  readonly passes: readonly GenericPass[];
  readonly dependences: readonly Dependence[];
  readonly iterations: number;
  readonly modelHash: string;
  readonly model: GenericModel;
}

/**
 * Links records to a register by fields of any meaning: values become codes and relations, pairs come from passes, evidence
 * is Fellegi and Sunter's with coincidences counted on the register, and each record has one posterior over its candidates
 * and "not in the register". The same files and settings give the same bytes. @throws EngineError
 */
export async function linkRecords(engine: Engine, request: LinkRequest): Promise<LinkSummary> {
  const c = await engine.connect();
  try {
    const { sides, fields, swaps, oneToOne } = request;
    await buildDictionary(c, sides, fields, swaps, request.today);
    await codeSides(c, sides, fields);
    const sizes = await c.row<{ records: number; register: number }>(
      sql`select (select count(*) from generic_records) as records, (select count(*) from generic_register) as register`,
      "count rows",
    );
    await buildRelations(c, fields, swaps);
    await countCoincidences(c, fields, swaps);
    const names = fields.map(({ name }) => name);
    const passes = await planPasses(c, names, request.passes);
    await runPasses(c, passes, swaps);
    const dependences = await findDependences(c, fields, swaps);
    await comparePairs(c, fields, swaps, dependences);
    const { model, iterations } = request.model
      ? { model: request.model, iterations: 0 }
      : await fitModel(c, fields, swaps, sizes);
    const pairs = await weighCandidates(c, model, request, sizes.register);
    if (oneToOne) await weighRivals(c);
    await buildPosteriors(c);
    const accept = await acceptingThreshold(
      c,
      request.falseMatchRate,
      sql`select round((1 - p) * ${DOUBT_SCALE})::integer as doubt, count(*) as n from link_answer where p > 0.5 group by doubt`,
    );
    const byStatus = await decide(c, fields, accept, oneToOne);
    const { expected } = await c.row<{ expected: number }>(
      sql`select coalesce(sum(round((1 - p) * 1e6)::bigint), 0)::bigint as expected from generic_decided where status = 'linked'`,
      "expect false matches",
    );
    const hash = modelHash(model);
    await writeAnswers(c, passes, { model: hash, levels: evidenceColumns(request) }, request.out);
    return {
      ...sizes,
      byStatus,
      accept,
      expectedFalse: expected / 1e6,
      pairs,
      passes,
      dependences,
      iterations,
      modelHash: hash,
      model,
    };
  } finally {
    c.close();
  }
}

/**
 * Makes `link_candidate` of the pairs that can matter. `w_kin` is what the row's weights lose to "somebody of a candidate's
 * home whom the register lacks", so that they stand against everybody whom it lacks. @returns how many pairs were compared
 */
async function weighCandidates(
  c: Connection,
  model: GenericModel,
  { fields, swaps }: LinkRequest,
  register: number,
): Promise<number> {
  await c.run(
    sql`create or replace temp table link_candidate as
      with weighed as materialized (select *, ${weightColumns(model, fields, swaps)} from generic_pair),
      summed as (select *, ${pairWeights(model, fields, swaps, register)} from weighed),
      against as (
        select *, -round(1000 * log2((${EVEN_ODDS} + sum(${odds(sql`kin`)}) over (partition by rid))::double / ${EVEN_ODDS}))::integer as w_kin
        from summed)
      select * exclude (weight, kin), weight + w_kin as weight, 0::utinyint as number from against where weight + w_kin >= ${FLOOR}`,
    "weigh pairs",
  );
  return (await c.row<{ n: number }>(sql`select count(*) as n from generic_pair`, "count pairs")).n;
}

/** A level's name and its weight for everything weighed. */
function evidenceColumns({ fields, swaps, oneToOne }: LinkRequest): Sql[] {
  const columns = weighedNames(fields, swaps).flatMap((name) => {
    const levels = Object.entries(levelsOf(name, fields)).sort(([, a], [, b]) => a - b);
    return [
      sql`(${levels.map(([level]) => level)}::varchar[])[1 + k.${sql.id(levelColumn(name))}] as ${sql.id(name)}`,
      sql`k.${sql.id(weightColumn(name))}`,
    ];
  });
  const kin = fields.some((field) => field.shared) ? [sql`k.w_kin`] : [];
  return [...columns, ...kin, ...(oneToOne ? [sql`k.w_rivals`] : [])];
}
