import { EXIT } from "./exit-code.ts";

/** What a stream says when nobody reads it any more: `| head` has enough, the terminal was closed. */
const NOBODY_READS: ReadonlySet<string> = new Set(["EPIPE", "EIO", "ECONNRESET"]);

let lost: NodeJS.ErrnoException | undefined;
const noteLoss = (error: NodeJS.ErrnoException): void => {
  lost ??= error;
};
const ignoreLoss = (): void => {};

/**
 * Lets a command go on when what it says can no longer be written: without a listener Node ends it with its own trace, in the
 * middle of a night as well. To be asked for once, before anything is said.
 */
export function outliveOutput(): void {
  process.stdout.off("error", noteLoss).on("error", noteLoss);
  process.stderr.off("error", ignoreLoss).on("error", ignoreLoss);
  // Facts that got lost though somebody waits for them, as on a full disk, are no success.
  process.once("exit", (code) => {
    if (code === 0 && lost && !NOBODY_READS.has(lost.code ?? ""))
      process.exitCode = lost.code === "ENOSPC" || lost.code === "EDQUOT" ? EXIT.temporary : EXIT.internal;
  });
}

/** Whether what is written to standard output gets to nobody. */
export function isUnheard(): boolean {
  return lost !== undefined;
}
