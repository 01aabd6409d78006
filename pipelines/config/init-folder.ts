import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { packageRoot } from "../../connectors/package-root.ts";
import { writeKeyFile } from "./key-file.ts";

/** What `init` makes: each file of the starter folder that ships with the product, under its name there. */
const STARTER_FILES = {
  "lamsach.yaml": "lamsach.yaml",
  "profiles/my-source.yaml": "profiles/my-source.yaml",
  "README.txt": "README.txt",
  ".gitignore": "gitignore",
} as const;

const KEY_FILE = "lamsach.key";

/** What `init` made, paths relative to the folder; the key's content is never shown. */
export interface InitResult {
  readonly folder: string;
  readonly made: readonly string[];
}

/** `init` would have overwritten something. */
export class FolderNotEmptyError extends Error {
  override readonly name = "FolderNotEmptyError";
}

/**
 * Writes a starter folder: lamsach.yaml, an inbox, a commented profile, a key, and a .gitignore that keeps persons' data
 * and the key out of version control.
 * @throws FolderNotEmptyError when one of them is there already, or a file in place of a folder; nothing is written then
 */
export function initFolder(folder: string): InitResult {
  const root = resolve(folder);
  for (const inner of [root, join(root, "inbox"), join(root, "profiles")]) mustBeFolder(inner);
  const files = [...Object.keys(STARTER_FILES), KEY_FILE];
  const there = files.filter((file) => existsSync(join(root, file)));
  if (existsSync(join(root, "inbox")) && readdirSync(join(root, "inbox")).length > 0) there.push("inbox/");
  if (there.length > 0)
    throw new FolderNotEmptyError(
      `${root} already has ${there.join(", ")}. Nothing was written. Choose an empty folder, or edit what is there and run: lamsach config check`,
    );
  for (const inner of ["inbox", "profiles"]) mkdirSync(join(root, inner), { recursive: true, mode: 0o700 });
  const starter = join(packageRoot(), "pipelines", "config", "starter");
  for (const [to, from] of Object.entries(STARTER_FILES))
    writeFileSync(join(root, to), withSchemaPath(join(starter, from)), { flag: "wx" });
  writeKeyFile(join(root, KEY_FILE));
  return { folder: root, made: ["inbox/", ...files].sort() };
}

function mustBeFolder(path: string): void {
  let there = path;
  while (!existsSync(there)) there = dirname(there);
  if (!statSync(there).isDirectory())
    throw new FolderNotEmptyError(`${there} is a file, not a folder. Nothing was written. Name another folder.`);
}

/** A starter file whose line for editors names the JSON Schema where this package lies. */
function withSchemaPath(file: string): string {
  return readFileSync(file, "utf8").replace(/(?<=^# yaml-language-server: \$schema=)\S+/, (schema) =>
    join(dirname(file), schema),
  );
}

/** The result in words, with what to do next. */
export function renderInit(result: InitResult): string {
  return [
    `Made in ${result.folder}:`,
    ...result.made.map((file) => `  ${file}`),
    "",
    "Next:",
    "  1. put the extracts into inbox/",
    "  2. name them in lamsach.yaml (all settings: docs/config.md)",
    "  3. lamsach config check",
    "  4. lamsach run",
  ].join("\n");
}
