import { LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { MOBILE_RANGES } from "./mobile-ranges.ts";
import { standardisePhone } from "./standardise-phone.ts";

/** A mobile number of today's plan, with 0, 84, +84 or nothing in front. */
const REGULAR = `(?:0|84|\\+84)?(?:${[...MOBILE_RANGES.keys()].join("|")})[0-9]{7}`;

/** Nine equal digits: a dummy, though some of them would be numbers. */
const ONE_DIGIT = sql.join("123456789".split("").map((digit) => sql.lit(digit.repeat(9))));

/**
 * Makes the dictionary of phone cells: a row for each distinct value of `values`.
 *
 * @param request.values select of `raw` varchar, distinct and not null
 * @param request.into table to make: raw varchar, phone varchar (E.164 of the first number), phones varchar[], findings varchar[]
 */
export async function buildPhoneDictionary(c: Connection, request: { values: Sql; into: string }): Promise<void> {
  const into = sql.id(request.into);
  const formed = sql.id(`${request.into}_formed`);
  await c.run(sql`create or replace temp table ${formed} as ${regularPhones(request.values)}`, "sort phone numbers");
  await c.run(
    sql`create or replace table ${into} as
      select raw, phone, [phone] as phones,
        case when strlen(raw) = 9 then ['phone.lost_zero'] else []::varchar[] end as findings
      from ${formed}
      where phone is not null`,
    "read regular phone numbers",
  );
  const appender = await c.appender(
    request.into,
    [VARCHAR, VARCHAR, LIST(VARCHAR), LIST(VARCHAR)],
    "write phone numbers",
  );
  const irregular = sql`select raw from ${formed} where phone is null`;
  for await (const [raws] of c.columns(irregular, "read irregular phone numbers"))
    for (const raw of raws!) {
      const reading = standardisePhone(raw as string);
      appender.append([raw!, reading.phone, listValue([...reading.phones]), listValue([...reading.findings])]);
    }
  appender.close();
  await c.run(sql`drop table ${formed}`, "drop work table");
}

/** Reads the regular; the phone of the rest is null. Dummies such as 0900000000 are left to TypeScript. */
function regularPhones(values: Sql): Sql {
  return sql`
    select raw,
      case
        when not regexp_full_match(raw, ${REGULAR}) or ends_with(raw, '0000000') then null
        when strlen(raw) = 10 then '+84' || substr(raw, 2)
        when strlen(raw) = 9 then case when raw in (${ONE_DIGIT}) then null else '+84' || raw end
        when strlen(raw) = 11 then '+' || raw
        else raw
      end as phone
    from (${values})`;
}
