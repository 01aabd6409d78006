import type { Connection } from "../duckdb/connection.ts";
import type { Engine } from "../duckdb/engine.ts";
import { type Sql, sql } from "../duckdb/sql.ts";
import { matchHeader } from "./header.ts";
import type { Quarantine } from "./quarantine.ts";
import type { ExtractFile, HeaderFinding, ReadNote, ReadRequest } from "./read-request.ts";

/** What the readers of all formats share while a source is read. */
export interface Reading {
  readonly request: ReadRequest;
  readonly engine: Engine;
  readonly c: Connection;
  readonly quarantine: Quarantine;
  readonly headers: HeaderFinding[];
  readonly notes: ReadNote[];
}

/** What a format's reader says about a file; the quarantine counts for itself. */
export interface FileReading {
  readonly bytes: number;
  readonly sha256: string;
  readonly accepted: number;
}

/** Reads files of one format. */
export interface FormatReader {
  /** @param fileNo counts from 1 */
  read(file: ExtractFile, fileNo: number): Promise<FileReading>;
  /** Ends reading. The query gives file_no, line and every contract column as varchar. */
  finish(): Promise<Sql>;
  /** Frees files; called whatever happened. */
  dispose(): Promise<void>;
}

/** Matches a file's header and keeps the findings. @returns the contract column of each file column, or null */
export function headerColumns(
  reading: Reading,
  file: ExtractFile,
  header: readonly string[],
): readonly (number | null)[] {
  const place = { source: reading.request.source, file: file.name };
  const match = matchHeader(header, reading.request.contract, place);
  reading.headers.push(...match.findings);
  return match.columns;
}

/** The contract's columns from a relation whose column `name(i)` holds the i-th file column; blank where a file has none. */
export function contractColumns(
  reading: Reading,
  columns: readonly (number | null)[],
  name: (index: number) => Sql,
): Sql {
  return sql.join(
    reading.request.contract.columns.map((column, target) => {
      const index = columns.indexOf(target);
      const value = index < 0 ? sql`cast(null as varchar)` : sql`nullif(${name(index)}, '')`;
      return sql`${value} as ${sql.id(column.name)}`;
    }),
  );
}

/** The file columns that are read, with the contract column each goes to. */
export function targetsOf(columns: readonly (number | null)[]): { index: number; target: number }[] {
  return columns.flatMap((target, index) => (target === null ? [] : [{ index, target }]));
}
