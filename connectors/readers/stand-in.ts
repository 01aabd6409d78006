/** What stands in for a delimiter of several bytes: UNIT SEPARATOR, made for the purpose and found in no one's text. */
export const STAND_IN = "\u001f";

const STAND_IN_BYTE = Buffer.from(STAND_IN);

/** Whether rows are found by this delimiter as it is: by one byte. */
export function isOneByte(delimiter: string): boolean {
  return Buffer.byteLength(delimiter) === 1;
}

/**
 * The blocks with one byte in place of a delimiter of several (`§`, `||`), so that rows are found byte by byte whatever the
 * delimiter is. Also within quotes: what is read there is to be put back.
 */
export async function* withStandIn(blocks: AsyncGenerator<Buffer>, delimiter: string): AsyncGenerator<Buffer> {
  const written = Buffer.from(delimiter);
  let held: Buffer = Buffer.alloc(0);
  for await (const block of blocks) {
    const buffer = held.length === 0 ? block : Buffer.concat([held, block]);
    const parts: Buffer[] = [];
    let from = 0;
    for (let at = buffer.indexOf(written); at >= 0; at = buffer.indexOf(written, from)) {
      parts.push(buffer.subarray(from, at), STAND_IN_BYTE);
      from = at + written.length;
    }
    const end = buffer.length - begun(buffer.subarray(from), written);
    held = Buffer.from(buffer.subarray(end));
    parts.push(buffer.subarray(from, end));
    const replaced = Buffer.concat(parts);
    if (replaced.length > 0) yield replaced;
  }
  if (held.length > 0) yield held;
}

/** Bytes at the end that may be the beginning of the delimiter. */
function begun(rest: Buffer, written: Buffer): number {
  for (let length = Math.min(written.length - 1, rest.length); length > 0; length--)
    if (rest.subarray(rest.length - length).equals(written.subarray(0, length))) return length;
  return 0;
}
