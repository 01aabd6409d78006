import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One corrected fact with the key of its source. */
export interface Fact {
  readonly fields: readonly string[];
  readonly source: string;
}

/**
 * Reads a correction table: tab-separated facts, `#` comments, and `@source KEY` lines
 * that name the source of the facts below them.
 */
export function readFacts(folder: string, file: string): Fact[] {
  const facts: Fact[] = [];
  let source = "";
  for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (line.startsWith("@source ")) source = line.slice("@source ".length);
    else facts.push({ fields: line.split("\t"), source });
  }
  return facts;
}
