import { EngineError } from "../duckdb/engine-error.ts";

/** What an `InputError` says. */
export interface InputProblem {
  /** Stable code, such as `file.missing`, `header.required_missing`, `gzip.truncated`. */
  readonly code: string;
  readonly source: string;
  /** File as shown to users. */
  readonly file: string;
  readonly line?: number;
  /** What happened, without a value from the file. */
  readonly what: string;
  /** What was expected. */
  readonly expected: string;
  /** What to do next. */
  readonly advice: string;
}

/** A file that cannot be read at all as its source is declared. Holds no value from the file. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    const place = problem.line === undefined ? problem.file : `${problem.file} line ${problem.line}`;
    super(`Source "${problem.source}", ${place}: ${problem.what}. Expected ${problem.expected}. ${problem.advice}`);
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** Turns a failure of the file system into an `InputError`; anything else comes back as it was. */
export function fileProblem(error: unknown, source: string, file: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const where = { source, file };
  if (code === "ENOENT")
    return new InputError({
      ...where,
      code: "file.missing",
      what: "the file is not there",
      expected: "a readable file",
      advice: "Check that the extract was delivered and the source's path in the config.",
    });
  if (code === "EACCES" || code === "EPERM")
    return new InputError({
      ...where,
      code: "file.unreadable",
      what: "the file may not be read by this user",
      expected: "a readable file",
      advice: "Give the user that runs the job read permission.",
    });
  if (code === "EISDIR")
    return new InputError({
      ...where,
      code: "file.not_a_file",
      what: "this is a folder",
      expected: "a file",
      advice: "Name the files with a glob, such as inbox/*.csv.",
    });
  if (error instanceof Error && code && UNREADABLE.has(code))
    return new InputError({
      ...where,
      code: "file.unreadable",
      what: `the file cannot be read (${code})`,
      expected: "a readable file",
      advice: "Look after the disk or share it lies on, or have it delivered again.",
    });
  return error;
}

/**
 * What stopped a library that reads a format: failures of the engine (such as a full disk) and of the file system speak for
 * themselves; any other one is the content's, and becomes what `unreadable` makes of it.
 */
export function formatProblem(
  error: unknown,
  place: { readonly source: string; readonly file: string },
  unreadable: () => InputError,
): unknown {
  if (error instanceof InputError || error instanceof EngineError) return error;
  const isOfSystem = (error as NodeJS.ErrnoException | undefined)?.syscall !== undefined;
  return isOfSystem ? fileProblem(error, place.source, place.file) : unreadable();
}

/** What a failing disk, a lost network share or a path that cannot be one answers: one source is without its file, no more. */
const UNREADABLE = new Set([
  "EIO",
  "ESTALE",
  "ETIMEDOUT",
  "EHOSTDOWN",
  "ENXIO",
  "ENODEV",
  "ENOTDIR",
  "ELOOP",
  "ENAMETOOLONG",
]);
