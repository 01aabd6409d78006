import { LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
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

const COLUMN_TYPES = [...Array(9).fill(VARCHAR), LIST(VARCHAR)];

/**
 * Makes the dictionary of identity numbers: a row for each distinct (raw, kind) of `values`.
 *
 * @param request.values select of `raw` varchar and `kind` varchar (null or `any`, `old`, `passport`), distinct, raw not null
 * @param request.into table to make: raw, kind, person_number, old_number, passport, foreign_number,
 *   padded_candidate, padded_old, number_state (all varchar), findings varchar[]; join `kind` with `is not distinct from`
 */
export async function buildIdentityDictionary(c: Connection, request: { values: Sql; into: string }): Promise<void> {
  const into = sql.id(request.into);
  const formed = sql.id(`${request.into}_formed`);
  await c.run(sql`create or replace temp table ${formed} as ${sortByForm(request.values)}`, "sort identity numbers");
  await c.run(sql`create or replace table ${into} as ${regularReadings(formed)}`, "read regular identity numbers");
  const appender = await c.appender(request.into, COLUMN_TYPES, "write identity numbers");
  const irregular = sql`select raw, kind from ${formed} where form is null`;
  for await (const [raws, kinds] of c.columns(irregular, "read irregular identity numbers"))
    for (let i = 0; i < raws!.length; i++) appender.append(readingRow(raws![i] as string, kinds![i] as string | null));
  appender.close();
  await c.run(sql`drop table ${formed}`, "drop work table");
}

function readingRow(raw: string, kind: string | null) {
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
    listValue([...r.findings]),
  ];
}

/**
 * Names the form of what is regular; the rest has none. Only forms with nothing to find or repair are regular:
 * what repeats, counts, or stands in a range of its own is left to TypeScript, so that the rules are written once.
 * Where digits repeat by two or three, the last six equal the six that stand two or three places up.
 */
function sortByForm(values: Sql): Sql {
  const counting = sql.trusted("12345678, 98765432, 123456789, 1234567890, 12345678901");
  const shared = sql`n between ${sql.trusted(SHARED_RANGE.first)} and ${sql.trusted(SHARED_RANGE.last)}`;
  return sql`
    with numbered as (
      select raw, kind, try_cast(raw as bigint) as n from (${values})
    )
    select raw, kind,
      case
        when n is null then case when regexp_full_match(raw, ${PASSPORT}) then 'passport' end
        when n in (${counting}) or n % 1000000 = n // 100 % 1000000 or n % 1000000 = n // 1000 % 1000000 then null
        when regexp_full_match(raw, ${PERSON}) then 'person'
        when kind = 'passport' then null
        when regexp_full_match(raw, ${OLD}) and not ${shared} then 'old'
        when regexp_full_match(raw, ${SHORT}) then 'short'
      end as form
    from numbered`;
}

function regularReadings(formed: Sql): Sql {
  return sql`
    select raw, kind,
      case when form = 'person' then raw end as person_number,
      case when form = 'old' then raw end as old_number,
      case when form = 'passport' then raw end as passport,
      null::varchar as foreign_number,
      case when form = 'short' then lpad(raw, 12, '0') end as padded_candidate,
      null::varchar as padded_old,
      case when form = 'short' then 'wrong' else 'ok' end as number_state,
      case when form = 'short' then ['number.wrong_length'] else []::varchar[] end as findings
    from ${formed}
    where form is not null`;
}
