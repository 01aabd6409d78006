import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { countKeys, createPairs, type PassYield, runPass } from "./candidates.ts";
import { comparePairs, createCandidates } from "./evidence.ts";
import { PASSES, REVIEW_PASS } from "./passes.ts";
import { buildPosteriors } from "./posterior.ts";
import { keepOpen } from "./settle.ts";
import type { Snapshot } from "./snapshot.ts";
import { weighedRecordsSql } from "./surprisal.ts";

/** What the records of one run share. */
export interface RunContext {
  /** Prepared register (Parquet). */
  readonly register: string;
  readonly snapshot: Snapshot;
  /** Routes of passes that have keys above the cap. */
  readonly heavyRoutes: ReadonlySet<string>;
}

/** The table of records that went beyond the number pass. */
export const OPEN_RECORDS = "link_open";

const NOTHING = { pairs: 0, tightened: 0, skipped: 0, pairsSaved: 0 };

const STAGES = [
  { stage: "number", from: "link_weighed", open: OPEN_RECORDS },
  { stage: "strong", from: OPEN_RECORDS, open: "link_loose" },
  { stage: "loose", from: "link_loose", open: undefined },
] as const;

/**
 * Matches the records of the table `link_record`, each with the model of its source: fills `link_candidate`, `link_ranked` and
 * `link_answer`. Pairs of the table `link_excluded` (rid, pid) are never made.
 */
export async function matchBucket(c: Connection, context: RunContext): Promise<PassYield[]> {
  const { model, frequencies } = context.snapshot;
  await c.run(
    sql`create or replace temp table link_weighed as ${weighedRecordsSql(sql`link_record`, frequencies, model.registerRows)}`,
    "weigh records",
  );
  await createCandidates(c);
  const yields: PassYield[] = [];
  for (const { stage, from, open } of STAGES) {
    await createPairs(c);
    if (stage === "number") await pairDecided(c, from);
    const passes = PASSES.filter((pass) => pass.stage === stage);
    const keyed = await countKeys(c, passes, from);
    const register = sql`read_parquet(${context.register})`;
    for (const [i, pass] of passes.entries()) {
      const records = keyed[i] ?? 0;
      const cost = records > 0 ? await runPass(c, pass, from, register, context.heavyRoutes) : NOTHING;
      yields.push({ pass: pass.id, records, ...cost, decided: 0 });
    }
    await comparePairs(c, from, context.register);
    if (open) await keepOpen(c, stage, from, open);
  }
  await buildPosteriors(c);
  return yields;
}

/** Lets a record meet the person that a reviewer said it is, whatever the keys say. */
async function pairDecided(c: Connection, records: string): Promise<void> {
  await c.run(
    sql`insert into link_pair select d.rid, d.pid, ${REVIEW_PASS.number} from link_decision d
      semi join ${sql.id(records)} x on x.rid = d.rid where d.w_review > 0`,
    "pair as decided",
  );
}
