import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameKey } from "../../matchers/names/letters.ts";
import { FAMILY_NAMES, NAME_WORDS } from "../../matchers/names/lexicon.ts";
import { relateNames } from "../../matchers/names/name-relation.ts";
import { standardiseName } from "../../matchers/names/standardise-name.ts";
import { relateTokens } from "../../matchers/names/token-relation.ts";
import { relatedPairs } from "../../matchers/names/token-relations.ts";

const word = fc.constantFrom(...NAME_WORDS);
const vietnamese = fc
  .tuple(
    fc.constantFrom(...[...FAMILY_NAMES].filter((family) => !/^[oô]ng$/.test(family))),
    fc.array(word, { minLength: 1, maxLength: 3 }),
  )
  .map(([family, rest]) => [family, ...rest].join(" "));
const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...Array.from("aâbđcớnghyuwsx1'-. ,/(?ÃñÖ©\u00ad\u0301\u202e")), maxLength: 20 }),
  vietnamese,
);

/** Findings that say that letters went or changed. */
const CHANGING = new Set([
  "name.encoding_repaired",
  "name.typing_repaired",
  "name.letters_replaced",
  "name.letters_lost",
  "name.note_removed",
  "name.title_removed",
  "name.several_persons",
  "name.hidden_characters",
]);

/** Words that other words make mean another thing. */
const tricky = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: word },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          ..."h. y. k. a. H' h k y ka ông bà anh chi co chu ba HNhung hhen niê niêkđăm kpă ksor Ph0ng h0a 5ơn th1 dara coong nguyeenx thij VănAn lývăndịu KbuÃ´r Nieâ rơ châm thị".split(
            " ",
          ),
        ),
      },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((words) => words.join(" "));

describe("standardiseName", () => {
  it("never throws, and gives a name exactly when it is one", () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const { kind, name, key, given } = standardiseName(raw);
        if (kind === "person") expect(name && key && given).toBeTruthy();
        else expect(given).toBeNull();
      }),
      { numRuns: 800 },
    );
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(fc.oneof(anything, tricky), (raw) => {
        const once = standardiseName(raw);
        if (once.kind !== "person") return;
        const twice = standardiseName(once.name!);
        expect([twice.name, twice.key, twice.family, twice.middle, twice.given]).toEqual([
          once.name,
          once.key,
          once.family,
          once.middle,
          once.given,
        ]);
      }),
      { numRuns: 800 },
    );
  });

  it("never loses a letter silently", () => {
    fc.assert(
      fc.property(fc.oneof(anything, tricky), (raw) => {
        const { kind, key, findings } = standardiseName(raw);
        if (kind !== "person" || findings.some((finding) => CHANGING.has(finding))) return;
        expect(key).toBe(nameKey(raw));
      }),
      { numRuns: 800 },
    );
  });

  it("gives rightly written names no repair", () => {
    fc.assert(
      fc.property(vietnamese, (raw) => {
        const { kind, findings } = standardiseName(raw.toUpperCase());
        if (kind === "person") expect(findings.filter((finding) => CHANGING.has(finding))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("relations", () => {
  const token = fc.oneof(
    word,
    fc.string({ unit: fc.constantFrom(...Array.from("aâeễnghuytscxrlđ1'")), minLength: 1, maxLength: 6 }),
  );

  it("of words are symmetric and reflexive", () => {
    fc.assert(
      fc.property(token, token, (a, b) => {
        expect(relateTokens(a, b)).toBe(relateTokens(b, a));
        expect(relateTokens(a, a)).toBe(1);
      }),
      { numRuns: 800 },
    );
  });

  it("of names are symmetric", () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect(relateNames(a, b)).toBe(relateNames(b, a));
      }),
      { numRuns: 800 },
    );
  });

  it("of some words to all are found as among all", () => {
    fc.assert(
      fc.property(fc.uniqueArray(token, { maxLength: 25 }), fc.integer({ min: 0, max: 25 }), (words, n) => {
        const fresh = new Set(words.slice(0, n));
        const all = Array.from(relatedPairs(words)).filter(([a, b]) => fresh.has(a) || fresh.has(b));
        expect(Array.from(relatedPairs(words, fresh)).map(String).sort()).toEqual(all.map(String).sort());
      }),
      { numRuns: 200 },
    );
  });

  it("found by index are those found by comparing all with all", () => {
    fc.assert(
      fc.property(fc.uniqueArray(token, { maxLength: 25 }), (words) => {
        const key = (a: string, b: string, r: number) => `${a < b ? `${a} ${b}` : `${b} ${a}`} ${r}`;
        const found = Array.from(relatedPairs(words), ([a, b, r]) => key(a, b, r)).sort();
        const wanted = words.flatMap((a, i) => words.slice(i + 1).map((b) => [a, b, relateTokens(a, b)] as const));
        expect(found).toEqual(
          wanted
            .filter(([, , r]) => r > 1)
            .map(([a, b, r]) => key(a, b, r))
            .sort(),
        );
      }),
      { numRuns: 300 },
    );
  });
});
