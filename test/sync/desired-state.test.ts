import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../connectors/duckdb/sql.ts";
import type { ProfilePerson } from "../../pipelines/profiles/profile.ts";
import { readRegister, registerDesiredSql, sourceDesiredSql } from "../../pipelines/sync/desired-state.ts";
import { type FixtureRow, Workbench } from "../support/parquet-fixture.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const PERSON = "001099000001";

/** The file of records whose key repeats (`k`, `k#2`, …) or is missing (`row:…`). */
const keysOf = (name: string, ...ids: string[]): Promise<string> =>
  bench.write(
    `${name}.keys.parquet`,
    [
      { name: "record_id", type: "varchar" },
      { name: "problem", type: "varchar" },
      { name: "copy", type: "bigint" },
    ],
    ids.map((record_id) => ({
      record_id,
      problem: record_id.startsWith("row:") ? "missing" : "repeated",
      copy: BigInt(/#(\d+)$/.exec(record_id)?.[1] ?? 1),
    })),
  );

/** What the source "tax" and the register should be told, for a register of the given records. */
async function desired(name: string, register: readonly FixtureRow[]) {
  const standard = await bench.standard(`${name}.std.parquet`, [
    {
      source: "tax",
      record_id: "t1",
      person_number: PERSON,
      name: "Le Van A",
      sex: "F",
      sex_read: "Nữ",
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
  const keys = await keysOf(name);
  const told = {
    tax: await read(
      sourceDesiredSql({ standard, matches, keys }, "tax", [{ role: "subject", when: null, fields: {} }]),
    ),
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

  it("sends nothing that the source has no column for, role by role", async () => {
    const standard = await bench.standard("births.std.parquet", [
      { source: "births", record_id: "b1", role: "child", name: "Lê Thị D", sex: "M", sex_read: "M" },
      { source: "births", record_id: "b1", role: "mother", person_number: "001199000002", sex: "M", sex_read: "M" },
      { source: "births", record_id: "b1", role: "father", name: "Le Van A", sex: "M", sex_read: "M" },
    ]);
    const matches = await bench.matches(
      "births.m.parquet",
      ["child", "mother", "father"].map((role) => ({
        source: "births",
        record_id: "b1",
        role,
        status: "linked",
        person_id: PERSON,
      })),
    );
    await readRegister(
      bench.c,
      await bench.standard("births.reg.parquet", [
        { source: "register", record_id: PERSON, person_number: PERSON, name: "Lê Văn A", sex: "F" },
      ]),
    );
    const persons: readonly ProfilePerson[] = [
      { role: "child", when: null, fields: { sex: { columns: ["child_sex"], join: " " } } },
      { role: "mother", when: null, fields: { sex: { constant: "M" } } },
      { role: "father", when: null, fields: { sex: { first: ["father_sex"], otherwise: "M" } } },
    ];
    const keys = await keysOf("births");
    const told = await bench.c.rows<{ key: string; content: string }>(
      sql`select key, content from (${sourceDesiredSql({ standard, matches, keys }, "births", persons)}) order by key`,
      "read desired state",
    );
    expect(told).toEqual([
      { key: "b1|child", content: '{"name":"Lê Văn A","sex":"F"}' },
      { key: "b1|father", content: '{"name":"Lê Văn A"}' },
      { key: "b1|mother", content: `{"person_number":"${PERSON}"}` },
    ]);
  });

  it("corrects records whose key stands on several rows only where all are one person, once, and none without a key", async () => {
    const other = "001099000002";
    const people = [
      ["k1", PERSON],
      ["two", PERSON],
      ["two#2", other],
      ["half", PERSON],
      ["half#2", null],
      ["one", PERSON],
      ["one#2", PERSON],
      ["row:5f", PERSON],
    ] as const;
    const standard = await bench.standard(
      "keys.std.parquet",
      people.map(([record_id]) => ({ source: "tax", record_id, person_number: PERSON, name: "Le Van A" })),
    );
    const matches = await bench.matches(
      "keys.m.parquet",
      people.map(([record_id, person_id]) => ({
        source: "tax",
        record_id,
        status: person_id === null ? "review" : "corrected",
        person_id,
      })),
    );
    await readRegister(
      bench.c,
      await bench.standard(
        "keys.reg.parquet",
        [PERSON, other].map((id) => ({ source: "register", record_id: id, person_number: id, name: "Lê Văn A" })),
      ),
    );
    const keys = await keysOf("keys", ...people.slice(1).map(([record_id]) => record_id));
    const persons = [{ role: "subject", when: null, fields: {} }];
    const told = await bench.c.rows<{ key: string }>(
      sql`select key from (${sourceDesiredSql({ standard, matches, keys }, "tax", persons)}) order by key`,
      "read desired state",
    );
    expect(told).toEqual([{ key: "k1|subject" }, { key: "one|subject" }]);
  });
});
