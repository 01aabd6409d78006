/** Classes whose messages speak of the statement, which holds no values (they are parameters), not of rows. */
const STATEMENT_ERRORS: ReadonlySet<string> = new Set(["Parser Error", "Binder Error", "Catalog Error"]);

/** What the system says of a full disk; DuckDB has several classes for it, after the statement that met it. */
const DISK_FULL = /No space left on device|Disk quota exceeded|max_temp_directory_size/;

/** Classes that speak of values in rows: other rows may pass where these did not. */
const VALUE_ERRORS: ReadonlySet<string> = new Set(["Conversion Error", "Invalid Input Error", "Out of Range Error"]);

/**
 * What DuckDB said, without what it quoted. DuckDB puts the offending values into its messages
 * (`Could not convert string '…'`, `Duplicate key "k: …"`), so only the error class is kept.
 */
export class EngineError extends Error {
  override readonly name = "EngineError";
  /** The text before the first colon of DuckDB's message, such as `Conversion Error`. */
  readonly errorClass: string;
  /** The step's name, as its author gave it. */
  readonly step: string;
  /** DuckDB's own words: may hold persons' values. Never log or print it. */
  readonly #restricted: string;

  constructor(step: string, cause: unknown) {
    const text = cause instanceof Error ? cause.message : String(cause);
    const errorClass = /[A-Z][A-Za-z ]{2,40} (?:Error|Exception)(?=:)/.exec(text)?.[0] ?? "Error";
    const about = STATEMENT_ERRORS.has(errorClass) ? `: ${text.split("\n", 1)[0]}` : "";
    super(`${errorClass} in step "${step}"${about}`);
    this.errorClass = errorClass;
    this.step = step;
    this.#restricted = text;
  }

  /** True when the statement ran out of the memory or disk it was given: less work at a time may help. */
  get outOfMemory(): boolean {
    return this.errorClass.startsWith("Out of Memory") || this.diskFull;
  }

  /** True when it ran out of disk, to write a file or to put aside what the memory could not hold. */
  get diskFull(): boolean {
    return DISK_FULL.test(this.#restricted);
  }

  /** True when values in rows were the cause, not the machine or the statement. */
  get ofValues(): boolean {
    return VALUE_ERRORS.has(this.errorClass);
  }

  /** DuckDB's full message, for files that only the operator can read. */
  restrictedText(): string {
    return this.#restricted;
  }
}
