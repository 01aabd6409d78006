import { USMALLINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ListNumbers } from "../list-numbers.ts";
import { MOBILE_RANGES } from "./mobile-ranges.ts";
import { standardisePhone } from "./standardise-phone.ts";

/** A mobile number of today's plan, with 0, 84, +84 or nothing in front. */
const REGULAR = `(?:0|84|\\+84)?(?:${[...MOBILE_RANGES.keys()].join("|")})[0-9]{7}`;

/** Digits in groups, and the groups' marks that mean something: an area code of before 2017, or a decimal. */
const GROUPED = "\\+?[0-9][0-9 .-]{8,18}[0-9]";
const LEFT_ALONE = "(?:0|[+]?84[ .-]+)[48][ .-].*|[0-9]+[.]00?";

/** Nine equal digits: a dummy, though some of them would be numbers. */
const ONE_DIGIT = sql.join("123456789".split("").map((digit) => sql.lit(digit.repeat(9))));

/**
 * Makes the dictionary of phone cells: a row for each distinct value of `values`.
 *
 * @param request.values select of `raw` varchar, distinct and not null
 * @param request.into table to make: raw varchar, phone varchar (E.164 of the first number), phones varchar
 *   (all of them with a space between, null unless there are several), findings usmallint, a number of `lists`
 */
export async function buildPhoneDictionary(
  c: Connection,
  request: { values: Sql; into: string; lists: ListNumbers },
): Promise<void> {
  const { lists } = request;
  const [regular, lostZero] = [lists.of([]), lists.of(["phone.lost_zero"])];
  const into = sql.id(request.into);
  const formed = sql.id(`${request.into}_formed`);
  await c.run(sql`create or replace temp table ${formed} as ${regularPhones(request.values)}`, "sort phone numbers");
  await c.run(
    sql`create or replace table ${into} as
      select raw, phone, null::varchar as phones, (case when lost_zero then ${lostZero} else ${regular} end)::usmallint as findings
      from ${formed}
      where phone is not null`,
    "read regular phone numbers",
  );
  const appender = await c.appender(request.into, [VARCHAR, VARCHAR, VARCHAR, USMALLINT], "write phone numbers");
  const irregular = sql`select raw from ${formed} where phone is null`;
  for await (const [raws] of c.columns(irregular, "read irregular phone numbers"))
    for (const raw of raws!) {
      const { phone, phones, findings } = standardisePhone(raw as string);
      appender.append([raw!, phone, phones.length > 1 ? phones.join(" ") : null, lists.of(findings)]);
    }
  appender.close();
  await c.run(sql`drop table ${formed}`, "drop work table");
}

/**
 * Reads the regular, with or without marks between the groups of digits; the phone of the rest is null. Left to
 * TypeScript: dummies such as 0900000000, decimals, and fixed lines with their area code set off.
 */
function regularPhones(values: Sql): Sql {
  return sql`
    with bared as (
      select raw,
        case
          when regexp_full_match(raw, ${REGULAR}) then raw
          when regexp_full_match(raw, ${GROUPED}) and not regexp_full_match(raw, ${LEFT_ALONE})
            then translate(raw, ' .-', '')
        end as number
      from (${values})
    )
    select raw, strlen(number) = 9 as lost_zero,
      case
        when number is null or not regexp_full_match(number, ${REGULAR}) or ends_with(number, '0000000') then null
        when strlen(number) = 10 then '+84' || substr(number, 2)
        when strlen(number) = 9 then case when number in (${ONE_DIGIT}) then null else '+84' || number end
        when strlen(number) = 11 then '+' || number
        else number
      end as phone
    from bared`;
}
