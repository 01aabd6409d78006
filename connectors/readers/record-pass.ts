import { isUtf8 } from "node:buffer";
import { type CsvDialect, CsvScanner } from "./csv-scanner.ts";
import type { CsvStage } from "./csv-stage.ts";
import { InputError } from "./input-error.ts";
import type { QuarantineReason } from "./quarantine.ts";
import { type ExtractFile, limitsOf } from "./read-request.ts";
import type { Reading } from "./reading.ts";

const LF = 0x0a;
const CR = 0x0d;
/** Bytes of a bad row that are decoded for the quarantine. */
const RAW_BYTES = 256 * 1024;

/** What a pass does with the records it finds. */
export interface RecordPassOptions {
  readonly file: ExtractFile;
  readonly fileNo: number;
  readonly dialect: CsvDialect;
  /** Where whole rows go: found from the bytes of the header line; in formats without header a stage for rows of one field. */
  readonly stage: CsvStage | ((header: Buffer) => Promise<CsvStage>);
  /** Is given the first whole row, its bytes and its line. */
  readonly first?: (row: Buffer, line: number) => void;
  /** A row's text as the file has it, where it was changed on the way here. */
  readonly asWritten?: (text: string) => string;
  /** Why a row with another number of fields is bad. */
  readonly fieldsReason: QuarantineReason;
}

/**
 * One pass over the text of one file, in UTF-8 blocks: whole records go to a stage with their line number, the others to
 * the quarantine. A record that is not whole never takes others with it: after an open quote, reading goes on at the next line.
 */
export class RecordPass {
  readonly #reading: Reading;
  readonly #options: RecordPassOptions;
  readonly #scanner: CsvScanner;
  readonly #maxBytes: number;
  #held: Buffer = Buffer.alloc(0);
  #stage: CsvStage | undefined;
  #fields = 1;
  #line = 1;
  /** Inside a line that is too long: its rest is passed over. */
  #skipping = false;
  #accepted = 0;
  #rejected = 0;

  constructor(reading: Reading, options: RecordPassOptions) {
    this.#reading = reading;
    this.#options = options;
    this.#stage = typeof options.stage === "function" ? undefined : options.stage;
    this.#maxBytes = limitsOf(reading.request).maxLineBytes;
    this.#scanner = new CsvScanner(options.dialect, this.#maxBytes);
  }

  /** Whole records so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Takes the next block; it may be overwritten afterwards. */
  async take(block: Buffer): Promise<void> {
    await this.#scan(this.#held.length === 0 ? block : Buffer.concat([this.#held, block]), false);
  }

  /** Takes the end of the file. @throws InputError when there was no header */
  async end(): Promise<void> {
    await this.#scan(this.#held, true);
    const { file } = this.#options;
    if (!this.#stage) throw this.#headerProblem("csv.no_header", "the file has no header", "a header line");
    if (this.#accepted + this.#rejected === 0) this.#reading.notes.push({ file: file.name, code: "file.no_rows" });
  }

  async #scan(buffer: Buffer, final: boolean): Promise<void> {
    const scanner = this.#scanner;
    const end = buffer.length;
    const whole = final ? end : Math.max(buffer.lastIndexOf(LF), buffer.lastIndexOf(CR)) + 1;
    const valid = isUtf8(buffer.subarray(0, whole));
    let position = 0;
    while (position < end) {
      if (this.#skipping) {
        const lineEnd = endOfLine(buffer, position, end, final);
        position = lineEnd === -1 ? end : lineEnd;
        if (lineEnd === -1) break;
        this.#line++;
        this.#skipping = false;
        continue;
      }
      if (!scanner.scan(buffer, position, end, final)) break;
      const { contentEnd, problem, fields, lines, hasNul, next } = scanner;
      if (problem === "long" && lines === 0) {
        this.#reject("row.too_long", `more than ${this.#maxBytes} bytes`, buffer, position, end);
        this.#skipping = true;
        continue;
      }
      if (problem !== "none" || (lines > 1 && this.#stage && fields !== this.#fields)) {
        // What looked like one record of several lines is not: only its first line is bad for certain.
        const lineEnd = endOfLine(buffer, position, end, final);
        if (lineEnd === -1) break;
        this.#reject("row.quote", "quote not closed on its line, or text after it", buffer, position, lineEnd);
        position = lineEnd;
        this.#line++;
        continue;
      }
      if (contentEnd > position) {
        if (!this.#stage) await this.#header(buffer.subarray(position, contentEnd));
        else if (hasNul) this.#reject("row.nul_byte", "NUL bytes", buffer, position, contentEnd);
        else if (fields !== this.#fields)
          this.#reject(
            this.#options.fieldsReason,
            `expected ${this.#fields} fields, found ${fields}`,
            buffer,
            position,
            contentEnd,
          );
        else if (!valid && !isUtf8(buffer.subarray(position, contentEnd)))
          this.#reject("row.encoding", "bytes that are no text in the encoding", buffer, position, contentEnd);
        else {
          if (this.#accepted === 0) this.#options.first?.(buffer.subarray(position, contentEnd), this.#line);
          this.#accepted++;
          if (this.#take(this.#stage, buffer, position, contentEnd)) await this.#stage.flush();
        }
      }
      position = next;
      this.#line += lines;
    }
    this.#held = Buffer.from(buffer.subarray(position));
  }

  /** Hands a whole row to the stage. True when it is to be flushed. */
  #take(stage: CsvStage, buffer: Buffer, from: number, to: number): boolean {
    const { fileNo } = this.#options;
    const { padding } = this.#scanner;
    if (padding.length === 0) return stage.add(fileNo, this.#line, buffer, from, to);
    const row = withoutRuns(buffer, [from, ...padding, to]);
    return stage.add(fileNo, this.#line, row, 0, row.length);
  }

  async #header(line: Buffer): Promise<void> {
    if (this.#scanner.hasNul)
      throw this.#headerProblem(
        "csv.header_nul",
        "the header line has NUL bytes, as UTF-16 text has",
        "text as declared",
      );
    if (this.#scanner.lines > 1 || !isUtf8(line))
      throw this.#headerProblem("csv.header", "the header line cannot be read", "one line in the declared encoding");
    this.#fields = this.#scanner.fields;
    const { stage } = this.#options;
    this.#stage = typeof stage === "function" ? await stage(line) : stage;
  }

  #reject(reason: QuarantineReason, detail: string, buffer: Buffer, from: number, to: number): void {
    if (!this.#stage)
      throw this.#headerProblem("csv.header", `the header line cannot be read (${detail})`, "one whole line");
    this.#rejected++;
    const raw = buffer.toString("utf8", from, Math.min(to, from + RAW_BYTES)).replace(/[\r\n]+$/, "");
    const { file, asWritten = (text) => text } = this.#options;
    this.#reading.quarantine.add(file.name, this.#line, reason, detail, asWritten(raw));
  }

  #headerProblem(code: string, what: string, expected: string): InputError {
    return new InputError({
      source: this.#reading.request.source,
      file: this.#options.file.name,
      line: this.#line,
      code,
      what,
      expected,
      advice: "Check the source's format, encoding, delimiter and quote in the config.",
    });
  }
}

/** What lies between the runs: from the first bound to the second, from the third to the fourth, and so on. */
function withoutRuns(buffer: Buffer, bounds: readonly number[]): Buffer {
  return Buffer.concat(bounds.flatMap((from, i) => (i % 2 === 0 ? [buffer.subarray(from, bounds[i + 1])] : [])));
}

/** Where the line that starts at `from` ends, its newline included; −1 when that is not known yet. */
function endOfLine(buffer: Buffer, from: number, end: number, final: boolean): number {
  const lf = buffer.indexOf(LF, from);
  const before = lf === -1 ? end : lf;
  const cr = buffer.subarray(from, before).indexOf(CR);
  if (cr !== -1) {
    const at = from + cr;
    if (at + 1 === end && !final) return -1;
    return buffer[at + 1] === LF ? at + 2 : at + 1;
  }
  if (lf !== -1) return lf + 1;
  return final ? end : -1;
}
