import { stat } from "node:fs/promises";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import { sql } from "../../connectors/duckdb/sql.ts";

/** Columns that a truth file must have. */
const COLUMNS = ["source", "record_id", "role", "person_number", "distinguishable", "kind"] as const;

/** A truth file that a run cannot be held against. The message says what was expected and holds no value of the file. */
export class TruthFileError extends Error {
  override readonly name = "TruthFileError";

  constructor(what: string) {
    super(
      `the truth file ${what}. Expected a CSV whose header names ${COLUMNS.join(", ")} (and stranger, if you will), with a line for every record: docs/sample-data.md.`,
    );
  }
}

/** Looks a truth file over. @throws TruthFileError when it is empty, no CSV, or lacks a column or every row */
export async function checkTruthFile(c: Connection, path: string): Promise<void> {
  const { size } = await stat(path);
  if (size === 0) throw new TruthFileError("is empty");
  const read = sql`read_csv(${path}, all_varchar = true, header = true)`;
  let names: string[];
  let rows: number;
  try {
    const columns = await c.rows<{ name: string }>(
      sql`select column_name as name from (describe select * from ${read})`,
      "read the truth's header",
    );
    names = columns.map(({ name }) => name);
    ({ rows } = await c.row<{ rows: number }>(sql`select count(*) as rows from ${read}`, "count the truth's rows"));
  } catch (error) {
    if (!(error instanceof EngineError) || error.outOfMemory) throw error;
    throw new TruthFileError("cannot be read as CSV in UTF-8");
  }
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new TruthFileError(`has no column ${missing.join(", ")}`);
  if (rows === 0) throw new TruthFileError("has a header and no row");
}
