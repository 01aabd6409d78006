import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { writeCsv } from "../../connectors/writers/text.ts";
import { writeXlsx } from "../../connectors/writers/xlsx.ts";
import { makeQueue, type QueueRequest, type QueueSize } from "./queue.ts";

/** Columns of a batch in their order; the last two are for the reviewer. */
const COLUMNS = [
  "no",
  "candidate",
  "source",
  "role",
  "status",
  "probability",
  "record_name",
  "person_name",
  "record_birth",
  "person_birth",
  "record_sex",
  "person_sex",
  "record_address",
  "person_address",
  "owns_number",
  "evidence",
  "reasons",
  "record_token",
  "candidate_token",
  "content",
  "decision",
  "note",
] as const;

/** A queue as it was written. */
export interface ExportedQueue extends QueueSize {
  readonly files: readonly string[];
}

/**
 * Writes the doubtful pairs into files of one batch each, readable by their owner only.
 * @param folder where; the engine may write there
 */
export async function exportQueue(
  c: Connection,
  request: QueueRequest & { readonly folder: string; readonly format: "xlsx" | "csv"; readonly runId: string },
): Promise<ExportedQueue> {
  const size = await makeQueue(c, request);
  const files: string[] = [];
  for (let batch = 1; batch <= size.batches; batch++) {
    const name = `review-${request.runId}-${String(batch).padStart(3, "0")}.${request.format}`;
    const file = join(request.folder, name);
    const rows = sql`select ${sql.join(COLUMNS.map((column) => sql.id(column)))} from (
        select * replace (case when owns_number then 'x' end as owns_number),
          place as no, rank as candidate, null::varchar as decision, null::varchar as note
        from review_queue where batch = ${batch})
      order by no, candidate`;
    if (request.format === "xlsx") await writeXlsx(c, rows, file, { sheet: "review" });
    else await writeCsv(c, rows, file);
    files.push(file);
  }
  return { ...size, files };
}
