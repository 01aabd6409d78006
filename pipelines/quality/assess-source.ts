import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { findBounds } from "../../matchers/key-ranges.ts";
import type { Check } from "./check.ts";
import { type AssessInputs, contextSql, makeDoubles } from "./context.ts";
import type { Count } from "./count.ts";
import { acceptedRows, type SourceFacts } from "./source-facts.ts";

/** Checks a machine word holds: a record's verdicts are kept as two bits each, 0 for what was not checked. */
const WORD = 31;
const OK = 1;
const FAIL = 2;

/**
 * Records judged in one statement, about: matches and persons of all of them are held beside them. 3.2 million at once failed with
 * 1,700 MiB.
 */
const SLICE_RECORDS = 250_000;

const wordId = (w: number): Sql => sql.id(`verdicts_${w}`);
/** The verdict of a check in its word. */
const verdictIn = (word: Sql, bit: number | Sql): Sql =>
  sql`((${word} >> (2 * ${typeof bit === "number" ? sql.int(bit) : bit})) & 3)`;

/** Makes the empty table `quality_failures`, which every connection of the engine sees. */
export async function makeFailures(c: Connection): Promise<void> {
  await c.run(
    sql`create or replace table quality_failures (source_no integer, record_id varchar, role varchar,
      check_no integer, province varchar, file varchar, line bigint, detail varchar)`,
    "make failures",
  );
}

export async function dropFailures(c: Connection): Promise<void> {
  await c.run(sql`drop table quality_failures`, "drop failures");
}

/**
 * Runs a source's checks in one pass over its records, of a large source range by range of its record ids. Every record's verdicts become bits; counts
 * come from the few distinct bit patterns, and only records that failed are looked at again, for `quality_failures`
 * (source_no, record_id, role, check_no, province, file, line, detail), which is appended to.
 *
 * @param sourceNo position of the source in reports: the order of findings
 * @param firstCheck number of the source's first check; numbers run on over all sources
 * @returns counts a province and check; province null where neither the record nor its person has one
 */
export async function assessSource(
  c: Connection,
  inputs: AssessInputs,
  source: SourceFacts,
  checks: readonly Check[],
  at: { readonly today: string; readonly sourceNo: number; readonly firstCheck: number },
): Promise<Count[]> {
  if (checks.length === 0) return [];
  const words = Math.ceil(checks.length / WORD);
  const state = (i: number) => sql.id(`s${i}`);
  const numbers = Array.from({ length: words }, (_, w) => w);
  const masks = numbers.map((w) => {
    const verdicts = checks.slice(w * WORD, (w + 1) * WORD).map((_, bit) => {
      const [ok, fail] = [OK, FAIL].map((verdict) => sql.trusted(`${BigInt(verdict) << BigInt(2 * bit)}::bigint`));
      return sql`case when ${state(w * WORD + bit)} then ${ok!} when ${state(w * WORD + bit)} is null then 0::bigint else ${fail!} end`;
    });
    return sql`${sql.join(verdicts, " + ")} as ${wordId(w)}`;
  });
  const details = checks.flatMap((check, i) => (check.detail ? [sql.id(`d${i}`)] : []));
  const states = checks.flatMap((check, i) => [
    sql`${check.state} as ${state(i)}`,
    ...(check.detail ? [sql`case when not (${check.state}) then ${check.detail} end as ${sql.id(`d${i}`)}`] : []),
  ]);
  await makeDoubles(c, inputs, source);
  for (const [i, within] of (await slicesOf(c, source, inputs.sliceRecords ?? SLICE_RECORDS)).entries())
    await c.run(
      sql`${i === 0 ? sql`create or replace temp table quality_rows as` : sql`insert into quality_rows`}
        with judged as (
          select rec.record_id, rec.role, rec.file, rec.line, coalesce(rec.province_now, reg.province_now) as province,
            ${sql.join(states)}
          ${contextSql(inputs, source, at.today, within)}
        )
        select record_id, role, file, line, province, ${sql.join([...masks, ...details])} from judged`,
      `assess ${source.name}`,
    );
  await collectFailures(c, checks, numbers, at);
  const counts = await countPatterns(c, checks, numbers);
  await c.run(sql`drop table quality_rows`, "drop verdicts");
  await c.run(sql`drop table quality_doubles`, "drop doubles");
  return counts;
}

/** Conditions on a record id of which every one holds for one slice of the source's records: each record is in one of them. */
async function slicesOf(c: Connection, source: SourceFacts, sliceRecords: number): Promise<((recordId: Sql) => Sql)[]> {
  const rows = acceptedRows(source);
  const parts = Math.ceil(rows / sliceRecords);
  if (parts < 2) return [() => sql`true`];
  const bounds = await findBounds(c, {
    keys: sql`select record_id as key from read_parquet(${source.records})`,
    rows,
    parts,
  });
  return [null, ...bounds].map((above, i) => {
    const upTo = bounds[i];
    return (recordId) =>
      sql`${above === null ? sql`true` : sql`${recordId} > ${above}`} and ${upTo === undefined ? sql`true` : sql`${recordId} <= ${upTo}`}`;
  });
}

async function collectFailures(
  c: Connection,
  checks: readonly Check[],
  words: readonly number[],
  at: { readonly sourceNo: number; readonly firstCheck: number },
): Promise<void> {
  const columns = words.map(wordId);
  const listed = checks.flatMap((check, i) => (check.rule.list ? [i] : []));
  const numbers = listed.map(
    (i) => sql`case when ${verdictIn(wordId(Math.floor(i / WORD)), i % WORD)} = ${FAIL} then ${i} end`,
  );
  if (numbers.length === 0) return;
  const details = listed.filter((i) => checks[i]!.detail).map((i) => sql`when ${i} then ${sql.id(`d${i}`)}`);
  await c.run(
    sql`insert into quality_failures
      with patterns as (select distinct ${sql.join(columns)} from quality_rows),
      lists as (
        select *, list_filter([${sql.join(numbers)}], lambda n: n is not null) as numbers from patterns
      ),
      failures as (
        select r.*, unnest(l.numbers) as n
        from quality_rows r join lists l on ${sql.join(
          columns.map((word) => sql`r.${word} = l.${word}`),
          " and ",
        )}
        where len(l.numbers) > 0
      )
      select ${at.sourceNo}, record_id, role, n + ${at.firstCheck}, province, file, line,
        ${details.length ? sql`case n ${sql.join(details, " ")} end` : sql`null::varchar`}
      from failures`,
    "collect failures",
  );
}

async function countPatterns(c: Connection, checks: readonly Check[], words: readonly number[]): Promise<Count[]> {
  const columns = words.map(wordId);
  const sums = words.flatMap((w) =>
    (
      [
        ["ok", OK],
        ["fail", FAIL],
      ] as const
    ).map(
      ([name, verdict]) =>
        sql`coalesce(sum(n) filter (${verdictIn(wordId(w), sql`bit`)} = ${verdict}), 0)::bigint as ${sql.id(`${name}_${w}`)}`,
    ),
  );
  const rows = await c.rows<{ province: string | null; bit: number; n: number } & Record<string, number>>(
    sql`with patterns as (
        select province, ${sql.join(columns)}, count(*) as n from quality_rows group by all
      )
      select province, bit, sum(n)::bigint as n, ${sql.join(sums)}
      from patterns cross join (select unnest(range(${WORD})) as bit)
      group by province, bit
      order by province nulls first, bit`,
    "count verdicts",
  );
  return rows.flatMap((row) =>
    words.flatMap((w) => {
      const check = checks[w * WORD + row.bit];
      if (!check) return [];
      const [ok, fail] = [row[`ok_${w}`]!, row[`fail_${w}`]!];
      return [{ province: row.province, field: check.field, rule: check.rule, ok, fail, na: row.n - ok - fail }];
    }),
  );
}
