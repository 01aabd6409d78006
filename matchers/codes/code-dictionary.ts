import { USMALLINT, VARCHAR } from "@duckdb/node-api";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ListNumbers } from "../list-numbers.ts";
import { sexMapFor, standardiseCode, valueMapFor } from "./standardise-code.ts";
import type { CodeKind } from "./value-maps.ts";

/**
 * Makes the dictionary of a column of small codes: a row for each distinct value of `values`.
 *
 * @param request.values select of `raw` varchar, distinct and not null; few
 * @param request.into table to make: raw varchar, code varchar (see `CODE_VALUES`; null when unknown), findings usmallint, a number of `lists`
 * @param request.valueMap the profile's own values, over the defaults: as written → code, or null for "not known"
 */
export async function buildCodeDictionary(
  c: Connection,
  request: {
    values: Sql;
    into: string;
    lists: ListNumbers;
    kind: CodeKind;
    valueMap?: Readonly<Record<string, string | null>>;
  },
): Promise<void> {
  const raws: string[] = [];
  for await (const [values] of c.columns(sql`select raw from (${request.values})`, `read values of ${request.kind}`))
    for (const raw of values!) raws.push(raw as string);
  const map = request.kind === "sex" ? sexMapFor(raws, request.valueMap) : valueMapFor(request.kind, request.valueMap);
  await c.run(
    sql`create or replace table ${sql.id(request.into)} (raw varchar, code varchar, findings usmallint)`,
    `make codes of ${request.kind}`,
  );
  const appender = await c.appender(request.into, [VARCHAR, VARCHAR, USMALLINT], `write codes of ${request.kind}`);
  for (const raw of raws) {
    const reading = standardiseCode(raw, request.kind, map);
    appender.append([raw, reading.code, request.lists.of(reading.findings)]);
  }
  appender.close();
}
