import { dirname, resolve } from "node:path";
import type { Config } from "./config.ts";
import { folderProblems } from "./folder-problems.ts";
import { type Environment, type ReadConfig, readConfig } from "./load-config.ts";
import { ConfigError, type Problem } from "./problem.ts";
import { valueAt, type YamlDocument } from "./yaml-document.ts";

/** Where a run writes. */
type Places = Pick<Config, "out" | "work" | "state">;

/** What hinders a run of a config that is right in itself: folders that it cannot write to. */
export function runProblems(
  places: Partial<Places>,
  base: string,
  lineOf: (setting: string) => number | null = () => null,
): Problem[] {
  return folderProblems(places, base, lineOf);
}

/** A config file with all that hinders a run of it, in the file and on this machine. Touches nothing. */
export function readRunConfig(path: string, env: Environment = process.env): ReadConfig {
  const read = readConfig(path, env);
  const base = dirname(read.file);
  const lineOf = (setting: string) =>
    valueAt(read.document.value, [setting]) === undefined ? null : read.document.lineOf([setting]);
  const hindrances = runProblems(read.config ?? placesIn(read.document, base), base, lineOf);
  if (hindrances.length === 0) return read;
  return { ...read, problems: [...read.problems, ...hindrances], config: undefined };
}

/** `loadConfig` for a command that runs it. @throws ConfigError with everything that hinders a run */
export function loadRunConfig(path: string, env: Environment = process.env): Config {
  const { file, config, problems } = readRunConfig(path, env);
  if (!config) throw new ConfigError(file, problems);
  return config;
}

/** The places that a file with mistakes elsewhere names rightly. */
function placesIn(document: YamlDocument, base: string): Partial<Places> {
  const defaults: Places = { out: "out", work: "work", state: "state" };
  if (typeof document.value !== "object" || document.value === null) return {};
  const named = Object.entries(defaults).flatMap(([setting, unlessTold]) => {
    const value = valueAt(document.value, [setting]) ?? unlessTold;
    return typeof value === "string" && value !== "" ? [[setting, resolve(base, value)]] : [];
  });
  return Object.fromEntries(named) as Partial<Places>;
}
