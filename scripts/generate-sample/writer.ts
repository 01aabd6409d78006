import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";

const CHUNK = 1 << 17;

/** A text file written in large pieces, waiting when the disk is behind. */
export class TextWriter {
  readonly path: string;
  readonly #stream: WriteStream;
  #pending: string[] = [];
  #length = 0;
  #failure: Error | undefined;
  lines = 0;

  constructor(path: string) {
    this.path = path;
    this.#stream = createWriteStream(path);
    this.#stream.on("error", (error) => {
      this.#failure = error;
    });
  }

  line(text: string): void {
    this.#pending.push(text);
    this.#length += text.length + 1;
    this.lines++;
  }

  /** Hands the pending lines over once there are enough of them. Call it between rows. */
  async flush(all = false): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (this.#length === 0 || (!all && this.#length < CHUNK)) return;
    this.#pending.push("");
    const text = this.#pending.join("\n");
    this.#pending = [];
    this.#length = 0;
    if (!this.#stream.write(text)) await once(this.#stream, "drain");
  }

  async close(): Promise<void> {
    await this.flush(true);
    this.#stream.end();
    await once(this.#stream, "close");
    if (this.#failure) throw this.#failure;
  }
}

const SPECIAL: Readonly<Record<string, RegExp>> = { ",": /[",\n\r]|^ | $/, ";": /[";\n\r]|^ | $/ };

/** A line of a CSV file: cells are quoted only where they must be. */
export function csvLine(texts: readonly string[], delimiter: "," | ";"): string {
  const special = SPECIAL[delimiter] as RegExp;
  let line = "";
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] as string;
    if (i > 0) line += delimiter;
    line += text !== "" && special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  return line;
}
