import { chmod, rename, rm } from "node:fs/promises";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { Column } from "../../matchers/record.ts";
import type { Table, View } from "./table.ts";

/** A table of a published file and where its rows come from. */
export interface FilledTable {
  readonly table: Table;
  readonly rows: Sql;
  /** Rows it must hold, counted apart from this file. */
  readonly expected: number;
  /** Columns without any value: not stored, but nulls in the view. */
  readonly absent: readonly Column[];
  /** What the view shows in place of some columns that `rows` and the table hold in a shorter form. */
  readonly shown?: ReadonlyMap<string, Sql>;
}

/** A select list of all columns, those that are not filled as nulls of their type. */
export function allColumns(columns: readonly Column[], filled: { has(name: string): boolean }): Sql {
  return sql.join(
    columns.map(({ name, type }) =>
      filled.has(name) ? sql.id(name) : sql`null::${sql.trusted(type)} as ${sql.id(name)}`,
    ),
  );
}

/** How a DuckDB file is built. Paths are absolute. */
export interface BuildRequest {
  readonly path: string;
  readonly tables: readonly FilledTable[];
  readonly views: readonly View[];
  readonly memoryMib: number;
  readonly threads: number;
  readonly tempDirectory: string;
  readonly allowedDirectories: readonly string[];
}

/** A published file does not hold what was put into it. */
export class PublishedFileError extends Error {
  override readonly name = "PublishedFileError";
}

/**
 * Builds a DuckDB file of tables (schema `tables`) and views over them (schema `main`), all commented in both
 * languages: aside, closed, opened again read-only and recounted, made read-only (0440), then renamed into place.
 * @throws PublishedFileError when a count differs, EngineError
 */
export async function buildFile(request: BuildRequest): Promise<void> {
  const aside = `${request.path}.building`;
  for (const file of [aside, `${aside}.wal`]) await rm(file, { force: true });
  const options = {
    path: aside,
    memoryMib: request.memoryMib,
    threads: request.threads,
    tempDirectory: request.tempDirectory,
    allowedDirectories: request.allowedDirectories,
  };
  const builder = await Engine.open(options);
  try {
    const c = await builder.connect();
    // One transaction: a commit for each of hundreds of comments would wait for the disk each time.
    await c.transaction(async () => {
      await c.run(sql`create schema tables`, "make schema");
      for (const filled of request.tables) await fill(c, filled);
      for (const view of request.views) {
        await c.run(sql`create view ${sql.id(view.name)} as ${view.query}`, `view ${view.name}`);
        await c.script(comments("view", sql.id(view.name), view), `comment ${view.name}`);
      }
    });
    await c.run(sql`checkpoint`, "checkpoint");
  } finally {
    builder.close();
  }
  await recount(options, request.tables);
  await chmod(aside, 0o440);
  await rename(aside, request.path);
}

async function fill(c: Connection, { table, rows, absent, shown }: FilledTable): Promise<void> {
  const stored = table.columns.filter((column) => !absent.includes(column));
  const names = new Set(stored.map(({ name }) => name));
  const list = sql.join(stored.map(({ name }) => sql.id(name)));
  await c.run(
    sql`create table ${sql.id("tables", table.name)} as select ${list} from (${rows})`,
    `publish ${table.name}`,
  );
  const comment = comments("table", sql.id("tables", table.name), { ...table, columns: stored });
  await c.script(comment, `comment table ${table.name}`);
  const seen = sql.join([...(shown ?? [])].map(([name, as]) => sql`${as} as ${sql.id(name)}`));
  const all = shown ? sql`* replace (${seen})` : sql`*`;
  await c.run(
    sql`create view ${sql.id(table.name)} as
      select ${all} from (select ${allColumns(table.columns, names)} from ${sql.id("tables", table.name)})`,
    `view ${table.name}`,
  );
  await c.script(comments("view", sql.id(table.name), table), `comment ${table.name}`);
}

/** What describes a table or view and each of its columns, in both languages. */
function comments(kind: "table" | "view", name: Sql, table: Table): Sql[] {
  const text = ({ vi, en }: { vi: string; en: string }) => sql.lit(`${vi} | ${en}`);
  return [
    sql`comment on ${sql.trusted(kind)} ${name} is ${text(table)}`,
    ...table.columns.map((column) => sql`comment on column ${name}.${sql.id(column.name)} is ${text(column)}`),
  ];
}

async function recount(options: Parameters<typeof Engine.open>[0], tables: readonly FilledTable[]): Promise<void> {
  const reader = await Engine.open({ ...options, readOnly: true });
  try {
    const c = await reader.connect();
    for (const { table, expected } of tables) {
      const { n } = await c.row<{ n: number }>(
        sql`select count(*) as n from ${sql.id(table.name)}`,
        `recount ${table.name}`,
      );
      if (n !== expected)
        throw new PublishedFileError(
          `published table ${table.name} holds ${n} rows, ${expected} were expected. The last good file stays; run again, and report this if it happens twice.`,
        );
    }
  } finally {
    reader.close();
  }
}
