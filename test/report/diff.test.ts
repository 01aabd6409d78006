import { describe, expect, it } from "vitest";
import { diffSummaries } from "../../pipelines/report/diff.ts";
import type { Summary } from "../../pipelines/report/summary.ts";

/** A summary with what a difference looks at. */
function summary(run: string, sources: Record<string, { accepted: number; fail: number }>): Summary {
  return {
    run,
    verdict: "pass",
    sources: Object.entries(sources).map(([name, { accepted, fail }]) => ({
      name,
      accepted,
      index: { value: 90, band: "green" },
      statuses: { verified: accepted - fail, conflict: fail },
      rules: [
        {
          rule: "a.b",
          field: "sex",
          ok: accepted - fail,
          fail,
          percent: Math.floor((10000 * (accepted - fail)) / accepted) / 100,
        },
        { rule: "a.same", field: "sex", ok: 5, fail: 0, percent: 100 },
      ],
    })),
  } as unknown as Summary;
}

describe("diffSummaries", () => {
  it("lists what differs, the largest loss first, and sources that came or went", () => {
    const before = summary("1", {
      x: { accepted: 100, fail: 1 },
      y: { accepted: 100, fail: 5 },
      gone: { accepted: 9, fail: 0 },
    });
    const after = summary("2", { x: { accepted: 100, fail: 3 }, y: { accepted: 100, fail: 50 } });
    const difference = diffSummaries(before, after);
    expect(difference.rules.map(({ source, rule, points }) => [source, rule, points])).toEqual([
      ["y", "a.b", -45],
      ["x", "a.b", -2],
      ["gone", "a.b", null],
      ["gone", "a.same", null],
    ]);
    expect(difference.sources.find(({ source }) => source === "gone")).toMatchObject({ accepted: [9, null] });
    expect(difference.sources[0]!.statuses).toEqual({ conflict: [1, 3], verified: [99, 97] });
  });

  it("finds nothing between a run and itself", () => {
    const one = summary("1", { x: { accepted: 10, fail: 1 } });
    expect(diffSummaries(one, one).rules).toEqual([]);
  });
});
