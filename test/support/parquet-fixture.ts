import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { type SqlValue, sql } from "../../connectors/duckdb/sql.ts";
import {
  CANONICAL_COLUMNS,
  CODE_COLUMNS,
  type Column,
  KEY_COLUMNS,
  ORIGIN_COLUMNS,
  RAW_FIELDS,
} from "../../matchers/record.ts";

export type FixtureRow = Readonly<Record<string, SqlValue>>;

const STANDARD_COLUMNS: readonly Column[] = [
  ...KEY_COLUMNS,
  ...ORIGIN_COLUMNS,
  ...RAW_FIELDS.map((field) => ({ ...field, name: `${field.name}_read` })),
  ...CANONICAL_COLUMNS,
  ...CODE_COLUMNS,
  { name: "findings", type: "varchar[]", vi: "", en: "" },
];

/** An engine in a folder of its own, for one test file. */
export class Workbench {
  readonly folder: string;
  readonly engine: Engine;
  readonly c: Connection;

  private constructor(folder: string, engine: Engine, c: Connection) {
    this.folder = folder;
    this.engine = engine;
    this.c = c;
  }

  static async open(options: { readonly keepsOrder?: boolean } = {}): Promise<Workbench> {
    return Workbench.openIn(await mkdtemp(join(tmpdir(), "lamsach-")), options);
  }

  /** A bench in a folder that is there already. */
  static async openIn(folder: string, options: { readonly keepsOrder?: boolean } = {}): Promise<Workbench> {
    const engine = await Engine.open({
      memoryMib: 512,
      threads: 2,
      tempDirectory: join(folder, "tmp"),
      allowedDirectories: [folder],
      ...options,
    });
    return new Workbench(folder, engine, await engine.connect());
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Closes the engine and keeps the folder. */
  closeOnly(): void {
    this.engine.close();
  }

  async close(): Promise<void> {
    this.closeOnly();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Writes rows as Parquet with the given columns; what a row leaves out is null. */
  async write(
    name: string,
    columns: readonly Pick<Column, "name" | "type">[],
    rows: readonly FixtureRow[],
  ): Promise<string> {
    const path = this.path(name);
    const selects = rows.map((row) => {
      for (const key of Object.keys(row))
        if (!columns.some((column) => column.name === key)) throw new Error(`fixture has no column ${key}`);
      return sql`select ${sql.join(
        columns.map(
          (column) => sql`cast(${row[column.name] ?? null} as ${sql.trusted(column.type)}) as ${sql.id(column.name)}`,
        ),
      )}`;
    });
    const none = sql`select ${sql.join(
      columns.map((column) => sql`cast(null as ${sql.trusted(column.type)}) as ${sql.id(column.name)}`),
    )} where false`;
    await this.c.run(
      sql`copy (${sql.join(selects.length > 0 ? selects : [none], " union all ")}) to ${path} (format parquet)`,
      "write fixture",
    );
    return path;
  }

  /** Writes standardised records. */
  standard(name: string, rows: readonly FixtureRow[]): Promise<string> {
    return this.write(
      name,
      STANDARD_COLUMNS,
      rows.map((row) => ({ role: "subject", ...row })),
    );
  }

  /** Writes matches with the columns the later stages read. */
  matches(name: string, rows: readonly FixtureRow[]): Promise<string> {
    return this.write(
      name,
      MATCH_COLUMNS,
      rows.map((row) => ({ role: "subject", reasons: [], ...row })),
    );
  }

  /** Reads a Parquet file back, ordered by all its columns. */
  read<T extends object>(path: string): Promise<T[]> {
    return this.c.rows<T>(sql`select * from read_parquet(${path}) order by all`, "read fixture");
  }
}

const MATCH_COLUMNS = [
  ...KEY_COLUMNS,
  { name: "person_id", type: "varchar" },
  { name: "status", type: "varchar" },
  { name: "probability", type: "decimal(9,6)" },
  { name: "p_none", type: "decimal(9,6)" },
  { name: "margin", type: "integer" },
  { name: "number_owner_id", type: "varchar" },
  { name: "best_candidate_id", type: "varchar" },
  { name: "pass", type: "varchar" },
  { name: "snapshot", type: "varchar" },
  { name: "reasons", type: "varchar[]" },
];
