import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../duckdb/engine.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { writeParquet } from "../writers/parquet.ts";
import { CsvReader } from "./csv.ts";
import { InputError } from "./input-error.ts";
import { JsonlReader } from "./jsonl.ts";
import { ParquetReader } from "./parquet.ts";
import { Quarantine } from "./quarantine.ts";
import type { FileCount, ReadRequest, ReadResult } from "./read-request.ts";
import type { FormatReader, Reading } from "./reading.ts";
import { RowTable } from "./row-table.ts";
import { StillFiles } from "./still-files.ts";

/**
 * Reads the files of a source, whatever their format, into two Parquet files.
 *
 * `rows.parquet`: file_no integer (from 1), file varchar, line bigint (physical line, the header's being 1; in formats
 * without lines the row, counted from 1; different for each row of a file), then every contract column as varchar, as
 * read; blank is null.
 * `quarantine.parquet`: source, file, line, reason, detail, raw. Every physical row is in one of the two.
 * Rows of `rows.parquet` stand in no particular order.
 *
 * @throws InputError when a file cannot be read as declared; EngineError when DuckDB fails
 */
export async function readExtract(engine: Engine, request: ReadRequest): Promise<ReadResult> {
  if (request.files.length === 0)
    throw new InputError({
      source: request.source,
      file: "(none)",
      code: "file.none",
      what: "no file was found for this source",
      expected: "at least one file",
      advice: "Check the source's path or glob in the config, and that the extract was delivered.",
    });
  await mkdir(request.tempDirectory, { recursive: true, mode: 0o700 });
  const tempDirectory = await mkdtemp(join(request.tempDirectory, "read-"));
  const c = await engine.connect();
  const still = await StillFiles.note(request);
  let reader: FormatReader | undefined;
  try {
    const quarantine = await Quarantine.open(c, request.source);
    const reading: Reading = { request: { ...request, tempDirectory }, engine, c, quarantine, headers: [], notes: [] };
    reader = await readerOf(reading);
    const files = await readFiles(reading, reader, still);
    const rows = await reader.finish();
    quarantine.close();
    const names = request.files.map((file) => file.name);
    const query = sql`
      select file_no, list_extract(${names}, file_no) as file, * exclude (file_no)
      from (${rows})`;
    // Formats that DuckDB reads itself are read here for the last time.
    await writeParquet(c, query, request.rowsPath, { compression: "lz4" }).catch(async (error: unknown) => {
      await still.check();
      throw error;
    });
    await still.check();
    await writeParquet(c, sql`select * from quarantined`, request.quarantinePath, {
      orderBy: [sql`file`, sql`line`, sql`reason`],
    });
    await reconcile(reading, files);
    return { files, headers: reading.headers, notes: reading.notes };
  } finally {
    await reader?.dispose();
    c.close();
    await rm(tempDirectory, { recursive: true, force: true });
  }
}

/** Formats that need a library of their own load it when they are met. */
async function readerOf(reading: Reading): Promise<FormatReader> {
  const rows = () => RowTable.open(reading.c, reading.request.contract);
  switch (reading.request.format) {
    case "csv":
      return new CsvReader(reading);
    case "jsonl":
      return new JsonlReader(reading);
    case "parquet":
      return new ParquetReader(reading);
    case "arrow":
      return new (await import("./arrow.ts")).ArrowReader(reading, await rows());
    case "xlsx":
      return new (await import("./xlsx.ts")).XlsxReader(reading, await rows());
    case "qcvn109":
      return new (await import("./qcvn109.ts")).Qcvn109Reader(reading, await rows());
  }
}

async function readFiles(reading: Reading, reader: FormatReader, still: StillFiles): Promise<FileCount[]> {
  const files: FileCount[] = [];
  for (const [i, file] of reading.request.files.entries()) {
    const before = reading.quarantine.count;
    const { bytes, sha256, accepted } = await reader.read(file, i + 1);
    still.checkContent(file, sha256);
    const quarantined = reading.quarantine.count - before;
    files.push({ name: file.name, bytes, sha256, physicalRows: accepted + quarantined, accepted, quarantined });
  }
  return files;
}

/** What was written must be what was counted while reading: nothing is lost between. */
async function reconcile(reading: Reading, files: readonly FileCount[]): Promise<void> {
  const count = (path: string): Sql => sql`(select count(*) from read_parquet(${path}))`;
  const { request, c } = reading;
  const written = await c.row<{ rows: number; rejects: number }>(
    sql`select ${count(request.rowsPath)} as rows, ${count(request.quarantinePath)} as rejects`,
    "reconcile rows",
  );
  const accepted = files.reduce((sum, file) => sum + file.accepted, 0);
  const quarantined = files.reduce((sum, file) => sum + file.quarantined, 0);
  if (written.rows !== accepted || written.rejects !== quarantined)
    throw new Error(
      `Source "${request.source}": read ${accepted} rows and ${quarantined} rejects, but wrote ${written.rows} and ${written.rejects}. Nothing was published; report this as a fault of LamSach.`,
    );
}
