import { setImmediate } from "node:timers/promises";

/** Values worked on at a stretch: some milliseconds. */
const AT_A_STRETCH = 128;

/**
 * Does the work for every item. A statement that DuckDB was given beside it runs meanwhile: it begins only after some turns
 * of the event loop, so the work must not take the whole time in one.
 */
export async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Result): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(work(item));
    if (results.length % AT_A_STRETCH === 0) await setImmediate();
  }
  return results;
}
