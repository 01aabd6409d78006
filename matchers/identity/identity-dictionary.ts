import { LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { OLD_NUMBER_PREFIXES, SHARED_RANGE } from "./old-number.ts";
import { BIRTH_PROVINCES } from "./province-codes.ts";
import { type NumberKind, standardiseIdentity } from "./standardise-identity.ts";

/** What the SQL path takes a value for; everything else goes through `standardiseIdentity`. */
const FORM = { person: 1, old: 2, passport: 3, short: 4, irregular: 0 } as const;

const TEXT = VARCHAR;
const COLUMN_TYPES = [TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, LIST(VARCHAR)];

/**
 * Makes the dictionary of identity numbers: a row for each distinct (raw, kind) of `values`.
 *
 * @param request.values select of `raw` varchar and `kind` varchar (null or `any`, `old`, `passport`), distinct, raw not null
 * @param request.into table to make: raw, kind, person_number, old_number, passport, foreign_number,
 *   padded_candidate, padded_old, number_state (all varchar), findings varchar[]; join `kind` with `is not distinct from`
 */
export async function buildIdentityDictionary(c: Connection, request: { values: Sql; into: string }): Promise<void> {
  const into = sql.id(request.into);
  const read = sql.id(`${request.into}_read`);
  await c.run(sql`create or replace temp table ${read} as ${sortByForm(request.values)}`, "sort identity numbers");
  await c.run(sql`create or replace table ${into} as ${regularReadings(read)}`, "read regular identity numbers");
  const irregular = sql`select raw, kind from ${read} where form = ${sql.trusted(String(FORM.irregular))}`;
  const appender = await c.appender(request.into, COLUMN_TYPES, "write identity numbers");
  for await (const [raws, kinds] of c.columns(irregular, "read irregular identity numbers"))
    for (let i = 0; i < raws!.length; i++) appender.append(readingRow(raws![i] as string, kinds![i] as string | null));
  appender.close();
  await c.run(sql`drop table ${read}`, "drop work table");
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
 * Only forms with nothing to find or repair are called regular: anything that repeats, counts, or stands in a
 * range of its own is left to TypeScript, so that the rules are written once.
 */
function sortByForm(values: Sql): Sql {
  const provinces = [...BIRTH_PROVINCES.keys()];
  const prefixes = OLD_NUMBER_PREFIXES.map((row) => row.prefix);
  return sql`
    with typed as (
      select raw, kind,
        case
          when length(raw) = strlen(raw) and strlen(raw) between 8 and 12 then
            case
              when regexp_full_match(raw, '[0-9]+') then 'digits'
              when regexp_full_match(raw, '[A-HJKMNP-Z][0-9]{7,8}') then 'letter'
            end
        end as shape,
        shape = 'digits' and (
          substr(raw, 4) = left(raw, -3) or substr(raw, 3) = left(raw, -2) or substr(raw, 2) = left(raw, -1)
          or substr(raw, 1, 4) in ('0123', '1234', '9876', '0987') or starts_with(raw, '000')) as suspect
      from (${values})
    )
    select raw, kind,
      case
        when shape = 'letter' then ${sql.trusted(String(FORM.passport))}
        when shape is null or suspect then ${sql.trusted(String(FORM.irregular))}
        when strlen(raw) = 12 and substr(raw, 4, 1) < '4' and substr(raw, 1, 3) in ${inList(provinces)}
          then ${sql.trusted(String(FORM.person))}
        when kind = 'passport' then ${sql.trusted(String(FORM.irregular))}
        when strlen(raw) = 9 and (substr(raw, 1, 2) in ${inList(prefixes)} or substr(raw, 1, 3) in ${inList(prefixes)})
          and not raw between ${SHARED_RANGE.first} and ${SHARED_RANGE.last}
          then ${sql.trusted(String(FORM.old))}
        when strlen(raw) = 11 and substr(raw, 3, 1) < '4' and ('0' || substr(raw, 1, 2)) in ${inList(provinces)}
          then ${sql.trusted(String(FORM.short))}
        when strlen(raw) = 10 and substr(raw, 2, 1) < '4' and ('00' || substr(raw, 1, 1)) in ${inList(provinces)}
          then ${sql.trusted(String(FORM.short))}
        else ${sql.trusted(String(FORM.irregular))}
      end::utinyint as form
    from typed`;
}

function regularReadings(read: Sql): Sql {
  return sql`
    select raw, kind,
      case form when 1 then raw end as person_number,
      case form when 2 then raw end as old_number,
      case form when 3 then raw end as passport,
      null::varchar as foreign_number,
      case form when 4 then lpad(raw, 12, '0') end as padded_candidate,
      null::varchar as padded_old,
      case form when 4 then 'wrong' else 'ok' end as number_state,
      case form when 4 then ['number.wrong_length'] else []::varchar[] end as findings
    from ${read}
    where form <> ${sql.trusted(String(FORM.irregular))}`;
}

function inList(texts: readonly string[]): Sql {
  return sql`(${sql.join(texts.map((text) => sql.lit(text)))})`;
}
