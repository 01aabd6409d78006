import { open, readFile } from "node:fs/promises";
import { streamXlsxRows } from "hucre/xlsx";
import type { Sql } from "../duckdb/sql.ts";
import { ByteSource } from "./byte-source.ts";
import { fileProblem, formatProblem, InputError } from "./input-error.ts";
import { type ExtractFile, limitsOf } from "./read-request.ts";
import { type FileReading, type FormatReader, headerColumns, type Reading, targetsOf } from "./reading.ts";
import type { RowTable } from "./row-table.ts";
import { refuseSecondHeader } from "./second-header.ts";
import { valueText } from "./value-text.ts";
import { zipSizes } from "./zip-limits.ts";

/** A spreadsheet is read packed into memory; larger ones are not spreadsheets any more. */
const MAX_PACKED_BYTES = 256 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 2 * 1024 ** 3;
const MAX_ENTRIES = 10_000;
/** Below this much output a high ratio is harmless. */
const RATIO_FREE_BYTES = 64 * 1024 * 1024;

/**
 * XLSX, row by row. The first row that is not empty is the header. Cells that hold numbers are counted a column
 * (`xlsx.numeric_cell`): where the column holds identity numbers or phones, leading zeros are already lost.
 */
export class XlsxReader implements FormatReader {
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
    await this.#checkSizes(file);
    let targets: readonly { index: number; target: number }[] | undefined;
    let header: readonly string[] = [];
    const numeric = new Map<number, number>();
    let accepted = 0;
    try {
      const content = await readFile(file.path);
      for await (const { index, values } of streamXlsxRows(content, { sheet: request.sheet ?? 0 })) {
        if (values.every((value) => valueText(value) === null)) continue;
        if (!targets) {
          header = Array.from(values, (value) => valueText(value) ?? "");
          targets = targetsOf(headerColumns(this.#reading, file, header));
          continue;
        }
        if (accepted === 0) {
          const place = { source: request.source, file: file.name, line: index + 1 };
          refuseSecondHeader(header, Array.from(values, valueText), request.contract, place);
        }
        const row: (string | null)[] = [];
        for (const { index: cell, target } of targets) {
          const value = values[cell];
          row[target] = valueText(value);
          if (typeof value === "number") numeric.set(target, (numeric.get(target) ?? 0) + 1);
        }
        this.#rows.add(fileNo, index + 1, row);
        accepted++;
      }
    } catch (error) {
      throw formatProblem(error, { source: request.source, file: file.name }, () =>
        this.#problem(file, "xlsx.unreadable", "the workbook or its sheet cannot be read"),
      );
    }
    if (!targets) throw this.#problem(file, "xlsx.no_header", "the sheet is not there or has no rows");
    if (accepted === 0) notes.push({ file: file.name, code: "file.no_rows" });
    for (const [target, count] of numeric)
      notes.push({
        file: file.name,
        code: "xlsx.numeric_cell",
        column: request.contract.columns[target]?.name ?? "",
        count,
      });
    return { bytes: source.bytes, sha256: source.sha256, accepted };
  }

  finish(): Promise<Sql> {
    return Promise.resolve(this.#rows.finish());
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  /** Refuses archives that unpack to far more than a workbook does, before anything is unpacked. */
  async #checkSizes(file: ExtractFile): Promise<void> {
    const handle = await open(file.path, "r").catch((error: unknown) => {
      throw fileProblem(error, this.#reading.request.source, file.name);
    });
    try {
      const sizes = await zipSizes(handle);
      if (!sizes) throw this.#problem(file, "xlsx.unreadable", "the file is not an XLSX workbook, or is cut short");
      const { maxRatio } = limitsOf(this.#reading.request);
      if (
        sizes.packed > MAX_PACKED_BYTES ||
        sizes.entries > MAX_ENTRIES ||
        sizes.unpacked > MAX_UNPACKED_BYTES ||
        (sizes.unpacked > RATIO_FREE_BYTES && sizes.unpacked > sizes.packed * maxRatio)
      )
        throw this.#problem(file, "xlsx.too_large", "the workbook unpacks to more than is allowed");
    } finally {
      await handle.close();
    }
  }

  #problem(file: ExtractFile, code: string, what: string): InputError {
    const { source, sheet } = this.#reading.request;
    return new InputError({
      source,
      file: file.name,
      code,
      what,
      expected: sheet === undefined ? "an XLSX workbook with a header row" : `an XLSX workbook with a sheet "${sheet}"`,
      advice: "Check the source's format and sheet in the config, or ask for the extract as CSV.",
    });
  }
}
