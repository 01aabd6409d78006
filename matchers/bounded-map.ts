/** Longer texts do not repeat; kept by the hundred thousand they would fill the memory. */
export const LONGEST_KEPT = 200;

/** What all values are understood with where no index is. */
const NOTHING = {};
const made: BoundedMap<unknown>[] = [];

/**
 * What was understood before, kept by its text; starts anew when there is too much of it, or when the index it was
 * understood with changes.
 */
export class BoundedMap<Value> {
  readonly #most: number;
  readonly #longest: number;
  readonly #values = new Map<string, Value>();
  #source: object = NOTHING;

  /** @param longest key that is kept, in UTF-16 units */
  constructor(most: number, longest: number = LONGEST_KEPT) {
    this.#most = most;
    this.#longest = longest;
    made.push(this);
  }

  /** The value of a key, made by `understand` when it is new. @param source what it is understood with */
  get(key: string, understand: (key: string) => Value, source: object = NOTHING): Value {
    if (key.length > this.#longest) return understand(key);
    if (source !== this.#source) {
      this.#values.clear();
      this.#source = source;
    }
    let value = this.#values.get(key);
    if (value === undefined) {
      if (this.#values.size >= this.#most) this.#values.clear();
      value = understand(key);
      this.#values.set(key, value);
    }
    return value;
  }

  clear(): void {
    this.#values.clear();
  }
}

/**
 * Forgets all that was understood before, in this process: some hundred megabytes after a night's addresses. Costs time
 * alone where the same texts come again.
 */
export function forgetUnderstood(): void {
  for (const map of made) map.clear();
}
