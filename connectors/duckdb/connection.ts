import { type DuckDBConnection, DuckDBDataChunk, type DuckDBType, type DuckDBValue } from "@duckdb/node-api";
import { EngineError } from "./engine-error.ts";
import { type Sql, sql } from "./sql.ts";

/** Rows a data chunk holds at most (DuckDB's vector size). */
const CHUNK_ROWS = 2048;

/** A connection that speaks `Sql` and whose errors hold no values. */
export class Connection {
  readonly #connection: DuckDBConnection;
  readonly #onClose: () => void;
  #closed = false;
  /** Streams that are not drained yet. */
  #streams = 0;

  constructor(connection: DuckDBConnection, onClose: () => void = () => {}) {
    this.#connection = connection;
    this.#onClose = onClose;
  }

  /** Runs a statement for its effect. `step` names it in errors. */
  async run(statement: Sql, step: string): Promise<void> {
    const { text, values } = statement.compile();
    try {
      await this.#connection.run(text, given(values));
    } catch (error) {
      throw new EngineError(step, error);
    }
  }

  /** Runs many small statements at once, which spares a round each. They may hold no parameters. */
  async script(statements: readonly Sql[], step: string): Promise<void> {
    if (statements.length > 0) await this.run(sql.join(statements, ";\n"), step);
  }

  /**
   * Reads a small result as objects. Integers come as numbers when they are safe, else as bigint;
   * dates and decimals should be formatted in SQL.
   */
  async rows<T extends object>(statement: Sql, step: string): Promise<T[]> {
    const { text, values } = statement.compile();
    try {
      const reader = await this.#connection.runAndReadAll(text, given(values));
      return reader.getRowObjectsJS().map((row) => narrow(row) as T);
    } catch (error) {
      throw new EngineError(step, error);
    }
  }

  /** Reads the one row of a result. @throws EngineError when there is not exactly one. */
  async row<T extends object>(statement: Sql, step: string): Promise<T> {
    const rows = await this.rows<T>(statement, step);
    if (rows.length !== 1) throw new EngineError(step, `Result Error: expected 1 row, got ${rows.length}`);
    return rows[0] as T;
  }

  /**
   * Streams a result by column chunks (at most 2,048 rows each), without holding it in memory.
   * Nothing else may run on this connection until the stream is drained.
   */
  async *columns(statement: Sql, step: string): AsyncGenerator<DuckDBValue[][]> {
    const { text, values } = statement.compile();
    this.#streams++;
    try {
      const pending = await this.#connection.startStream(text, values);
      const result = await pending.getResult();
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnValues(i));
      }
    } catch (error) {
      throw error instanceof EngineError ? error : new EngineError(step, error);
    } finally {
      this.#streams--;
    }
  }

  /**
   * A writer of columns into an existing table, in chunks; much faster than inserts. What is appended while a stream is open
   * on this connection is held until the stream is drained: writing it would end the stream early, without an error.
   * @param types one DuckDB type a column, in the table's order
   */
  async appender(table: string, types: readonly DuckDBType[], step: string): Promise<ColumnAppender> {
    try {
      return new ColumnAppender(await this.#connection.createAppender(table), types, step, () => this.#streams > 0);
    } catch (error) {
      throw new EngineError(step, error);
    }
  }

  /** Runs the work in one transaction: all of it or nothing. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run(sql`begin transaction`, "begin");
    try {
      const result = await work();
      await this.run(sql`commit`, "commit");
      return result;
    } catch (error) {
      await this.run(sql`rollback`, "rollback").catch(() => {});
      throw error;
    }
  }

  /** Stops the statement under way; it fails with class `INTERRUPT Error`. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.closeSync();
    this.#onClose();
  }
}

/** Collects rows column by column and hands them to DuckDB in chunks. */
export class ColumnAppender {
  readonly #appender: Awaited<ReturnType<DuckDBConnection["createAppender"]>>;
  readonly #types: readonly DuckDBType[];
  readonly #step: string;
  readonly #mustWait: () => boolean;
  #columns: DuckDBValue[][];
  #held: DuckDBDataChunk[] = [];

  constructor(
    appender: Awaited<ReturnType<DuckDBConnection["createAppender"]>>,
    types: readonly DuckDBType[],
    step: string,
    mustWait: () => boolean,
  ) {
    this.#appender = appender;
    this.#types = types;
    this.#step = step;
    this.#mustWait = mustWait;
    this.#columns = types.map(() => []);
  }

  /** Adds a row; values stand in the table's column order. */
  append(row: readonly DuckDBValue[]): void {
    for (let i = 0; i < this.#types.length; i++) this.#columns[i]!.push(row[i] ?? null);
    if (this.#columns[0]!.length === CHUNK_ROWS) this.#flush();
  }

  /** Writes what is left and closes. */
  close(): void {
    this.#flush();
    try {
      if (this.#mustWait()) throw new Error("appender closed before the stream on its connection was drained");
      this.#write();
      this.#appender.closeSync();
    } catch (error) {
      throw new EngineError(this.#step, error);
    }
  }

  #flush(): void {
    const rows = this.#columns[0]?.length ?? 0;
    if (rows === 0) return;
    try {
      const chunk = DuckDBDataChunk.create(this.#types, rows);
      chunk.setColumns(this.#columns);
      this.#held.push(chunk);
      if (!this.#mustWait()) this.#write();
    } catch (error) {
      throw new EngineError(this.#step, error);
    }
    this.#columns = this.#types.map(() => []);
  }

  #write(): void {
    for (const chunk of this.#held) this.#appender.appendDataChunk(chunk);
    this.#held = [];
  }
}

/** What a statement without parameters is given: nothing, for then it is planned once and not, as a prepared one may be, twice. */
const given = <T>(values: T[]): T[] | undefined => (values.length > 0 ? values : undefined);

function narrow(row: Record<string, unknown>): Record<string, unknown> {
  for (const key of Object.keys(row)) {
    const value = row[key];
    if (typeof value === "bigint" && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER)
      row[key] = Number(value);
  }
  return row;
}
