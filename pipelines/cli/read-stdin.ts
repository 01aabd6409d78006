import { createInterface } from "node:readline/promises";
import { say } from "./output.ts";

/** The lines of standard input that are not blank, trimmed. At a terminal it says what it waits for and takes one line. */
export async function readStdin(what: string): Promise<string[]> {
  const atTerminal = process.stdin.isTTY === true;
  if (atTerminal) say(`Type ${what} and press Enter:`);
  const lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") lines.push(line.trim());
    if (atTerminal && lines.length > 0) break;
  }
  return lines;
}
