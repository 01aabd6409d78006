import { decodeToUtf8, type LegacyEncoding } from "../encodings/decoder.ts";
import type { ExtractFile, ReadNote, ReadRequest } from "./read-request.ts";

/**
 * The text of a file as UTF-8 blocks without byte order mark. A mark wins over the declared encoding, since it is certain.
 * Bytes that are not UTF-8 in a UTF-8 file come through as they are: they are the row reader's to judge.
 */
export async function* utf8Blocks(
  blocks: AsyncGenerator<Buffer>,
  request: ReadRequest,
  file: ExtractFile,
  notes: ReadNote[],
): AsyncGenerator<Buffer> {
  try {
    const first = await blocks.next();
    if (first.done) return;
    const declared = request.encoding ?? "utf-8";
    const mark = byteOrderMark(first.value);
    if (mark && mark.encoding !== declared) notes.push({ file: file.name, code: "encoding.byte_order_mark" });
    const encoding = mark?.encoding ?? declared;
    const rest = prepend(first.value.subarray(mark?.length ?? 0), blocks);
    yield* encoding === "utf-8" ? rest : decodeToUtf8(rest, encoding);
  } finally {
    // A reader that stops early must free the file.
    await blocks.return(undefined);
  }
}

function byteOrderMark(block: Buffer): { encoding: "utf-8" | LegacyEncoding; length: number } | undefined {
  if (block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf) return { encoding: "utf-8", length: 3 };
  if (block[0] === 0xff && block[1] === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (block[0] === 0xfe && block[1] === 0xff) return { encoding: "utf-16be", length: 2 };
  return undefined;
}

async function* prepend(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  yield* rest;
}
