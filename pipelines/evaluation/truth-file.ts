import { stat } from "node:fs/promises";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";

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

/**
 * Looks a truth file over: what would be scored as a fault of matching and is one of the file is refused.
 * @throws TruthFileError when it is empty, no CSV, lacks a column or every row, or says what cannot be scored
 */
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
  await checkTruthRows(c, read);
}

async function checkTruthRows(c: Connection, read: Sql): Promise<void> {
  const { repeated, untold, cut } = await c.row<{ repeated: number; untold: number; cut: number }>(
    // A spreadsheet takes the one or two zeros in front of a 12-digit number away.
    sql`select count(*) - count(distinct (source, record_id, role)) as repeated,
        count(*) filter (coalesce(distinguishable, '') not in ('', '0', '1')) as untold,
        count(*) filter (regexp_full_match(person_number, '[0-9]{10,11}')) as cut
      from ${read}`,
    "look the truth's rows over",
  );
  if (repeated > 0) throw new TruthFileError(`tells of a record more than once, on ${repeated} rows too many`);
  if (untold > 0) throw new TruthFileError(`has ${untold} rows whose distinguishable is neither 0 nor 1 nor blank`);
  if (cut > 0)
    throw new TruthFileError(
      `has ${cut} rows whose person_number has 10 or 11 digits: save it with its zeros, as text`,
    );
}
