import { expect, it } from "vitest";
import { changesBetween, type ProvinceTally } from "../../pipelines/quality/change.ts";
import { loadRules } from "../../pipelines/quality/load-rules.ts";

const rules = loadRules();

/** A tally of a rule in one province of one source. */
function tally(rule: string, ok: number, fail: number): ProvinceTally {
  const found = rules.find(({ id }) => id === rule)!;
  return { source: "vneid", rule: found, field: "age_18_29", province: "56", tally: { ok, fail, na: 0 } };
}

it("calls coverage worse only where chance would not do it: one person of forty-one is nothing", () => {
  expect(changesBetween([tally("coverage.person", 3, 38)], [tally("coverage.person", 4, 37)])).toEqual([]);
  expect(changesBetween([tally("coverage.person", 300, 3800)], [tally("coverage.person", 700, 3400)])).toMatchObject([
    { province: "56", extra: 400 },
  ]);
});

it("tells of every row that was rejected where none was before", () => {
  expect(changesBetween([tally("row.rejected", 40, 1)], [tally("row.rejected", 41, 0)])).toMatchObject([
    { points: expect.closeTo(-2.44, 2) },
  ]);
});
