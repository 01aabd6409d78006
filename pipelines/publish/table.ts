import type { Sql } from "../../connectors/duckdb/sql.ts";
import type { Column } from "../../matchers/record.ts";

/** A published table and what its columns mean. */
export interface Table {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
  readonly columns: readonly Column[];
}

/** A view over the published tables. */
export interface View extends Table {
  readonly query: Sql;
}

/** A column with its meaning in both languages. */
export const column = (name: string, type: string, vi: string, en: string): Column => ({ name, type, vi, en });
