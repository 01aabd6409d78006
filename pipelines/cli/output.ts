import type { JsonOf } from "../ledger/canonical-json.ts";

/** Facts go to stdout: as JSON when asked, else as text. Everything else goes to stderr. */
export function printFacts<T>(facts: T & JsonOf<T>, text: string, json: boolean): void {
  process.stdout.write(
    json ? `${JSON.stringify(facts, null, 2)}\n` : text.endsWith("\n") || text === "" ? text : `${text}\n`,
  );
}

/** A line for the person at the terminal. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
