import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Gives what JavaScript no longer uses back to the machine, at once: V8 does so by itself only where more JavaScript runs, and
 * for hours it may be DuckDB alone that needs memory. Takes a few hundred milliseconds on a large heap.
 */
export function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  setFlagsFromString("--no-expose-gc");
  collect();
}
