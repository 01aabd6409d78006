import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import type { ListNumbers } from "../list-numbers.ts";
import { readNamesWhole } from "./irregular-names.ts";
import type { LegacyEncoding } from "./legacy-encoding.ts";
import { findingListsSql, irregularNamesSql, nameColumnsSql } from "./name-columns.ts";
import { readWords } from "./name-words.ts";

export interface NameDictionaryRequest {
  /** Select with a varchar column `raw`: names as read. `buildNameDictionary` wants each once. */
  readonly values: Sql;
  /** The table to create, or the beginning of the working tables' names. */
  readonly into: string;
  /** Numbers the lists of findings. */
  readonly lists: ListNumbers;
  /** The encoding the column was misread from, when the profile declares one. */
  readonly encoding?: LegacyEncoding;
}

/** Names understood, ready to be put beside any rows that hold them. */
export interface NameTables {
  /**
   * The rows of a select with a column `raw`, and beside them the columns of the name dictionary. Cheaper than a join
   * with the dictionary: regular names are put together from small tables of words as the rows stream by.
   */
  columns(rows: Sql): Sql;
  /** Drops the working tables. */
  drop(): Promise<void>;
}

/**
 * Understands all names of a column: each distinct word once, and whole those names that are not made of regular words
 * only. Both ways to a name give what `standardiseName` gives. Makes the temp tables `into`_words, _irregular, _findings.
 */
export async function prepareNames(c: Connection, request: NameDictionaryRequest): Promise<NameTables> {
  const { into, values, lists } = request;
  const tables = { words: `${into}_words`, irregular: `${into}_irregular`, findings: `${into}_findings` };
  const encoding = await readWords(c, values, tables.words, request.encoding);
  await c.run(sql`create temp table ${sql.id(tables.findings)} as ${findingListsSql(lists)}`, "write finding lists");
  await readNamesWhole(c, irregularNamesSql(values, tables.words), tables.irregular, { encoding, lists });
  return {
    columns: (rows) => nameColumnsSql(rows, tables),
    drop: async () => {
      for (const table of Object.values(tables)) await c.run(sql`drop table ${sql.id(table)}`, "drop words of names");
    },
  };
}

/**
 * Creates the table `into` (raw, name, name_key, name_kind, family, middle, given, name_code, key_code, family_code,
 * middle_code, middle2_code, given_code, findings: a number of `lists`): one row a distinct name.
 */
export async function buildNameDictionary(c: Connection, request: NameDictionaryRequest): Promise<void> {
  const raws = `${request.into}_raws`;
  await c.run(
    sql`create temp table ${sql.id(raws)} as select raw from (${request.values}) where raw is not null`,
    "collect names",
  );
  const values = sql`select raw from ${sql.id(raws)}`;
  const names = await prepareNames(c, { ...request, values });
  await c.run(sql`create table ${sql.id(request.into)} as ${names.columns(values)}`, "put names together");
  await names.drop();
  await c.run(sql`drop table ${sql.id(raws)}`, "drop collected names");
}
