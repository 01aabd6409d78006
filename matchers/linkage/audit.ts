import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { type MatchContext, matchBucket, OPEN_RECORDS, weighRecords } from "./bucket.ts";
import { decide } from "./decide.ts";

/** Records tried in all unless told, shared out evenly among the sources; and the fewest of a source. */
export const AUDIT_RECORDS = 12_000;
const SMALLEST_SAMPLE = 300;
/** Posterior from which an answer found without a number stands as truth for the audit. */
const TRUSTED = 0.9999;

/**
 * Share of a source's records that are drawn, where so many are to be tried over all sources; 0 tries none. Which ones are depends on the
 * seed, this share and them alone; a source that grows or shrinks a little keeps nearly all of its sample.
 */
export const drawnShare =
  (tried: number) =>
  (records: number, sources: number): number =>
    tried === 0 ? 0 : Math.max(SMALLEST_SAMPLE, Math.floor(tried / sources)) / records;

/** Where a run keeps its sample, and what each trial came to. */
interface AuditFiles {
  readonly sample: string;
  readonly trials: string;
}

/** What an audit reads and writes. */
interface AuditRequest {
  /** Answers of the records of `link_all`. */
  readonly matches: readonly string[];
  /** Whether `link_record` and `link_rarity` have all that may be drawn. */
  readonly weighed: boolean;
  /** Those of the run before, where `link_all` has only what was matched again. */
  readonly previous: AuditFiles | undefined;
  /** What the next run may take over. */
  readonly files: AuditFiles;
  /** Where the audit goes. */
  readonly into: string;
}

/**
 * Tries a seeded sample three ways: `hidden` (the number is hidden; who is found?), `removed` (the number is hidden and the true
 * person is taken away; who is accepted instead?), `swapped` (the number is somebody else's; is that person accepted?).
 * The trials of a record that was not matched again come out as they did in the run before: they have no key that neither it nor the lender of
 * its number has, and a record whose lender changed is matched again.
 */
export async function audit(c: Connection, context: MatchContext, request: AuditRequest): Promise<void> {
  await takeSample(c, request);
  if (!request.weighed) {
    await c.run(
      sql`create or replace temp table link_record as select r.* from link_all r semi join link_sample s on s.rid = r.rid`,
      "take sample",
    );
    await weighRecords(c, context);
  }
  await makeTrials(c);
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from link_record`, "count trials");
  const tried = n > 0 || !request.previous;
  if (tried) await tryRecords(c, context);
  await writeTrials(c, request, tried);
  await writeAudit(c, request.files.trials, request.into);
}

/** Matches the trials of `link_record`: fills `link_decided`. */
async function tryRecords(c: Connection, context: MatchContext): Promise<void> {
  await c.run(
    sql`insert into link_excluded select rid, truth from link_record where kind = 'removed'`,
    "exclude true persons",
  );
  await matchBucket(c, context);
  await decide(c, context.snapshot.model, OPEN_RECORDS);
  await c.run(sql`delete from link_excluded`, "drop exclusions");
}

/**
 * Makes `link_sample` (rid, truth, by_number, number_int): the drawn records whose answer is as good as known, because their number was found
 * and the person agrees, or because the evidence leaves no doubt.
 */
async function takeSample(c: Connection, { matches, previous, files }: AuditRequest): Promise<void> {
  const drawn = sql`(select rid from link_seen where drawn)`;
  const made = sql`
      select r.rid, m.person_id::bigint as truth, m.status = 'verified' as by_number, r.number_int
      from link_all r semi join ${drawn} d on d.rid = r.rid join read_parquet(${matches}) m
        on m.source = r.source and m.record_id = r.record_id and m.role is not distinct from r.role
      where (m.status = 'verified' and list_contains(m.reasons, 'number.found'))
        or (m.status = 'linked' and m.probability >= ${TRUSTED})`;
  const kept = sql`
      select s.* from read_parquet(${previous?.sample ?? ""}) s semi join ${drawn} d on d.rid = s.rid
        anti join link_outdated o on o.rid = s.rid`;
  const all = [...(matches.length > 0 ? [made] : []), ...(previous ? [kept] : [])];
  await c.run(
    sql`create or replace temp table link_sample as ${sql.join(all, " union all by name ")}`,
    "sample for audit",
  );
  await c.run(sql`copy link_sample to ${sql.lit(files.sample)} (format parquet)`, "note sample");
}

/**
 * Makes of `link_record` and `link_rarity` those of the trials: the sample's records as records of their own, with `kind`, `of` and `truth`. The
 * number that a record is lent is that of the next in the sample; what its values are worth does not depend on its number.
 */
async function makeTrials(c: Connection): Promise<void> {
  await c.run(
    sql`create or replace temp table link_record as
      with lent as (
        select rid, lead(number_int, 1, first) over (order by rid) as lent
        from (select rid, number_int, first_value(number_int) over (order by rid) as first from link_sample where by_number)),
      kinds(kind) as (values ('hidden'), ('removed'), ('swapped')),
      trial as (
        select r.*, k.kind, s.truth, l.lent, r.rid as of
        from link_record r join link_sample s on s.rid = r.rid left join lent l on l.rid = r.rid
          join kinds k on k.kind = 'removed' or (s.by_number and (k.kind = 'hidden' or l.lent <> s.truth)))
      select * exclude (lent) replace ((hash(rid, kind) >> 1)::bigint as rid, false as rejected, false as nobody,
        case kind when 'swapped' then lent end as number_int, null::bigint as spoilt_int, null::bigint as old_number_int, null::bigint as passport_code,
        null::bigint[] as alias_pids)
      from trial`,
    "make trials",
  );
  await c.run(
    sql`create or replace temp table link_rarity as
      select s.* replace (t.rid as rid) from link_record t join link_rarity s on s.rid = t.of`,
    "weigh trials",
  );
}

/** Writes what each trial came to: those made now, where any were, and those taken over. */
async function writeTrials(c: Connection, { previous, files }: AuditRequest, tried: boolean): Promise<void> {
  const accepted = sql`d.status in ('verified', 'corrected', 'linked')`;
  const kept = sql`
      select p.* from read_parquet(${previous?.trials ?? ""}) p
        semi join link_sample s on s.rid = p.of anti join link_outdated o on o.rid = p.of`;
  const made = sql`
      select t.of, t.source, t.kind, coalesce(d.pass_name, 'none') as pass, ${accepted} as accepted,
        ${accepted} and (t.kind = 'removed' or d.pid <> t.truth) as wrong,
        t.kind = 'hidden' and not (${accepted} and d.pid = t.truth) as missed
      from link_decided d join link_record t on t.rid = d.rid`;
  const all = [...(tried ? [made] : []), ...(previous ? [kept] : [])];
  await c.run(
    sql`copy (${sql.join(all, " union all by name ")}) to ${sql.lit(files.trials)} (format parquet)`,
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
