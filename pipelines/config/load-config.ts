import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { hashOf } from "../ledger/canonical-json.ts";
import { loadProfile } from "../profiles/load-profile.ts";
import type { Profile } from "../profiles/profile.ts";
import type { Config, SourceConfig } from "./config.ts";
import { mebibytes } from "./memory-size.ts";
import { ConfigError, type Problem } from "./problem.ts";
import { type References, referenceProblems } from "./reference-problems.ts";
import { type ConfigFile, configSchema, type SourceFile } from "./schema.ts";
import { schemaProblems } from "./schema-problems.ts";
import { deepFreeze } from "./strict.ts";
import { readYaml, type YamlDocument } from "./yaml-document.ts";

/** Environment variables that go before the file. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a config file and the profiles it names.
 * LAMSACH_MEMORY, LAMSACH_THREADS, LAMSACH_AS_OF and LAMSACH_KEY_FILE go before the file's own settings.
 * @throws ConfigError with everything that is wrong, each thing with its path, line, and what to do.
 */
export function loadConfig(path: string, env: Environment = process.env): Config {
  const { file, config, problems } = readConfig(path, env);
  if (!config) throw new ConfigError(file, problems);
  return config;
}

/** A config file as read: the config when nothing is wrong in it, else everything that is. */
export interface ReadConfig {
  /** Absolute path. */
  readonly file: string;
  readonly document: YamlDocument;
  readonly problems: readonly Problem[];
  readonly rules: References["rules"];
  readonly config: Config | undefined;
}

/** `loadConfig` for those who ask for more than the config: never throws. */
export function readConfig(path: string, env: Environment = process.env): ReadConfig {
  const file = resolve(path);
  const folder = dirname(file);
  const read = readYaml(file);
  const document = { ...read, value: environmentOver(read.value, env) };
  const problems: Problem[] = [...document.problems];
  if (document.value === undefined || document.value === null)
    return { file, document, problems, rules: new Map(), config: undefined };
  const parsed = configSchema.safeParse(document.value);
  if (!parsed.success) problems.push(...blameEnvironment(schemaProblems(parsed.error.issues, document), env));
  const references = referenceProblems(document, folder);
  problems.push(...references.problems);
  const right = parsed.success && problems.length === 0;
  const config = right ? deepFreeze(complete(parsed.data, file, folder, references.profiles)) : undefined;
  return { file, document, problems, rules: references.rules, config };
}

function environmentOver(value: unknown, env: Environment): unknown {
  const over = machineOver(value, env);
  return isGroup(over) && env.LAMSACH_KEY_FILE ? { ...over, key_file: env.LAMSACH_KEY_FILE } : over;
}

/** Settings with LAMSACH_MEMORY, LAMSACH_THREADS and LAMSACH_AS_OF over them. */
export function machineOver(value: unknown, env: Environment): unknown {
  if (!isGroup(value)) return value;
  const over: Record<string, unknown> = {};
  if (env.LAMSACH_MEMORY) over.memory = env.LAMSACH_MEMORY;
  const threads = env.LAMSACH_THREADS;
  // What is no number stays the text that it is, and is told as one.
  if (threads) over.threads = Number.isNaN(Number(threads)) ? threads : Number(threads);
  if (env.LAMSACH_AS_OF) over.as_of = env.LAMSACH_AS_OF;
  return { ...value, ...over };
}

const VARIABLES: Readonly<Record<string, string>> = {
  memory: "LAMSACH_MEMORY",
  threads: "LAMSACH_THREADS",
  as_of: "LAMSACH_AS_OF",
  key_file: "LAMSACH_KEY_FILE",
};

/** Problems of what stands in the environment under the variable's name, and not under a line of the file. */
export function blameEnvironment(problems: readonly Problem[], env: Environment): Problem[] {
  return problems.map((problem) => {
    const variable = VARIABLES[problem.path];
    if (variable === undefined || !env[variable]) return problem;
    const action = `${problem.action} It is set in the environment and goes before \`${problem.path}\` of the file.`;
    return { ...problem, path: variable, line: null, action };
  });
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function complete(file: ConfigFile, path: string, folder: string, profiles: ReadonlyMap<string, Profile>): Config {
  const at = (relative: string): string => resolve(folder, relative);
  const extract = (source: SourceFile): SourceConfig => {
    const { path: paths, profile: name, ...rest } = source;
    const profile = profiles.get(name) ?? loadProfile(name, folder);
    return {
      ...rest,
      title: source.title ?? profile.title,
      paths: (typeof paths === "string" ? [paths] : paths).map(at),
      profile,
      delimiter: source.delimiter ?? (source.format === "tsv" ? "\t" : ","),
      quote: source.quote ?? '"',
    };
  };
  const { memory, threads, ...rest } = file;
  const { max_fall, ...register } = file.register;
  return {
    ...rest,
    file: path,
    folder,
    register: extract({
      name: "register",
      ...register,
      expected: { required: true, rows: {}, max_fall },
    }),
    sources: file.sources.map(extract),
    inbox: at(file.inbox),
    out: at(file.out),
    work: at(file.work),
    state: at(file.state),
    key_file: at(file.key_file),
    memory_mib: mebibytes(memory),
    threads: threads ?? availableParallelism(),
    quality: {
      ...file.quality,
      preset: /\.ya?ml$/.test(file.quality.preset) ? at(file.quality.preset) : file.quality.preset,
      rules: file.quality.rules.map(at),
    },
    sync: { ...file.sync, targets: file.sync.targets ?? file.sources.map((source) => source.name) },
    hash: settingsHash(file, profiles),
  };
}

function settingsHash(file: ConfigFile, profiles: ReadonlyMap<string, Profile>): string {
  const {
    inbox: _1,
    out: _2,
    work: _3,
    state: _4,
    key_file: _5,
    memory: _6,
    threads: _7,
    keep: _8,
    keep_days: _9,
    ...settings
  } = file;
  const used = [...profiles.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return hashOf([settings, used]);
}
