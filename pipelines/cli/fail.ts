import { EngineError } from "../../connectors/duckdb/engine-error.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import { ConfigError } from "../config/problem.ts";
import { RunLockedError } from "../ledger/run-lock.ts";
import { OutboxError } from "../sync/outbox.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { say } from "./output.ts";

/** A mistake in how a command was called. Its message says what was expected. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Tells a person what went wrong, without a value of a person's, and gives the exit code. */
export function reportFailure(error: unknown): ExitCode {
  if (error instanceof ConfigError || error instanceof UsageError || error instanceof OutboxError) {
    say(error.message);
    return EXIT.usage;
  }
  if (error instanceof RunLockedError) {
    say(error.message);
    return EXIT.locked;
  }
  if (error instanceof InputError) {
    say(error.message);
    return EXIT.inputMissing;
  }
  if (error instanceof EngineError) {
    say(`The database engine failed: ${error.message}.`);
    if (error.outOfMemory) {
      say(
        "It ran out of the memory or disk it was given. Raise `memory` in the config or free disk, and run again: finished stages are kept.",
      );
      return EXIT.temporary;
    }
    say("Run again; if it stays, report it with the run's log. Finished stages are kept.");
    return EXIT.internal;
  }
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOSPC") {
    say("No space is left on the disk. Free some and run again: finished stages are kept.");
    return EXIT.temporary;
  }
  const known = error instanceof Error ? error : new Error("unknown failure");
  say(`${known.name} at ${placeOf(known)}: a fault of LamSach. Run again; if it stays, report it with the run's log.`);
  if (known.name !== "Error" && known.name !== "TypeError" && known.name !== "RangeError") say(known.message);
  return EXIT.internal;
}

/** Where in our own code; the message of an unforeseen error may hold a value, so it is not shown. */
function placeOf(error: Error): string {
  const line = error.stack?.split("\n").find((text) => /(pipelines|matchers|connectors)\//.test(text));
  return /((?:pipelines|matchers|connectors)\/[^):]+:\d+)/.exec(line ?? "")?.[1] ?? "an unknown place";
}
