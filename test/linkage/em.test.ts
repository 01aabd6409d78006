import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FITTED_FIELDS, fitByEm, type Pattern } from "../../matchers/linkage/em.ts";
import { FIELDS, PLACE_LEVEL } from "../../matchers/linkage/levels.ts";
import {
  modelHash,
  modelText,
  SHIPPED_M,
  SHIPPED_U,
  shippedAccept,
  shippedModel,
} from "../../matchers/linkage/model.ts";
import { parseModel, SnapshotError } from "../../matchers/linkage/parse-model.ts";

/** Patterns of pairs that agree in all but one field, and of pairs that differ in all. */
const differ = FITTED_FIELDS.map((field) => (FIELDS[field] as Record<string, number>).different!);
const agree = FITTED_FIELDS.map(() => 1);

describe("fitByEm", () => {
  it("finds the share of pairs that are of one person", () => {
    const patterns: Pattern[] = [
      { levels: agree, n: 9600 },
      { levels: agree.map((level, i) => (i === 3 ? 5 : level)), n: 200 },
      { levels: differ, n: 200 },
    ];
    const { share, m } = fitByEm(patterns, SHIPPED_M, SHIPPED_U, 10);
    expect(share).toBeCloseTo(0.98, 2);
    expect(m.birth.slip).toBeCloseTo(0.0204, 2);
    expect(m.given.same).toBeGreaterThan(0.99);
  });

  it("is not led astray by numbers that others of the home lent, however many", () => {
    const field = (name: (typeof FITTED_FIELDS)[number]) => FITTED_FIELDS.indexOf(name);
    const child = agree.map((same, i) =>
      [field("middle"), field("given"), field("birth")].includes(i) ? differ[i]! : same,
    );
    const wife = child.map((level, i) => (i === field("family") || i === field("sex") ? differ[i]! : level));
    const patterns: Pattern[] = [
      { levels: agree, n: 600 },
      { levels: child, n: 300 },
      { levels: wife, n: 200 },
      { levels: differ, n: 200 },
    ];
    const { share, m } = fitByEm(patterns, SHIPPED_M, SHIPPED_U, 200);
    expect(share).toBeCloseTo(600 / 1300, 2);
    expect(m.given.different).toBeLessThan(0.005);
    expect(m.birth.different).toBeLessThan(0.01);
  });

  it("takes pairs as what a reviewer said of them, whatever it would have made of them itself", () => {
    const doubtful = agree.map((level, i) => (i === 4 ? level : differ[i]!));
    const rest: Pattern = { levels: agree, n: 900 };
    const fitted = (same: boolean) => fitByEm([rest, { levels: doubtful, n: 100, same }], SHIPPED_M, SHIPPED_U, 10);
    expect(fitted(true).share).toBeGreaterThan(0.999);
    expect(fitted(true).m.given.different).toBeGreaterThan(0.05);
    expect(fitted(false).share).toBeCloseTo(0.9, 2);
    expect(fitted(false).m.given.different).toBeLessThan(0.001);
  });

  it("takes nothing from a field that cannot be compared", () => {
    const missing = FITTED_FIELDS.map(() => 0);
    expect(fitByEm([{ levels: missing, n: 1000 }], SHIPPED_M, SHIPPED_U, 10).share).toBeCloseTo(0.97, 6);
  });

  it("counts a pair of places without a street for the levels it may stand at", () => {
    const place = FITTED_FIELDS.indexOf("place");
    const at = (level: keyof typeof PLACE_LEVEL, n: number): Pattern => ({
      levels: agree.map((same, i) => (i === place ? PLACE_LEVEL[level] : same)),
      n,
    });
    const patterns = [at("house", 4000), at("street", 1000), at("commune", 5000), at("different", 10_000)];
    const { m } = fitByEm(
      [...patterns, at("streetAlone", 40_000), at("communeAlone", 40_000)],
      SHIPPED_M,
      SHIPPED_U,
      1e-3,
    );
    const expected = {
      house: 0.648,
      street: 0.162,
      commune: 0.09,
      different: 0.1,
      streetAlone: 0.81,
      communeAlone: 0.9,
      provinceAlone: 0.9,
    };
    for (const [level, p] of Object.entries(expected)) expect(m.place[level], level).toBeCloseTo(p, 3);
  });

  it("keeps probabilities within 0 and 1 whatever the patterns", () => {
    const pattern = fc.record({
      levels: fc.tuple(...FITTED_FIELDS.map(() => fc.constantFrom(0, 1, 2))),
      n: fc.integer({ min: 1, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 20 }), (patterns) => {
        const { m, share } = fitByEm(patterns, SHIPPED_M, SHIPPED_U, 100);
        const all = FITTED_FIELDS.flatMap((field) => Object.values(m[field]));
        return share > 0 && share < 1 && all.every((p) => p > 0 && p <= 1);
      }),
      { numRuns: 50 },
    );
  });
});

describe("model", () => {
  it("reads back what it wrote, under the same hash", () => {
    const own = { inRegister: 0.5, wrongNumber: 0.01, m: SHIPPED_M };
    const model = { ...shippedModel(1_000_000), sources: { tax: own }, frequencies: { register: "0a".repeat(32) } };
    const again = parseModel(modelText(model), "snapshot.json");
    expect(again).toEqual(model);
    expect(modelHash(again)).toBe(modelHash(model));
    expect(modelHash({ ...model, keyCap: 1 })).not.toBe(modelHash(model));
  });

  it("accepts from a threshold that follows the target, trained or not", () => {
    expect([0.1, 0.001, 0.0005, 0.0001, 0].map(shippedAccept)).toEqual([0.95, 0.98, 0.99, 0.998, 0.9995]);
    expect(shippedModel(10, 0.0001).thresholds).toMatchObject({ accept: 0.998, falseMatchRate: 0.0001 });
    expect(shippedModel(10).thresholds.accept).toBe(0.99);
  });

  it("refuses what is cut short or written to by hand, with the file and what was expected where", () => {
    const model = shippedModel(10);
    const said = (change: object | string): string => {
      const text = typeof change === "string" ? change : JSON.stringify({ ...model, ...change });
      try {
        parseModel(text, "state/snapshot.json");
      } catch (error) {
        expect(error).toBeInstanceOf(SnapshotError);
        return (error as Error).message.replace(/\. Put it back.*train.*$/, "").replace("state/snapshot.json: ", "");
      }
      return "taken";
    };
    expect(said({})).toBe("taken");
    expect(said(modelText(model).slice(0, 900))).toMatch(/^expected a model as JSON, found none that can be read/);
    expect(said("[]")).toBe("expected a group as the whole");
    expect(said({ version: 2 })).toBe("expected 1, as this version of LamSach writes as version");
    expect(said({ m: { ...model.m, sex: { unsure: 1 } } })).toBe("expected none but known names, found m.sex.unsure");
    expect(said({ u: { ...model.u, birth: { date: 0 } } })).toBe("expected more than 0 as u.birth.date");
    expect(said({ sources: { tax: { inRegister: "0.9", wrongNumber: 0, m: SHIPPED_M } } })).toBe(
      "expected a number as sources.tax.inRegister",
    );
    const { number: _, ...cut } = SHIPPED_M;
    expect(said({ m: cut, thresholds: null, keyCap: -1, trained: 1 })).toBe(
      "expected true or false as trained; expected a group as m.number; expected a group as thresholds; and 1 more",
    );
  });
});
