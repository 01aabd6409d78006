import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { InputError } from "../../connectors/readers/input-error.ts";
import { valueProblem } from "../../pipelines/stages/value-problem.ts";
import { Workbench } from "../support/parquet-fixture.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

describe("valueProblem", () => {
  const found = async (statement: string): Promise<unknown> =>
    valueProblem(await bench.c.run(sql.trusted(statement), "read rows").catch((error) => error), "tax", [
      { name: "tax-1.csv" },
    ]);

  it.each([
    "select 'Nguyễn'::integer",
    "select hamming('Nguyễn', 'x')",
    "select 9223372036854775807::bigint + range from range(2)",
  ])("leaves a source out over a value in its rows, and says no value: %s", async (statement) => {
    const problem = await found(statement);
    expect(problem).toBeInstanceOf(InputError);
    expect(problem).toMatchObject({
      code: "rows.engine",
      message: expect.stringMatching(/"tax", tax-1.csv.*read rows/),
    });
    expect(String(problem)).not.toMatch(/Nguyễn|9223/);
  });

  it("leaves alone what is no fault of the rows", async () => {
    const problem = await found("select * from there_is_no_such_table");
    expect(problem).toMatchObject({ name: "EngineError" });
    const other = new Error("other");
    expect(valueProblem(other, "tax", [])).toBe(other);
  });
});
