/** Runs of each size; the quickest counts, so that what else the machine does is left out. */
const RUNS = 6;

/**
 * How many times as long a piece of work takes on four times the size: about 4 where time grows with the size, 16 where it
 * grows with its square.
 * @param work does the work on an input of a size
 */
export function growth(work: (size: number) => void, size: number): number {
  let [once, fourfold] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < RUNS; run++) {
    once = Math.min(
      once,
      timed(() => work(size)),
    );
    fourfold = Math.min(
      fourfold,
      timed(() => work(4 * size)),
    );
  }
  return fourfold / once;
}

function timed(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}
