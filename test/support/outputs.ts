import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { readXlsx } from "hucre/xlsx";

/** Files that tell of a run's time: telemetry and what is made from it. They are no facts and stay out. */
const TIMED: ReadonlySet<string> = new Set(["telemetry.json", "metrics.prom", "lineage.ndjson"]);

/**
 * Everything a night puts out below `folder`, by path: SHA-256 of the bytes; of a DuckDB file or a workbook, whose
 * bytes are the library's, of its ordered content; of a link, where it points.
 */
export async function outputsOf(folder: string): Promise<Record<string, string>> {
  const outputs: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isSymbolicLink()) outputs[name] = readlinkSync(path);
    else if (entry.isFile() && !TIMED.has(entry.name)) outputs[name] = await fingerprint(path);
  }
  return Object.fromEntries(Object.entries(outputs).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function fingerprint(path: string): Promise<string> {
  if (path.endsWith(".duckdb")) return sha256(JSON.stringify(await databaseContent(path)));
  if (path.endsWith(".xlsx")) return sha256(JSON.stringify((await readXlsx(readFileSync(path))).sheets));
  return sha256(readFileSync(path));
}

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

/** Tables and views of a DuckDB file: what they are called, say and hold, each in order. */
export async function databaseContent(path: string): Promise<Record<string, unknown>> {
  const rows = async (text: string): Promise<unknown[][]> => (await c.runAndReadAll(text)).getRowsJson();
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY", threads: "1" });
  const c = await instance.connect();
  try {
    const content: Record<string, unknown> = {};
    content.columns = await rows(
      `select table_name, column_name, data_type, comment from duckdb_columns() where not internal order by all`,
    );
    content.views = await rows(`select view_name, sql, comment from duckdb_views() where not internal order by all`);
    for (const [name] of await rows(`select table_name from duckdb_tables() order by all`))
      content[String(name)] = await rows(`select t::varchar as line from "${String(name)}" t order by all`);
    return content;
  } finally {
    c.closeSync();
    instance.closeSync();
  }
}

/** Rows of a Parquet file as JSON values, in the file's order, without the columns named. */
export async function parquetRows(path: string, without: readonly string[] = []): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const c = await instance.connect();
  try {
    const kept = without.length > 0 ? `* exclude (${without.join(", ")})` : "*";
    return (await c.runAndReadAll(`select ${kept} from read_parquet('${path.replaceAll("'", "''")}')`)).getRowsJson();
  } finally {
    c.closeSync();
    instance.closeSync();
  }
}
