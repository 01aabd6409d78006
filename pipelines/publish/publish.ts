import { copyFile, link, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { ROW_GROUP_ROWS } from "../../connectors/writers/parquet.ts";
import { loadGazetteer } from "../../matchers/places/gazetteer.ts";
import { KEY_COLUMNS, ORIGIN_COLUMNS } from "../../matchers/record.ts";
import type { Rule } from "../quality/rule.ts";
import { acceptedRows, type SourceFacts } from "../quality/source-facts.ts";
import { allColumns, buildFile, type FilledTable } from "./analysts-file.ts";
import { TABLES } from "./catalogue.ts";
import { SHARED_TABLES, sharedRows } from "./shared.ts";
import type { Table } from "./table.ts";
import type { Tokens } from "./token.ts";
import { VIEWS } from "./views.ts";

/** Files of a run that analysts open. */
export const ANALYSTS_FILE = "lamsach.duckdb";
export const SHARED_FILE = "lamsach-shared.duckdb";

/** What publishing reads and writes. Paths are absolute and within the engine's folders. */
export interface PublishRequest {
  readonly run: string;
  readonly today: string;
  /** Verdict of the gate, for the table `runs`. */
  readonly verdict: string;
  /** The register first, then the sources in the order of reports. */
  readonly sources: readonly SourceFacts[];
  readonly rules: readonly Rule[];
  /** Finished tables of the run; `quarantine` is one file a source. */
  readonly tables: {
    readonly matches: string;
    readonly evidence: string;
    readonly duplicates: string;
    readonly findings: string;
    readonly quality: string;
    readonly sims: string;
    readonly quarantine: readonly string[];
  };
  /** Quality of the accepted runs with this one (`appendHistory`). */
  readonly history: string;
  /** Folder the files are written to; made when missing. */
  readonly out: string;
  /** Makes the second file without personal values; null: no such file. */
  readonly tokens: Tokens | null;
  readonly memoryMib: number;
  readonly threads: number;
  readonly tempDirectory: string;
}

/** Rows of each published table. */
export type PublishFacts = Readonly<Record<string, number>>;

/**
 * Writes the run's tables as Parquet beside each other, and the analysts' DuckDB file(s) over them.
 * @throws PublishedFileError, EngineError
 */
export async function publish(engine: Engine, request: PublishRequest): Promise<PublishFacts> {
  await mkdir(request.out, { recursive: true });
  const c = await engine.connect();
  const facts: Record<string, number> = {};
  const tables: FilledTable[] = [];
  const at = (name: string) => join(request.out, `${name}.parquet`);
  try {
    const filled = await writeRecords(c, request, at("records"));
    await writeQuarantine(c, request, at("quarantine"));
    for (const name of ["matches", "evidence", "duplicates", "findings", "quality", "sims"] as const)
      await place(request.tables[name], at(name));
    for (const table of TABLES) {
      const rows = rowsOf(table, request, at(table.name));
      const { n } = await c.row<{ n: number }>(sql`select count(*) as n from (${rows})`, `count ${table.name}`);
      facts[table.name] = n;
      const absent = table.name === "records" ? table.columns.filter(({ name }) => !filled.has(name)) : [];
      tables.push({ table, rows, expected: n, absent });
    }
  } finally {
    c.close();
  }
  const build = {
    memoryMib: request.memoryMib,
    threads: request.threads,
    tempDirectory: request.tempDirectory,
    allowedDirectories: [...new Set([request.out, dirname(request.history), request.tempDirectory])],
  };
  await buildFile({ ...build, path: join(request.out, ANALYSTS_FILE), tables, views: VIEWS });
  const { tokens } = request;
  if (tokens)
    await buildFile({
      ...build,
      path: join(request.out, SHARED_FILE),
      tables: SHARED_TABLES.map((table) => ({
        table,
        rows: sharedRows(table.name, tables, tokens),
        expected: facts[table.name] ?? 0,
        absent: [],
      })),
      views: [],
    });
  return facts;
}

/**
 * Writes `records` in order. Columns that no source fills are left out of the sort and put back as nulls: sorting all
 * 85 columns takes three times as long (measured on 500,000 records).
 * @returns names of the columns that some record fills
 */
async function writeRecords(c: Connection, request: PublishRequest, path: string): Promise<ReadonlySet<string>> {
  const columns = columnsOf("records");
  const standards = request.sources.flatMap((source) =>
    source.records !== null && source.kind !== "register" ? [source.records] : [],
  );
  const filled = await filledColumns(c, standards);
  // The place of a source among the names sorts as its name does, and far faster than equal texts.
  const names = request.sources.map(({ name }) => name).sort();
  const kept = columns.filter(({ name }) => filled.has(name));
  const rows =
    standards.length > 0
      ? sql`select ${allColumns(columns, filled)} from (
          select ${sql.join(kept.map(({ name }) => sql.id(name)))} from read_parquet(${standards})
          order by list_position(${names}, source), record_id, role, file, line)`
      : emptyRows("records");
  await c.run(
    sql`copy (${rows}) to ${path} (format parquet, compression zstd, row_group_size ${sql.trusted(String(ROW_GROUP_ROWS))})`,
    "write records",
  );
  return filled;
}

/** Names of columns that hold a value somewhere, from the files' own statistics; key columns always. */
async function filledColumns(c: Connection, files: readonly string[]): Promise<ReadonlySet<string>> {
  const filled = new Set<string>([...KEY_COLUMNS, ...ORIGIN_COLUMNS].map(({ name }) => name));
  for (const file of files) {
    const names = await c.rows<{ name: string }>(
      sql`select distinct split_part(path_in_schema, ', ', 1) as name from parquet_metadata(${file})
        where stats_null_count is null or stats_null_count < num_values order by name`,
      "find filled columns",
    );
    for (const { name } of names) filled.add(name);
  }
  return filled;
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

/** Where a table's rows come from: a Parquet of the run, or facts. */
function rowsOf(table: Table, request: PublishRequest, parquet: string): Sql {
  switch (table.name) {
    case "quality_history":
      return sql`select seq, run, source, field, dimension, rule, sum(n_ok)::bigint as n_ok,
          sum(n_fail)::bigint as n_fail, sum(n_na)::bigint as n_na
        from read_parquet(${request.history}) group by all order by seq, source, rule, field`;
    case "runs":
      return sql`select distinct seq, run, case when run = ${request.run} then ${request.today}::date end as day,
          case when run = ${request.run} then ${request.verdict}::varchar end as verdict
        from read_parquet(${request.history}) order by seq`;
    case "sources":
      return values(
        table,
        request.sources.map((source) => [
          source.name,
          source.title.vi,
          source.title.en,
          source.kind,
          source.profile,
          source.holder,
          source.asOf,
          source.files.length,
          source.missing.length,
          source.files.reduce((sum, file) => sum + file.physical, 0),
          acceptedRows(source),
          source.files.reduce((sum, file) => sum + file.quarantined, 0),
        ]),
      );
    case "rules":
      return values(
        table,
        request.rules.map(({ id, vi, en, dimension, severity, weight }) => [id, vi, en, dimension, severity, weight]),
      );
    case "provinces":
      return values(
        table,
        (["old", "now"] as const).flatMap((list) =>
          [...loadGazetteer().provinces[list].values()].map(({ code, name, now }) => [list, code, name, now]),
        ),
      );
    default:
      return sql`select * from read_parquet(${parquet})`;
  }
}

function values(table: Table, rows: readonly (readonly (string | number)[])[]): Sql {
  const columns = sql.join(
    table.columns.map(({ name, type }) => sql`${sql.id(name)}::${sql.trusted(type)} as ${sql.id(name)}`),
  );
  const names = sql.join(table.columns.map(({ name }) => sql.id(name)));
  const lines = rows.map((row) => sql`(${sql.join(row.map((value) => sql`${value}`))})`);
  return sql`select ${columns} from (values ${sql.join(lines)}) t(${names})`;
}

function emptyRows(table: string): Sql {
  return sql`select ${sql.join(
    columnsOf(table).map(({ name, type }) => sql`null::${sql.trusted(type)} as ${sql.id(name)}`),
  )} where false`;
}

const columnsOf = (table: string) => TABLES.find(({ name }) => name === table)!.columns;

/** Puts a finished file beside the others: a hard link where the file system can, else a copy. */
async function place(from: string, to: string): Promise<void> {
  if (from === to) return;
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
}
