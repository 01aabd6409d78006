/** A mistake in how a command was called. Its message says what was expected. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
