import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { DATE_RELATION, relateDates, relateDatesSql } from "../../matchers/dates/date-relation.ts";
import { fill, memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();

const date = fc
  .tuple(
    fc.integer({ min: 1958, max: 1964 }),
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 28 }),
    fc.nat(5),
  )
  .map(
    ([year, month, day, kind]) =>
      year * 10_000 + [0, 101, month * 100, month * 100 + day, month * 100 + day, 415][kind]!,
  );

describe("relateDates", () => {
  it.each([
    [19620415, 19620415, "equal"],
    [19620101, 19620101, "equalImprecise"],
    [19620000, 19620000, "equalImprecise"],
    [19620400, 19620400, "equalImprecise"],
    [19620405, 19620504, "swapped"],
    [19620415, 19620000, "defaultOrYear"],
    [19620415, 19620101, "defaultOrYear"],
    [19620400, 19620000, "defaultOrYear"],
    [19620415, 19620416, "slip"],
    [19620415, 19630415, "slip"],
    [19620415, 19260415, "slip"],
    [19620412, 19620421, "slip"],
    [19620415, 19720415, "slip"],
    [19620410, 19620427, "sameMonth"],
    [19620415, 19620400, "sameMonth"],
    [19620415, 19621127, "sameYear"],
    [19620101, 19630101, "nearYear"],
    [19620000, 19650415, "nearYear"],
    [19590415, 19620415, "nearYear"],
    [19620000, 19660000, "different"],
    [19620415, 19631127, "different"],
  ] as const)("relates %d and %d as %s", (a, b, relation) => {
    expect(relateDates(a, b)).toBe(DATE_RELATION[relation]);
    expect(relateDates(b, a)).toBe(DATE_RELATION[relation]);
  });

  it("is symmetric and the same in SQL", async () => {
    const swapped = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }));
    const pairs = [
      ...fc.sample(fc.tuple(date, date), 10_000),
      ...fc.sample(swapped, 200).map(([a, b]) => [19620000 + 100 * a + b, 19620000 + 100 * b + a] as const),
    ];
    const c = engine.connection();
    await fill(
      c,
      "pairs",
      ["a", "b"],
      pairs.map(([a, b]) => [String(a), String(b)]),
    );
    const rows = await c.rows<{ a: number; b: number; r: number; back: number }>(
      sql`
        with dates as (select a::integer as a, b::integer as b from pairs)
        select a, b, ${relateDatesSql(sql`a`, sql`b`)} as r, ${relateDatesSql(sql`b`, sql`a`)} as back from dates`,
      "relate",
    );
    const expected = rows.map(({ a, b }) => ({ a, b, r: relateDates(a, b), back: relateDates(a, b) }));
    expect(rows).toEqual(expected);
    const seen = new Set(rows.map(({ r }) => r));
    expect(seen.size).toBe(Object.keys(DATE_RELATION).length);
  });

  it("relates nothing to null", async () => {
    const row = await engine
      .connection()
      .row(sql`select ${relateDatesSql(sql`null::integer`, sql`19620415`)} as r`, "null");
    expect(row).toEqual({ r: null });
  });
});
