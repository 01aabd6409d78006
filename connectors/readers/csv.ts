import { extname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { type Sql, sql } from "../duckdb/sql.ts";
import { ByteSource } from "./byte-source.ts";
import { CsvStage, stageRows } from "./csv-stage.ts";
import { type ExtractFile, limitsOf, type ReadRequest } from "./read-request.ts";
import { contractColumns, type FileReading, type FormatReader, headerColumns, type Reading } from "./reading.ts";
import { RecordPass } from "./record-pass.ts";
import { refuseSecondHeader } from "./second-header.ts";
import { isOneByte, STAND_IN, withStandIn } from "./stand-in.ts";
import { utf8Blocks } from "./text-source.ts";

type Columns = readonly (number | null)[];

/**
 * CSV. Every byte is looked at once here: that unpacks, decodes, finds the rows that are not whole, and writes the good ones
 * with file and line number to a staging file a layout, which DuckDB reads in parallel. (DuckDB alone knows no line
 * numbers, maps columns by position, and lets an open quote swallow good rows.)
 */
export class CsvReader implements FormatReader {
  readonly #reading: Reading;
  readonly #layouts = new Map<string, { stage: CsvStage; columns: Columns; written: string }>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  async read(file: ExtractFile, fileNo: number): Promise<FileReading> {
    const { request, notes } = this.#reading;
    const written = delimiterOf(request, file);
    const delimiter = isOneByte(written) ? written : STAND_IN;
    const quote = quoteOf(request);
    const source = new ByteSource(request, file);
    const options = { delimiter, quote: quote || null, relax_quotes: true, ltrim: true };
    const cellsOf = (row: Buffer) => (parse(row, options) as string[][])[0] ?? [];
    let header: readonly string[] = [];
    const pass = new RecordPass(this.#reading, {
      file,
      fileNo,
      dialect: { delimiter: delimiter.charCodeAt(0), quote: quote === "" ? -1 : quote.charCodeAt(0) },
      ...(delimiter === written ? {} : { asWritten: (text: string) => text.replaceAll(STAND_IN, written) }),
      fieldsReason: "row.fields",
      first: (row, line) =>
        refuseSecondHeader(header, cellsOf(row), request.contract, { source: request.source, file: file.name, line }),
      stage: async (line) => {
        header = cellsOf(line);
        return await this.#stage(headerColumns(this.#reading, file, header), delimiter, written);
      },
    });
    const text = utf8Blocks(source.blocks(), request, file, notes);
    for await (const block of delimiter === written ? text : withStandIn(text, written)) await pass.take(block);
    await pass.end();
    return { bytes: source.bytes, sha256: source.sha256, accepted: pass.accepted };
  }

  async finish(): Promise<Sql> {
    const { request } = this.#reading;
    const parts: Sql[] = [];
    for (const { stage, columns, written } of this.#layouts.values()) {
      await stage.close();
      const rows = stageRows(stage, columns.length, quoteOf(request), limitsOf(request).maxLineBytes);
      const asWritten = (column: Sql) =>
        written === stage.delimiter ? column : sql`replace(${column}, ${stage.delimiter}, ${written})`;
      const values = contractColumns(this.#reading, columns, (i) => asWritten(sql.id(`c${i}`)));
      parts.push(sql`select file_no, line, ${values} from ${rows}`);
    }
    return sql.join(parts, " union all ");
  }

  async dispose(): Promise<void> {
    for (const { stage } of this.#layouts.values()) await stage.remove();
  }

  async #stage(columns: Columns, delimiter: string, written: string): Promise<CsvStage> {
    const key = JSON.stringify([columns, written]);
    const known = this.#layouts.get(key);
    if (known) return known.stage;
    const path = join(this.#reading.request.tempDirectory, `layout-${this.#layouts.size}.csv`);
    const stage = await CsvStage.create(path, delimiter);
    this.#layouts.set(key, { stage, columns, written });
    return stage;
  }
}

function delimiterOf(request: ReadRequest, file: ExtractFile): string {
  if (request.delimiter !== undefined) return request.delimiter;
  const plainName = file.name.toLowerCase().replace(/\.gz$/, "");
  return [".tsv", ".tab"].includes(extname(plainName)) ? "\t" : ",";
}

function quoteOf(request: ReadRequest): string {
  return request.quote ?? '"';
}
