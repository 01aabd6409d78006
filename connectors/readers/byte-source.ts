import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { fileProblem, InputError } from "./input-error.ts";
import { type ExtractFile, limitsOf, type ReadRequest } from "./read-request.ts";

const BLOCK_BYTES = 1024 * 1024;
/** Below this much output a high ratio is harmless. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024;

/** A file read once from front to end: its blocks after unpacking; its size and hash as it lies there. */
export class ByteSource {
  readonly #request: ReadRequest;
  readonly #file: ExtractFile;
  readonly #hash = createHash("sha256");
  #bytes = 0;
  #digest: string | undefined;

  constructor(request: ReadRequest, file: ExtractFile) {
    this.#request = request;
    this.#file = file;
  }

  /** Bytes of the file as it lies there; complete once `blocks` has ended. */
  get bytes(): number {
    return this.#bytes;
  }

  /** SHA-256 of the file as it lies there; `blocks` must have ended. */
  get sha256(): string {
    this.#digest ??= this.#hash.digest("hex");
    return this.#digest;
  }

  /**
   * The content in blocks, unpacked. A block is only valid until the next is asked for.
   * @throws InputError when the file is missing, unreadable, empty, cut short, or unpacks beyond the limits
   */
  async *blocks(): AsyncGenerator<Buffer> {
    let handle: FileHandle;
    try {
      handle = await open(this.#file.path, "r");
    } catch (error) {
      throw fileProblem(error, this.#request.source, this.#file.name);
    }
    try {
      yield* (await this.#isPacked(handle)) ? this.#unpack(handle) : this.#raw(handle, true);
    } catch (error) {
      throw fileProblem(error, this.#request.source, this.#file.name);
    } finally {
      await handle.close();
    }
    if (this.#bytes === 0) throw this.#problem("file.empty", "the file is empty", "a header line");
  }

  /** Whether `blocks` unpacks the file. @throws InputError when it cannot be opened */
  async isPacked(): Promise<boolean> {
    const handle = await open(this.#file.path, "r").catch((error: unknown) => {
      throw fileProblem(error, this.#request.source, this.#file.name);
    });
    try {
      return await this.#isPacked(handle);
    } finally {
      await handle.close();
    }
  }

  async #isPacked(handle: FileHandle): Promise<boolean> {
    const { compression } = this.#request;
    if (compression) return compression === "gzip";
    const magic = Buffer.alloc(2);
    await handle.read(magic, 0, 2, 0);
    return magic[0] === 0x1f && magic[1] === 0x8b;
  }

  /** Reads ahead by one block. With `reuse`, a block is overwritten once the one after it is asked for. */
  async *#raw(handle: FileHandle, reuse: boolean): AsyncGenerator<Buffer> {
    let [block, other] = [Buffer.allocUnsafe(BLOCK_BYTES), Buffer.allocUnsafe(BLOCK_BYTES)];
    let ahead = handle.read(block, 0, BLOCK_BYTES, 0);
    try {
      for (;;) {
        const { bytesRead } = await ahead;
        if (bytesRead === 0) return;
        const view = block.subarray(0, bytesRead);
        this.#bytes += bytesRead;
        [block, other] = [reuse ? other : Buffer.allocUnsafe(BLOCK_BYTES), block];
        ahead = handle.read(block, 0, BLOCK_BYTES, this.#bytes);
        ahead.catch(() => {});
        this.#hash.update(view);
        yield view;
      }
    } finally {
      // The file may only be closed when nothing reads it any more.
      await ahead.catch(() => {});
    }
  }

  async *#unpack(handle: FileHandle): AsyncGenerator<Buffer> {
    const { maxRatio, maxBytes } = limitsOf(this.#request);
    const gunzip = createGunzip({ chunkSize: 256 * 1024 });
    pipeline(Readable.from(this.#raw(handle, false)), gunzip, () => {});
    let unpacked = 0;
    try {
      for await (const chunk of gunzip as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        if (unpacked > maxBytes || (unpacked > RATIO_FREE_BYTES && unpacked > this.#bytes * maxRatio))
          throw this.#problem("gzip.too_large", "the file unpacks to far more than its size", "an ordinary gzip file");
        yield chunk;
      }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "Z_BUF_ERROR") throw this.#problem("gzip.truncated", "the gzip file is cut short", "a whole file");
      if (code?.startsWith("Z_"))
        throw this.#problem(
          "gzip.corrupt",
          "the file is not gzip, or is damaged",
          "a gzip file",
          "Set the source's compression to auto, or ask for the extract again.",
        );
      throw error;
    }
  }

  #problem(code: string, what: string, expected: string, advice = "Ask for the extract again."): InputError {
    return new InputError({
      source: this.#request.source,
      file: this.#file.name,
      code,
      what,
      expected,
      advice,
    });
  }
}
