/** Deepest nesting of a citizen element; more is not the standard's. */
const MAX_DEPTH = 16;

interface Level {
  readonly path: string;
  readonly texts: string[];
  text: string;
  readonly seen: Map<string, number>;
}

/**
 * Collects one `CongDan` element into values by element path, such as `HoVaTen/Ho`. A repeated element has its number
 * behind its name from the second on (`VoChong[2]/SoDinhDanh`). An element that holds elements has their texts, joined by
 * spaces: `HoVaTen` is family, middle and given name in order.
 */
export class CitizenElement {
  readonly values = new Map<string, string>();
  /** Paths that hold text themselves. */
  readonly leaves = new Set<string>();
  readonly #levels: Level[] = [{ path: "", texts: [], text: "", seen: new Map() }];
  characters = 0;

  /** True when every element that was opened has been closed. */
  get complete(): boolean {
    return this.#levels.length === 1;
  }

  /** @returns false when the nesting is too deep */
  open(name: string): boolean {
    const parent = this.#levels.at(-1)!;
    const count = (parent.seen.get(name) ?? 0) + 1;
    parent.seen.set(name, count);
    const step = count === 1 ? name : `${name}[${count}]`;
    const path = parent.path === "" ? step : `${parent.path}/${step}`;
    this.#levels.push({ path, texts: [], text: "", seen: new Map() });
    return this.#levels.length <= MAX_DEPTH;
  }

  text(text: string): void {
    this.characters += text.length;
    this.#levels.at(-1)!.text += text;
  }

  close(): void {
    const level = this.#levels.pop()!;
    const leaf = level.seen.size === 0;
    const value = leaf ? level.text.trim() : level.texts.join(" ");
    if (leaf) this.leaves.add(level.path);
    if (value === "") return;
    this.values.set(level.path, value);
    this.#levels.at(-1)?.texts.push(value);
  }
}
