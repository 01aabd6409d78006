import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { RAW_FIELDS, type RawField } from "../../matchers/record.ts";
import type { FieldSource, Profile, ProfilePerson } from "./profile.ts";

/** What counts as blank at the ends of a cell: white space, no-break and zero-width spaces, a byte order mark. */
const BLANKS = " \t\r\n\u000b\f\u0085\u00a0\u2007\u202f\u3000\u200b\u2060\ufeff";

/** Rows of an extract as the reader gives them, and how to understand them. */
export interface RecordsInput {
  /** A relation with file_no, file, line and a varchar column for each column of the profile. */
  readonly rows: Sql;
  /** Name of the source. */
  readonly source: string;
  readonly profile: Profile;
}

/**
 * Turns rows into records: source, record_id, role, file, line and every raw field as read (null when blank),
 * one record for each person a row speaks of.
 *
 * The record id is the source's own key. A row without one gets a key made from its content (`row:` and a hash). A key
 * that repeats is kept apart by `#2`, `#3`, … in the order of the rows' content, so that the order of the rows in the
 * file makes no difference: no row is lost, and `repeatedKeysSql` lists them.
 */
export function recordsSql(input: RecordsInput): Sql {
  const persons = input.profile.persons.map((person) => personSql(person, input.source));
  return sql`with ${keyedSql(input)} ${sql.join(persons, " union all ")}`;
}

/**
 * Rows whose own key stands on several rows: source, record_id (with its suffix), file, line, copy (1, 2, …).
 * Ordered by nothing.
 */
export function repeatedKeysSql(input: RecordsInput): Sql {
  return sql`with ${keyedSql(input)}
    select ${input.source}::varchar as source, record_id, file, line, copy
    from keyed
    where copy is not null and not made`;
}

/** Rows whose own key is blank and was made from their content: source, record_id, file, line. */
export function missingKeysSql(input: RecordsInput): Sql {
  const sourceHasKeys = input.profile.record_id !== null;
  return sql`with ${keyedSql(input)}
    select ${input.source}::varchar as source, record_id, file, line
    from keyed
    where made and ${sourceHasKeys}`;
}

/** The steps that give every row its key: `keyed` is the rows with record_id, made and copy. */
function keyedSql({ rows, profile }: RecordsInput): Sql {
  const names = profile.columns.map((column) => column.name);
  const clean = sql.join(names.map((name) => sql`${filled(sql.id("r", name))} as ${sql.id(name)}`));
  const content = sql`md5(to_json([${sql.join(names.map((name) => sql.id(name)))}])::varchar)`;
  return sql`
    cleaned as materialized (
      select r.file_no, r.file, r.line, ${clean}
      from (${rows}) as r
    ),
    own_key as (
      select *, ${ownKey(profile)} as own_key from cleaned
    ),
    any_key as materialized (
      select *, own_key is null as made, coalesce(own_key, 'row:' || ${content}) as any_key
      from own_key
    ),
    repeated as (
      select any_key from any_key group by any_key having count(*) > 1
    ),
    copies as (
      select file_no, line,
        row_number() over (partition by any_key order by ${content}, file_no, line) as copy
      from any_key
      where any_key in (select any_key from repeated)
    ),
    keyed as (
      select k.* exclude (own_key, any_key), c.copy,
        case when c.copy > 1 then k.any_key || '#' || c.copy else k.any_key end as record_id
      from any_key as k
      left join copies as c on c.file_no = k.file_no and c.line = k.line
    )`;
}

/** The text of a cell as read, null when there is nothing in it. */
function filled(cell: Sql): Sql {
  return sql`case when trim(${cell}, ${BLANKS}) = '' then null else ${cell} end`;
}

/** The source's own key of a row: its columns, trimmed, with a hyphen between; null when all are blank. */
function ownKey(profile: Profile): Sql {
  const columns = profile.record_id;
  if (columns === null) return sql`null::varchar`;
  const parts = columns.map((name) => sql`trim(${sql.id(name)}, ${BLANKS})`);
  if (parts.length === 1) return parts[0]!;
  const some = sql.join(
    columns.map((name) => sql`${sql.id(name)} is not null`),
    " or ",
  );
  const joined = sql.join(
    parts.map((part) => sql`coalesce(${part}, '')`),
    " || '-' || ",
  );
  return sql`case when ${some} then ${joined} end`;
}

function personSql(person: ProfilePerson, source: string): Sql {
  const fields = RAW_FIELDS.map(({ name }) => sql`${fieldSql(person.fields[name as RawField])} as ${sql.id(name)}`);
  const present = person.when
    ? sql.join(
        person.when.map((name) => sql`${sql.id(name)} is not null`),
        " or ",
      )
    : sql`true`;
  return sql`
    select ${source}::varchar as source, record_id, ${person.role}::varchar as role, file, line::bigint as line, ${sql.join(fields)}
    from keyed
    where ${present}`;
}

function fieldSql(source: FieldSource | undefined): Sql {
  if (!source) return sql`null::varchar`;
  if ("constant" in source) return sql`${source.constant}::varchar`;
  if ("first" in source) return sql`coalesce(${sql.join(source.first.map((name) => sql.id(name)))})`;
  if (source.columns.length === 1) return sql.id(source.columns[0]!);
  const parts = source.columns.map((name) => sql`trim(${sql.id(name)}, ${BLANKS})`);
  return sql`nullif(concat_ws(${source.join}, ${sql.join(parts)}), '')`;
}
