import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { evaluateDuplicates } from "../../pipelines/evaluation/duplicates.ts";
import { renderDuplicates } from "../../pipelines/evaluation/render.ts";
import { Workbench } from "../support/parquet-fixture.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const COLUMNS = ["group_id", "kind", "source", "record_id", "role"].map((name) => ({ name, type: "varchar" }));
const member = (group_id: string, kind: string, source: string, record_id: string) => ({
  group_id,
  kind,
  source,
  record_id,
  role: "subject",
});

it("counts pairs of records by kind, and asks for none where a person may repeat", async () => {
  const truth = bench.path("truth.csv");
  await writeFile(
    truth,
    [
      "source,record_id,role,person_number,distinguishable,kind,stranger",
      "a,1,subject,001,1,clean,",
      "a,2,subject,001,1,clean,",
      "a,3,subject,001,1,clean,",
      "a,4,subject,002,1,clean,",
      "sims,1,subject,002,1,clean,",
      "sims,2,subject,002,1,clean,",
      "a,5,subject,,0,not_in_register,77",
      "b,1,subject,,0,not_in_register,77",
      "b,2,subject,,0,not_in_register,78",
      "b,3,subject,,0,not_in_register,78",
      "b,4,subject,,0,foreigner,",
    ].join("\n"),
  );
  const duplicates = await bench.write("duplicates.parquet", COLUMNS, [
    member("g1", "within_source", "a", "1"),
    member("g1", "within_source", "a", "2"),
    member("g1", "within_source", "a", "4"),
    member("g2", "unregistered", "a", "5"),
    member("g2", "unregistered", "b", "1"),
    member("g2", "unregistered", "b", "4"),
  ]);
  const scores = await evaluateDuplicates(bench.c, { duplicates, truth }, [{ source: "sims", role: "subject" }]);
  // Wanted within a source: three pairs of 001, and one of the stranger 78.
  expect(scores).toEqual([
    { kind: "within_source", pairs: 3, right: 1, wanted: 4 },
    { kind: "unregistered", pairs: 3, right: 1, wanted: 1 },
  ]);
  expect(renderDuplicates(scores)).toContain("within_source");
});

it("asks for nobody unregistered of a truth that does not know them", async () => {
  const truth = bench.path("old-truth.csv");
  await writeFile(truth, "source,record_id,role,person_number,distinguishable,kind\na,1,subject,,0,not_in_register");
  const duplicates = await bench.write("none.parquet", COLUMNS, []);
  expect(await evaluateDuplicates(bench.c, { duplicates, truth }, [])).toEqual([
    { kind: "within_source", pairs: 0, right: 0, wanted: 0 },
    { kind: "unregistered", pairs: 0, right: 0, wanted: 0 },
  ]);
});
