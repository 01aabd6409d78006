import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ProfilePerson } from "../profiles/profile.ts";
import { repeatsNumbers } from "../register/repeated-numbers.ts";

/** A record whose person is known: only these carry a person id as the answer. */
const ANSWERED = sql`status in ('verified', 'corrected', 'linked')`;

/** Table of the register that all targets look into; not temporary, so that several connections see it. */
const REGISTER_TABLE = "sync_register";

/**
 * Reads the register once for all targets into `sync_register`: person_number, name, birth_date, sex, life; one row a
 * number. Where the register repeats a number, the first record that states a value counts.
 * @param register its standard.parquet
 */
export async function readRegister(c: Connection, register: string): Promise<void> {
  const repeated = await repeatsNumbers(c, register);
  const first = (name: string): Sql =>
    repeated ? sql`arg_min(${sql.id(name)}, {'file': file, 'line': line}) as ${sql.id(name)}` : sql.id(name);
  const values = sql.join(["name", "birth_date", "sex", "life"].map(first));
  await c.run(
    sql`create or replace table ${sql.id(REGISTER_TABLE)} as select person_number, ${values} from read_parquet(${register})
      where person_number is not null ${repeated ? sql`group by person_number` : sql``}`,
    "read register",
  );
}

/**
 * What a source should change in its own records: for each answered record, the register's value of every field
 * that differs from what the source holds. Fields the source does not hold of anybody in a role are never sent (least
 * data out, and nowhere to write them), nor is a sex that only the profile says, as of a birth's mother. Of a record whose key is missing nothing is
 * said, and of one whose key stands on several rows only where all of them are one person, and once: the source could not tell which row is
 * meant, and might write one person's values to another.
 *
 * Columns: key, content (JSON of the fields to set), before (JSON of what the source holds), reason.
 * The register's values come from `sync_register` (see `readRegister`).
 *
 * @param paths `keys`: the records whose key repeats or is missing
 * @param persons the people a row of the source may speak of
 */
export function sourceDesiredSql(
  paths: { standard: string; matches: string; keys: string },
  source: string,
  persons: readonly ProfilePerson[],
): Sql {
  return sql`
    with held as (
      select role, bool_or(person_number is not null or old_number is not null) as number,
        bool_or(name is not null) as name, bool_or(birth_date is not null) as birth_date,
        bool_or(sex is not null and not list_contains(${impliedSexes(persons)}, role || '|' || sex_read)) as sex
      from read_parquet(${paths.standard}) group by role
    ),
    matched as (
      select record_id, role, status, case when ${ANSWERED} then person_id end as person_id
      from read_parquet(${paths.matches}) where source = ${source}
    ),
    doubtful as (
      select record_id, problem,
        case when suffix(record_id, '#' || copy) then left(record_id, length(record_id) - length('#' || copy)) else record_id end as own_key
      from read_parquet(${paths.keys})
    ),
    repeated as (
      select d.own_key as record_id, m.role
      from doubtful d join matched m using (record_id)
      where d.problem = 'repeated'
      group by all having count(distinct m.person_id) = 1 and count(m.person_id) = count(*)
    ),
    answered as (
      select record_id, role, r.person_number, r.name, r.birth_date, r.sex, m.person_id, m.status
      from read_parquet(${paths.standard}) r
      join (from matched where person_id is not null) m using (record_id, role)
      where record_id not in (select record_id from doubtful) or (record_id, role) in (from repeated)
    ),
    differing as (
      select a.record_id || '|' || role as key, a.status,
        case when h.number and a.person_number is distinct from a.person_id then a.person_id end as number_after,
        a.person_number as number_before,
        case when h.name and a.name is distinct from g.name then g.name end as name_after, a.name as name_before,
        case when h.birth_date and g.birth_date is not null and a.birth_date is distinct from g.birth_date
          then g.birth_date::varchar end as birth_after, a.birth_date::varchar as birth_before,
        case when h.sex and g.sex is not null and a.sex is distinct from g.sex then g.sex end as sex_after,
        a.sex as sex_before
      from answered a join ${sql.id(REGISTER_TABLE)} g on g.person_number = a.person_id join held h using (role)
    )
    select key,
      json_merge_patch('{}', json_object('birth_date', birth_after, 'name', name_after, 'person_number', number_after,
        'sex', sex_after))::varchar as content,
      ${objectSql([
        ["birth_date", sql`birth_after`, sql`birth_before`],
        ["name", sql`name_after`, sql`name_before`],
        ["person_number", sql`number_after`, sql`number_before`],
        ["sex", sql`sex_after`, sql`sex_before`],
      ])} as before,
      status as reason
    from differing
    where coalesce(number_after, name_after, birth_after, sex_after) is not null`;
}

/** Sexes that the profile says of a role, `role|text`: of everybody in it, or of those without a sex of their own. */
function impliedSexes(persons: readonly ProfilePerson[]): string[] {
  return persons.flatMap(({ role, fields: { sex } }) => {
    const implied = sex && ("constant" in sex ? sex.constant : "first" in sex ? sex.otherwise : undefined);
    return implied === undefined ? [] : [`${role}|${implied}`];
  });
}

/** JSON of the fields that are to be set (`after` is not null) with the value they have, null included. */
function objectSql(fields: readonly (readonly [name: string, after: Sql, before: Sql])[]): Sql {
  const members = fields.map(
    ([name, after, before]) =>
      sql`case when ${after} is not null then ${`"${name}":`} || coalesce(to_json(${before})::varchar, 'null') end`,
  );
  return sql`'{' || concat_ws(',', ${sql.join(members)}) || '}'`;
}

/**
 * What the register should know: which sources hold a record of a person, how many, with which phones, and whether
 * one of them reports a death. One row a (person, source) of the persons in `sync_register` (see `readRegister`).
 */
export function registerDesiredSql(paths: { standards: readonly string[]; matches: string }): Sql {
  return sql`
    with answered as (
      select m.person_id, m.source, r.phone, r.life from read_parquet(${[...paths.standards]}) r
      join read_parquet(${paths.matches}) m using (source, record_id, role)
      where m.${ANSWERED}
    ),
    held as (
      select person_id, source, count(*) as records, min(phone) as phone, bool_or(a.life = 'dead') as dead,
        any_value(g.life) as register_life
      from answered a join ${sql.id(REGISTER_TABLE)} g on g.person_number = a.person_id
      group by person_id, source
    )
    select person_id || '|' || source as key,
      json_merge_patch('{}', json_object('phone', phone, 'records', records,
        'reported_dead', case when dead and register_life is distinct from 'dead' then true end))::varchar as content,
      null::varchar as before,
      case when dead and register_life is distinct from 'dead' then 'reported_dead' else 'held' end as reason
    from held`;
}
