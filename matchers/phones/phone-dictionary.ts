import { LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { MOBILE_RANGES } from "./mobile-ranges.ts";
import { standardisePhone } from "./standardise-phone.ts";

/** A mobile number of today's plan, with 0, 84, +84 or nothing in front. */
const REGULAR = `(?:0|84|\\+84)?(?:${[...MOBILE_RANGES.keys()].join("|")})[0-9]{7}`;

/**
 * Makes the dictionary of phone cells: a row for each distinct value of `values`.
 *
 * @param request.values select of `raw` varchar, distinct and not null
 * @param request.into table to make: raw varchar, phone varchar (E.164 of the first number), phones varchar[], findings varchar[]
 */
export async function buildPhoneDictionary(c: Connection, request: { values: Sql; into: string }): Promise<void> {
  const into = sql.id(request.into);
  const read = sql.id(`${request.into}_read`);
  await c.run(
    sql`create or replace temp table ${read} as
      select raw,
        strlen(raw) between 9 and 12 and regexp_full_match(raw, ${REGULAR}) and right(raw, 7) <> '0000000'
          and left(raw, 8) <> right(raw, 8) as regular
      from (${request.values})`,
    "sort phone numbers",
  );
  await c.run(
    sql`create or replace table ${into} as
      select raw,
        '+84' || right(raw, 9) as phone,
        [phone] as phones,
        case when strlen(raw) = 9 then ['phone.lost_zero'] else []::varchar[] end as findings
      from ${read}
      where regular`,
    "read regular phone numbers",
  );
  const appender = await c.appender(
    request.into,
    [VARCHAR, VARCHAR, LIST(VARCHAR), LIST(VARCHAR)],
    "write phone numbers",
  );
  for await (const [raws] of c.columns(sql`select raw from ${read} where not regular`, "read irregular phone numbers"))
    for (const raw of raws!) {
      const reading = standardisePhone(raw as string);
      appender.append([raw!, reading.phone, listValue([...reading.phones]), listValue([...reading.findings])]);
    }
  appender.close();
  await c.run(sql`drop table ${read}`, "drop work table");
}
