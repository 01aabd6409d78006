import { EngineError } from "../../connectors/duckdb/engine-error.ts";

/** What may be logged of an error: its class and where it happened, never its words. */
export interface Failure {
  readonly error_class: string;
  readonly step?: string;
  readonly code?: string;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return { error_class: error.errorClass, step: error.step };
  if (error instanceof Error) {
    const code = (error as NodeJS.ErrnoException).code;
    return { error_class: error.name, ...(typeof code === "string" ? { code } : {}) };
  }
  return { error_class: "unknown" };
}
