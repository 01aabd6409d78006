/** Longer texts do not repeat; kept by the hundred thousand they would fill the memory. */
export const LONGEST_KEPT = 200;

/**
 * What was understood before, kept by its text; starts anew when there is too much of it, or when the index it was
 * understood with changes.
 */
export class BoundedMap<Value> {
  readonly #most: number;
  readonly #values = new Map<string, Value>();
  #source: object | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** The value of a key, made by `understand` when it is new. */
  get(key: string, understand: (key: string) => Value, source: object): Value {
    if (key.length > LONGEST_KEPT) return understand(key);
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
}
