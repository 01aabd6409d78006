import { readdirSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { packageRoot } from "../../connectors/package-root.ts";
import { ConfigError, type Problem } from "../config/problem.ts";
import { schemaProblems } from "../config/schema-problems.ts";
import { deepFreeze } from "../config/strict.ts";
import { readYaml } from "../config/yaml-document.ts";
import { type Rule, rulesSchema } from "./rule.ts";

/**
 * Loads the rules that ship with the product and files of the user's own (paths, from `folder` when relative).
 * A rule of the user's with the id of a shipped one takes its place. Ordered by id.
 * @throws ConfigError with everything that is wrong in a file
 */
export function loadRules(own: readonly string[] = [], folder: string = process.cwd()): readonly Rule[] {
  const byId = new Map(shipped().map((rule) => [rule.id, rule]));
  for (const file of own)
    for (const rule of readRules(isAbsolute(file) ? file : resolve(folder, file))) byId.set(rule.id, rule);
  return deepFreeze([...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
}

let read: readonly Rule[] | undefined;

/** The rules that ship with the product, read once. */
function shipped(): readonly Rule[] {
  if (read) return read;
  const folder = join(packageRoot(), "pipelines", "quality", "rules");
  const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  read = files.sort().flatMap((file) => readRules(join(folder, file)));
  return read;
}

/** The rules of one file. @throws ConfigError with everything that is wrong in it, also an id that stands twice */
export function readRules(file: string): Rule[] {
  const document = readYaml(file);
  if (document.problems.length > 0) throw new ConfigError(file, document.problems);
  const parsed = rulesSchema.safeParse(document.value);
  if (!parsed.success) throw new ConfigError(file, schemaProblems(parsed.error.issues, document));
  const seen = new Set<string>();
  const repeated: Problem[] = [];
  parsed.data.forEach((rule, i) => {
    if (seen.has(rule.id))
      repeated.push({
        path: `[${i}].id`,
        line: document.lineOf([i, "id"]),
        expected: "an id of its own for every rule",
        found: "an id that stands above",
        action: "Rename the rule.",
      });
    seen.add(rule.id);
  });
  if (repeated.length > 0) throw new ConfigError(file, repeated);
  return parsed.data;
}
