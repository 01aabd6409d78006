import { BIGINT, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { ColumnAppender, Connection } from "../duckdb/connection.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import type { ColumnContract } from "./read-request.ts";

/** Rows read outside DuckDB, on their way to `rows.parquet`: a temporary table that spills. */
export class RowTable {
  readonly #contract: ColumnContract;
  readonly #appender: ColumnAppender;

  private constructor(contract: ColumnContract, appender: ColumnAppender) {
    this.#contract = contract;
    this.#appender = appender;
  }

  static async open(c: Connection, contract: ColumnContract): Promise<RowTable> {
    const columns = contract.columns.map(({ name }) => sql`, ${sql.id(name)} varchar`);
    await c.run(
      sql`create temp table read_rows (file_no integer, line bigint ${sql.join(columns, "")})`,
      "open row table",
    );
    const types = [INTEGER, BIGINT, ...contract.columns.map(() => VARCHAR)];
    return new RowTable(contract, await c.appender("read_rows", types, "write rows"));
  }

  /** @param values one a contract column; blank is null */
  add(fileNo: number, line: number, values: readonly (string | null | undefined)[]): void {
    this.#appender.append([fileNo, BigInt(line), ...this.#contract.columns.map((_, i) => values[i] || null)]);
  }

  /** Ends writing. The query gives all rows. */
  finish(): Sql {
    this.#appender.close();
    return sql`select * from read_rows`;
  }
}
