import { existsSync, lstatSync, readdirSync, type Stats, statSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import { fileProblem, InputError } from "../../connectors/readers/input-error.ts";

/**
 * The files that absolute paths name, in code-point order without repeats. `*` and `?` stand for any characters
 * within a name. A path that leads nowhere gives none; folders and names that start with a dot are passed over.
 */
export function findFiles(paths: readonly string[]): string[] {
  const found = new Set(paths.flatMap((path) => expand(path).filter(isFile)));
  return [...found].sort();
}

/**
 * `findFiles` for reading: every path without `*` and `?` must lead to a file, unless nothing at all is there.
 * @param show a path as users see it
 * @throws InputError as `pathProblem` tells
 */
export function filesToRead(paths: readonly string[], source: string, show: (path: string) => string): string[] {
  const found = findFiles(paths);
  for (const path of paths) {
    const problem = pathProblem(path, { source, file: show(path) });
    // Where nothing at all is there, the source was not delivered: the caller's to judge.
    const absent = problem instanceof InputError && problem.code === "file.missing" && found.length === 0;
    if (problem !== undefined && !absent) throw problem;
  }
  return found;
}

function expand(path: string): string[] {
  if (!/[*?]/.test(path)) return [path];
  const { root, base } = parse(path);
  const folders = dirname(path) === root ? [root] : expand(dirname(path));
  if (!/[*?]/.test(base)) return folders.map((folder) => join(folder, base));
  const pattern = namePattern(base);
  return folders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => !name.startsWith(".") && pattern.test(name.normalize("NFC")))
      .map((name) => join(folder, name)),
  );
}

function namePattern(glob: string): RegExp {
  const source = glob
    .normalize("NFC")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "su");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * What stands between a path and the files it should lead to: a folder that may not be entered, something that is no file,
 * a link that leads nowhere. Undefined where it leads to a file, and for a pattern that simply nothing matches.
 * @param place the source it is for, and the path as users see it
 */
export function pathProblem(path: string, place: { readonly source: string; readonly file: string }): unknown {
  const problem = (code: string, what: string, advice: string): InputError =>
    new InputError({ ...place, code, what, expected: "a readable file", advice });
  const pattern = /[*?]/.test(path);
  try {
    if (pattern) {
      if (!/[*?]/.test(dirname(path)) && existsSync(dirname(path))) readdirSync(dirname(path));
      return undefined;
    }
    const found = statSync(path);
    if (found.isFile()) return undefined;
    if (found.isDirectory()) return fileProblem({ code: "EISDIR" }, place.source, place.file);
    return problem("file.not_a_file", "this is a pipe or a device", "Have the extract written to a file, then run.");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" && lstatSync(path, { throwIfNoEntry: false }))
      return problem(
        "file.missing",
        "this is a link that leads nowhere",
        "Deliver what it leads to, or mend the link.",
      );
    return fileProblem(error, place.source, place.file);
  }
}

const isFile = (path: string): boolean => statOf(path)?.isFile() ?? false;

/** Undefined also where the path may not be looked at: `pathProblem` tells why. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
