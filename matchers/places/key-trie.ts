/** 26 letters, 10 digits. */
const WIDTH = 36;

/** Finds keys letter by letter, so that a search from every word of an address costs no string building. */
export class KeyTrie<T> {
  #next = new Int32Array(WIDTH * 4096);
  #size = 1;
  readonly #values: (T | undefined)[] = [undefined];

  add(key: string, value: T): void {
    let node = 0;
    for (let i = 0; i < key.length; i++) {
      const slot = slotOf(key.charCodeAt(i));
      if (slot < 0) return;
      const at = node * WIDTH + slot;
      if (this.#next[at] === 0) {
        if ((this.#size + 1) * WIDTH > this.#next.length) {
          const larger = new Int32Array(this.#next.length * 2);
          larger.set(this.#next);
          this.#next = larger;
        }
        this.#next[at] = this.#size++;
        this.#values.push(undefined);
      }
      node = this.#next[at]!;
    }
    this.#values[node] = value;
  }

  /** The node reached from `node` (0 is the root) by the letters of a word; -1 when no key goes on so. */
  walk(node: number, word: string): number {
    for (let i = 0; i < word.length; i++) {
      const slot = slotOf(word.charCodeAt(i));
      if (slot < 0) return -1;
      node = this.#next[node * WIDTH + slot]!;
      if (node === 0) return -1;
    }
    return node;
  }

  /** The value of the key that ends at a node. */
  at(node: number): T | undefined {
    return this.#values[node];
  }
}

function slotOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  return -1;
}
