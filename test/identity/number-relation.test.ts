import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { NUMBER_RELATION, oneSlipSql, relateNumbers, slipKeysSql } from "../../matchers/identity/number-relation.ts";
import { fill, memoryEngine } from "../support/memory-engine.ts";

const engine = memoryEngine();
const LENGTH = 12;

const number = fc.bigInt({ min: 0n, max: 10n ** BigInt(LENGTH) - 1n });
/** A number and what one, or now and then two, slips make of it. */
const pair = fc
  .tuple(number, fc.array(fc.tuple(fc.nat(LENGTH - 1), fc.nat(10)), { maxLength: 2 }), fc.boolean())
  .map(([a, slips, fresh]) => [a, slips.reduce(slip, a), fresh] as const);

function slip(value: bigint, [place, change]: readonly [number, number]): bigint {
  const digits = Array.from(value.toString().padStart(LENGTH, "0"));
  if (change === 10) {
    const next = Math.min(place + 1, LENGTH - 1);
    [digits[place], digits[next]] = [digits[next]!, digits[place]!];
  } else digits[place] = String(change);
  return BigInt(digits.join(""));
}

describe("relateNumbers", () => {
  it.each([
    [1099012345n, 1099012345n, NUMBER_RELATION.same],
    [1099012345n, 1099012346n, NUMBER_RELATION.oneDigit],
    [1099n, 1100n, NUMBER_RELATION.different],
    [1099012345n, 1099012354n, NUMBER_RELATION.transposed],
    [10n, 1n, NUMBER_RELATION.transposed],
    [90n, 9n, NUMBER_RELATION.transposed],
    [100n, 1n, NUMBER_RELATION.different],
    [0n, 900000000000n, NUMBER_RELATION.oneDigit],
    [99n, 0n, NUMBER_RELATION.different],
    [31n, 22n, NUMBER_RELATION.different],
  ])("relates %d and %d", (a, b, relation) => {
    expect(relateNumbers(a, b)).toBe(relation);
    expect(relateNumbers(b, a)).toBe(relation);
  });

  it("is symmetric and the same in SQL; related numbers share a key", async () => {
    const pairs = fc.sample(pair, 8000).map(([a, b]) => [a, b] as const);
    const unrelated = fc.sample(fc.tuple(number, number), 1000);
    // two digits off by as much as an exchange is
    const likeExchanged = fc.sample(number, 200).map((a) => [a, a > 9n ? a - 9n : a + 9n] as const);
    const c = engine.connection();
    await fill(
      c,
      "pairs",
      ["a", "b"],
      [...pairs, ...unrelated, ...likeExchanged].map(([a, b]) => [String(a), String(b)]),
    );
    const keysOf = (column: "a" | "b") => sql`[${sql.join(slipKeysSql(sql`${sql.id(column)}::bigint`))}]`;
    const rows = await c.rows<{ a: string; b: string; slip: boolean; back: boolean; meet: boolean }>(
      sql`
        select a, b, ${oneSlipSql(sql`a::bigint`, sql`b::bigint`)} as slip,
          ${oneSlipSql(sql`b::bigint`, sql`a::bigint`)} as back,
          list_has_any(${keysOf("a")}, ${keysOf("b")}) as meet
        from pairs`,
      "relate",
    );
    const seen = new Set<number>();
    const expected = rows.map((row) => {
      const relation = relateNumbers(BigInt(row.a), BigInt(row.b));
      seen.add(relation);
      const slip = relation === NUMBER_RELATION.oneDigit || relation === NUMBER_RELATION.transposed;
      return { ...row, slip, back: slip, meet: row.meet || relation !== NUMBER_RELATION.different };
    });
    expect(rows).toEqual(expected);
    expect([...seen].sort((x, y) => x - y)).toEqual([0, 1, 2, 3]);
  });

  it("relates nothing to null", async () => {
    const row = await engine
      .connection()
      .row(
        sql`select ${oneSlipSql(sql`null::bigint`, sql`1::bigint`)} as r, ${slipKeysSql(sql`null::bigint`)[0]!} as k`,
        "null",
      );
    expect(row).toEqual({ r: false, k: null });
  });
});
