import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { repeatsNumbers } from "../register/repeated-numbers.ts";
import type { Rule } from "./rule.ts";
import type { SourceFacts } from "./source-facts.ts";

/** Statuses whose person id is an answer. */
export const ACCEPTED = sql`('verified', 'corrected', 'linked')`;

/** Where the tables of a run lie. Paths are absolute. */
export interface AssessInputs {
  readonly register: string;
  readonly matches: string;
  readonly sources: readonly SourceFacts[];
  readonly rules: readonly Rule[];
  /** Records judged in one statement, about; `SLICE_RECORDS` unless told. The answers do not depend on it. */
  readonly sliceRecords?: number;
}

/**
 * Makes what rules may look at beside the record itself, for all connections of the engine:
 * `quality_register` (one row a person number), `quality_person` (the register's row of every accepted answer, as far
 * as rules look at it), `quality_numbers` (numbers that stand on different persons) and the macro `name_key(text)` (the register's own key: no marks, no spaces, capitals).
 */
export async function prepareContext(c: Connection, inputs: AssessInputs): Promise<void> {
  await c.run(
    sql`create or replace macro name_key(text) as
      upper(regexp_replace(translate(strip_accents(text), 'đĐ', 'dD'), '[^A-Za-z]', '', 'g'))`,
    "make name key",
  );
  const repeated = await repeatsNumbers(c, inputs.register);
  const once = repeated ? sql`qualify row_number() over (partition by number_int order by record_id, role) = 1` : sql``;
  // DuckDB takes no parameters in a view.
  await c.run(
    sql`create or replace view quality_register as
      select * from read_parquet(${sql.lit(inputs.register)}) where number_int is not null ${once}`,
    "view register",
  );
  await joinPersons(c, inputs);
  // A register that repeats no number has none that stands on two of its persons, and it is larger than any source.
  const delivered = inputs.sources.filter(({ records, kind }) => records !== null && (repeated || kind !== "register"));
  const people = delivered.map(
    (source) => sql`select source, number_int, name_key, birth_year, ${source.kind === "register"} as is_register
      from read_parquet(${source.records})`,
  );
  const held =
    people.length > 0
      ? sql.join(people, " union all ")
      : sql`select '' as source, 0 as number_int, '' as name_key, 0 as birth_year, false as is_register where false`;
  await c.run(
    sql`create or replace table quality_numbers as
      with held as (${held}),
      in_source as (
        select number_int, source, is_register, min(name_key) as first_name, max(name_key) as last_name,
          min(birth_year) as first_birth, max(birth_year) as last_birth
        from held where number_int is not null
        group by all
      )
      select number_int,
        coalesce(min(first_name) filter (not is_register) <> max(last_name) filter (not is_register)
          and min(first_birth) filter (not is_register) <> max(last_birth) filter (not is_register), false) as across,
        list(source order by source) filter (first_name <> last_name and first_birth <> last_birth) as within_sources
      from in_source
      group by number_int
      having across or len(within_sources) > 0`,
    "find numbers of two persons",
  );
}

/** Drops what `prepareContext` made. */
export async function dropContext(c: Connection): Promise<void> {
  await c.run(sql`drop table quality_numbers`, "drop numbers");
  await c.run(sql`drop table quality_person`, "drop persons");
  await c.run(sql`drop view quality_register`, "drop register");
  await c.run(sql`drop macro name_key`, "drop name key");
}

/** Meets the register once for all sources: it is larger than any of them. */
async function joinPersons(c: Connection, inputs: AssessInputs): Promise<void> {
  const texts = inputs.rules.flatMap(({ ok, applies, detail }) =>
    [ok, applies, detail].filter((text) => text !== undefined),
  );
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/\breg"?\s*\.\s*"?(\w+)/gi)].map((match) => match[1]!.toLowerCase())),
  );
  const columns = await c.rows<{ column_name: string }>(
    sql`select column_name from (describe from quality_register)`,
    "list register columns",
  );
  const seen = columns
    .map(({ column_name }) => column_name)
    .filter((name) => named.has(name) || name === "province_now");
  await c.run(
    sql`create or replace table quality_person as
      select m.source as for_source, m.record_id as for_record, m.role as for_role,
        ${sql.join(seen.map((name) => sql.id("r", name)))}
      from read_parquet(${inputs.matches}) m join quality_register r on r.number_int = try_cast(m.person_id as bigint)
      where m.status in ${ACCEPTED}`,
    "join persons of the register",
  );
}

/** Makes the temporary table `quality_doubles`: persons of whom the source has several records in one role. */
export async function makeDoubles(c: Connection, inputs: AssessInputs, source: SourceFacts): Promise<void> {
  const held =
    source.kind === "register"
      ? sql`select person_number as person, role from read_parquet(${source.records}) where person_number is not null`
      : sql`select person_id as person, role from read_parquet(${inputs.matches})
          where source = ${source.name} and status in ${ACCEPTED}`;
  await c.run(
    sql`create or replace temp table quality_doubles as
      select person, role, count(*) as person_records from (${held}) group by all having count(*) > 1`,
    `count doubles of ${source.name}`,
  );
}

/**
 * `from` clause of the row a rule sees: the record with its match, register person, doubles, source and clock (aliases: see RULE_ALIASES).
 * Needs `makeDoubles` of the same source.
 * @param within tells of a record id whether it is one of those looked at
 */
export function contextSql(
  inputs: AssessInputs,
  source: SourceFacts,
  today: string,
  within: (recordId: Sql) => Sql,
): Sql {
  const isRegister = source.kind === "register";
  const matches = isRegister
    ? sql`select * from read_parquet(${inputs.matches}) where false`
    : sql`select * from read_parquet(${inputs.matches}) where source = ${source.name}`;
  return sql`
    from (from read_parquet(${source.records}) where ${within(sql`record_id`)}) rec
    left join (from (${matches}) where ${within(sql`record_id`)}) mat on mat.record_id = rec.record_id and mat.role = rec.role
    left join (from quality_person where for_source = ${source.name} and ${within(sql`for_record`)}) reg
      on reg.for_record = rec.record_id and reg.for_role = rec.role
    left join quality_doubles own on own.person = ${isRegister ? sql`rec.person_number` : sql`mat.person_id`}
      and own.role = rec.role
    left join quality_numbers num on num.number_int = rec.number_int
    cross join (select ${today}::date as today, ${Number(today.slice(0, 4))}::integer as year) clock
    cross join (select ${source.name}::varchar as name, ${source.kind}::varchar as kind,
      ${source.profile}::varchar as profile, ${source.asOf}::date as as_of, ${source.repeats}::varchar[] as repeats, ${source.events}::boolean as events) src`;
}
