import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import { matchBucket, OPEN_RECORDS, type RunContext } from "./bucket.ts";
import { decide } from "./decide.ts";
import { printSql } from "./incremental.ts";

/** Records tried in all, shared out evenly among the sources, and the fewest of a source. */
const SAMPLE = 12_000;
const SMALLEST_SAMPLE = 300;
/** How many codes there are. */
const CODES = sql.trusted("9223372036854775808.0::double");
/** Posterior from which an answer found without a number stands as truth for the audit. */
const TRUSTED = 0.9999;

/** What an audit reads and writes. */
interface AuditRequest {
  /** All answers of the run. */
  readonly matches: string;
  readonly seed: number;
  /** A folder for intermediate files. */
  readonly work: string;
  /** Trials of the run before, where its answers were built on; `link_again` has the records that were not kept. */
  readonly previous: { readonly trials: string } | undefined;
  /** Where the trials go that the next run may take over. */
  readonly trials: string;
  /** Where the audit goes. */
  readonly into: string;
}

/**
 * Tries a seeded sample three ways: `hidden` (the number is hidden; who is found?), `removed` (the number is hidden and the true
 * person is taken away; who is accepted instead?), `swapped` (the number is somebody else's; is that person accepted?).
 * A trial that neither itself nor a register row it could meet has changed comes out as it did in the run before.
 */
export async function audit(c: Connection, context: RunContext, request: AuditRequest): Promise<void> {
  await takeSample(c, request);
  await makeTrials(c);
  if (request.previous) await findTrialsAgain(c, request.previous.trials);
  const again = request.previous ? sql`semi join link_trial_again x on x.rid = t.rid` : sql``;
  await c.run(sql`create or replace temp table link_record as select t.* from link_trial t ${again}`, "take trials");
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from link_record`, "count trials");
  const tried = n > 0 || !request.previous;
  if (tried) await tryRecords(c, context, request.work);
  await writeTrials(c, request, tried);
  await writeAudit(c, request.trials, request.into);
}

/** Matches the trials of `link_record`: fills `link_decided`. */
async function tryRecords(c: Connection, context: RunContext, work: string): Promise<void> {
  await c.run(
    sql`insert into link_excluded select rid, truth from link_trial where kind = 'removed'`,
    "exclude true persons",
  );
  await matchBucket(c, context);
  const { model, hash } = context.snapshot;
  const out = {
    matches: join(work, "audit-matches.parquet"),
    evidence: join(work, "audit-evidence.parquet"),
  };
  await decide(c, model, { snapshot: hash, open: OPEN_RECORDS }, out);
  await c.run(sql`delete from link_excluded`, "drop exclusions");
}

/**
 * The seeded sample: records whose answer is as good as known, because their number was found and the person agrees, or
 * because the evidence leaves no doubt. Which records are taken depends on the seed, the size of their source and them alone; a
 * source that grows or shrinks a little keeps nearly all of its sample.
 */
async function takeSample(c: Connection, { matches, seed }: AuditRequest): Promise<void> {
  await c.run(
    sql`create or replace temp table link_sample as
      with size as (select source, count(*) as n, count(*) over () as sources from link_all group by source),
      drawn as (
        select r.rid, r.source, r.record_id, r.role from link_all r join size z on z.source = r.source
        where r.nth = 0 and ${codeSql(sql`concat(r.rid, ':', ${seed})`)} / ${CODES} < greatest(${SMALLEST_SAMPLE}, ${SAMPLE} // z.sources) / z.n),
      known as (
        select d.rid, m.person_id::bigint as truth, m.status = 'verified' as by_number
        from drawn d join read_parquet(${matches}) m
          on m.source = d.source and m.record_id = d.record_id and m.role is not distinct from d.role
        where (m.status = 'verified' and list_contains(m.reasons, 'number.found'))
          or (m.status = 'linked' and m.probability >= ${TRUSTED}))
      select r.*, r.rid as of, r.rid as lender, k.truth, k.by_number from link_all r join known k on k.rid = r.rid`,
    "sample for audit",
  );
}

/** Makes `link_trial`: the sample as records of their own, with `kind`, `truth` and `print`. */
async function makeTrials(c: Connection): Promise<void> {
  const hidden = sql`rid as lender, null::bigint as number_int, null::bigint as old_number_int, null::bigint as passport_code, null::bigint as alias_pid`;
  const swapped = sql`lead(number_int, 1, first_number) over (order by rid) as number_int, lead(rid, 1, first_rid) over (order by rid) as lender,
    null::bigint as old_number_int, null::bigint as passport_code, null::bigint as alias_pid`;
  const trial = (kind: string, columns: Sql, from: Sql): Sql => sql`
    select * exclude (source_no, print) replace (${codeSql(sql`concat(rid, ':', ${kind})`)} as rid, false as rejected, false as nobody, ${columns}), ${kind} as kind from ${from}`;
  await c.run(
    sql`create or replace temp table link_trial as
      with trial as (
        ${trial("hidden", hidden, sql`(from link_sample where by_number)`)}
        union all by name ${trial("removed", hidden, sql`link_sample`)}
        union all by name select * exclude (first_number, first_rid) from (${trial(
          "swapped",
          swapped,
          sql`(select *, first_value(number_int) over (order by rid) as first_number, first_value(rid) over (order by rid) as first_rid from link_sample where by_number)`,
        )}))
      select t.*, m.source_no, ${printSql(sql`t`)} as print from trial t join link_model m on m.source = t.source
      where kind <> 'swapped' or number_int <> truth`,
    "make trials",
  );
}

/**
 * Makes `link_trial_again`: the trials that are new or look otherwise than in the run before, and those made of a record that was
 * matched again. A trial has no key that neither its record nor the lender of its number has, so no register row that changed
 * can reach it else.
 */
async function findTrialsAgain(c: Connection, trials: string): Promise<void> {
  await c.run(
    sql`create or replace temp table link_trial_again as
      select rid from link_trial t
        anti join (select rid, print from read_parquet(${trials})) p on p.rid = t.rid and p.print = t.print
      union select rid from link_trial where of in (select rid from link_again) or lender in (select rid from link_again)`,
    "find trials to repeat",
  );
}

/** Writes what each trial came to: those made now, where any were, and those taken over. */
async function writeTrials(c: Connection, { previous, trials }: AuditRequest, tried: boolean): Promise<void> {
  const accepted = sql`d.status in ('verified', 'corrected', 'linked')`;
  const kept = previous
    ? sql`select p.* from read_parquet(${previous.trials}) p
        semi join link_trial t on t.rid = p.rid anti join link_trial_again x on x.rid = p.rid`
    : undefined;
  const made = sql`
      select t.rid, t.print, t.source, t.kind, coalesce(d.pass_name, 'none') as pass, ${accepted} as accepted,
        ${accepted} and (t.kind = 'removed' or d.pid <> t.truth) as wrong,
        t.kind = 'hidden' and not (${accepted} and d.pid = t.truth) as missed
      from link_decided d join link_trial t on t.rid = d.rid`;
  const all = [...(tried ? [made] : []), ...(kept ? [kept] : [])];
  await c.run(
    sql`copy (${sql.join(all, " union all by name ")}) to ${sql.lit(trials)} (format parquet)`,
    "note trials",
  );
}

/**
 * Counts the trials by source, kind and pass, ordered: with 95 % Wilson intervals, in millionths, of the share of trials answered
 * wrongly (`wrong_low`, `wrong_high`) and missed (`missed_low`, `missed_high`).
 */
async function writeAudit(c: Connection, trials: string, into: string): Promise<void> {
  const wilson = (k: Sql, side: 1 | -1): Sql => sql`round(1000000 * greatest(0, least(1,
    (${k} / n + 1.9207 / n + ${side} * 1.96 * sqrt(${k} / n * (1 - ${k} / n) / n + 0.9604 / n / n)) / (1 + 3.8415 / n))))::integer`;
  await c.run(
    sql`copy (
      with counted as (
        select source, coalesce(pass, 'all') as pass, kind, count(*) as n, count(*) filter (accepted) as n_accepted,
          count(*) filter (wrong) as n_wrong, count(*) filter (missed) as n_missed
        from read_parquet(${trials}) group by grouping sets ((source, pass, kind), (source, kind)))
      select *, ${wilson(sql`n_wrong`, -1)} as wrong_low, ${wilson(sql`n_wrong`, 1)} as wrong_high,
        ${wilson(sql`n_missed`, -1)} as missed_low, ${wilson(sql`n_missed`, 1)} as missed_high
      from counted order by source, kind, pass) to ${sql.lit(into)} (format parquet)`,
    "write audit",
  );
}
