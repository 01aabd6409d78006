import { USMALLINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ListNumbers } from "../list-numbers.ts";
import type { NumberFinding } from "./findings.ts";
import { OLD_NUMBER_PREFIXES, SHARED_RANGE } from "./old-number.ts";
import { BIRTH_PROVINCES } from "./province-codes.ts";
import { type NumberKind, standardiseIdentity } from "./standardise-identity.ts";

const PROVINCES = [...BIRTH_PROVINCES.keys()];
const PERSON = `(?:${PROVINCES.join("|")})[0-3][0-9]{8}`;
/** A person number that lost the zero, or the two zeros, in front. */
const SHORT = `(?:${PROVINCES.map((code) => code.replace(/^0+/, "")).join("|")})[0-3][0-9]{8}`;
const OLD = `(?:${OLD_NUMBER_PREFIXES.map(({ prefix }) => `${prefix}[0-9]{${9 - prefix.length}}`).join("|")})`;
/** O, I and L are left out: they may be a misread digit. */
const PASSPORT = "[A-HJKMNP-Z][0-9]{7,8}";

/** What whole files have around their numbers, and the SQL path takes off. */
const REPAIRS = ["number.apostrophe", "number.trailing_decimal"] as const satisfies readonly NumberFinding[];

/** What the SQL path takes a value for. */
const FORM = { person: 1, old: 2, passport: 3, short: 4 } as const;

const COLUMN_TYPES = [...Array(9).fill(VARCHAR), USMALLINT];

/**
 * Makes the dictionary of identity numbers: a row for each distinct (raw, kind) of `values`.
 *
 * @param request.values select of `raw` varchar and `kind` varchar (null or `any`, `old`, `passport`), distinct, raw not null
 * @param request.into table to make: raw, kind, person_number, old_number, passport, foreign_number,
 *   padded_candidate, padded_old, number_state (all varchar), findings usmallint, a number of `lists`; join `kind` with `is not distinct from`
 */
export async function buildIdentityDictionary(
  c: Connection,
  request: { values: Sql; into: string; lists: ListNumbers },
): Promise<void> {
  const { lists } = request;
  const into = sql.id(request.into);
  const formed = sql.id(`${request.into}_formed`);
  await c.run(sql`create or replace temp table ${formed} as ${sortByForm(request.values)}`, "sort identity numbers");
  await c.run(
    sql`create or replace table ${into} as ${regularReadings(formed, lists)}`,
    "read regular identity numbers",
  );
  const appender = await c.appender(request.into, COLUMN_TYPES, "write identity numbers");
  const irregular = sql`select raw, kind from ${formed} where form is null`;
  for await (const [raws, kinds] of c.columns(irregular, "read irregular identity numbers"))
    for (let i = 0; i < raws!.length; i++)
      appender.append(readingRow(raws![i] as string, kinds![i] as string | null, lists));
  appender.close();
  await c.run(sql`drop table ${formed}`, "drop work table");
}

function readingRow(raw: string, kind: string | null, lists: ListNumbers) {
  const known: NumberKind = kind === "old" || kind === "passport" ? kind : "any";
  const r = standardiseIdentity(raw, known);
  return [
    raw,
    kind,
    r.personNumber,
    r.oldNumber,
    r.passport,
    r.foreignNumber,
    r.paddedCandidate,
    r.paddedOld,
    r.state,
    lists.of(r.findings),
  ];
}

/**
 * Names the form of what is regular; the rest has none. Regular is only what has nothing to find: what repeats,
 * counts, or stands in a range of its own is left to TypeScript, so that the rules are written once. What whole files
 * have (blanks around, an apostrophe in front, `.0` behind) is taken off and looked at again.
 */
function sortByForm(values: Sql): Sql {
  return sql`
    with numbered as (
      select raw, kind, try_cast(raw as bigint) as n from (${values})
    ), plain as (
      select raw, kind, ${formOf(sql`raw`, sql`n`)} as plain_form from numbered
    ), bared as (
      select *,
        case
          when plain_form is not null then null
          when starts_with(raw, '''') then ${sql.lit(REPAIRS[0])}
          when ends_with(raw, '.0') and regexp_full_match(raw, '[0-9]{4,}[.]0') then ${sql.lit(REPAIRS[1])}
        end as repair,
        case
          when plain_form is not null then null
          when repair = ${sql.lit(REPAIRS[0])} then substr(raw, 2)
          when repair = ${sql.lit(REPAIRS[1])} then left(raw, -2)
          else trim(raw, ' ')
        end as bare
      from plain
    )
    select raw, kind, bare, repair, coalesce(plain_form, ${formOf(sql`bare`, sql`try_cast(bare as bigint)`)}) as form
    from bared`;
}

/**
 * The form of a number that is regular as it stands, else null; `n` is the number as an integer. Where digits repeat
 * by two or three, the last six equal the six that stand two or three places up.
 */
function formOf(number: Sql, n: Sql): Sql {
  const counting = sql.trusted("12345678, 98765432, 123456789");
  const shared = sql`${n} between ${sql.trusted(SHARED_RANGE.first)} and ${sql.trusted(SHARED_RANGE.last)}`;
  const form = (name: keyof typeof FORM) => sql.trusted(`${FORM[name]}::utinyint`);
  return sql`(case
    when ${n} is null then case when regexp_full_match(${number}, ${PASSPORT}) then ${form("passport")} end
    when ${n} in (${counting}) or ${n} // 10 = 123456789 or ${n} // 100 = 123456789 or ${n} % 1000000 = ${n} // 100 % 1000000 or ${n} % 1000000 = ${n} // 1000 % 1000000
      then null
    when regexp_full_match(${number}, ${PERSON}) then ${form("person")}
    when kind = 'passport' then null
    when regexp_full_match(${number}, ${OLD}) and not ${shared} then ${form("old")}
    when regexp_full_match(${number}, ${SHORT}) then ${form("short")}
  end)`;
}

function regularReadings(formed: Sql, lists: ListNumbers): Sql {
  const found = (...findings: NumberFinding[]) => sql.trusted(`${lists.of(findings)}::usmallint`);
  const repaired = (...before: NumberFinding[]): Sql => {
    const whens = REPAIRS.map((repair) => sql`when ${sql.lit(repair)} then ${found(...before, repair)}`);
    return sql`case repair ${sql.join(whens, " ")} else ${found(...before)} end`;
  };
  const number = sql`coalesce(bare, raw)`;
  const is = (name: keyof typeof FORM) => sql.trusted(`form = ${FORM[name]}`);
  return sql`
    select raw, kind,
      case when ${is("person")} then ${number} end as person_number,
      case when ${is("old")} then ${number} end as old_number,
      case when ${is("passport")} then ${number} end as passport,
      null::varchar as foreign_number,
      case when ${is("short")} then lpad(${number}, 12, '0') end as padded_candidate,
      null::varchar as padded_old,
      case when ${is("short")} then 'wrong' when repair is null then 'ok' else 'repaired' end as number_state,
      case when ${is("short")} then ${repaired("number.wrong_length")} else ${repaired()} end as findings
    from ${formed}
    where form is not null`;
}
