import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import type { InputFile } from "./find-inputs.ts";

/** A failure of the engine over values in a source's rows, as one of that source alone; anything else comes back as it was. */
export function valueProblem(error: unknown, source: string, files: readonly Pick<InputFile, "name">[]): unknown {
  if (!(error instanceof EngineError) || !error.ofValues) return error;
  return new InputError({
    code: "rows.engine",
    source,
    file: files.map(({ name }) => name).join(", "),
    what: `the database engine fails on a value in its rows (${error.errorClass} in step "${error.step}")`,
    expected: "rows that are read or put aside one by one",
    advice: "This is a fault of LamSach: report it with the run's log. Nothing of this source was used.",
  });
}
