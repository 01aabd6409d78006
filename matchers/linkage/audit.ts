import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { codeSql } from "../code.ts";
import { matchBucket, OPEN_RECORDS, type RunContext } from "./bucket.ts";
import { decide } from "./decide.ts";

/** Records tried in all, shared out evenly among the sources, and the fewest of a source. */
const SAMPLE = 12_000;
const SMALLEST_SAMPLE = 300;
/** Posterior from which an answer found without a number stands as truth for the audit. */
const TRUSTED = 0.9999;

/** Empties the sample, the exclusions and the results. */
export async function createAudit(c: Connection): Promise<void> {
  await c.run(sql`create or replace temp table link_excluded (rid bigint, pid bigint)`, "make exclusions");
  await c.run(
    sql`create or replace temp table link_audit (source varchar, pass varchar, kind varchar,
      n bigint, n_accepted bigint, n_wrong bigint, n_missed bigint)`,
    "make audit",
  );
  await c.run(sql`drop table if exists link_sample`, "drop audit sample");
  await c.run(
    sql`create temp table link_sample as select r.*, null::bigint as truth, false as by_number from link_record r where false`,
    "make audit sample",
  );
}

/**
 * Takes a bucket's part of the seeded sample: records whose answer is as good as known, because their number was found and
 * the person agrees, or because the evidence leaves no doubt. Which records are taken depends on the seed and on them alone.
 * @param records how many records each source has, as the table `link_size` (source, n)
 */
export async function sampleForAudit(c: Connection, seed: number, sources: number): Promise<void> {
  const each = Math.max(SMALLEST_SAMPLE, Math.floor(SAMPLE / Math.max(1, sources)));
  await c.run(
    sql`insert into link_sample
      select r.*, a.pid as truth, a.number = 1 as by_number
      from link_record r join link_decided a on a.rid = r.rid join link_size z on z.source = r.source
      where ${codeSql(sql`concat(r.rid, ':', ${seed})`)} % z.n < ${each}
        and ((a.number = 1 and a.status = 'verified') or (a.status = 'linked' and a.p >= ${TRUSTED}))`,
    "sample for audit",
  );
}

/**
 * Tries the sample three ways and counts in `link_audit`: `hidden` (the number is hidden; who is found?),
 * `removed` (the number is hidden and the true person is taken away; who is accepted instead?), `swapped` (the number is
 * somebody else's; is that person accepted?).
 */
export async function auditSample(c: Connection, context: RunContext, work: string): Promise<void> {
  const hidden = sql`null::bigint as number_int, null::bigint as old_number_int, null::bigint as passport_code, null::bigint as alias_pid`;
  const swapped = sql`lead(number_int, 1, first_number) over (order by rid) as number_int,
    null::bigint as old_number_int, null::bigint as passport_code, null::bigint as alias_pid`;
  const trial = (kind: string, columns: Sql, from: Sql): Sql => sql`
    select * replace (${codeSql(sql`concat(rid, ':', ${kind})`)} as rid, ${columns}), ${kind} as kind from ${from}`;
  await c.run(
    sql`create or replace temp table link_trial as
      ${trial("hidden", hidden, sql`(from link_sample where by_number)`)}
      union all by name ${trial("removed", hidden, sql`link_sample`)}
      union all by name select * exclude (first_number) from (${trial(
        "swapped",
        swapped,
        sql`(select *, first_value(number_int) over (order by rid) as first_number from link_sample where by_number)`,
      )})`,
    "make trials",
  );
  await c.run(
    sql`insert into link_excluded select rid, truth from link_trial where kind = 'removed'`,
    "exclude true persons",
  );
  await c.run(
    sql`create or replace temp table link_record as select * exclude (truth, by_number, kind) from link_trial
      where kind <> 'swapped' or number_int <> truth`,
    "take trials",
  );
  await matchBucket(c, context);
  const { model, hash } = context.snapshot;
  const out = { matches: join(work, "audit-matches.parquet"), evidence: join(work, "audit-evidence.parquet") };
  await decide(c, model, { snapshot: hash, open: OPEN_RECORDS }, out);
  const accepted = sql`d.status in ('verified', 'corrected', 'linked')`;
  await c.run(
    sql`insert into link_audit
      with tried as (
        select d.source, coalesce(d.pass_name, 'none') as pass, t.kind, ${accepted} as accepted,
          ${accepted} and (t.kind = 'removed' or d.pid <> t.truth) as wrong,
          t.kind = 'hidden' and not (${accepted} and d.pid = t.truth) as missed
        from link_decided d join link_trial t on t.rid = d.rid)
      select source, coalesce(pass, 'all'), kind, count(*), count(*) filter (accepted), count(*) filter (wrong), count(*) filter (missed)
      from tried group by grouping sets ((source, pass, kind), (source, kind))`,
    "count trials",
  );
  await c.run(sql`delete from link_excluded`, "drop exclusions");
}

/**
 * Writes the audit, ordered: counts with 95 % Wilson intervals, in millionths, of the share of trials answered wrongly
 * (`wrong_low`, `wrong_high`) and missed (`missed_low`, `missed_high`).
 */
export async function writeAudit(c: Connection, into: string): Promise<void> {
  const wilson = (k: Sql, side: 1 | -1): Sql => sql`round(1000000 * greatest(0, least(1,
    (${k} / n + 1.9207 / n + ${side} * 1.96 * sqrt(${k} / n * (1 - ${k} / n) / n + 0.9604 / n / n)) / (1 + 3.8415 / n))))::integer`;
  await c.run(
    sql`copy (select *, ${wilson(sql`n_wrong`, -1)} as wrong_low, ${wilson(sql`n_wrong`, 1)} as wrong_high,
        ${wilson(sql`n_missed`, -1)} as missed_low, ${wilson(sql`n_missed`, 1)} as missed_high
      from link_audit order by source, kind, pass) to ${sql.lit(into)} (format parquet)`,
    "write audit",
  );
}
