import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import { SnapshotError } from "../../matchers/linkage/parse-model.ts";
import { KeyFileError } from "../config/key-file.ts";
import { ConfigError } from "../config/problem.ts";
import { TruthFileError } from "../evaluation/truth-file.ts";
import { NoAcceptedRunError } from "../ledger/accepted-run.ts";
import { RunLockedError } from "../ledger/run-lock.ts";
import { StateError } from "../ledger/state.ts";
import { LinkModelError } from "../link/read-model.ts";
import { MemoryTooSmallError } from "../nightly/budget.ts";
import { NoSourceError } from "../nightly/no-source-error.ts";
import { RegisterUnreadError } from "../nightly/register-unread-error.ts";
import { RuleExpressionError } from "../quality/expression.ts";
import { OutboxError } from "../sync/outbox.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { say } from "./output.ts";
import { UsageError } from "./usage-error.ts";

/** Tells a person what went wrong, without a value of a person's, and gives the exit code. */
export function reportFailure(error: unknown): ExitCode {
  const code = exitCodeOfError(error);
  for (const line of wordsOf(error, code)) say(line);
  return code;
}

function wordsOf(error: unknown, code: ExitCode): string[] {
  const refused = refusedPath(error);
  if (refused !== undefined)
    return [
      `no right to read or write ${refused}: call lamsach as the user who runs the nights, or give this one the right.`,
    ];
  if (code === EXIT.usage || code === EXIT.locked || code === EXIT.inputMissing) return [(error as Error).message];
  if (code === EXIT.temporary)
    return [
      error instanceof EngineError && !error.diskFull
        ? "The memory given was not enough: raise `memory` in the config and run again; finished stages are kept. `lamsach plan` says about how much the extracts need."
        : "The disk is full: free some and run again; finished stages are kept. `lamsach plan` says about how much a run needs.",
    ];
  const again = "Run again; if it stays, report it with the run's log. Finished stages are kept.";
  if (error instanceof EngineError)
    return [
      `The database engine failed: ${error.message}.`,
      `${again} A power cut or a failing disk may have damaged a finished stage: move the folder \`store\` out of the work folder, and all is computed anew.`,
    ];
  const known = error instanceof Error ? error : new Error("unknown failure");
  const own = !["Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError"].includes(known.name);
  const errno = (known as NodeJS.ErrnoException).code;
  const called = typeof errno === "string" ? `${known.name} ${errno}` : known.name;
  return [`${called} at ${placeOf(known)}: a fault of LamSach. ${again}`, ...(own ? [known.message] : [])];
}

/** Errors whose whole message says what the caller must mend. */
const USAGE = [
  ConfigError,
  UsageError,
  OutboxError,
  KeyFileError,
  LinkModelError,
  TruthFileError,
  RuleExpressionError,
  NoAcceptedRunError,
  StateError,
  SnapshotError,
  MemoryTooSmallError,
] as const;

/** What the user has no right to; undefined where that is not what went wrong. */
function refusedPath(error: unknown): string | undefined {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  return code === "EACCES" || code === "EROFS" ? (path ?? "a file") : undefined;
}

/** The exit code of a failure, saying nothing. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (refusedPath(error) !== undefined) return EXIT.usage;
  if (USAGE.some((kind) => error instanceof kind)) return EXIT.usage;
  if (error instanceof RunLockedError) return EXIT.locked;
  if ([InputError, NoSourceError, RegisterUnreadError].some((kind) => error instanceof kind)) return EXIT.inputMissing;
  if (error instanceof EngineError && error.outOfMemory) return EXIT.temporary;
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOSPC") return EXIT.temporary;
  if ((error as NodeJS.ErrnoException | undefined)?.code === "EDQUOT") return EXIT.temporary;
  return EXIT.internal;
}

/** Where in our own code; the message of an unforeseen error may hold a value, so it is not shown. */
function placeOf(error: Error): string {
  const line = error.stack?.split("\n").find((text) => /(pipelines|matchers|connectors)\//.test(text));
  return /((?:pipelines|matchers|connectors)\/[^):]+:\d+)/.exec(line ?? "")?.[1] ?? "an unknown place";
}
