import { dirname, resolve } from "node:path";
import type { Config } from "./config.ts";
import { folderProblems } from "./folder-problems.ts";
import { keyProblems } from "./key-problems.ts";
import { blameEnvironment, type Environment, type ReadConfig, readConfig } from "./load-config.ts";
import { ConfigError, type Problem } from "./problem.ts";
import { expressionProblems } from "./rule-problems.ts";
import { valueAt, type YamlDocument } from "./yaml-document.ts";

/** What hinders a run of a config that is right in itself. */
export interface Hindrance extends Problem {
  readonly about: "folder" | "key" | "rule";
}

/** Where a run writes, and the key it needs. */
type Places = Pick<Config, "out" | "work" | "state" | "key_file">;

/**
 * What hinders a run on this machine: folders that it cannot write to, a key that it cannot use, rules whose SQL is none.
 * Changes nothing.
 * @param base folder of the config file
 */
export async function hindrances(
  found: { readonly places: Partial<Places>; readonly rules: ReadConfig["rules"] },
  base: string,
  lineOf: (path: readonly PropertyKey[]) => number | null = () => null,
): Promise<Hindrance[]> {
  const line = (setting: string) => lineOf([setting]);
  const about = (about: Hindrance["about"], problems: readonly Problem[]) =>
    problems.map((problem) => ({ ...problem, about }));
  return [
    ...about("folder", folderProblems(found.places, base, line)),
    ...about("key", keyProblems(found.places, line)),
    ...about("rule", await expressionProblems(found.rules, lineOf)),
  ];
}

/** A config file with all that hinders a run of it, in the file and on this machine. Touches nothing. */
export async function readRunConfig(path: string, env: Environment = process.env): Promise<ReadConfig> {
  const read = readConfig(path, env);
  const base = dirname(read.file);
  const places = read.config ?? placesIn(read.document, base);
  const lineOf = (at: readonly PropertyKey[]) =>
    valueAt(read.document.value, at) === undefined ? null : read.document.lineOf(at);
  const found = await hindrances({ places, rules: read.rules }, base, lineOf);
  if (found.length === 0) return read;
  const problems = found.map(({ about: _, ...problem }) => problem);
  return { ...read, problems: [...read.problems, ...blameEnvironment(problems, env)], config: undefined };
}

/** `loadConfig` for a command that runs it. @throws ConfigError with everything that hinders a run */
export async function loadRunConfig(path: string, env: Environment = process.env): Promise<Config> {
  const { file, config, problems } = await readRunConfig(path, env);
  if (!config) throw new ConfigError(file, problems);
  return config;
}

/** The places that a file with mistakes elsewhere names rightly. */
function placesIn(document: YamlDocument, base: string): Partial<Places> {
  const defaults: Places = { out: "out", work: "work", state: "state", key_file: "lamsach.key" };
  if (typeof document.value !== "object" || document.value === null) return {};
  const named = Object.entries(defaults).flatMap(([setting, unlessTold]) => {
    const value = valueAt(document.value, [setting]) ?? unlessTold;
    return typeof value === "string" && value !== "" ? [[setting, resolve(base, value)]] : [];
  });
  return Object.fromEntries(named) as Partial<Places>;
}
