import { join } from "node:path";
import { type Sql, sql } from "../duckdb/sql.ts";
import { ByteSource } from "./byte-source.ts";
import { CsvStage, stageRows } from "./csv-stage.ts";
import { type ExtractFile, limitsOf } from "./read-request.ts";
import { contractColumns, type FileReading, type FormatReader, headerColumns, type Reading } from "./reading.ts";
import { RecordPass } from "./record-pass.ts";
import { utf8Blocks } from "./text-source.ts";

/** Parts line number and text in a stage: a control character, which no valid JSON text contains. */
const DELIMITER = "\x1f";
const NUMERIC = new Set(["UBIGINT", "BIGINT", "DOUBLE", "HUGEINT", "UHUGEINT"]);

/** DuckDB follows nesting by recursion: some ten thousand levels take the whole process down. No record has as many brackets. */
const MAX_BRACKETS = 1000;
const tooDeep = sql`case when strlen(c0) > ${MAX_BRACKETS}
  then length(c0) - length(replace(replace(c0, '[', ''), '{', '')) > ${MAX_BRACKETS} else false end`;
/** A line is an object; DuckDB itself would turn a broken line into a row of nulls. */
const isObject = sql`case when ${tooDeep} then false when json_valid(c0) then json_type(c0) = 'OBJECT' else false end`;
/** A NUL character, as JSON writes it; behind a backslash that is itself a letter the figures are letters too. */
const hasNul = sql`case when contains(c0, '\\u0000') then regexp_matches(c0, '(^|[^\\\\])(\\\\\\\\)*\\\\u0000') else false end`;
const isWhole = sql`(${isObject}) and not (${hasNul})`;

/** JSON lines. Columns are the top-level keys; a nested value is read as its JSON text. */
export class JsonlReader implements FormatReader {
  readonly #reading: Reading;
  readonly #stages: CsvStage[] = [];
  readonly #parts: Sql[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  async read(file: ExtractFile, fileNo: number): Promise<FileReading> {
    const { request, notes } = this.#reading;
    const source = new ByteSource(request, file);
    const stage = await CsvStage.create(join(request.tempDirectory, `file-${fileNo}.csv`), DELIMITER);
    this.#stages.push(stage);
    const pass = new RecordPass(this.#reading, {
      file,
      fileNo,
      dialect: { delimiter: DELIMITER.charCodeAt(0), quote: -1 },
      fieldsReason: "row.json",
      stage,
    });
    for await (const block of utf8Blocks(source.blocks(), request, file, notes)) await pass.take(block);
    await pass.end();
    await stage.close();
    const lines = stageRows(stage, 1, "", limitsOf(request).maxLineBytes);
    const broken = await this.#quarantineBroken(file, lines);
    const accepted = pass.accepted - broken;
    if (accepted > 0) await this.#columns(file, lines);
    return { bytes: source.bytes, sha256: source.sha256, accepted };
  }

  finish(): Promise<Sql> {
    if (this.#parts.length > 0) return Promise.resolve(sql.join(this.#parts, " union all "));
    const none = contractColumns(this.#reading, [], () => sql`null`);
    return Promise.resolve(sql`select cast(0 as integer) as file_no, cast(0 as bigint) as line, ${none} where false`);
  }

  async dispose(): Promise<void> {
    for (const stage of this.#stages) await stage.remove();
  }

  /** A stream needs a connection of its own; the quarantine is written on the other. */
  async #quarantineBroken(file: ExtractFile, lines: Sql): Promise<number> {
    const c = await this.#reading.engine.connect();
    let count = 0;
    try {
      const broken = sql`select line, c0, ${tooDeep}, ${isObject} from ${lines} where not (${isWhole})`;
      for await (const [numbers, texts, deep, objects] of c.columns(broken, "find broken JSON lines"))
        for (let i = 0; i < (numbers?.length ?? 0); i++, count++)
          this.#reading.quarantine.add(
            file.name,
            Number(numbers?.[i]),
            objects?.[i] ? "row.nul_byte" : "row.json",
            objects?.[i]
              ? "NUL characters (\\u0000)"
              : deep?.[i]
                ? `more than ${MAX_BRACKETS} brackets`
                : "not a JSON object",
            String(texts?.[i]),
          );
    } finally {
      c.close();
    }
    return count;
  }

  async #columns(file: ExtractFile, lines: Sql): Promise<void> {
    const { c, notes } = this.#reading;
    const { structure } = await c.row<{ structure: string }>(
      sql`select json_group_structure(cast(c0 as json)) as structure from ${lines} where ${isWhole}`,
      "find JSON keys",
    );
    const found = JSON.parse(structure) as Record<string, unknown> | string;
    // Of objects without any key the structure is the word JSON.
    const keys = typeof found === "string" ? [] : Object.entries(found);
    const names = keys.map(([name]) => name);
    const columns = headerColumns(this.#reading, file, names);
    keys.forEach(([, type], i) => {
      const target = columns[i];
      const column =
        target === null || target === undefined ? undefined : this.#reading.request.contract.columns[target];
      if (column && NUMERIC.has(String(type)))
        notes.push({ file: file.name, code: "column.numeric", column: column.name });
    });
    // Only what is read is asked for: a key without a name, which DuckDB has no field for, spoils no file.
    const read = names.filter((_, i) => typeof columns[i] === "number");
    const shape = JSON.stringify(Object.fromEntries(read.map((name) => [name, "VARCHAR"])));
    const object = read.length === 0 ? sql`null` : sql`from_json(c0, ${shape})`;
    const values = contractColumns(this.#reading, columns, (i) => sql`o[${names[i] ?? ""}]`);
    this.#parts.push(sql`
      select file_no, line, ${values}
      from (select file_no, line, ${object} as o from ${lines} where ${isWhole})`);
  }
}
