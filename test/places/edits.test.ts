import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { editsWithin, letterMask, missingLetters } from "../../matchers/places/edits.ts";
import { KeyTrie } from "../../matchers/places/key-trie.ts";

/** The textbook table of optimal string alignment. */
function edits(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, table[i - 2]![j - 2]! + 1);
      table[i]![j] = least;
    }
  return table[a.length]![b.length]!;
}

const word = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 9 }).map((letters) => letters.join(""));

describe("editsWithin", () => {
  it("counts as the textbook does, up to its limit", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        expect(editsWithin(a, b, limit)).toBe(Math.min(edits(a, b), limit + 1));
      }),
      { numRuns: 2000 },
    );
  });

  it("counts the letters put into an empty word, also before any other word was seen", async () => {
    vi.resetModules();
    const fresh = await import("../../matchers/places/edits.ts");
    expect([fresh.editsWithin("", "a", 1), fresh.editsWithin("", "", 0), fresh.editsWithin("", "ab", 1)]).toEqual([
      1, 0, 2,
    ]);
  });

  it("counts so for marked letters and long words too", () => {
    const letters = fc.constantFrom("a", "b", "ư", "đ", "ể");
    const long = fc.array(letters, { maxLength: 40 }).map((list) => list.join(""));
    const pair = fc.tuple(long, fc.nat(), letters, fc.nat(), fc.boolean()).map(([a, at, letter, cut, swap]) => {
      const put = a.slice(0, at % 41) + letter + a.slice(at % 41);
      const from = cut % put.length;
      return [
        a,
        put.slice(0, from) +
          (swap
            ? put
                .slice(from, from + 2)
                .split("")
                .reverse()
                .join("")
            : "") +
          put.slice(from + (swap ? 2 : 1)),
      ] as const;
    });
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 4 }), ([a, b], limit) => {
        expect(editsWithin(a, b, limit)).toBe(Math.min(edits(a, b), limit + 1));
      }),
      { numRuns: 300 },
    );
  });

  it("is never below the letters that are missing", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(missingLetters(letterMask(a), letterMask(b))).toBeLessThanOrEqual(edits(a, b));
      }),
    );
  });
});

describe("KeyTrie", () => {
  it("finds what was added and nothing else", () => {
    fc.assert(
      fc.property(fc.uniqueArray(word.filter((key) => key !== "")), word, (keys, other) => {
        const trie = new KeyTrie<string>();
        for (const key of keys) trie.add(key, key);
        for (const key of [...keys, other].filter((text) => text !== "")) {
          const node = trie.walk(0, key);
          expect(node < 0 ? undefined : trie.at(node)).toBe(keys.includes(key) ? key : undefined);
        }
      }),
    );
  });
});
