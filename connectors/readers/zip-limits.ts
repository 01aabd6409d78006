import type { FileHandle } from "node:fs/promises";

/** What a ZIP archive says of itself, read from its central directory alone. */
export interface ZipSizes {
  readonly entries: number;
  readonly packed: number;
  readonly unpacked: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** Archives that need ZIP64 or a directory beyond this are no spreadsheets. */
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;

/** Reads the sizes an archive declares, or undefined when it is not a (plain) ZIP archive. */
export async function zipSizes(handle: FileHandle): Promise<ZipSizes | undefined> {
  const { size } = await handle.stat();
  const tailBytes = Math.min(size, END_BYTES + 65_535);
  const tail = Buffer.alloc(tailBytes);
  await handle.read(tail, 0, tailBytes, size - tailBytes);
  let at = tailBytes - END_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END_SIGNATURE) at--;
  if (at < 0) return undefined;
  const directoryBytes = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (directoryBytes > MAX_DIRECTORY_BYTES || offset + directoryBytes > size) return undefined;
  const directory = Buffer.alloc(directoryBytes);
  await handle.read(directory, 0, directoryBytes, offset);
  let packed = 0;
  let unpacked = 0;
  let entries = 0;
  for (let p = 0; p + ENTRY_BYTES <= directoryBytes; entries++) {
    if (directory.readUInt32LE(p) !== ENTRY_SIGNATURE) return undefined;
    packed += directory.readUInt32LE(p + 20);
    unpacked += directory.readUInt32LE(p + 24);
    p += ENTRY_BYTES + directory.readUInt16LE(p + 28) + directory.readUInt16LE(p + 30) + directory.readUInt16LE(p + 32);
  }
  return { entries, packed, unpacked };
}
