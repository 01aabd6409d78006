import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, parse } from "node:path";

/**
 * The files that absolute paths name, in code-point order without repeats. `*` and `?` stand for any characters
 * within a name. A path that leads nowhere gives none; folders and names that start with a dot are passed over.
 */
export function findFiles(paths: readonly string[]): string[] {
  const found = new Set(paths.flatMap((path) => expand(path).filter(isFile)));
  return [...found].sort();
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

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
