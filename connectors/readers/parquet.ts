import { open } from "node:fs/promises";
import { EngineError } from "../duckdb/engine-error.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { ByteSource } from "./byte-source.ts";
import { fileProblem, InputError } from "./input-error.ts";
import type { ExtractFile } from "./read-request.ts";
import { contractColumns, type FileReading, type FormatReader, headerColumns, type Reading } from "./reading.ts";

const FLOATING = /^(FLOAT|DOUBLE)$/;
const NUMERIC = /^(FLOAT|DOUBLE|DECIMAL.*|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;

/**
 * Parquet. Values are read as DuckDB writes them as text; a whole floating number loses its `.0`. Columns of bytes are taken for
 * text: so the writers of Impala, Hive and older Spark mark theirs, and DuckDB would write `Nguy\xE1\xBB\x85n` for `Nguyễn`.
 */
export class ParquetReader implements FormatReader {
  readonly #reading: Reading;
  readonly #parts: Sql[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  async read(file: ExtractFile, fileNo: number): Promise<FileReading> {
    const path = literalPath(file.path);
    const { c, request, notes } = this.#reading;
    const source = new ByteSource({ ...request, compression: "none" }, file);
    for await (const _ of source.blocks());
    await this.#checkMagic(file);
    const columns = await this.#orProblem(file, () =>
      c.rows<{ name: string; type: string }>(
        sql`select column_name as name, column_type as type from (describe select * from read_parquet(${path}, binary_as_string = true))`,
        "read parquet schema",
      ),
    );
    const targets = headerColumns(
      this.#reading,
      file,
      columns.map(({ name }) => name),
    );
    targets.forEach((target, i) => {
      const column = target === null ? undefined : request.contract.columns[target];
      if (column && NUMERIC.test(columns[i]?.type ?? ""))
        notes.push({ file: file.name, code: "column.numeric", column: column.name });
    });
    const values = contractColumns(this.#reading, targets, (i) => {
      const text = sql`cast(${sql.id(columns[i]?.name ?? "")} as varchar)`;
      return FLOATING.test(columns[i]?.type ?? "") ? sql`regexp_replace(${text}, '\\.0$', '')` : text;
    });
    const rows = sql`
      select cast(${fileNo} as integer) as file_no, cast(file_row_number + 1 as bigint) as line, ${values}
      from read_parquet(${path}, file_row_number = true, binary_as_string = true)`;
    // Reads every page that is wanted, so that a damaged one stops this file and not the job's later stages.
    const { accepted } = await this.#orProblem(file, () =>
      c.row<{ accepted: number }>(sql`select count(*) as accepted, count(columns(*)) from (${rows})`, "read parquet"),
    );
    this.#parts.push(rows);
    return { bytes: source.bytes, sha256: source.sha256, accepted };
  }

  finish(): Promise<Sql> {
    return Promise.resolve(sql.join(this.#parts, " union all "));
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  async #checkMagic(file: ExtractFile): Promise<void> {
    const handle = await open(file.path, "r").catch((error: unknown) => {
      throw fileProblem(error, this.#reading.request.source, file.name);
    });
    try {
      const { size } = await handle.stat();
      const ends = Buffer.alloc(8);
      await handle.read(ends, 0, 4, 0);
      await handle.read(ends, 4, 4, Math.max(0, size - 4));
      if (ends.toString("latin1") !== "PAR1PAR1") throw this.#problem(file, "the file is not Parquet, or is cut short");
    } finally {
      await handle.close();
    }
  }

  async #orProblem<T>(file: ExtractFile, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof EngineError && !error.outOfMemory)
        throw this.#problem(file, `the Parquet file cannot be read (${error.errorClass})`);
      throw error;
    }
  }

  #problem(file: ExtractFile, what: string): InputError {
    return new InputError({
      source: this.#reading.request.source,
      file: file.name,
      code: "parquet.unreadable",
      what,
      expected: "a whole, unencrypted Parquet file",
      advice: "Check the source's format in the config, or ask for the extract again.",
    });
  }
}

/** A path that DuckDB takes as it stands: what it would take for a pattern (`a[1].parquet`, also `a1.parquet`) stands for itself. */
function literalPath(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}
