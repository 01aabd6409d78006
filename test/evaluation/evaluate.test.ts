import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { evaluate, ratesOf } from "../../pipelines/evaluation/evaluate.ts";
import { renderEvaluation } from "../../pipelines/evaluation/render.ts";
import { Workbench } from "../support/parquet-fixture.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

it("counts right, wrong and missed answers by source and kind", async () => {
  const truth = bench.path("truth.csv");
  await writeFile(
    truth,
    [
      "source,record_id,role,person_number,distinguishable,kind",
      "a,1,subject,001,1,clean",
      "a,2,subject,002,1,clean",
      "a,3,subject,003,0,no_number",
      "a,4,subject,,1,not_in_register",
      "b,1,subject,001,1,clean",
    ].join("\n"),
  );
  const matches = await bench.matches("m.parquet", [
    { source: "a", record_id: "1", status: "verified", person_id: "001", probability: 0.99 },
    { source: "a", record_id: "2", status: "linked", person_id: "009", probability: 0.95 },
    { source: "a", record_id: "3", status: "review", best_candidate_id: "003", probability: 0.5 },
    { source: "a", record_id: "4", status: "not_found" },
  ]);
  const evaluation = await evaluate(bench.c, { matches, truth });
  const a = evaluation.scores.find((score) => score.source === "a");
  expect(a).toEqual({
    source: "a",
    kind: "all",
    records: 4,
    in_register: 3,
    distinguishable: 2,
    accepted: 2,
    right: 1,
    right_distinguishable: 1,
    wrong: 1,
    conflict_right: 0,
    review: 1,
  });
  expect(ratesOf(a!)).toEqual({ precision: 1 / 2, recall: 1 / 3, found: 1 / 3, ceiling: 1 / 2, f1: 0.4 });
  expect(evaluation.unanswered).toBe(1);
  expect(evaluation.reliability.map((band) => [band.from, band.records, band.mean_probability, band.right])).toEqual([
    [0.5, 1, 0.5, 1],
    [0.9, 2, 0.97, 1],
  ]);
  expect(renderEvaluation(evaluation)).toContain("not_in_register");
});

it("does not round to 100 % where an answer was wrong, or a probability below 1", async () => {
  const score = { source: "a", kind: "all", records: 1_000_000, in_register: 1_000_000, distinguishable: 1_000_000 };
  const counts = { accepted: 1_000_000, right: 999_998, right_distinguishable: 999_998, wrong: 2 };
  const evaluation = {
    scores: [{ ...score, ...counts, conflict_right: 0, review: 0 }],
    reliability: [{ from: 0.9, to: 1, records: 1_000_000, mean_probability: 0.999999, right: 999_998 }],
    unanswered: 0,
  };
  expect(renderEvaluation(evaluation)).not.toContain("100.000 %");
  expect(renderEvaluation(evaluation)).toContain("99.999 %");
  const sure = { ...evaluation.scores[0]!, right: 290_000, accepted: 290_000, wrong: 0, in_register: 1_000_000 };
  expect(renderEvaluation({ ...evaluation, scores: [sure], reliability: [] })).toMatch(/100\.000 % +29\.000 %/);

  const truth = bench.path("sure.csv");
  const numbers = Array.from({ length: 100 }, (_, i) => String(i));
  await writeFile(
    truth,
    [
      "source,record_id,role,person_number,distinguishable,kind",
      ...numbers.map((n) => `a,${n},subject,${n},1,clean`),
    ].join("\n"),
  );
  const matches = await bench.matches(
    "sure.parquet",
    numbers.map((n) => ({
      source: "a",
      record_id: n,
      status: "verified",
      person_id: n,
      probability: n === "7" ? 0.9999 : 1,
    })),
  );
  const { reliability } = await evaluate(bench.c, { matches, truth });
  expect(reliability[0]).toMatchObject({ records: 100, mean_probability: 0.999999 });
});
