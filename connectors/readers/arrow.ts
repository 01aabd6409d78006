import { createReadStream } from "node:fs";
import { DataType, RecordBatchReader, type Vector } from "apache-arrow";
import type { Sql } from "../duckdb/sql.ts";
import { ByteSource } from "./byte-source.ts";
import { formatProblem, InputError } from "./input-error.ts";
import type { ExtractFile } from "./read-request.ts";
import { type FileReading, type FormatReader, headerColumns, type Reading, targetsOf } from "./reading.ts";
import type { RowTable } from "./row-table.ts";
import { valueText } from "./value-text.ts";

/** Arrow IPC, as a file or as a stream, plain or in gzip, one record batch in memory at a time. */
export class ArrowReader implements FormatReader {
  readonly #reading: Reading;
  readonly #rows: RowTable;

  constructor(reading: Reading, rows: RowTable) {
    this.#reading = reading;
    this.#rows = rows;
  }

  async read(file: ExtractFile, fileNo: number): Promise<FileReading> {
    const { request, notes } = this.#reading;
    const source = new ByteSource({ ...request, compression: "none" }, file);
    for await (const _ of source.blocks());
    let accepted = 0;
    let targets: readonly { index: number; target: number }[] | undefined;
    try {
      const content = new ByteSource(request, file);
      // Unpacked blocks are nobody else's; those of a plain file are overwritten, and Arrow keeps them.
      const reader = (await content.isPacked())
        ? await RecordBatchReader.from(content.blocks())
        : await RecordBatchReader.from(createReadStream(file.path));
      await reader.open();
      for await (const batch of reader) {
        targets ??= this.#header(file, batch.schema.fields);
        const vectors = targets.map(({ index }) => batch.getChildAt(index));
        for (let i = 0; i < batch.numRows; i++) {
          const values: (string | null)[] = [];
          targets.forEach(({ target }, k) => {
            values[target] = cellText(vectors[k], i);
          });
          this.#rows.add(fileNo, ++accepted, values);
        }
      }
      targets ??= this.#header(file, reader.schema?.fields ?? []);
    } catch (error) {
      const place = { source: request.source, file: file.name };
      throw formatProblem(error, place, () => unreadable(place));
    }
    if (accepted === 0) notes.push({ file: file.name, code: "file.no_rows" });
    return { bytes: source.bytes, sha256: source.sha256, accepted };
  }

  finish(): Promise<Sql> {
    return Promise.resolve(this.#rows.finish());
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  #header(file: ExtractFile, fields: readonly { name: string; type: DataType }[]) {
    const columns = headerColumns(
      this.#reading,
      file,
      fields.map(({ name }) => name),
    );
    const targets = targetsOf(columns);
    for (const { index, target } of targets) {
      const type = plainType(fields[index]?.type);
      if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type))
        this.#reading.notes.push({
          file: file.name,
          code: "column.numeric",
          column: this.#reading.request.contract.columns[target]?.name ?? "",
        });
    }
    return targets;
  }
}

function unreadable(place: { readonly source: string; readonly file: string }): InputError {
  return new InputError({
    ...place,
    code: "arrow.unreadable",
    what: "the file is not Arrow IPC, is cut short, uses a compression this reader does not know, or has bytes that are no UTF-8 text",
    expected: "a whole Arrow IPC file or stream, its columns uncompressed; the file as a whole may be in gzip",
    advice: "Check the source's format in the config, or ask for the extract as Parquet.",
  });
}

/** The type of a column's values, also where each is kept once and pointed at. */
const plainType = (type: DataType | undefined): DataType | undefined =>
  DataType.isDictionary(type) ? (type.dictionary as DataType) : type;

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function cellText(vector: Vector | null | undefined, row: number): string | null {
  const value: unknown = vector?.get(row);
  if (value === null || value === undefined) return null;
  const type = plainType(vector?.type);
  if (typeof value === "number" && DataType.isDate(type)) return valueText(new Date(value));
  if (typeof value === "number" && DataType.isTimestamp(type))
    return type.timezone ? momentText(value) : valueText(new Date(value));
  if (DataType.isDecimal(type)) return decimalText(String(value as bigint), type.scale);
  if (DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isFixedSizeBinary(type))
    return valueText(UTF8.decode(value as Uint8Array));
  return valueText(value);
}

const VIETNAM = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Ho_Chi_Minh",
  dateStyle: "short",
  timeStyle: "medium",
});

/** A moment by the clock of Vietnam, whatever zone its column names: yyyy-mm-dd hh:mm:ss, the date alone at midnight. */
function momentText(milliseconds: number): string {
  return VIETNAM.format(milliseconds)
    .replace(/^\d+/, (year) => year.padStart(4, "0"))
    .replace(/ 00:00:00$/, "");
}

/**
 * A decimal, given as its digits without the point; whole where nothing but zeros is behind it, as other numbers are.
 * Arrow gives it as words of 32 bits that write themselves so.
 */
function decimalText(digits: string, scale: number): string {
  const [sign, figures] = digits.startsWith("-") ? ["-", digits.slice(1)] : ["", digits];
  const padded = figures.padStart(scale + 1, "0");
  const point = padded.length - scale;
  const fraction = padded.slice(point).replace(/0+$/, "");
  return `${sign}${padded.slice(0, point)}${fraction === "" ? "" : `.${fraction}`}`;
}
