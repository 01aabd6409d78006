import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { countKeys, createCrowded, createPairs, type PassYield, runPass } from "./candidates.ts";
import { comparePairs, createCandidates } from "./evidence.ts";
import { lastPassOf, PASSES, type Pass, passNumber, REVIEW_PASS } from "./passes.ts";
import { buildPosteriors } from "./posterior.ts";
import { keepOpen } from "./settle.ts";
import type { Snapshot } from "./snapshot.ts";
import { raritiesSql } from "./surprisal.ts";

/** What the records of one run share. */
export interface MatchContext {
  /** Rows of the prepared register, `link_person`; `link_register` has its blocking keys. */
  readonly registerRows: number;
  /** DuckDB's memory. */
  readonly memoryMib: number;
  readonly snapshot: Snapshot;
  /** Routes of passes that have keys above the cap. */
  readonly heavyRoutes: ReadonlySet<string>;
}

/** The table of records that went beyond the number pass. */
export const OPEN_RECORDS = "link_open";

const NOTHING = { pairs: 0, tightened: 0, skipped: 0, pairsSaved: 0 };

/**
 * So few records are compared in one go, or so small a share of the register's rows: planning three statements, or fetching three times
 * from the register, would cost more than the pairs that a settled record is spared.
 */
const FEW = 1500;
const FEW_OF_REGISTER = 0.04;

const STAGES = [
  { stage: "number", from: "link_record", open: OPEN_RECORDS },
  { stage: "strong", from: OPEN_RECORDS, open: "link_near_open" },
  { stage: "near", from: "link_near_open", open: "link_loose" },
  { stage: "loose", from: "link_loose", open: undefined },
] as const;

/** Makes `link_rarity`: what the values of the records of the table `link_record` are worth. */
export async function weighRecords(c: Connection, { snapshot }: MatchContext): Promise<void> {
  const { model, frequencies } = snapshot;
  await c.run(
    sql`create or replace temp table link_rarity as ${raritiesSql(sql`link_record`, frequencies, model.registerRows)}`,
    "weigh records",
  );
}

/** Leaves of a table of records those that the audit may draw. */
export async function keepDrawn(c: Connection, table: "link_record" | "link_rarity"): Promise<void> {
  await c.run(
    sql`create or replace temp table ${sql.id(table)} as
      select x.* from ${sql.id(table)} x semi join (select rid from link_seen where drawn) d on d.rid = x.rid`,
    `keep what may be drawn of ${table}`,
  );
}

/**
 * Matches the records of the table `link_record`, weighed by `link_rarity` and the model of their source: fills `link_ranked` and
 * `link_answer`. Pairs of the table `link_excluded` (rid, pid) are never made.
 */
export async function matchBucket(c: Connection, context: MatchContext): Promise<PassYield[]> {
  await createCandidates(c);
  await createCrowded(c);
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from link_record`, "count records");
  const few = Math.max(FEW, context.registerRows * FEW_OF_REGISTER);
  const yields = n <= few ? await matchAtOnce(c, context) : await matchInStages(c, context);
  await buildPosteriors(c);
  return yields;
}

/** Stage by stage: a record that one settles does not reach the next. */
async function matchInStages(c: Connection, context: MatchContext): Promise<PassYield[]> {
  const yields: PassYield[] = [];
  for (const { stage, from, open } of STAGES) {
    await createPairs(c);
    if (stage === "number") await pairDecided(c, from);
    const passes = PASSES.filter((pass) => pass.stage === stage);
    yields.push(...(await runPasses(c, context, passes, from)));
    if (stage === "number") await noteOwned(c);
    await comparePairs(c, from, context);
    if (open) await keepOpen(c, stage, from, open);
    if (stage === "near" || stage === "loose") await c.run(sql`drop table ${sql.id(from)}`, "forget open records");
  }
  return yields;
}

/** All passes for all records, then without the candidates of stages that a record would not have reached: the same candidates. */
async function matchAtOnce(c: Connection, context: MatchContext): Promise<PassYield[]> {
  await createPairs(c);
  await pairDecided(c, "link_record");
  const yields = await runPasses(c, context, PASSES, "link_record");
  await noteOwned(c);
  await comparePairs(c, "link_record", context);
  for (const { stage, from, open } of STAGES) {
    if (!open) continue;
    await keepOpen(c, stage, from, open);
    await c.run(
      sql`delete from link_candidate where pass > ${lastPassOf(stage)} and rid not in (select rid from ${sql.id(open)})`,
      "drop candidates of settled records",
    );
  }
  return yields;
}

async function runPasses(
  c: Connection,
  context: MatchContext,
  passes: readonly Pass[],
  records: string,
): Promise<PassYield[]> {
  const keyed = await countKeys(c, passes, records);
  const yields: PassYield[] = [];
  for (const [i, pass] of passes.entries()) {
    const n = keyed[i] ?? 0;
    const cost = n > 0 ? await runPass(c, pass, records, sql`link_register`, context.heavyRoutes) : NOTHING;
    yields.push({ pass: pass.id, records: n, ...cost, decided: 0 });
  }
  return yields;
}

/**
 * Makes `link_owned` (rid): the records that give a number, or without one an old number, which is or was a register row's. Needs the
 * pairs of the number pass.
 */
async function noteOwned(c: Connection): Promise<void> {
  await c.run(
    sql`create or replace temp table link_owned as
      select rid from link_pair where pass = ${passNumber("number")}
      union select rid from link_record x join link_alias a on a.digits = 12 and a.number = x.number_int
      union select rid from link_record x join link_register r on r.old_number_int = x.old_number_int where x.number_int is null
      union select rid from link_record x join link_alias a on a.digits = 9 and a.number = x.old_number_int where x.number_int is null`,
    "note whose number has an owner",
  );
}

/** Lets a record meet the person that a reviewer said it is, whatever the keys say. */
async function pairDecided(c: Connection, records: string): Promise<void> {
  await c.run(
    sql`insert into link_pair select d.rid, d.pid, ${REVIEW_PASS.number} from link_decision d
      semi join ${sql.id(records)} x on x.rid = d.rid where d.w_review > 0`,
    "pair as decided",
  );
}
