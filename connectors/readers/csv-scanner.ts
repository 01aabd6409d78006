/** How fields and records of a CSV file are set apart. All are single bytes. */
export interface CsvDialect {
  readonly delimiter: number;
  /** −1 for none. A quote inside a quoted field is doubled. */
  readonly quote: number;
}

export type RecordProblem = "none" | "quote" | "long";

const ORDINARY = 0;
const NEWLINE = 1;
const QUOTE = 2;
const DELIMITER = 3;
const NUL = 4;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** More lines than this in one record: a quote was opened and never closed. */
const MAX_RECORD_LINES = 64;

/**
 * Finds the next record in a buffer. Reads as DuckDB's strict reader does: a quote opens a field only at its start
 * (spaces before it do not count, see `padding`) and only spaces may follow the closing one; elsewhere it is an ordinary
 * character. LF, CR LF and CR all end a line. The result stands in the fields, so that a call makes no garbage.
 */
export class CsvScanner {
  readonly #quote: number;
  readonly #classes = new Uint8Array(256);
  readonly #maxBytes: number;

  /** Where the record's text ends, before its newline. */
  contentEnd = 0;
  /** Where the next record starts. */
  next = 0;
  fields = 0;
  /** Line ends the record has, its own included. */
  lines = 0;
  hasNul = false;
  problem: RecordProblem = "none";
  /** Where each run of spaces before an opening quote begins and ends, where it is longer than the one DuckDB passes over. */
  readonly padding: number[] = [];

  constructor(dialect: CsvDialect, maxBytes: number) {
    this.#quote = dialect.quote;
    this.#maxBytes = maxBytes;
    this.#classes[LF] = NEWLINE;
    this.#classes[CR] = NEWLINE;
    this.#classes[0] = NUL;
    if (dialect.quote >= 0) this.#classes[dialect.quote] = QUOTE;
    this.#classes[dialect.delimiter] = DELIMITER;
  }

  /**
   * Scans from `start`. False when the record goes on beyond `end` and more bytes can come (`final` is false).
   * On a problem, only `problem`, `lines` and `hasNul` mean something.
   */
  scan(buffer: Uint8Array, start: number, end: number, final: boolean): boolean {
    const classes = this.#classes;
    const limit = Math.min(end, start + this.#maxBytes);
    let fields = 1;
    let fieldStart = start;
    this.lines = 0;
    this.hasNul = false;
    this.problem = "none";
    this.padding.length = 0;
    for (let i = start; i < limit; i++) {
      const kind = classes[buffer[i]!]!;
      if (kind === ORDINARY) continue;
      if (kind === DELIMITER) {
        fields++;
        fieldStart = i + 1;
      } else if (kind === NEWLINE) {
        if (buffer[i] === CR && i + 1 === end && !final) return false;
        this.fields = fields;
        this.lines++;
        this.contentEnd = i;
        this.next = buffer[i] === CR && i + 1 < end && buffer[i + 1] === LF ? i + 2 : i + 1;
        return true;
      } else if (kind === NUL) {
        this.hasNul = true;
      } else if (onlySpaces(buffer, fieldStart, i)) {
        if (i - fieldStart > 1) this.padding.push(fieldStart, i);
        const close = this.#closingQuote(buffer, i + 1, limit);
        if (close === -1) {
          if (limit < start + this.#maxBytes && !final && this.lines <= MAX_RECORD_LINES) return false;
          this.problem = "quote";
          return true;
        }
        let after = close + 1;
        while (after < limit && buffer[after] === SPACE) after++;
        if (after === limit && limit === end && !final) return false;
        if (after < limit && classes[buffer[after]!] !== DELIMITER && classes[buffer[after]!] !== NEWLINE) {
          this.problem = "quote";
          return true;
        }
        i = after - 1;
      }
    }
    if (limit === start + this.#maxBytes) {
      this.problem = "long";
      return true;
    }
    if (!final) return false;
    this.fields = fields;
    this.contentEnd = end;
    this.next = end;
    return true;
  }

  /** Index of the quote that closes the field, or −1 when it does not come before `limit` or within the lines allowed. */
  #closingQuote(buffer: Uint8Array, from: number, limit: number): number {
    const quote = this.#quote;
    for (let i = from; i < limit; i++) {
      const byte = buffer[i]!;
      if (byte === quote) {
        if (i + 1 < limit && buffer[i + 1] === quote) i++;
        else return i;
      } else if (byte === LF || (byte === CR && buffer[i + 1] !== LF)) {
        if (++this.lines > MAX_RECORD_LINES) return -1;
      } else if (byte === 0) this.hasNul = true;
    }
    return -1;
  }
}

function onlySpaces(buffer: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (buffer[i] !== SPACE) return false;
  return true;
}
