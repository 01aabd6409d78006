import { open } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import { readExtract } from "../../connectors/readers/read-extract.ts";
import { BATCH_COLUMNS, type BatchColumn } from "./columns.ts";

/** What is said to a reviewer: readers speak of sources, profiles and settings. */
const AS_EXPORTED = {
  expected: "a batch as `lamsach review export` wrote it, XLSX or CSV, with the names of all its columns",
  advice: "Give the batch that was filled in; where columns were renamed or taken out, put them back.",
};

/**
 * Reads one filled-in batch. @returns paths of Parquet: its lines as read, and those that could not be read
 * @throws InputError when the file cannot be read or lacks a column, in words for a reviewer
 */
export async function readBatch(
  engine: Engine,
  path: string,
  scratch: string,
): Promise<{ rows: string; quarantine: string }> {
  const rows = `${scratch}-rows.parquet`;
  const quarantine = `${scratch}-quarantine.parquet`;
  const isWorkbook = extname(path).toLowerCase() === ".xlsx";
  const column = (name: BatchColumn, required = true) => {
    const { vi, en } = BATCH_COLUMNS[name];
    return { name, headers: [en, vi], required };
  };
  await readExtract(engine, {
    source: "review",
    format: isWorkbook ? "xlsx" : "csv",
    files: [{ path, name: basename(path) }],
    ...(isWorkbook ? {} : { delimiter: await delimiterOf(path) }),
    contract: {
      columns: [
        ...(["source", "role", "record_token", "candidate_token", "content", "decision"] as const).map((name) =>
          column(name),
        ),
        column("note", false),
      ],
      onExtra: "ignore",
      onMissing: "freeze",
    },
    rowsPath: rows,
    quarantinePath: quarantine,
    tempDirectory: `${scratch}-tmp`,
  }).catch((error: unknown) => {
    throw error instanceof InputError ? new InputError({ ...error.problem, ...AS_EXPORTED }) : error;
  });
  return { rows, quarantine };
}

/** Spreadsheet programs write `;` where the comma is the decimal sign, as it is in Vietnam. */
async function delimiterOf(path: string): Promise<string> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096));
    const head = buffer.subarray(0, bytesRead).toString("utf8").split(/\r?\n/)[0] ?? "";
    const count = (sign: string): number => head.split(sign).length - 1;
    return count("\t") > count(",") && count("\t") > count(";") ? "\t" : count(";") > count(",") ? ";" : ",";
  } finally {
    await handle.close();
  }
}
