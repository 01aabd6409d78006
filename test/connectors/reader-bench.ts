import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readExtract } from "../../connectors/readers/read-extract.ts";
import type { ColumnContract, ReadRequest, ReadResult } from "../../connectors/readers/read-request.ts";

export interface Rejected {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly detail: string;
  readonly raw: string;
}

/** The contract unless told. */
export const CONTRACT: ColumnContract = {
  columns: [
    { name: "id", headers: ["id"], required: true },
    { name: "name", headers: ["name", "họ và tên"], required: false },
    { name: "note", headers: ["note"], required: false },
  ],
  onExtra: "freeze",
  onMissing: "freeze",
};

type Row = Record<string, string | number | null>;

/** A folder and an engine for one test file. */
export class ReaderBench {
  readonly folder: string;
  readonly engine: Engine;
  readonly c: Connection;
  #count = 0;

  private constructor(folder: string, engine: Engine, c: Connection) {
    this.folder = folder;
    this.engine = engine;
    this.c = c;
  }

  static async open(): Promise<ReaderBench> {
    const folder = await mkdtemp(join(tmpdir(), "lamsach-"));
    const engine = await Engine.open({
      memoryMib: 256,
      threads: 2,
      tempDirectory: join(folder, "tmp"),
      allowedDirectories: [folder],
    });
    return new ReaderBench(folder, engine, await engine.connect());
  }

  async close(): Promise<void> {
    this.engine.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Reads files of the given content with contract columns `id`, `name`, `note` unless told. */
  async read(
    files: Readonly<Record<string, string | Uint8Array>>,
    request: Partial<ReadRequest> = {},
  ): Promise<{ result: ReadResult; rows: Row[]; rejected: Rejected[]; rowsPath: string }> {
    const folder = join(this.folder, `read-${this.#count++}`);
    await mkdir(folder);
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const rowsPath = join(folder, "rows.parquet");
    const quarantinePath = join(folder, "quarantine.parquet");
    const result = await readExtract(this.engine, {
      source: "test",
      format: "csv",
      files: Object.keys(files).map((name) => ({ name, path: join(folder, name) })),
      contract: CONTRACT,
      rowsPath,
      quarantinePath,
      tempDirectory: join(folder, "tmp"),
      ...request,
    });
    return {
      result,
      rowsPath,
      rows: await this.c.rows<Row>(
        sql`select * exclude (file_no) from read_parquet(${rowsPath}) order by file_no, line`,
        "rows",
      ),
      rejected: await this.c.rows<Rejected>(
        sql`select * exclude (source) from read_parquet(${quarantinePath})`,
        "rejected",
      ),
    };
  }
}
