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
 * file makes no difference: no row is lost, and `keyProblemsSql` lists both.
 *
 * @param copies relation of `copiesSql`, where it was made before: it reads all keys
 */
export function recordsSql(input: RecordsInput, copies: Sql = copiesSql(input)): Sql {
  const persons = input.profile.persons.map((person) => personSql(person, input.source));
  return sql`with ${keyedSql(input, copies)} ${sql.join(persons, " union all ")}`;
}

/**
 * Rows whose own key stands on several rows (`repeated`, each of them with copy 1, 2, …) or is blank and was made from
 * their content (`missing`, unless the profile says that the source has no keys): source, record_id, file, line,
 * problem, copy. In no order.
 */
export function keyProblemsSql(input: RecordsInput, copies: Sql = copiesSql(input)): Sql {
  const sourceHasKeys = input.profile.record_id !== null;
  return sql`
    select ${input.source}::varchar as source, record_id, file, line,
      case when made then 'missing' else 'repeated' end as problem, copy
    from (${copies}) as copies
    where not made or ${sourceHasKeys}`;
}

/**
 * The few rows whose own key is blank or repeats, with the key they get: file_no, file, line, made (of the content), copy,
 * record_id. Only they are looked at whole; nothing large is held in memory.
 */
export function copiesSql(input: RecordsInput): Sql {
  const names = input.profile.columns.map((column) => column.name);
  const content = sql`md5(to_json([${sql.join(names.map((name) => sql.id(name)))}])::varchar)`;
  return sql`
    with own as not materialized (${ownSql(input)}),
    repeated as materialized (
      select own_key from own where own_key is not null group by own_key having count(*) > 1
    ),
    doubtful as not materialized (
      select o.file_no, o.file, o.line, o.own_key, ${cleanSql(input)}
      from own as o
      where o.own_key is null or o.own_key in (select own_key from repeated)
    ),
    contents as not materialized (
      select file_no, file, line, own_key is null as made, ${content} as content,
        coalesce(own_key, 'row:' || content) as any_key
      from doubtful
    ),
    numbered as not materialized (
      select *, row_number() over (partition by any_key order by content, file_no, line) as copy
      from contents
    )
    select file_no, file, line, made, copy, ${recordId(sql`any_key`, sql`copy`)} as record_id
    from numbered`;
}

/** The keys of all rows, about as often as they make records: a column `key`. */
export function keysSql(input: RecordsInput, copies: Sql): Sql {
  return sql`select own_key as key from (${ownSql(input)}) where own_key is not null
    union all select record_id as key from (${copies}) as copies where made`;
}

/** `keyed`: all rows, each with its key. */
function keyedSql(input: RecordsInput, copies: Sql): Sql {
  return sql`
    own as not materialized (${ownSql(input)}),
    copies as materialized (${copies}),
    keyed as not materialized (
      select o.file, o.line, ${cleanSql(input)}, coalesce(c.record_id, ${recordId(sql`o.own_key`, sql`1`)}) as record_id
      from own as o
      left join copies as c on c.file_no = o.file_no and c.line = o.line
    )`;
}

const ownSql = ({ rows, profile }: RecordsInput): Sql =>
  sql`select r.*, ${ownKey(profile)} as own_key from (${rows}) as r`;

/** The cells of `o`, null where there is nothing in them; where the profile has columns that stand in, of the first that is filled. */
const cleanSql = ({ profile }: RecordsInput): Sql =>
  sql.join(
    profile.columns.map(({ name, otherwise }) => {
      const cells = [name, ...otherwise].map((column) => filled(sql.id("o", column)));
      return sql`${cells.length === 1 ? cells[0]! : sql`coalesce(${sql.join(cells)})`} as ${sql.id(name)}`;
    }),
  );

/**
 * The text of a cell as read, null when there is nothing in it. Nearly every cell starts with a printable ASCII or a
 * Latin letter and is known to be filled without looking further.
 */
function filled(cell: Sql): Sql {
  return sql`case
    when (${cell} >= '!' and ${cell} < chr(127)) or (${cell} >= 'À' and ${cell} < chr(8192)) then ${cell}
    when trim(${cell}, ${BLANKS}) = '' then null
    else ${cell} end`;
}

/** A key with its number behind it from the second on; always, where a key itself ends like that. */
function recordId(key: Sql, copy: Sql): Sql {
  return sql`case
    when ${copy} > 1 or (contains(${key}, '#') and regexp_matches(${key}, '#[0-9]+$')) then ${key} || '#' || ${copy}
    else ${key} end`;
}

/** The source's own key of a row: its columns, trimmed, with a hyphen between; null when all are blank. */
function ownKey(profile: Profile): Sql {
  const columns = profile.record_id;
  if (columns === null) return sql`null::varchar`;
  const parts = columns.map((name) => trimmed(sql.id("r", name)));
  if (parts.length === 1) return sql`nullif(${parts[0]!}, '')`;
  const all = sql.join(parts, " || ");
  const joined = sql.join(parts, " || '-' || ");
  return sql`case when ${all} <> '' then ${joined} end`;
}

/** A key's text without blanks at its ends, empty for null. Nearly every key begins and ends with printable ASCII. */
function trimmed(cell: Sql): Sql {
  return sql`case
    when ${cell} is null then ''
    when ${cell} >= '!' and ${cell} < chr(127) and right(${cell}, 1) >= '!' and right(${cell}, 1) < chr(127) then ${cell}
    else trim(${cell}, ${BLANKS}) end`;
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
  if ("first" in source) {
    const otherwise = source.otherwise === undefined ? [] : [sql`${source.otherwise}::varchar`];
    return sql`coalesce(${sql.join([...source.first.map((name) => sql.id(name)), ...otherwise])})`;
  }
  if (source.columns.length === 1) return sql.id(source.columns[0]!);
  const parts = source.columns.map((name) => sql`trim(${sql.id(name)}, ${BLANKS})`);
  return sql`nullif(concat_ws(${source.join}, ${sql.join(parts)}), '')`;
}
