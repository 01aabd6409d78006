import { accessSync, constants, statSync } from "node:fs";
import { relative } from "node:path";
import { InputError } from "../../connectors/readers/input-error.ts";
import { byteSize } from "../text/bytes.ts";
import type { Config, SourceConfig } from "./config.ts";
import { findFiles, pathProblem } from "./find-files.ts";
import { makesKey } from "./key-problems.ts";
import { type Problem, renderProblems } from "./problem.ts";
import { readRunConfig } from "./run-config.ts";

/** The files of a source as they lie there now; paths relative to the config's folder. */
interface CheckedSource {
  readonly source: string;
  readonly profile: string;
  readonly files: readonly string[];
  readonly bytes: number;
}

/** What `config check` answers; with `--json` this object is printed as it is. */
export interface ConfigCheck {
  /** No problems: a run would begin. Warnings do not count. */
  readonly ok: boolean;
  readonly file: string;
  readonly problems: readonly Problem[];
  /** What would spoil a run today: files that are missing or empty; and a key that is yet to be made. */
  readonly warnings: readonly string[];
  readonly sources: readonly CheckedSource[];
}

/** Looks a config over without touching anything: the file, its profiles, folders, the inputs it names, the key. */
export async function checkConfig(path: string, env: NodeJS.ProcessEnv = process.env): Promise<ConfigCheck> {
  const { file, config, problems } = await readRunConfig(path, env);
  if (!config) return { ok: false, file, problems, warnings: [], sources: [] };
  const warnings: string[] = [];
  const sources = [config.register, ...config.sources].map((source) => checkSource(source, config, warnings));
  if (makesKey(config)) warnings.push("key_file: there is none yet. The first run makes it.");
  return { ok: true, file: config.file, problems: [], warnings, sources };
}

function checkSource(source: SourceConfig, config: Config, warnings: string[]): CheckedSource {
  const files = findFiles(source.paths);
  const show = (file: string): string => relative(config.folder, file);
  const hindered = source.paths.flatMap((path) => {
    const problem = pathProblem(path, { source: source.name, file: show(path) });
    const absent = problem instanceof InputError && problem.code === "file.missing" && files.length === 0;
    return problem instanceof Error && !absent ? [problem.message] : [];
  });
  warnings.push(...hindered);
  if (files.length === 0 && hindered.length === 0)
    warnings.push(
      `${source.name}: no file matches ${source.paths.map(show).join(", ")}. Deliver it, or correct the path.`,
    );
  if (source.expected.every_days !== undefined && source.as_of === undefined)
    warnings.push(
      `${source.name}: every_days without as_of checks nothing: the extract counts as of the day of the run. Add as_of, the day whose state the extract shows, or take every_days out.`,
    );
  let bytes = 0;
  for (const file of files) {
    const { size } = statSync(file);
    bytes += size;
    if (size === 0) warnings.push(`${source.name}: ${show(file)} is empty. Ask for the file again.`);
    if (!readable(file)) warnings.push(`${source.name}: ${show(file)} may not be read. Give its reader permission.`);
  }
  return { source: source.name, profile: source.profile.name, files: files.map(show), bytes };
}

function readable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** The answer in words. */
export function renderCheck(check: ConfigCheck): string {
  if (!check.ok) return renderProblems(check.file, check.problems);
  const lines = check.sources.map(({ source, profile, files, bytes }) => {
    const what = files.length === 1 ? files[0] : `${files.length} files`;
    return `  ${source} (${profile}): ${what}, ${byteSize(bytes)}`;
  });
  const warnings = check.warnings.map((warning) => `  warning: ${warning}`);
  const told =
    warnings.length > 0 ? `, but see ${warnings.length === 1 ? "the warning" : `the ${warnings.length} warnings`}` : "";
  return [`${check.file}: right${told}`, ...lines, ...warnings].join("\n");
}
