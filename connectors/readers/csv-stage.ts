import { type FileHandle, open, rm } from "node:fs/promises";
import { type Sql, sql } from "../duckdb/sql.ts";

const BUFFER_BYTES = 1024 * 1024;
const LF = 0x0a;
const ZERO = 0x30;

/** A CSV file of whole rows only, each led by file and line number, for DuckDB to read in any order. */
export class CsvStage {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly delimiter: string;
  readonly #delimiterByte: number;
  #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #spare = Buffer.allocUnsafe(BUFFER_BYTES);
  #length = 0;
  /** The write under way, of the other buffer. */
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(path: string, handle: FileHandle, delimiter: string) {
    this.path = path;
    this.#handle = handle;
    this.delimiter = delimiter;
    this.#delimiterByte = delimiter.charCodeAt(0);
  }

  static async create(path: string, delimiter: string): Promise<CsvStage> {
    return new CsvStage(path, await open(path, "w", 0o600), delimiter);
  }

  /** Adds a row, the bytes `from` to `to` of a buffer. True when `flush` is due. */
  add(fileNo: number, line: number, buffer: Buffer, from: number, to: number): boolean {
    const needed = this.#length + (to - from) + 40;
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(needed + BUFFER_BYTES);
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#number(fileNo);
    this.#number(line);
    buffer.copy(this.#buffer, this.#length, from, to);
    this.#length += to - from;
    this.#buffer[this.#length++] = LF;
    return this.#length > BUFFER_BYTES / 2;
  }

  /** Hands what is collected to the disk, and goes on while that is written. Waits for the write before. */
  async flush(): Promise<void> {
    await this.#writing;
    const [full, length] = [this.#buffer, this.#length];
    this.#buffer = this.#spare;
    this.#spare = full;
    this.#length = 0;
    this.#writing = this.#write(full, length);
    // A failure is seen by whoever waits next; until then it is not unhandled.
    this.#writing.catch(() => {});
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.flush();
    await this.#writing;
    this.#closed = true;
    await this.#handle.close();
  }

  /** Closes and deletes. */
  async remove(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      await this.#writing.catch(() => {});
      await this.#handle.close();
    }
    await rm(this.path, { force: true });
  }

  async #write(buffer: Buffer, length: number): Promise<void> {
    for (let written = 0; written < length; )
      written += (await this.#handle.write(buffer, written, length - written)).bytesWritten;
  }

  #number(value: number): void {
    const buffer = this.#buffer;
    let digits = 1;
    for (let bound = 10; value >= bound; bound *= 10) digits++;
    let rest = value;
    for (let i = this.#length + digits - 1; i >= this.#length; i--) {
      buffer[i] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.#length += digits;
    buffer[this.#length++] = this.#delimiterByte;
  }
}

/**
 * The rows of a stage as a relation: file_no, line, c0, c1, … as varchar. Nothing is left to DuckDB's guessing.
 * @param quote one character, or empty for none
 */
export function stageRows(stage: CsvStage, fields: number, quote: string, maxLineBytes: number): Sql {
  const columns = Array.from({ length: fields }, (_, i) => sql`, ${sql.id(`c${i}`)}: 'varchar'`);
  const maxLine = maxLineBytes + 64;
  return sql`read_csv(${stage.path}, header = false, auto_detect = false, delim = ${stage.delimiter}, quote = ${quote},
    escape = ${quote}, new_line = '\\n', columns = {file_no: 'integer', line: 'bigint' ${sql.join(columns, "")}},
    max_line_size = ${maxLine}, buffer_size = ${Math.max(8 * 1024 * 1024, 4 * maxLine)})`;
}
