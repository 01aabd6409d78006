import type { ListName } from "./gazetteer.ts";

/** A set of provinces of both lists, by the bits of their two-digit codes: to see quickly that two have nothing in common. */
export class ProvinceSet {
  #low = 0;
  #middle = 0;
  #high = 0;
  #lowNow = 0;
  #middleNow = 0;
  #highNow = 0;

  static of(old: string | null, now: string | null): ProvinceSet {
    const set = new ProvinceSet();
    if (old !== null) set.add("old", old);
    if (now !== null) set.add("now", now);
    return set;
  }

  /** Adds a province by its code, 01 to 96. */
  add(list: ListName, code: string): void {
    const bit = Number(code) - 1;
    const mask = 1 << (bit & 31);
    const word = bit >> 5;
    if (list === "old") {
      if (word === 0) this.#low |= mask;
      else if (word === 1) this.#middle |= mask;
      else this.#high |= mask;
    } else if (word === 0) this.#lowNow |= mask;
    else if (word === 1) this.#middleNow |= mask;
    else this.#highNow |= mask;
  }

  meets(other: ProvinceSet): boolean {
    return (
      ((this.#low & other.#low) |
        (this.#middle & other.#middle) |
        (this.#high & other.#high) |
        (this.#lowNow & other.#lowNow) |
        (this.#middleNow & other.#middleNow) |
        (this.#highNow & other.#highNow)) !==
      0
    );
  }
}
