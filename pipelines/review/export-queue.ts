import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { writeCsv } from "../../connectors/writers/text.ts";
import { writeXlsx } from "../../connectors/writers/xlsx.ts";
import { BATCH_COLUMNS } from "./columns.ts";
import { makeQueue, type QueueRequest, type QueueSize } from "./queue.ts";

/** A queue as it was written. */
export interface ExportedQueue extends QueueSize {
  readonly files: readonly string[];
}

/** Batches that somebody may be filling in would be written over; nothing was. */
export class BatchesThereError extends Error {
  override readonly name = "BatchesThereError";

  constructor(files: readonly string[]) {
    const more = files.length > 1 ? ` and ${files.length - 1} more` : "";
    super(`batches of this run were exported there already, and may be filled in: ${files[0]}${more}`);
  }
}

interface ExportRequest extends QueueRequest {
  /** Where; the engine may write there. */
  readonly folder: string;
  readonly format: "xlsx" | "csv";
  readonly runId: string;
  /** Write over the batches of an earlier export of the same run. */
  readonly replace: boolean;
}

/**
 * Writes the doubtful pairs into files of one batch each, readable by their owner only.
 * @throws BatchesThereError when batches of the same run stand there and are not to be replaced
 */
export async function exportQueue(c: Connection, request: ExportRequest): Promise<ExportedQueue> {
  const size = await makeQueue(c, request);
  const { folder, format, runId } = request;
  const mine = (name: string) => name.startsWith(`review-${runId}-`) && name.endsWith(`.${format}`);
  const there = (await readdir(folder)).filter(mine).sort();
  if (size.batches > 0 && there.length > 0 && !request.replace) throw new BatchesThereError(there);
  const columns = Object.entries(BATCH_COLUMNS).map(
    ([name, header]) => sql`${sql.id(name)} as ${sql.id(header[request.language])}`,
  );
  const files: string[] = [];
  for (let batch = 1; batch <= size.batches; batch++) {
    const file = join(folder, `review-${runId}-${String(batch).padStart(3, "0")}.${format}`);
    const rows = sql`select ${sql.join(columns)} from (
        select * replace (case when owns_number then 'x' end as owns_number),
          place as no, rank as candidate, null::varchar as decision, null::varchar as note
        from review_queue where batch = ${batch}) batched
      order by batched.no, batched.candidate`;
    if (format === "xlsx") await writeXlsx(c, rows, file, { sheet: "review" });
    else await writeCsv(c, rows, file, { mark: true });
    files.push(file);
  }
  return { ...size, files };
}
