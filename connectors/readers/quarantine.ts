import { BIGINT, VARCHAR } from "@duckdb/node-api";
import type { ColumnAppender, Connection } from "../duckdb/connection.ts";
import { sql } from "../duckdb/sql.ts";

/** Why a row did not come in, in the words of users. */
export const QUARANTINE_REASONS = {
  "row.fields": {
    vi: "Số cột của dòng khác với dòng tiêu đề",
    en: "The row has another number of fields than the header",
  },
  "row.quote": {
    vi: "Dấu ngoặc kép mở mà không đóng, hoặc đóng sai chỗ",
    en: "A quote is not closed, or closed in the wrong place",
  },
  "row.too_long": { vi: "Dòng dài quá giới hạn", en: "The row is longer than the limit" },
  "row.nul_byte": { vi: "Dòng có byte rỗng (NUL)", en: "The row contains NUL bytes" },
  "row.encoding": {
    vi: "Dòng có byte không đúng bảng mã đã khai báo",
    en: "The row has bytes that are not in the declared encoding",
  },
  "row.json": { vi: "Dòng không phải là một đối tượng JSON", en: "The line is not a JSON object" },
  "row.xml": { vi: "Phần tử công dân không đọc được", en: "The citizen element cannot be read" },
} as const;

export type QuarantineReason = keyof typeof QUARANTINE_REASONS;

/** Most characters of a raw line that are kept. */
const RAW_CHARACTERS = 65_536;

/** Rows that could not be read, on their way to `quarantine.parquet`. */
export class Quarantine {
  readonly #source: string;
  readonly #appender: ColumnAppender;
  #count = 0;

  private constructor(source: string, appender: ColumnAppender) {
    this.#source = source;
    this.#appender = appender;
  }

  /** Opens the temporary table `quarantined` on the connection. */
  static async open(c: Connection, source: string): Promise<Quarantine> {
    await c.run(
      sql`create temp table quarantined
        (source varchar, file varchar, line bigint, reason varchar, detail varchar, raw varchar)`,
      "open quarantine",
    );
    const types = [VARCHAR, VARCHAR, BIGINT, VARCHAR, VARCHAR, VARCHAR];
    return new Quarantine(source, await c.appender("quarantined", types, "write quarantine"));
  }

  /** Rows so far. */
  get count(): number {
    return this.#count;
  }

  /** @param detail what is wrong, without a value of the row; `raw` is the row as read */
  add(file: string, line: number, reason: QuarantineReason, detail: string, raw: string): void {
    this.#count++;
    const shown = raw.slice(0, RAW_CHARACTERS).replaceAll("\0", "\u2400");
    this.#appender.append([this.#source, file, BigInt(line), reason, detail, shown]);
  }

  /** Writes what is left; the table is then complete. */
  close(): void {
    this.#appender.close();
  }
}
