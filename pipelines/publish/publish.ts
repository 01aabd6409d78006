import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { allDone } from "../../connectors/all-done.ts";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { linkOrCopy } from "../../connectors/files/link-or-copy.ts";
import { buildFile, type FilledTable } from "./analysts-file.ts";
import { TABLES } from "./catalogue.ts";
import type { PublishRequest } from "./publish-request.ts";
import { findRecords, type Records, recordsSql, writeRecords } from "./records-file.ts";
import { SHARED_TABLES, sharedTable } from "./shared.ts";
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
    // Writing a hundred columns in order keeps one core busy: the DuckDB files are built on the others meanwhile.
    const write = () =>
      writeRecords(records, {
        out: parquetOf(request, "records"),
        tempDirectory: join(request.tempDirectory, "records"),
        memoryMib: request.memoryMib,
      });
    const build = () => buildFiles(request, records, facts);
    if (request.beside) await allDone([write(), build()]);
    else {
      await write();
      await build();
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

/** Builds the DuckDB files. */
async function buildFiles(request: PublishRequest, records: Records, facts: PublishFacts): Promise<void> {
  const tables: FilledTable[] = TABLES.map((table) => ({
    table,
    rows: table.name === "records" ? recordsSql(records) : rowsOf(table, request, parquetOf(request, table.name)),
    expected: facts[table.name]!,
    absent: table.name === "records" ? table.columns.filter(({ name }) => !records.filled.has(name)) : [],
  }));
  // Apart from where the other engine spills: temporary files of two engines have the same names.
  const tempDirectory = join(request.tempDirectory, "publish");
  const build = {
    memoryMib: request.memoryMib,
    threads: request.threads,
    tempDirectory,
    allowedDirectories: [
      ...new Set([
        ...[request.out, dirname(request.history), tempDirectory],
        ...records.files.map((file) => dirname(file)),
        // Findings of the register are located by its own rows.
        ...[request.tables.findings, ...request.sources.flatMap((source) => source.records ?? [])].map((file) =>
          dirname(file),
        ),
      ]),
    ],
  };
  const { tokens } = request;
  if (tokens)
    await buildFile({
      ...build,
      path: join(request.out, SHARED_FILE),
      tables: SHARED_TABLES.map((table) => {
        const { rows, expected } = tables.find((full) => full.table.name === table.name)!;
        return sharedTable(table, { rows, expected }, tokens);
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
