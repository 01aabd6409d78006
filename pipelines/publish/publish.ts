import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
import { buildFile, type FilledTable } from "./analysts-file.ts";
import { bothDone } from "./both-done.ts";
import { TABLES } from "./catalogue.ts";
import type { PublishRequest } from "./publish-request.ts";
import {
  findRecords,
  type Records,
  type RecordsRequest,
  recordsSql,
  sortRecords,
  writeRecords,
} from "./records-file.ts";
import { SHARED_TABLES, sharedRows } from "./shared.ts";
import { columnsOf, emptyRows, rowsOf } from "./table-rows.ts";
import { VIEWS } from "./views.ts";

/** Files of a run that analysts open. */
export const ANALYSTS_FILE = "lamsach.duckdb";
export const SHARED_FILE = "lamsach-shared.duckdb";

/** Rows of each published table. */
export type PublishFacts = Readonly<Record<string, number>>;

/**
 * Writes the run's tables as Parquet beside each other, and the analysts' DuckDB file(s) over them.
 * @throws PublishedFileError, EngineError
 */
export async function publish(engine: Engine, request: PublishRequest): Promise<PublishFacts> {
  await mkdir(request.out, { recursive: true });
  const c = await engine.connect();
  try {
    const delivered = request.sources.flatMap(({ name, records, kind }) =>
      records && kind !== "register" ? [{ name, records }] : [],
    );
    const records = await findRecords(c, delivered);
    await writeQuarantine(c, request, parquetOf(request, "quarantine"));
    for (const name of ["matches", "evidence", "duplicates", "findings", "quality", "sims"] as const)
      await linkOrCopy(request.tables[name], parquetOf(request, name));
    const facts = await countTables(c, request, records);
    const to: RecordsRequest = {
      out: parquetOf(request, "records"),
      tempDirectory: join(request.tempDirectory, "records"),
      memoryMib: request.memoryMib,
    };
    try {
      const sorted = sortRecords(c, records, to);
      const written = sorted.then((files) => writeRecords(files, records, to));
      // Sorting and writing a hundred columns each keep one core busy: the DuckDB files are built on the others meanwhile.
      const built = request.beside
        ? buildFiles(request, records, facts, sorted)
        : written.then(() => buildFiles(request, records, facts, sorted));
      await bothDone(written, built);
    } finally {
      await rm(to.tempDirectory, { recursive: true, force: true });
    }
    return facts;
  } finally {
    c.close();
  }
}

const parquetOf = (request: PublishRequest, name: string): string => join(request.out, `${name}.parquet`);

/** Rows of each table, counted where they come from: what the built files are held against. */
async function countTables(c: Connection, request: PublishRequest, records: Records): Promise<Record<string, number>> {
  const facts: Record<string, number> = {};
  for (const table of TABLES) {
    const rows =
      table.name === "records" ? recordsSql(records) : rowsOf(table, request, parquetOf(request, table.name));
    const { n } = await c.row<{ n: number }>(sql`select count(*) as n from (${rows})`, `count ${table.name}`);
    facts[table.name] = n;
  }
  return facts;
}

/** Builds the DuckDB files. The one without personal values comes first: it does not need records to be in order. */
async function buildFiles(
  request: PublishRequest,
  records: Records,
  facts: PublishFacts,
  sorted: Promise<readonly string[]>,
): Promise<void> {
  const tables: FilledTable[] = TABLES.map((table) => ({
    table,
    rows: rowsOf(table, request, parquetOf(request, table.name)),
    expected: facts[table.name]!,
    absent: [],
    ...(table.name === "records"
      ? {
          absent: table.columns.filter(({ name }) => !records.filled.has(name)),
          later: async () => recordsSql({ ...records, files: await sorted }),
        }
      : {}),
  }));
  // Apart from where the other engine spills: temporary files of two engines have the same names.
  const tempDirectory = join(request.tempDirectory, "publish");
  const build = {
    memoryMib: request.memoryMib,
    threads: request.threads,
    tempDirectory,
    allowedDirectories: [
      ...new Set([
        ...[request.out, dirname(request.history), tempDirectory, join(request.tempDirectory, "records")],
        ...records.files.map((file) => dirname(file)),
      ]),
    ],
  };
  const { tokens } = request;
  if (tokens)
    await buildFile({
      ...build,
      // It only sorts narrow tables, while the sort of records holds what it can.
      memoryMib: request.beside ? Math.floor((2 * request.memoryMib) / 3) : request.memoryMib,
      path: join(request.out, SHARED_FILE),
      tables: SHARED_TABLES.map((table) => {
        const rows =
          table.name === "records" ? recordsSql(records) : tables.find((full) => full.table.name === table.name)!.rows;
        return { table, rows: sharedRows(table, rows, tokens), expected: facts[table.name]!, absent: [] };
      }),
      views: [],
    });
  await buildFile({ ...build, path: join(request.out, ANALYSTS_FILE), tables, views: VIEWS });
}

async function writeQuarantine(c: Connection, request: PublishRequest, path: string): Promise<void> {
  const { quarantine } = request.tables;
  const columns = sql.join(columnsOf("quarantine").map((column) => sql.id(column.name)));
  const rows =
    quarantine.length > 0
      ? sql`select ${columns} from read_parquet(${quarantine}, union_by_name = true) order by source, file, line, reason`
      : emptyRows("quarantine");
  await c.run(sql`copy (${rows}) to ${path} (format parquet, compression zstd)`, "write quarantine");
}
