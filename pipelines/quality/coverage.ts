import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { ACCEPTED, type AssessInputs } from "./context.ts";
import type { Count } from "./count.ts";
import type { Rule } from "./rule.ts";
import type { SourceFacts } from "./source-facts.ts";

/** Age bands of coverage, first year of each; the `field` of a coverage count is `age_` and the band. */
export const AGE_BANDS = ["00_05", "06_14", "15_17", "18_29", "30_44", "45_59", "60_79", "80_up"] as const;
const BAND_STARTS = [0, 6, 15, 18, 30, 45, 60, 80];

interface SourceCoverage {
  readonly source: SourceFacts;
  readonly count: Count;
}

/** Sources whose presence a machine word holds, a bit each. */
const WORD = 62;

/**
 * Counts, a province and age band, the living people of the register who should be in each source: found there
 * (ok), not found (fail), or of unknown birth year or sex, so that nobody can say (na). One pass over the register for
 * every `WORD` sources.
 */
export async function assessCoverage(
  c: Connection,
  inputs: AssessInputs,
  rule: Rule,
  today: string,
): Promise<SourceCoverage[]> {
  const measured = inputs.sources.filter((source) => source.subject !== null && source.records !== null);
  const counted: SourceCoverage[] = [];
  for (let from = 0; from < measured.length; from += WORD)
    counted.push(...(await countCoverage(c, inputs.matches, measured.slice(from, from + WORD), rule, today)));
  return counted;
}

async function countCoverage(
  c: Connection,
  matches: string,
  measured: readonly SourceFacts[],
  rule: Rule,
  today: string,
): Promise<SourceCoverage[]> {
  const due = measured.map((source, i) => {
    const { min_age: min, max_age: max, sex } = source.subject!;
    const tests = [
      ...(min === undefined ? [] : [sql`age >= ${min}`]),
      ...(max === undefined ? [] : [sql`age <= ${max}`]),
      ...(sex === undefined ? [] : [sql`sex = ${sex}`]),
    ];
    return sql`when ${i} then ${tests.length ? sql.join(tests, " and ") : sql`true`}`;
  });
  const places = sql.join(measured.map((source, i) => sql`(${source.name}, ${i})`));
  const bands = sql.join(
    [...AGE_BANDS.entries()].reverse().map(([i, band]) => sql`when age >= ${BAND_STARTS[i]!} then ${`age_${band}`}`),
    " ",
  );
  const rows = await c.rows<{
    n: number;
    province: string | null;
    field: string;
    ok: number;
    fail: number;
    na: number;
  }>(
    sql`with measured(source, n) as (values ${places}),
      found as (
        select try_cast(person_id as bigint) as number_int, bit_or(1::bigint << n) as sources
        from read_parquet(${matches}) join measured using (source)
        where status in ${ACCEPTED}
        group by number_int
      ),
      people as (
        select province_now as province, sex, coalesce(found.sources, 0) as sources,
          (${Number(today.slice(0, 4))}::integer - birth_year)::integer as age
        from quality_register left join found using (number_int)
        where life is distinct from 'dead'
      ),
      grouped as (
        select province, sex, age, sources, count(*) as people from people group by all
      ),
      judged as (
        select measured.n, province, case ${bands} else 'age_unknown' end as field, people,
          case measured.n ${sql.join(due, " ")} end as due,
          (sources >> measured.n) & 1 = 1 as found
        from grouped cross join measured
      )
      select n, province, field,
        coalesce(sum(people) filter (due and found), 0)::bigint as ok,
        coalesce(sum(people) filter (due and not found), 0)::bigint as fail,
        coalesce(sum(people) filter (due is null), 0)::bigint as na
      from judged group by all having ok + fail + na > 0 order by all`,
    "measure coverage",
  );
  return rows.map(({ n, ...row }) => ({ source: measured[n]!, count: { ...row, rule } }));
}
