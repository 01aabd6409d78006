/** Formats an extract may come in. */
type ExtractFormat = "csv" | "jsonl" | "parquet" | "arrow" | "xlsx" | "qcvn109";

/** Text encodings a source may declare. Legacy Vietnamese ones are decoded and composed (NFC) on the way in. */
export type TextEncoding =
  | "utf-8"
  | "utf-16le"
  | "utf-16be"
  | "tcvn3"
  | "vni"
  | "vps"
  | "viqr"
  | "viscii"
  | "windows-1258"
  | "windows-1252";

/** A column the reader delivers, and the headers it may stand under in a file. */
interface ContractColumn {
  /** Name in the output: `[a-z_][a-z0-9_]*`. */
  readonly name: string;
  /** Accepted headers, best first; compared without case, marks, spaces and punctuation. The name itself is always accepted. */
  readonly headers: readonly string[];
  readonly required: boolean;
  /** Columns that stand in for it: it counts as there where one of them is. Their cells are not put in its place here. */
  readonly otherwise?: readonly string[];
}

/**
 * What a source promises about its columns.
 *
 * | | `freeze` (the default of sources) | other |
 * |---|---|---|
 * | required column missing | the source stops with an `InputError` | `report`: read as blanks, reported |
 * | a contract column twice in a header | the source stops with an `InputError` | the first is read, reported |
 * | extra column | dropped and reported | `report`: the same; `ignore`: dropped silently |
 *
 * A column that is not required and missing is read as blanks and reported.
 */
export interface ColumnContract {
  readonly columns: readonly ContractColumn[];
  readonly onExtra: "freeze" | "report" | "ignore";
  readonly onMissing: "freeze" | "report";
}

/** Bounds on foreign input; what passes them is quarantined (a line) or refused (a file). */
export interface ReadLimits {
  /** Longest record in bytes after decoding. Default 1 MiB. */
  readonly maxLineBytes?: number;
  /** Largest ratio of unpacked to packed bytes. Default 200. */
  readonly maxRatio?: number;
  /** Largest file in bytes after unpacking. Default 256 GiB. */
  readonly maxBytes?: number;
}

export interface ExtractFile {
  /** Absolute path. */
  readonly path: string;
  /** What is shown: the path relative to the inbox. */
  readonly name: string;
  /** SHA-256 of the content, hex, where it is known beforehand: the file is refused when it reads otherwise. */
  readonly sha256?: string;
}

export interface ReadRequest {
  readonly source: string;
  readonly format: ExtractFormat;
  readonly files: readonly ExtractFile[];
  /** One character or several. Default: tab for `.tsv` and `.tab`, else a comma. */
  readonly delimiter?: string;
  /** One ASCII character, or empty for none. Default `"`. A quote inside a quoted field is doubled. */
  readonly quote?: string;
  /** Default UTF-8; a byte order mark wins over it. */
  readonly encoding?: TextEncoding;
  /** Default: gzip when the file starts as gzip does. */
  readonly compression?: "gzip" | "none";
  /** XLSX sheet by name; the first one when left out. */
  readonly sheet?: string;
  readonly contract: ColumnContract;
  /** Where `rows.parquet` goes. */
  readonly rowsPath: string;
  /** Where `quarantine.parquet` goes. */
  readonly quarantinePath: string;
  /** Working folder inside the engine's allowed folders. */
  readonly tempDirectory: string;
  readonly limits?: ReadLimits;
}

/** What became of one file. `physicalRows` = `accepted` + `quarantined`; headers and empty lines are not rows. */
export interface FileCount {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of the file as it lies there, hex. */
  readonly sha256: string;
  readonly physicalRows: number;
  readonly accepted: number;
  readonly quarantined: number;
}

type HeaderDeviation = "extra" | "missing" | "renamed" | "duplicated" | "reordered";

/** A header that is not as the contract has it. Columns whose header could be data are called `#n`. */
export interface HeaderFinding {
  readonly file: string;
  readonly kind: HeaderDeviation;
  readonly column: string;
}

/** Something a reader noticed that is neither a lost row nor a header. */
export interface ReadNote {
  readonly file: string;
  /** Such as `xlsx.numeric_cell`, `file.header_only`, `encoding.byte_order_mark`. */
  readonly code: string;
  readonly column?: string;
  readonly count?: number;
}

export interface ReadResult {
  readonly files: readonly FileCount[];
  readonly headers: readonly HeaderFinding[];
  readonly notes: readonly ReadNote[];
}

/** The limits in force. */
export function limitsOf(request: ReadRequest): Required<ReadLimits> {
  return {
    maxLineBytes: request.limits?.maxLineBytes ?? 1024 * 1024,
    maxRatio: request.limits?.maxRatio ?? 200,
    maxBytes: request.limits?.maxBytes ?? 256 * 1024 ** 3,
  };
}
