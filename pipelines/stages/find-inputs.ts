import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { fileProblem, InputError } from "../../connectors/readers/input-error.ts";
import type { SourceConfig } from "../config/config.ts";
import { filesToRead } from "../config/find-files.ts";

/** A file of a source as it lies there now. */
export interface InputFile {
  /** Absolute path. */
  readonly path: string;
  /** Path relative to the inbox: what tables and messages show. */
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
}

/**
 * The files of a source, by name, with what they hold. Empty when none is there.
 * @throws InputError on one that cannot be read, on a path that leads to something else, and where only a part of the files was delivered
 */
export async function findInputs(source: SourceConfig, inbox: string): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const path of filesToRead(source.paths, source.name, (one) => relative(inbox, one))) {
    const name = relative(inbox, path);
    try {
      const { size } = await stat(path);
      files.push({ path, name, bytes: size, sha256: await sha256(path) });
    } catch (error) {
      throw fileProblem(error, source.name, name);
    }
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A source of which nothing was delivered, with the places looked at. */
export function noFiles(source: SourceConfig, inbox: string): InputError {
  return new InputError({
    source: source.name,
    file: source.paths.map((path) => relative(inbox, path)).join(", "),
    code: "file.none",
    what: "no file was found for this source",
    expected: "at least one file",
    advice: "Check the source's path or glob in the config, and that the extract was delivered.",
  });
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
