import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import { readRegister, registerDesiredSql, sourceDesiredSql } from "../../pipelines/sync/desired-state.ts";
import { type FixtureRow, Workbench } from "../support/parquet-fixture.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const PERSON = "001099000001";

/** What the source "tax" and the register should be told, for a register of the given records. */
async function desired(name: string, register: readonly FixtureRow[]) {
  const standard = await bench.standard(`${name}.std.parquet`, [
    {
      source: "tax",
      record_id: "t1",
      person_number: PERSON,
      name: "Le Van A",
      sex: "F",
      phone: "+84901",
      life: "dead",
    },
    { source: "tax", record_id: "t2", person_number: PERSON, name: "Lê Văn A", sex: "M" },
    { source: "tax", record_id: "t3", name: "Lê Văn B", sex: "M" },
    { source: "tax", record_id: "t4", person_number: PERSON, name: "Lê Văn A" },
  ]);
  const matches = await bench.matches(`${name}.m.parquet`, [
    { source: "tax", record_id: "t1", status: "corrected", person_id: PERSON },
    { source: "tax", record_id: "t2", status: "verified", person_id: PERSON },
    { source: "tax", record_id: "t3", status: "review", person_id: null },
    { source: "tax", record_id: "t4", status: "verified", person_id: PERSON },
  ]);
  const rows = register.map((row) => ({
    source: "register",
    record_id: PERSON,
    file: "register.csv",
    person_number: PERSON,
    number_int: BigInt(PERSON),
    ...row,
  }));
  await readRegister(bench.c, await bench.standard(`${name}.reg.parquet`, rows));
  const read = (rowsOf: ReturnType<typeof sql>) =>
    bench.c.rows<Record<string, unknown>>(sql`select * from (${rowsOf}) order by key`, "read desired state");
  const told = {
    tax: await read(sourceDesiredSql({ standard, matches }, "tax")),
    register: await read(registerDesiredSql({ standards: [standard], matches })),
  };
  return told;
}

const EXPECTED = {
  tax: [
    {
      key: "t1|subject",
      content: '{"name":"Lê Văn A","sex":"M"}',
      before: '{"name":"Le Van A","sex":"F"}',
      reason: "corrected",
    },
    // A field that the source leaves blank is held as null; one that does not differ is not spoken of.
    { key: "t4|subject", content: '{"sex":"M"}', before: '{"sex":null}', reason: "verified" },
  ],
  register: [
    {
      key: `${PERSON}|tax`,
      content: '{"phone":"+84901","records":3,"reported_dead":true}',
      before: null,
      reason: "reported_dead",
    },
  ],
};

describe("the desired state", () => {
  it("tells a source what differs, and the register who holds a person", async () => {
    expect(await desired("once", [{ line: 2, name: "Lê Văn A", sex: "M" }])).toEqual(EXPECTED);
  });

  it("takes the first record that states a value where the register repeats a number", async () => {
    const repeated = [
      { line: 4, name: "Trần Thị C", sex: "F" },
      { line: 3, name: "Lê Văn A", sex: "M" },
      { line: 2, name: null, sex: "M" },
    ];
    expect(await desired("repeated", repeated)).toEqual(EXPECTED);
  });
});
