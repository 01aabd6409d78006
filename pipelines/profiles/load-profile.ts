import { existsSync, readdirSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { z } from "zod";
import { packageRoot } from "../../connectors/package-root.ts";
import { foldHeader } from "../../connectors/readers/header.ts";
import { ConfigError, type Problem, unknownName } from "../config/problem.ts";
import { schemaProblems } from "../config/schema-problems.ts";
import { deepFreeze } from "../config/strict.ts";
import { problemAt, readYaml, type YamlDocument } from "../config/yaml-document.ts";
import { completeProfile, type Profile } from "./profile.ts";
import { profileProblems } from "./profile-problems.ts";
import { profileSchema } from "./schema.ts";

const shippedFolder = (): string => join(packageRoot(), "pipelines", "profiles", "shipped");

/** Names of the profiles that come with the product, in alphabetical order. */
export function shippedProfiles(): string[] {
  return readdirSync(shippedFolder())
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}

/**
 * Loads a profile: one that ships with the product by its name, or a file of the user's own by its path
 * (a name that ends in .yaml or .yml, or holds a slash), taken from `folder`.
 * @throws ConfigError with everything that is wrong with it.
 */
export function loadProfile(nameOrPath: string, folder: string = process.cwd()): Profile {
  const file = profileFile(nameOrPath, folder);
  const { profile, problems } = readProfile(file, []);
  if (!profile) throw new ConfigError(file, problems);
  return deepFreeze(profile);
}

/** Where a profile's file is, whether it exists or not. */
function profileFile(nameOrPath: string, folder: string): string {
  const isPath = /\.ya?ml$/.test(nameOrPath) || /[\\/]/.test(nameOrPath);
  if (!isPath) return join(shippedFolder(), `${nameOrPath}.yaml`);
  return isAbsolute(nameOrPath) ? nameOrPath : resolve(folder, nameOrPath);
}

interface ReadProfile {
  readonly profile: Profile | null;
  readonly problems: readonly Problem[];
}

function readProfile(file: string, heirs: readonly string[]): ReadProfile {
  const fail = (problems: readonly Problem[]): ReadProfile => ({ profile: null, problems });
  if (dirname(file) === shippedFolder() && !existsSync(file)) return fail([unknownName("profile", shippedProfiles())]);
  const own = readYaml(file);
  const inherited = inherit(own, file, heirs);
  const problems = [...own.problems, ...inherited.problems];
  if (own.value === undefined || own.value === null || inherited.problems.length > 0) return fail(problems);
  const document = { ...own, value: inherited.value };
  const parsed = profileSchema.safeParse(document.value);
  if (!parsed.success) {
    const wrong = wrongSettings(parsed.error.issues);
    const rest = profileSchema.safeParse(withoutWrongSettings(document.value, wrong));
    return fail([
      ...problems,
      ...schemaProblems(parsed.error.issues, document),
      ...(rest.success ? profileProblems(rest.data, document, wrong) : []),
    ]);
  }
  problems.push(...profileProblems(parsed.data, document));
  return problems.length > 0 ? fail(problems) : { profile: completeProfile(parsed.data), problems };
}

function wrongSettings(issues: readonly z.core.$ZodIssue[]): Set<string> {
  return new Set(
    issues.flatMap((issue) =>
      issue.path.length === 0 && issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0])],
    ),
  );
}

/** What is left of a profile without the settings that are wrong in themselves, so that the rest can be looked over too. */
function withoutWrongSettings(value: unknown, wrong: ReadonlySet<string>): unknown {
  const rest = Object.entries(value as object).filter(([setting]) => !wrong.has(setting));
  return { name: "unnamed", title: { vi: "?", en: "?" }, kind: "ministry", ...Object.fromEntries(rest) };
}

/** Lays a file's settings over those of the profile it extends: columns one by one, everything else as a whole. */
function inherit(
  document: YamlDocument,
  file: string,
  heirs: readonly string[],
): { value: unknown; problems: readonly Problem[] } {
  const value = document.value;
  if (!isGroup(value) || typeof value.extends !== "string") return { value, problems: [] };
  const { extends: parent, ...own } = value;
  const parentFile = profileFile(parent as string, dirname(file));
  if ([...heirs, file].includes(parentFile)) {
    const problem = problemAt(
      document,
      ["extends"],
      "a chain of profiles with an end",
      "a circle",
      "Extend another one.",
    );
    return { value, problems: [problem] };
  }
  const base = readProfileValue(parentFile, [...heirs, file]);
  if (base.problems.length > 0)
    return {
      value,
      problems: base.problems.map((problem) => ({
        ...problemAt(document, ["extends"], problem.expected, problem.found, problem.action),
        path: `extends > ${problem.path}`,
      })),
    };
  const merged: Record<string, unknown> = { ...(base.value as Record<string, unknown>), ...own };
  const baseColumns = (base.value as Record<string, unknown>).columns;
  if (isGroup(baseColumns) && isGroup(own.columns)) merged.columns = mergeColumns(baseColumns, own.columns);
  return { value: merged, problems: [] };
}

function readProfileValue(file: string, heirs: readonly string[]): { value: unknown; problems: readonly Problem[] } {
  const read = readProfile(file, heirs);
  if (!read.profile) return { value: undefined, problems: read.problems };
  return inherit(readYaml(file), file, heirs);
}

/**
 * A column that both name has the headers of both, and of its other settings those of the heir, who says them. A header
 * that the heir gives to another column is taken from the one that had it: the heir knows the extract.
 */
function mergeColumns(base: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const fold = (header: unknown) => foldHeader(String(header));
  const claims = new Map(
    Object.entries(own).flatMap(([name, column]) => (headersOf(column) ?? []).map((header) => [fold(header), name])),
  );
  const merged: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(base)) {
    const kept = (headersOf(column) ?? []).filter((header) => (claims.get(fold(header)) ?? name) === name);
    // A column without headers is none; its own name leads to it in any case.
    merged[name] = withHeaders(column, kept.length > 0 ? kept : [name]);
  }
  for (const [name, column] of Object.entries(own)) {
    const [before, headers] = [merged[name], headersOf(column)];
    if (before === undefined || headers === null) merged[name] = column;
    else {
      const settings = isGroup(before) || isGroup(column) ? { ...groupOf(before), ...groupOf(column) } : null;
      merged[name] = withHeaders(settings, [...headers, ...(headersOf(before) ?? [])]);
    }
  }
  return merged;
}

/** A column's headers, which may have to be found faulty; null where it has no list of them. */
function headersOf(column: unknown): readonly unknown[] | null {
  const headers = isGroup(column) ? column.headers : column;
  return Array.isArray(headers) ? headers : null;
}

const withHeaders = (column: unknown, headers: readonly unknown[]): unknown =>
  isGroup(column) ? { ...column, headers } : headers;

const groupOf = (value: unknown): Record<string, unknown> => (isGroup(value) ? value : {});

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
