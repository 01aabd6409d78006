import { stat } from "node:fs/promises";
import { InputError } from "./input-error.ts";
import type { ExtractFile, ReadRequest } from "./read-request.ts";

/**
 * Holds the files of a source to what they were when reading began: an extract that is still being written, or replaced
 * by the next delivery, would come in as half of one and half of the other, under the hash of neither.
 */
export class StillFiles {
  readonly #request: ReadRequest;
  readonly #before: ReadonlyMap<ExtractFile, string | undefined>;

  private constructor(request: ReadRequest, before: ReadonlyMap<ExtractFile, string | undefined>) {
    this.#request = request;
    this.#before = before;
  }

  /** Takes down how the files lie there now. */
  static async note(request: ReadRequest): Promise<StillFiles> {
    const before = new Map<ExtractFile, string | undefined>();
    for (const file of request.files) before.set(file, await identity(file));
    return new StillFiles(request, before);
  }

  /** What was read must be what was found. @throws InputError `file.changed` */
  checkContent(file: ExtractFile, sha256: string): void {
    if (file.sha256 !== undefined && file.sha256 !== sha256) throw this.#problem(file);
  }

  /** The files must lie there as they did: readers that go over a file again saw one content. @throws InputError `file.changed` */
  async check(): Promise<void> {
    for (const [file, before] of this.#before) if ((await identity(file)) !== before) throw this.#problem(file);
  }

  #problem(file: ExtractFile): InputError {
    return new InputError({
      source: this.#request.source,
      file: file.name,
      code: "file.changed",
      what: "the file was written to, replaced or removed while the run read it",
      expected: "a finished file",
      advice: "Run again when it is whole; have it delivered under another name and renamed at the end.",
    });
  }
}

/** Which file lies there and when it was last written; undefined when none can be looked at. */
async function identity({ path }: ExtractFile): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && [found.dev, found.ino, found.size, found.mtimeNs].join(" ");
}
