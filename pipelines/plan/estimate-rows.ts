import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { InputFile } from "../stages/find-inputs.ts";

/** Bytes of a file's beginning that its lines are counted in. */
const SAMPLE_BYTES = 1 << 20;

/** How sure a number of rows is. */
export type RowsKnown = "counted" | "estimated" | "as last time" | "unknown";

/** Rows of a text file with one record a line, from the lines in its first mebibyte; the header is not counted. */
export async function estimateTextRows(file: InputFile, hasHeader: boolean): Promise<number> {
  const lines = await scaledUp(file, (text, whole) => {
    const ended = text.reduce((n, byte) => (byte === 0x0a ? n + 1 : n), 0);
    return ended + (whole && text.at(-1) !== 0x0a && text.at(-1) !== 0 ? 1 : 0);
  });
  return Math.max(0, lines - (hasHeader && file.bytes > 0 ? 1 : 0));
}

/** Citizens of a QCVN 109 file, from those that end in its first mebibyte. */
export function estimateCitizens(file: InputFile): Promise<number> {
  return scaledUp(file, (text) => text.toString("latin1").match(/<\/(?:[\w.-]+:)?CongDan>/g)?.length ?? 0);
}

/** What a count of a file's beginning makes for all of it. @param count of unpacked bytes; `whole`: there are no others */
async function scaledUp(file: InputFile, count: (text: Buffer, whole: boolean) => number): Promise<number> {
  if (file.bytes === 0) return 0;
  const handle = await open(file.path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(SAMPLE_BYTES, file.bytes)));
    const sample = buffer.subarray(0, bytesRead);
    const isGzip = sample[0] === 0x1f && sample[1] === 0x8b;
    const text = isGzip ? await unpackBeginning(sample) : sample;
    return Math.round((count(text, bytesRead === file.bytes) * file.bytes) / bytesRead);
  } finally {
    await handle.close();
  }
}

/** What the beginning of a gzip file holds, as far as it can be unpacked. */
function unpackBeginning(packed: Buffer): Promise<Buffer> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    const unzip = createGunzip();
    const end = () => done(Buffer.concat(chunks));
    unzip.on("data", (chunk: Buffer) => chunks.push(chunk));
    unzip.on("end", end);
    // The beginning of a longer file ends in the middle of a block: what came before it is what was asked for.
    unzip.on("error", end);
    unzip.end(packed);
  });
}

/** Rows of Parquet files as their footers say; undefined when one of them cannot be read. */
export async function countParquetRows(c: Connection, files: readonly InputFile[]): Promise<number | undefined> {
  try {
    const { n } = await c.row<{ n: number | null }>(
      sql`select sum(num_rows)::bigint as n from parquet_file_metadata(${files.map(({ path }) => path)})`,
      "count parquet rows",
    );
    return n ?? 0;
  } catch {
    return undefined;
  }
}
