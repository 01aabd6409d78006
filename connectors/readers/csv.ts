import { isUtf8 } from "node:buffer";
import { extname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { type Sql, sql } from "../duckdb/sql.ts";
import { ByteSource } from "./byte-source.ts";
import { type CsvDialect, CsvScanner } from "./csv-scanner.ts";
import { CsvStage } from "./csv-stage.ts";
import { InputError } from "./input-error.ts";
import { type ExtractFile, limitsOf, type ReadRequest } from "./read-request.ts";
import { contractColumns, type FileReading, type FormatReader, headerColumns, type Reading } from "./reading.ts";
import { utf8Blocks } from "./text-source.ts";

const LF = 0x0a;
const CR = 0x0d;

/**
 * CSV: every byte is looked at once here, which finds the rows that are not whole, decodes, and writes the good rows
 * with their file and line number to one staging file a layout; DuckDB reads those in parallel. A row that is not whole
 * never takes others with it: after an open quote, reading goes on at the next line.
 */
export class CsvReader implements FormatReader {
  readonly #reading: Reading;
  readonly #stages = new Map<string, { stage: CsvStage; columns: readonly (number | null)[]; delimiter: string }>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  async read(file: ExtractFile, fileNo: number): Promise<FileReading> {
    const { request, notes } = this.#reading;
    const source = new ByteSource(request, file);
    const pass = new CsvPass(this.#reading, file, fileNo, (columns, delimiter) => this.#stage(columns, delimiter));
    for await (const block of utf8Blocks(source.blocks(), request, file, notes)) await pass.take(block);
    await pass.end();
    return { bytes: source.bytes, sha256: source.sha256, accepted: pass.accepted };
  }

  async finish(): Promise<Sql> {
    const parts: Sql[] = [];
    for (const { stage, columns, delimiter } of this.#stages.values()) {
      await stage.close();
      const types = [
        sql`'file_no': 'integer'`,
        sql`'line': 'bigint'`,
        ...columns.map((_, i) => sql`${sql.lit(`c${i}`)}: 'varchar'`),
      ];
      const quote = quoteOf(this.#reading.request);
      const maxLine = limitsOf(this.#reading.request).maxLineBytes + 64;
      parts.push(sql`
        select file_no, line, ${contractColumns(this.#reading, columns, (i) => sql.id(`c${i}`))}
        from read_csv(${stage.path}, header = false, auto_detect = false, delim = ${delimiter}, quote = ${quote},
          escape = ${quote}, new_line = '\\n', columns = {${sql.join(types)}}, max_line_size = ${maxLine},
          buffer_size = ${Math.max(8 * 1024 * 1024, 4 * maxLine)})`);
    }
    return sql.join(parts, " union all ");
  }

  async dispose(): Promise<void> {
    for (const { stage } of this.#stages.values()) await stage.remove();
  }

  async #stage(columns: readonly (number | null)[], delimiter: string): Promise<CsvStage> {
    const key = JSON.stringify([columns, delimiter]);
    const known = this.#stages.get(key);
    if (known) return known.stage;
    const path = join(this.#reading.request.tempDirectory, `stage-${this.#stages.size}.csv`);
    const stage = await CsvStage.create(path, delimiter);
    this.#stages.set(key, { stage, columns, delimiter });
    return stage;
  }
}

/** One pass over one file. */
class CsvPass {
  readonly #reading: Reading;
  readonly #file: ExtractFile;
  readonly #fileNo: number;
  readonly #open: (columns: readonly (number | null)[], delimiter: string) => Promise<CsvStage>;
  readonly #dialect: CsvDialect;
  readonly #scanner: CsvScanner;
  #held: Buffer = Buffer.alloc(0);
  #stage: CsvStage | undefined;
  #fields = 0;
  #line = 1;
  /** Inside a line that is too long: its rest is passed over. */
  #skipping = false;
  accepted = 0;

  constructor(
    reading: Reading,
    file: ExtractFile,
    fileNo: number,
    open: (columns: readonly (number | null)[], delimiter: string) => Promise<CsvStage>,
  ) {
    this.#reading = reading;
    this.#file = file;
    this.#fileNo = fileNo;
    this.#open = open;
    const quote = quoteOf(reading.request);
    this.#dialect = {
      delimiter: delimiterOf(reading.request, file).charCodeAt(0),
      quote: quote === "" ? -1 : quote.charCodeAt(0),
    };
    this.#scanner = new CsvScanner(this.#dialect, limitsOf(reading.request).maxLineBytes);
  }

  async take(block: Buffer): Promise<void> {
    await this.#scan(this.#held.length === 0 ? block : Buffer.concat([this.#held, block]), false);
  }

  async end(): Promise<void> {
    await this.#scan(this.#held, true);
    if (!this.#stage) throw this.#problem("csv.no_header", "the file has no header", "a header line");
    if (this.#line <= 2 && this.accepted === 0)
      this.#reading.notes.push({ file: this.#file.name, code: "file.header_only" });
  }

  async #scan(buffer: Buffer, final: boolean): Promise<void> {
    const scanner = this.#scanner;
    const end = buffer.length;
    let position = 0;
    const wholeLines = final ? end : buffer.lastIndexOf(LF) + 1;
    const valid = isUtf8(buffer.subarray(0, wholeLines));
    while (position < end) {
      if (this.#skipping) {
        const lineEnd = endOfLine(buffer, position, end, final);
        if (lineEnd === -1) {
          position = end;
          break;
        }
        position = lineEnd;
        this.#line++;
        this.#skipping = false;
        continue;
      }
      if (!scanner.scan(buffer, position, end, final)) break;
      const multiLine = scanner.lines > 1;
      if (scanner.problem === "none" && scanner.contentEnd === position) {
        // An empty line is not a row.
      } else if (!this.#stage) {
        await this.#header(buffer.subarray(position, scanner.contentEnd));
      } else if (scanner.problem === "none" && scanner.fields === this.#fields && !scanner.hasNul) {
        if (valid || isUtf8(buffer.subarray(position, scanner.contentEnd))) {
          if (this.#stage.add(this.#fileNo, this.#line, buffer, position, scanner.contentEnd))
            await this.#stage.flush();
          this.accepted++;
        } else this.#quarantine("row.encoding", "not valid UTF-8", buffer, position, scanner.contentEnd);
      } else if (scanner.problem === "long" && scanner.lines === 0) {
        const limit = limitsOf(this.#reading.request).maxLineBytes;
        this.#quarantine("row.too_long", `more than ${limit} bytes`, buffer, position, end);
        this.#skipping = true;
        continue;
      } else if (scanner.problem !== "none" || (multiLine && scanner.fields !== this.#fields)) {
        // What looked like one record of several lines is not: only its first line is bad for certain.
        const lineEnd = endOfLine(buffer, position, end, true);
        this.#quarantine("row.quote", "quote not closed on its line, or text after it", buffer, position, lineEnd);
        position = lineEnd;
        this.#line++;
        continue;
      } else if (scanner.hasNul) {
        this.#quarantine("row.nul_byte", "NUL bytes", buffer, position, scanner.contentEnd);
      } else {
        const detail = `expected ${this.#fields} fields, found ${scanner.fields}`;
        this.#quarantine("row.fields", detail, buffer, position, scanner.contentEnd);
      }
      position = scanner.next;
      this.#line += scanner.lines;
    }
    this.#held = Buffer.from(buffer.subarray(position));
  }

  async #header(line: Buffer): Promise<void> {
    if (this.#scanner.problem !== "none" || this.#scanner.lines > 1 || !isUtf8(line))
      throw this.#problem("csv.header", "the header line cannot be read", "a header line in the declared encoding");
    if (this.#scanner.hasNul)
      throw this.#problem("csv.header_nul", "the header line has NUL bytes, as UTF-16 text has", "text as declared");
    const delimiter = String.fromCharCode(this.#dialect.delimiter);
    const quote = quoteOf(this.#reading.request) || null;
    const options = { delimiter, quote, relax_quotes: true, ltrim: true } as const;
    const header = (parse(line, options) as string[][])[0] ?? [];
    const columns = headerColumns(this.#reading, this.#file, header);
    this.#fields = this.#scanner.fields;
    this.#stage = await this.#open(columns, delimiter);
  }

  #quarantine(
    reason: Parameters<Reading["quarantine"]["add"]>[2],
    detail: string,
    buffer: Buffer,
    from: number,
    to: number,
  ) {
    const text = buffer.toString("utf8", from, Math.min(to, from + 4 * 65_536)).replace(/[\r\n]+$/, "");
    this.#reading.quarantine.add(this.#file.name, this.#line, reason, detail, text);
  }

  #problem(code: string, what: string, expected: string): InputError {
    return new InputError({
      source: this.#reading.request.source,
      file: this.#file.name,
      line: this.#line,
      code,
      what,
      expected,
      advice: "Check the source's format, encoding, delimiter and quote in the config.",
    });
  }
}

/** Where the line that starts at `from` ends, its newline included; −1 when it does not end in the buffer. */
function endOfLine(buffer: Buffer, from: number, end: number, final: boolean): number {
  const lf = buffer.indexOf(LF, from);
  const cr = buffer.indexOf(CR, from);
  if (cr !== -1 && (lf === -1 || cr < lf)) {
    if (cr + 1 === end && !final) return -1;
    return buffer[cr + 1] === LF ? cr + 2 : cr + 1;
  }
  if (lf !== -1) return lf + 1;
  return final ? end : -1;
}

function delimiterOf(request: ReadRequest, file: ExtractFile): string {
  if (request.delimiter !== undefined) return request.delimiter;
  const plainName = file.name.toLowerCase().replace(/\.gz$/, "");
  return [".tsv", ".tab"].includes(extname(plainName)) ? "\t" : ",";
}

function quoteOf(request: ReadRequest): string {
  return request.quote ?? '"';
}
