import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

/** A role of whom one person may rightly stand on several rows of the source. */
export interface RepeatedRole {
  readonly source: string;
  readonly role: string;
}

/** Makes `dedupe_repeats` (source, role): where one person may rightly stand on several rows. */
export async function listRepeats(c: Connection, repeated: readonly RepeatedRole[]): Promise<void> {
  await c.run(sql`create or replace temp table dedupe_repeats (source varchar, role varchar)`, "make repeats");
  const rows = repeated.map(({ source, role }) => sql`(${source}, ${role})`);
  if (rows.length > 0) await c.run(sql`insert into dedupe_repeats values ${sql.join(rows)}`, "list repeats");
}

/** True where a person has one row of this source and role. Needs `dedupe_repeats`. */
export const onceSql = (source: Sql, role: Sql): Sql =>
  sql`not exists (select 1 from dedupe_repeats d where d.source = ${source} and d.role = ${role})`;
