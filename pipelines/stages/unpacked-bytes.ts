import type { InputFile } from "./find-inputs.ts";

/** What a packed file becomes when it is read, for each of its bytes: sheets and columns are packed more than text. */
const UNPACKED = { gz: 6, other: 10 };

/** How large files are when they are read, roughly, in bytes: text as it lies there, packed formats as unpacked. */
export function unpackedBytes(files: readonly Pick<InputFile, "name" | "bytes">[]): number {
  const times = (name: string): number => {
    if (/\.(?:csv|tsv|txt|jsonl|xml)$/i.test(name)) return 1;
    return /\.gz$/i.test(name) ? UNPACKED.gz : UNPACKED.other;
  };
  return files.reduce((sum, { name, bytes }) => sum + bytes * times(name), 0);
}
