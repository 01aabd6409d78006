import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { Listed } from "./count-sources.ts";
import type { SourceFacts } from "./source-facts.ts";

/** Rows shown of each rule, field and province of a source. */
const ROWS = 3;

/** A row that shows a failure. The record id is for making a token only; it is never shown. */
export interface Sample {
  readonly source: string;
  readonly rule: string;
  readonly field: string;
  readonly province: string | null;
  readonly rows: readonly {
    readonly file: string;
    readonly line: number;
    readonly record_id: string;
    readonly role: string;
  }[];
}

/** The first rows, by file and line, of every failing rule, field and province in `quality_failures`. */
export async function readSamples(
  c: Connection,
  sources: readonly SourceFacts[],
  checks: readonly Listed[],
): Promise<Sample[]> {
  const rows = await c.rows<{ source_no: number; check_no: number; province: string | null; rows: string }>(
    sql`select source_no, check_no, province,
        to_json(min({'file': file, 'line': line, 'record_id': record_id, 'role': role}, ${ROWS}))::varchar as rows
      from quality_failures
      group by all
      order by source_no, check_no, province nulls first`,
    "read samples",
  );
  return rows.map(({ source_no, check_no, province, rows: json }) => ({
    source: sources[source_no]!.name,
    rule: checks[check_no]!.rule.id,
    field: checks[check_no]!.field,
    province,
    rows: JSON.parse(json) as Sample["rows"],
  }));
}
