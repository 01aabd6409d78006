import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import type { Field, Swap } from "../../matchers/generic/field.ts";
import { blameEnvironment, type Environment, machineOver } from "../config/load-config.ts";
import { mebibytes } from "../config/memory-size.ts";
import { ConfigError, type Problem } from "../config/problem.ts";
import { schemaProblems } from "../config/schema-problems.ts";
import { deepFreeze } from "../config/strict.ts";
import { readYaml } from "../config/yaml-document.ts";
import { linkProblems } from "./problems.ts";
import { type LinkFile, linkSchema } from "./schema.ts";

/** One side, its paths absolute, with the headers that each field may stand under. */
export interface LinkSide extends Omit<LinkFile["register"], "path"> {
  readonly paths: readonly string[];
  /** Folder that file names are shown relative to. */
  readonly folder: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

/** Everything `lamsach link` is told: a file checked, complete, its paths absolute. Frozen. */
export interface LinkConfig extends Omit<LinkFile, "register" | "records" | "fields" | "swaps" | "memory" | "threads"> {
  readonly register: LinkSide;
  readonly records: LinkSide;
  readonly fields: readonly Field[];
  readonly swaps: readonly Swap[];
  readonly memory_mib: number;
  readonly threads: number;
}

/** Folders that go before the file's own. */
interface Folders {
  /** What the extracts' paths are relative to; the file's folder unless told. */
  readonly inbox?: string | undefined;
  readonly out?: string | undefined;
}

/** Reads a file for `lamsach link`. @throws ConfigError with everything that is wrong */
export function loadLink(path: string, folders: Folders = {}, env: Environment = process.env): LinkConfig {
  const file = resolve(path);
  const read = readYaml(file);
  const document = { ...read, value: machineOver(read.value, env) };
  const problems: Problem[] = [...document.problems];
  if (document.value === undefined || document.value === null) throw new ConfigError(file, problems);
  const parsed = linkSchema.safeParse(document.value);
  if (!parsed.success) problems.push(...blameEnvironment(schemaProblems(parsed.error.issues, document), env));
  problems.push(...linkProblems(document));
  if (!parsed.success || problems.length > 0) throw new ConfigError(file, problems);
  return deepFreeze(complete(parsed.data, dirname(file), folders));
}

function complete(file: LinkFile, folder: string, folders: Folders): LinkConfig {
  const { memory, threads, register: _1, records: _2, fields, ...rest } = file;
  const inbox = folders.inbox ? resolve(folders.inbox) : folder;
  const side = (which: "register" | "records"): LinkSide => {
    const { path: paths, ...settings } = file[which];
    const headers = Object.entries(fields).map(([name, field]) => [name, [field[which] ?? name].flat()]);
    return {
      ...settings,
      paths: [paths].flat().map((path) => resolve(inbox, path)),
      folder: inbox,
      headers: Object.fromEntries(headers),
    };
  };
  return {
    ...rest,
    register: side("register"),
    records: side("records"),
    fields: Object.entries(fields).map(([name, field]) => fieldOf(name, field)),
    out: folders.out ? resolve(folders.out) : resolve(folder, file.out),
    ...(file.model ? { model: resolve(folder, file.model) } : {}),
    memory_mib: mebibytes(memory),
    threads: threads ?? availableParallelism(),
  };
}

function fieldOf(name: string, { kind, formats, tolerance, shared }: LinkFile["fields"][string]): Field {
  const both = Array.isArray(formats) ? { register: formats, records: formats } : formats;
  return {
    name,
    kind,
    shared,
    ...(both ? { formats: { register: both.register ?? [], records: both.records ?? [] } } : {}),
    ...(tolerance === undefined ? {} : { tolerance }),
  };
}
