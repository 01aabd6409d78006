/** The least memory a run can be given, MiB: one thread of DuckDB beside Node. */
export const LEAST_MEMORY_MIB = 700;

/** How a size is written. */
export const SIZE = /^\d+(?:\.\d+)? ?(?:MB|MiB|GB|GiB)$/;

/** "2GB" in MiB. GB and MB are taken as the decimal units they are. */
export function mebibytes(size: string): number {
  const amount = Number.parseFloat(size);
  const unit = size.replace(/^[\d. ]+/, "");
  const bytes = { MB: 1e6, MiB: 2 ** 20, GB: 1e9, GiB: 2 ** 30 }[unit] ?? 1;
  return Math.floor((amount * bytes) / 2 ** 20);
}
