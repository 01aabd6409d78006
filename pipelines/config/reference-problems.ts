import { relative, resolve, sep } from "node:path";
import { loadProfile } from "../profiles/load-profile.ts";
import type { Profile } from "../profiles/profile.ts";
import { readRules } from "../quality/load-rules.ts";
import { loadPreset } from "../quality/preset.ts";
import type { Rule } from "../quality/rule.ts";
import { ConfigError, type Problem } from "./problem.ts";
import { problemAt, valueAt, type YamlDocument } from "./yaml-document.ts";

/** What the schema cannot see, found also where other parts of the file are wrong, and what was loaded on the way. */
export interface References {
  readonly problems: readonly Problem[];
  readonly profiles: ReadonlyMap<string, Profile>;
  /** The right ones among the files of `quality.rules`, by their place in it. */
  readonly rules: ReadonlyMap<number, readonly Rule[]>;
}

type Add = (path: readonly PropertyKey[], expected: string, found: string, action: string) => void;

/** Checks names that must lead somewhere: profiles, rules, a preset, sync targets, folders; and settings that contradict each other. */
export function referenceProblems(document: YamlDocument, folder: string): References {
  const problems: Problem[] = [];
  const profiles = new Map<string, Profile>();
  const add: Add = (path, expected, found, action) => {
    problems.push(problemAt(document, path, expected, found, action));
  };
  const at = (...path: PropertyKey[]): unknown => valueAt(document.value, path);
  const sources = Array.isArray(at("sources")) ? (at("sources") as unknown[]) : [];
  const names = new Map<string, number>();
  extractProblems(document, ["register"], add);
  problems.push(...profileProblems(document, ["register", "profile"], folder, profiles, true));
  sources.forEach((_, i) => {
    const path = ["sources", i];
    extractProblems(document, path, add);
    problems.push(...profileProblems(document, [...path, "profile"], folder, profiles, false));
    const name = at(...path, "name");
    if (typeof name === "string") {
      const first = names.get(name);
      if (first !== undefined)
        add([...path, "name"], "a name of its own", `the name of sources[${first}]`, "Give each source its own name.");
      else names.set(name, i);
    }
    if (at(...path, "carrier") !== undefined && at(...path, "ministry") !== undefined)
      add([...path, "ministry"], "a carrier or a ministry", "both", "Keep the one that keeps the data.");
    const min = at(...path, "expected", "rows", "min");
    const max = at(...path, "expected", "rows", "max");
    if (typeof min === "number" && typeof max === "number" && min > max)
      add([...path, "expected", "rows", "max"], "a number not under min", "a smaller one", "Swap the two.");
  });
  const targets = at("sync", "targets");
  if (Array.isArray(targets))
    targets.forEach((target, i) => {
      if (typeof target === "string" && !names.has(target))
        add(
          ["sync", "targets", i],
          "the name of a source",
          "another name",
          `Sources: ${[...names.keys()].join(", ")}.`,
        );
    });
  const retired = at("sync", "retired");
  if (Array.isArray(retired))
    retired.forEach((name, i) => {
      if (typeof name === "string" && names.has(name))
        add(
          ["sync", "retired", i],
          "a source that the config names no more",
          `the name of sources[${names.get(name)}]`,
          "Take the source out of `sources` if it is gone for good, else out of `retired`.",
        );
    });
  folderProblems(document, folder, add);
  const preset = at("quality", "preset");
  if (typeof preset === "string" && preset !== "")
    problems.push(...problemsOfFile(document, ["quality", "preset"], folder, () => void loadPreset(preset, folder)));
  const rules = new Map<number, readonly Rule[]>();
  const files = at("quality", "rules");
  if (Array.isArray(files))
    files.forEach((file, i) => {
      if (typeof file !== "string" || file === "") return;
      const read = () => void rules.set(i, readRules(resolve(folder, file)));
      problems.push(...problemsOfFile(document, ["quality", "rules", i], folder, read));
    });
  return { problems, profiles, rules };
}

/** Settings that only some formats have. */
function extractProblems(document: YamlDocument, path: readonly PropertyKey[], add: Add): void {
  const format = valueAt(document.value, [...path, "format"]);
  if (typeof format !== "string") return;
  const only = (setting: string, formats: readonly string[], isSet = (value: unknown) => value !== undefined) => {
    if (isSet(valueAt(document.value, [...path, setting])) && !formats.includes(format))
      add([...path, setting], `it only for ${formats.join(", ")}`, `it for another format`, "Remove it.");
  };
  only("delimiter", ["csv"]);
  only("quote", ["csv", "tsv"]);
  only("encoding", ["csv", "tsv", "jsonl"]);
  only("sheet", ["xlsx"]);
  // The others are packed in themselves: none is what they are read with anyway.
  only("compression", ["csv", "tsv", "jsonl", "arrow", "qcvn109"], (value) => value === "gzip");
}

/** Reads a file that a path of the document names; its own problems are told at that place. */
function problemsOfFile(
  document: YamlDocument,
  path: readonly PropertyKey[],
  folder: string,
  read: () => void,
): Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => {
      const inFile = problem.line === null ? "" : ` (${relative(folder, error.file)} line ${problem.line})`;
      const own = problemAt(document, path, problem.expected, problem.found, `${problem.action}${inFile}`);
      return problem.path ? { ...own, path: `${own.path} > ${problem.path}` } : own;
    });
  }
}

/** Loads the profile that stands at a path. */
function profileProblems(
  document: YamlDocument,
  path: readonly PropertyKey[],
  folder: string,
  profiles: Map<string, Profile>,
  isRegister: boolean,
): Problem[] {
  const name = valueAt(document.value, path);
  if (typeof name !== "string" || name === "") return [];
  return problemsOfFile(document, path, folder, () => {
    const profile = profiles.get(name) ?? loadProfile(name, folder);
    profiles.set(name, profile);
  }).concat(kindProblems(document, path, profiles.get(name), isRegister));
}

function kindProblems(
  document: YamlDocument,
  path: readonly PropertyKey[],
  profile: Profile | undefined,
  isRegister: boolean,
): Problem[] {
  if (!profile || (profile.kind === "register") === isRegister) return [];
  const [expected, found] = isRegister ? ["a register's", "another source's"] : ["a source's", "a register's"];
  return [problemAt(document, path, `${expected} profile`, `${found} profile`, "Name a profile of the right kind.")];
}

/** Folders that are emptied or replaced must not hold what is delivered or lasts. */
function folderProblems(document: YamlDocument, folder: string, add: Add): void {
  const defaults: Record<string, string> = { inbox: "inbox", out: "out", work: "work", state: "state" };
  const settings = Object.keys(defaults);
  const place = (setting: string): string | null => {
    const value = valueAt(document.value, [setting]) ?? defaults[setting];
    return typeof value === "string" ? resolve(folder, value) : null;
  };
  const apart = "Give each a folder of its own.";
  settings.forEach((outer, i) => {
    const b = place(outer);
    for (const [j, inner] of settings.entries()) {
      const a = place(inner);
      if (a === null || b === null || i === j) continue;
      if (a === b && j > i) add([inner], `a folder other than \`${outer}\``, "the same folder", apart);
      else if (outer !== "inbox" && a.startsWith(b + sep))
        add([inner], `a folder outside \`${outer}\``, "one in it", apart);
    }
  });
}
