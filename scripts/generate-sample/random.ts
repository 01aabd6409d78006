const MULTIPLIER = 0x9e3779b1;

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** What a stream of random numbers is for: one purpose never disturbs another. */
export const PURPOSE = {
  block: 1,
  household: 2,
  person: 3,
  fate: 4,
  place: 5,
  record: 6,
  crowd: 7,
} as const;

/**
 * Random numbers by counter: `at(purpose, index)` sets the stream of that purpose and index, so that any person can be
 * made again without keeping anything. 64 bits of state (xoroshiro64**), so that ten million streams do not coincide.
 */
export class Random {
  readonly #seed: number;
  #a = 0;
  #b = 0;
  #rest = 0;

  constructor(seed: number) {
    this.#seed = mix(seed ^ 0x5bd1e995);
  }

  /** Goes to the beginning of a stream. `index` may be any safe integer. */
  at(purpose: number, index: number, extra = 0): this {
    const low = index >>> 0;
    const high = Math.floor(index / 4294967296);
    const key = mix(this.#seed + Math.imul(purpose, MULTIPLIER) + Math.imul(extra, 0x2545f491));
    this.#a = mix(key ^ mix(low + 0x6c62272e)) ^ mix(high + 0x51ed270b);
    this.#b = mix(Math.imul(low ^ 0x1b873593, MULTIPLIER) + key) || 1;
    this.bits();
    return this;
  }

  /** 32 random bits. */
  bits(): number {
    const product = Math.imul(this.#a, 0x9e3779bb);
    const result = Math.imul((product << 5) | (product >>> 27), 5);
    const b = this.#b ^ this.#a;
    this.#a = ((this.#a << 26) | (this.#a >>> 6)) ^ b ^ (b << 9);
    this.#b = (b << 13) | (b >>> 19);
    return result >>> 0;
  }

  /** A number in [0, 1). */
  share(): number {
    return this.bits() / 4294967296;
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.share() < probability;
  }

  /** Begins a choice of at most one of several things: ask `falls` for each in turn. */
  roll(): void {
    this.#rest = this.share();
  }

  /** Whether the choice begun by `roll` falls on this one, which has the given probability of its own. */
  falls(probability: number): boolean {
    const before = this.#rest;
    this.#rest -= probability;
    return before >= 0 && this.#rest < 0;
  }

  /** A whole number in [low, high]. */
  between(low: number, high: number): number {
    return low + Math.floor(this.share() * (high - low + 1));
  }

  /** One of the values, all equally likely. */
  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new Error("nothing to pick from");
    return values[Math.floor(this.share() * values.length)] as T;
  }

  /** `length` random digits. */
  digits(length: number): string {
    let text = "";
    while (text.length < length) text += String(this.bits() % 1_000_000).padStart(6, "0");
    return text.slice(0, length);
  }
}

/** A fixed choice by weights; drawing costs one random number and a binary search. */
export class Weighted<T> {
  readonly values: readonly T[];
  readonly #bounds: Float64Array;
  readonly #total: number;

  constructor(entries: Iterable<readonly [T, number]>) {
    const kept = [...entries].filter(([, weight]) => weight > 0);
    if (kept.length === 0) throw new Error("a weighted choice needs at least one weight above zero");
    this.values = kept.map(([value]) => value);
    this.#bounds = new Float64Array(kept.length);
    let sum = 0;
    kept.forEach(([, weight], i) => {
      sum += weight;
      this.#bounds[i] = sum;
    });
    this.#total = sum;
  }

  draw(random: Random): T {
    const target = random.share() * this.#total;
    let low = 0;
    let high = this.#bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bounds[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return this.values[low] as T;
  }
}

/** A number in [0, 1) that is a function of its arguments alone. */
export function hashShare(seed: number, index: number, salt: number): number {
  return (mix(mix(seed + Math.imul(salt, MULTIPLIER)) ^ mix((index >>> 0) + 0x3c6ef372)) >>> 0) / 4294967296;
}
