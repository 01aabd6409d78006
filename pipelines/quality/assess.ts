import { BIGINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { AssessRequest } from "./assess-request.ts";
import { dropFailures, makeFailures } from "./assess-source.ts";
import { type Change, changesBetween, type ProvinceTally } from "./change.ts";
import { dropContext, prepareContext } from "./context.ts";
import { add, NOTHING, type Tally } from "./count.ts";
import { countSources, type Listed, type SourceCount } from "./count-sources.ts";
import { earlierRuns, lastAccepted, type PastTally, pastRuns } from "./history.ts";
import { type Incident, incidentsOf } from "./incident.ts";
import { type Gate, gateOf, judge, type Outcome } from "./outcome.ts";
import { type QualityIndex, qualityIndex } from "./quality-index.ts";
import type { Rule } from "./rule.ts";
import { readSamples, type Sample } from "./sample.ts";
import { acceptedRows, type SourceFacts } from "./source-facts.ts";

/** What was found, beside the two tables. */
export interface Assessment {
  readonly run: string;
  readonly outcomes: readonly Outcome[];
  readonly gate: Gate;
  readonly tallies: readonly ProvinceTally[];
  readonly changes: readonly Change[];
  readonly incidents: readonly Incident[];
  readonly past: readonly PastTally[];
  readonly indexes: Readonly<Record<string, QualityIndex>>;
  /** Rows that show a failure: file and line, never a value. */
  readonly samples: readonly Sample[];
  readonly findings: number;
}

/**
 * Holds every record against the rules and writes `findings` and `quality`. One pass over each source's records;
 * the counts of every roll-up are sums of `quality`.
 * @throws RuleExpressionError for a rule that is no expression; EngineError
 */
export async function assess(engine: Engine, given: AssessRequest): Promise<Assessment> {
  const c = await engine.connect();
  try {
    const previous = await lastAccepted(c, given.history);
    const request = { ...given, sources: withLostFields(given, previous) };
    await prepareContext(c, request);
    await makeFailures(c);
    const { counts, checks } = await countSources(engine, c, request);
    const tallies = counts.map(({ source, count: { province, field, rule, ok, fail, na } }) => ({
      source: source.name,
      rule,
      field,
      province,
      tally: { ok, fail, na },
    }));
    await writeQuality(c, request, counts);
    const findings = await writeFindings(c, request, checks);
    const samples = await readSamples(c, request.sources, checks);
    await dropFailures(c);
    await dropContext(c);
    const past = await pastRuns(c, request.history);
    const outcomes = outcomesOf(request, tallies, previous);
    return {
      run: request.run,
      outcomes,
      gate: gateOf(outcomes, request.failOn),
      tallies,
      changes: changesBetween(tallies, withRules(previous, request.rules)),
      incidents: await allIncidents(c, request, outcomes, past),
      past,
      indexes: Object.fromEntries(
        request.sources.map((source) => [
          source.name,
          // Without a single row nothing of the source was checked: an empty file is no good file.
          qualityIndex(
            acceptedRows(source) === 0 ? [] : outcomes.filter((outcome) => outcome.source === source.name),
            request.preset,
          ),
        ]),
      ),
      samples,
      findings,
    };
  } finally {
    c.close();
  }
}

/** The sources; a field without a column that was filled before is looked at all the same: its column was lost. */
function withLostFields(request: AssessRequest, previous: readonly PastTally[]): SourceFacts[] {
  const watching = new Set(request.rules.flatMap(({ id, each }) => (each === "provided" ? [id] : [])));
  const filled = previous.filter(({ rule, ok }) => ok > 0 && watching.has(rule));
  return request.sources.map((source) => {
    const had = new Set(filled.flatMap((past) => (past.source === source.name ? [past.field] : [])));
    return { ...source, unseen: (source.unseen ?? []).filter((field) => !had.has(field)) };
  });
}

/** The incidents; those as old as what was looked back on are followed to their first run. */
async function allIncidents(
  c: Connection,
  { rules, run, history }: AssessRequest,
  outcomes: readonly Outcome[],
  past: readonly PastTally[],
): Promise<Incident[]> {
  const seen = incidentsOf(outcomes, past, rules, run);
  const standing = seen.filter(({ first_run }) => first_run === past[0]?.run);
  const earlier = await earlierRuns(c, history, standing);
  return earlier.length === 0 ? seen : incidentsOf(outcomes, [...earlier, ...past], rules, run);
}

async function writeQuality(c: Connection, request: AssessRequest, counts: readonly SourceCount[]): Promise<void> {
  await c.run(
    sql`create or replace temp table quality_counts (run varchar, source varchar, carrier varchar, province varchar,
      field varchar, dimension varchar, rule varchar, n_ok bigint, n_fail bigint, n_na bigint)`,
    "make quality",
  );
  const types = [...Array(7).fill(VARCHAR), BIGINT, BIGINT, BIGINT];
  const appender = await c.appender("quality_counts", types, "fill quality");
  for (const { source, count } of counts)
    appender.append([
      request.run,
      source.name,
      source.holder,
      count.province,
      count.field,
      count.rule.dimension,
      count.rule.id,
      BigInt(count.ok),
      BigInt(count.fail),
      BigInt(count.na),
    ]);
  appender.close();
  await c.run(
    sql`copy (select * from quality_counts order by source, rule, field, province nulls first)
      to ${request.qualityOut} (format parquet, compression zstd)`,
    "write quality",
  );
  await c.run(sql`drop table quality_counts`, "drop quality");
}

/** Writes findings in order. Sorted as numbers, which become words afterwards: a third of the width. */
async function writeFindings(c: Connection, request: AssessRequest, checks: readonly Listed[]): Promise<number> {
  const word = (texts: readonly string[], number: string) =>
    texts.length === 0 ? sql`null::varchar` : sql`(${texts})[${sql.id(number)} + 1]`;
  const names = request.sources.map((source) => source.name);
  const order = [...names].sort();
  const places = names.map((name) => order.indexOf(name));
  await c.run(
    sql`copy (
      select ${word(names, "source_no")} as source, record_id, role,
        ${word(
          checks.map((check) => check.rule.dimension),
          "check_no",
        )} as dimension,
        ${word(
          checks.map((check) => check.rule.id),
          "check_no",
        )} as rule,
        ${word(
          checks.map((check) => check.field),
          "check_no",
        )} as field,
        ${word(
          checks.map((check) => check.rule.severity),
          "check_no",
        )} as severity, detail
      from (
        select source_no, record_id, role, check_no, detail from quality_failures
        order by ${places.length === 0 ? sql`source_no` : sql`(${places})[source_no + 1]`}, record_id, role, check_no, line
      )
    ) to ${request.findingsOut} (format parquet, compression zstd)`,
    "write findings",
  );
  const { n } = await c.row<{ n: number }>(sql`select count(*) as n from quality_failures`, "count findings");
  return n;
}

function outcomesOf(
  request: AssessRequest,
  tallies: readonly ProvinceTally[],
  previous: readonly PastTally[],
): Outcome[] {
  const sums = new Map<string, ProvinceTally>();
  for (const tally of tallies) {
    const key = keyOf(tally.source, tally.rule.id, tally.field);
    const sum = sums.get(key);
    sums.set(key, { ...tally, province: null, tally: add(sum?.tally ?? NOTHING, tally.tally) });
  }
  const before = new Map<string, Tally>();
  for (const past of previous) {
    const key = keyOf(past.source, past.rule, past.field);
    before.set(key, add(before.get(key) ?? NOTHING, past));
  }
  const order = new Map(request.sources.map((source, i) => [source.name, i]));
  return [...sums.values()]
    .map(({ source, rule, field, tally }) => {
      const was = before.get(keyOf(source, rule.id, field)) ?? null;
      return { source, rule, field, tally, before: was, ...judge(tally, was, rule.threshold) };
    })
    .sort((a, b) => {
      const byName = keyOf("", a.rule.id, a.field) < keyOf("", b.rule.id, b.field) ? -1 : 1;
      return order.get(a.source)! - order.get(b.source)! || byName;
    });
}

function withRules(past: readonly PastTally[], rules: readonly Rule[]): ProvinceTally[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return past.flatMap(({ source, rule: id, field, province, ok, fail, na }) => {
    const rule = byId.get(id);
    return rule ? [{ source, rule, field, province, tally: { ok, fail, na } }] : [];
  });
}

const keyOf = (source: string, rule: string, field: string): string => JSON.stringify([source, rule, field]);
