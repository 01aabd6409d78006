import { expect, it } from "vitest";
import { factsOf } from "../../pipelines/report/page.ts";
import type { Summary } from "../../pipelines/report/summary.ts";

it("does not put what is counted of files and rows into an unknown province", () => {
  const facts = factsOf({
    cube: [
      ["tax", null, "row.rejected", "row", 60, 40, 0],
      ["tax", null, "sex.unknown", "sex", 3, 1, 0],
      ["tax", "01", "sex.unknown", "sex", 50, 6, 0],
    ],
    rules: { "row.rejected": { measure: "rows.accepted" }, "sex.unknown": {} },
    province_names: { "01": "Thành phố Hà Nội" },
  } as unknown as Summary) as { whole: string; places: (string | null)[]; checks: string[][]; cube: number[][] };
  const cells = facts.cube.map(([, place, check]) => [facts.places[place!], facts.checks[check!]![0]]);
  expect(cells).toEqual([
    [facts.whole, "row.rejected"],
    [null, "sex.unknown"],
    ["01", "sex.unknown"],
  ]);
});
