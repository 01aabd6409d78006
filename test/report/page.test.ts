import { expect, it } from "vitest";
import { factsOf } from "../../pipelines/report/page.ts";
import { worstSection } from "../../pipelines/report/sections/overview.ts";
import type { Summary } from "../../pipelines/report/summary.ts";
import { View } from "../../pipelines/report/view.ts";

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

it("says among which provinces one is the weakest: the table may begin with a smaller one", () => {
  const province = (code: string, percent: number) => ({ province: code, percent, worst_rule: { fail: 2 } });
  const summary = {
    worst: { source: "tax", province: "12", rule: "sex.unknown", field: "sex", samples: [] },
    sources: [
      {
        name: "tax",
        title: { vi: "", en: "" },
        index: { value: 90 },
        provinces: [province("11", 88), province("12", 90)],
      },
    ],
    rules: {},
    province_names: {},
  };
  const text = worstSection(new View(summary as unknown as Summary)).text;
  expect(text).toContain("trong các tỉnh có từ 1 % lượt kiểm tra");
  expect(text).toContain("at least 1 % of the source&#39;s checks");
});
