import type { InputError } from "../../connectors/readers/input-error.ts";
import type { FailedSource } from "../stages/prepared-source.ts";

type Unread = Pick<FailedSource, "source" | "message">;

/** A night whose register could not be read, nor could other sources: all are told, or the next night ends on the second of them. */
export class RegisterUnreadError extends Error {
  override readonly name = "RegisterUnreadError";
  /** The register first. */
  readonly failed: readonly Unread[];

  constructor(register: InputError, others: readonly Unread[]) {
    super([register.message, "Not read either:", ...others.map(({ message }) => `  ${message}`)].join("\n"));
    this.failed = [{ source: register.problem.source, message: register.message }, ...others];
  }
}

/** What stops a night whose register could not be read. */
export function registerUnread(register: InputError, others: readonly Unread[]): InputError | RegisterUnreadError {
  return others.length === 0 ? register : new RegisterUnreadError(register, others);
}
