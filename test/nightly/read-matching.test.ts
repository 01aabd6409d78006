import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { StageResult } from "../../pipelines/ledger/stage-store.ts";
import { readMatching } from "../../pipelines/nightly/read-matching.ts";
import { driftSection } from "../../pipelines/report/sections/drift.ts";
import { auditSection } from "../../pipelines/report/sections/rest.ts";
import type { Summary } from "../../pipelines/report/summary.ts";
import { View } from "../../pipelines/report/view.ts";
import { MATCH_FILES, type MatchFacts } from "../../pipelines/stages/match-stage.ts";
import { memoryEngine } from "../support/memory-engine.ts";

const test = memoryEngine();

const FACTS = { snapshot: "abc", sources: [], decisions: { honoured: 0, stale: 0 } };

it("tells how far the model lies from tonight's data, and where nothing can be told", async () => {
  const shown = async (drift: object) => {
    const facts = { ...FACTS, drift: { trained: true, limit: 0.25, pairs: 900, moved: [], ...drift } };
    const stage = { folder: test.folder(), facts } as unknown as StageResult<MatchFacts>;
    const matching = await readMatching(test.connection(), stage);
    return { drift: matching.drift, page: driftSection(new View({ matching } as Summary)).text };
  };
  const slip = { source: "*", field: "birth", level: "slip", snapshot: 0.018, fitted: 0.00649, bits: -1.472 };
  const many = await shown({ moved: [slip, ...Array.from({ length: 20 }, () => ({ ...slip, source: "tax" }))] });
  expect(many.drift.moved[0]).toEqual({
    ...{ source: "*", field: "birth", level: "slip", bits: -1.472 },
    ...{ model_percent: 1.8, night_percent: 0.64 },
  });
  expect(many.page.match(/<tr>/g)).toHaveLength(16);
  for (const words of ["mọi nguồn", "all sources", "sai một chữ số", "one digit wrong", "−1,47", "summary.json"])
    expect(many.page).toContain(words);
  expect(many.page).not.toContain("nodata");
  const steady = await shown({});
  expect(steady.page).toContain("Không tham số nào lệch hơn ngẫu nhiên và quá");
  const first = await shown({ trained: false });
  expect(first.page).toMatch(/chưa huấn luyện.*never trained/s);
  const nothing = await shown({ pairs: 0 });
  expect(nothing.page).toMatch(/không biết mô hình có lệch.*is not known/s);
  expect(nothing.page).not.toContain("Không tham số nào");
});

it("widens the intervals of the self-audit to what is shown, and shows as missed only what was sought", async () => {
  const folder = join(test.folder(), "match");
  mkdirSync(folder);
  await test.connection().run(
    sql`copy (
      select 'vneid' as source, kind, pass, 200000 as n, 199990 as n_accepted, n_wrong, 5 as n_missed, low as wrong_low, high as wrong_high
      from (values ('hidden', 'all', 0, 0, 19), ('hidden', 'none', 9, 45, 123), ('swapped', 'all', 199999, 999950, 999999)) t(kind, pass, n_wrong, low, high)
    ) to ${join(folder, MATCH_FILES.audit)} (format parquet)`,
    "make audit",
  );
  const facts = { ...FACTS, drift: { trained: false, limit: 0.25, pairs: 0, moved: [] } } as unknown as MatchFacts;
  const matching = await readMatching(test.connection(), { folder, facts } as StageResult<MatchFacts>);
  expect(matching.audit.map(({ kind, pass, low, high }) => [kind, pass, low, high])).toEqual([
    ["number_hidden", null, 0, 0.01],
    ["number_hidden", "none", 0, 0.02],
    ["number_of_other", null, 99.99, 100],
  ]);
  const page = auditSection(new View({ matching } as Summary)).text;
  const rows = page.split("<tr>").slice(2);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toContain("mọi lượt");
  expect(rows[1]).toContain("không lượt nào tìm ra");
  expect(rows.map((row) => row.includes("matching.audit") && row.includes(".missed"))).toEqual([true, true, false]);
  for (const { low, high } of matching.audit)
    expect(page).toMatch(new RegExp(`<data value="${low}"[^]*<data value="${high}"`));
});
