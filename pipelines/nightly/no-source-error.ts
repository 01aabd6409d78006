import type { FailedSource } from "../stages/prepared-source.ts";

/** A night in which not one source could be read: there is nothing to match, and an empty night would hide the last good one. */
export class NoSourceError extends Error {
  override readonly name = "NoSourceError";
  readonly failed: readonly FailedSource[];

  constructor(failed: readonly FailedSource[]) {
    super(
      [
        "No source could be read, so there is nothing to match. Nothing was published; the last good outputs stand.",
        ...failed.map(({ message }) => `  ${message}`),
      ].join("\n"),
    );
    this.failed = failed;
  }
}
