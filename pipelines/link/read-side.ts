import { join, relative } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import { readExtract } from "../../connectors/readers/read-extract.ts";
import { inputColumn } from "../../matchers/generic/dictionary.ts";
import { filesToRead } from "../config/find-files.ts";
import type { LinkSide } from "./load-link.ts";

/** What became of a side's rows: physical = accepted + quarantined. */
export interface SideCounts {
  readonly physical: number;
  readonly accepted: number;
  readonly quarantined: number;
}

/** A side as tables. */
interface ReadSide extends SideCounts {
  /** Parquet as `linkRecords` takes it. */
  readonly rows: string;
  readonly quarantine: string;
}

/** Reads one side's files. @throws InputError when a file cannot be read as told, or ids are blank or stand twice */
export async function readSide(
  engine: Engine,
  name: "register" | "records",
  side: LinkSide,
  folder: string,
): Promise<ReadSide> {
  const rows = join(folder, `${name}.parquet`);
  const quarantine = join(folder, `${name}-quarantine.parquet`);
  const files = filesToRead(side.paths, name, (path) => relative(side.folder, path));
  const { format, delimiter, quote, encoding, compression, sheet } = side;
  const column = (column: string, headers: readonly string[]) => ({ name: column, headers, required: true });
  const read = await readExtract(engine, {
    source: name,
    format: format === "tsv" ? "csv" : format,
    files: files.map((path) => ({ path, name: relative(side.folder, path) })),
    delimiter: delimiter ?? (format === "tsv" ? "\t" : ","),
    quote: quote ?? '"',
    encoding,
    ...(compression === "auto" ? {} : { compression }),
    ...(sheet === undefined ? {} : { sheet }),
    contract: {
      columns: [
        column("row_id", [side.id]),
        ...Object.entries(side.headers).map(([field, headers]) => column(inputColumn(field), headers)),
      ],
      onExtra: "ignore",
      onMissing: "freeze",
    },
    rowsPath: rows,
    quarantinePath: quarantine,
    tempDirectory: folder,
  }).catch((error: unknown) => {
    throw sayInFieldNames(error, name);
  });
  const c = await engine.connect();
  try {
    await checkIds(c, name, rows);
  } finally {
    c.close();
  }
  const sum = (count: "physicalRows" | "accepted" | "quarantined"): number =>
    read.files.reduce((total, file) => total + file[count], 0);
  return {
    rows,
    quarantine,
    physical: sum("physicalRows"),
    accepted: sum("accepted"),
    quarantined: sum("quarantined"),
  };
}

/** The reader speaks of profiles and of its own columns; a file for linking has neither. */
function sayInFieldNames(error: unknown, side: string): unknown {
  if (!(error instanceof InputError) || error.code !== "header.required_missing") return error;
  return new InputError({
    ...error.problem,
    what: error.problem.what.replace("row_id", "the id's").replace(/\bfield_/g, ""),
    advice: `Name the column's header in the file: \`${side}: HEADER\` of the field, or \`id\` of the ${side}.`,
  });
}

async function checkIds(c: Connection, source: string, rows: string): Promise<void> {
  const { blank, repeated, line } = await c.row<{ blank: number; repeated: number; line: number | null }>(
    sql`with counted as (select row_id, line, count(*) over (partition by row_id) as n from read_parquet(${rows}))
      select count(*) filter (row_id is null) as blank, count(*) filter (row_id is not null and n > 1) as repeated,
        min(line) filter (row_id is null or n > 1) as line from counted`,
    "check ids",
  );
  if (blank + repeated === 0) return;
  throw new InputError({
    source,
    file: "the rows read",
    ...(line === null ? {} : { line }),
    code: "id.repeated",
    what: `the id column is blank on ${blank} rows, and ${repeated} rows share their id with another`,
    expected: "an id of its own on every row",
    advice: "Name another column under `id`, or take the repeated rows out.",
  });
}
