import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { type Sql, sql } from "../../connectors/duckdb/sql.ts";
import { exportArrow } from "../../connectors/writers/arrow.ts";
import { writeParquet } from "../../connectors/writers/parquet.ts";
import { writeJsonl } from "../../connectors/writers/text.ts";
import { writeXlsx } from "../../connectors/writers/xlsx.ts";
import { tcvn3Bytes } from "./dirt/legacy.ts";

/** How an extract's file is written in the end. */
export interface FileForm {
  readonly format: "csv" | "tsv" | "parquet" | "jsonl" | "arrow" | "xlsx" | "xml";
  readonly encoding?: "utf-16le" | "tcvn3" | "windows-1258";
  readonly gzip?: boolean;
}

export const CSV: FileForm = { format: "csv" };

/** One extract through every door, the others as CSV: the forms of the committed sample. */
export const MIXED_FORMS: Readonly<Record<string, FileForm>> = {
  "health-insurance": { format: "csv", encoding: "windows-1258" },
  elderly: { format: "csv", encoding: "tcvn3" },
  electricity: { format: "csv", encoding: "utf-16le" },
  vehicles: { format: "csv", gzip: true },
  passports: { format: "tsv" },
  "women-union": { format: "xlsx" },
  vneid: { format: "jsonl" },
  tax: { format: "parquet" },
  labour: { format: "arrow" },
};

/** Name of a source's file in a form. */
export function fileName(source: string, form: FileForm): string {
  return `${source}.${form.format}${form.gzip ? ".gz" : ""}`;
}

/**
 * Turns a finished UTF-8 CSV file (or an XML one, only packed) into its form, beside it, and removes it. Text encodings and gzip are made in memory:
 * they are for small samples.
 */
export async function intoForm(c: Connection, path: string, delimiter: string, form: FileForm): Promise<void> {
  const target = path.replace(/\.(csv|xml)$/, `.${form.format}${form.gzip ? ".gz" : ""}`);
  const rows = sql`select * from read_csv(${path}, all_varchar = true, header = true, delim = ${delimiter}, quote = '"', escape = '"', parallel = false)`;
  switch (form.format) {
    case "parquet":
      await writeParquet(c, rows, target);
      break;
    case "arrow":
      await exportArrow(c, rows, target);
      break;
    case "jsonl":
      await writeJsonl(c, rows, target);
      break;
    case "xlsx":
      await writeXlsx(c, rows, target, { sheet: "Danh sách" });
      break;
    case "tsv":
      await writeTabs(c, rows, target);
      break;
    default: {
      if (!form.encoding && !form.gzip) return;
      const bytes = encode(await readFile(path, "utf8"), form.encoding);
      await writeFile(`${target}.part`, form.gzip ? gzipSync(bytes) : bytes);
      await rename(`${target}.part`, target);
    }
  }
  if (target !== path) await rm(path);
}

async function writeTabs(c: Connection, rows: Sql, target: string): Promise<void> {
  await c.run(sql`copy (${rows}) to ${target} (format csv, header true, delimiter '\t')`, "write tabs");
}

function encode(text: string, encoding: FileForm["encoding"]): Buffer {
  switch (encoding) {
    case "utf-16le":
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    case "tcvn3":
      return tcvn3Bytes(text);
    case "windows-1258":
      return iconv.encode(splitTones(text), "windows-1258");
    default:
      return Buffer.from(text, "utf8");
  }
}

/** As windows-1258 wants it: letters with their shape in one code, the tone mark in a code of its own. */
function splitTones(text: string): string {
  let out = "";
  for (const letter of text.normalize("NFC")) {
    const apart = letter.normalize("NFD");
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(apart)?.[0];
    out += tone ? apart.replace(tone, "").normalize("NFC") + tone : letter;
  }
  return out;
}
