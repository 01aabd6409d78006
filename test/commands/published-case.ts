import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { readKeyFile } from "../../pipelines/config/key-file.ts";
import { Tokens } from "../../pipelines/publish/token.ts";
import { STANDARD_FILE } from "../../pipelines/stages/standardise-stage.ts";
import { type FixtureRow, Workbench } from "../support/parquet-fixture.ts";
import { SmallCase } from "./small-case.ts";

const RUN = "2026-11-20.0001";
const LEVELS = ["family", "middle", "given", "birth", "sex", "place", "phone", "number"] as const;

const EVIDENCE_COLUMNS = [
  ...["source", "record_id", "role", "person_id"].map((name) => ({ name, type: "varchar" })),
  { name: "rank", type: "smallint" },
  { name: "pass", type: "varchar" },
  ...LEVELS.map((name) => ({ name, type: "utinyint" })),
  ...[...LEVELS.map((name) => `w_${name}`), "w_name", "w_review", "weight"].map((name) => ({ name, type: "integer" })),
  { name: "probability", type: "decimal(7,6)" },
  { name: "snapshot", type: "varchar" },
];

/** One candidate with equal weights a field; `weight` is the total in thousandths of a bit. */
function candidate(recordId: string, personId: string, rank: number, weight: number, probability: number): FixtureRow {
  const same = { family: 1, middle: 0, given: 1, birth: 7, sex: 1, place: 3, phone: 0, number: 5 };
  const weights = Object.fromEntries([
    ...LEVELS.map((name) => [`w_${name}`, same[name] === 0 ? 0 : 1000]),
    ["w_name", 0],
    ["w_review", 0],
  ]);
  const key = { source: "carrier-a", record_id: recordId, role: "subject", person_id: personId };
  return { ...key, rank, pass: "name_birth", ...same, ...weights, weight, probability, snapshot: "abc" };
}

/** An accepted run of made-up people: one that is clear, one that waits for review, one in conflict. */
export class PublishedCase extends SmallCase {
  readonly runId = RUN;

  static async make(): Promise<PublishedCase> {
    const made = new PublishedCase();
    const run = `out/runs/${RUN}`;
    const store = "work/store/standardise.register/k1";
    for (const folder of [run, store, "state/gen-000001"]) mkdirSync(made.path(folder), { recursive: true });
    symlinkSync(`runs/${RUN}`, made.path("out/latest"));
    symlinkSync("gen-000001", made.path("state/current"));
    const facts = { seq: 1, run_id: RUN, rows: {}, held: [], stages: { "standardise.register": "k1" } };
    writeFileSync(made.path("state/gen-000001/state.json"), JSON.stringify(facts));
    const bench = await Workbench.openIn(made.folder);
    try {
      const person = (person_number: string, name: string, birth_year: number) => ({
        source: "register",
        record_id: person_number,
        file: "register.csv",
        line: Number(person_number.slice(-1)) + 1,
        person_number,
        name,
        full_name_read: name,
        birth_year,
        sex: "M",
        address_read: `Xã ${name}`,
      });
      await bench.standard(`${store}/${STANDARD_FILE.replace("*", "0")}`, [
        person("001090000001", "Nguyễn Văn Mẫu", 1990),
        person("001090000002", "Nguyễn Văn Mẩu", 1990),
        person("001085000003", "Trần Thị Thử", 1985),
      ]);
      const record = (record_id: string, name: string, more: FixtureRow = {}) => ({
        source: "carrier-a",
        record_id,
        file: "a.csv",
        line: 2,
        name,
        full_name_read: name,
        birth_year: 1990,
        sex: "M",
        address_read: "=1+1",
        ...more,
      });
      await bench.standard(`${run}/records.parquet`, [
        record("0901", "Trần Thị Thử", { birth_year: 1985 }),
        record("0902", "Nguyễn Văn Mâu"),
        record("0903", "Lê Văn Khác", { person_number: "001085000003", id_number_read: "001085000003" }),
      ]);
      const match = (record_id: string, status: string, more: FixtureRow) => ({
        source: "carrier-a",
        record_id,
        status,
        snapshot: "abc",
        pass: "name_birth",
        ...more,
      });
      await bench.matches(`${run}/matches.parquet`, [
        match("0901", "verified", {
          person_id: "001085000003",
          probability: 0.998051,
          p_none: 0.001949,
          reasons: ["number.found"],
        }),
        match("0902", "review", {
          best_candidate_id: "001090000001",
          probability: 0.5,
          p_none: 0.000487,
          reasons: ["candidates.tie"],
        }),
        match("0904", "linked", { person_id: "001090000001", probability: 0.9, p_none: 0.1 }),
        match("0903", "conflict", {
          number_owner_id: "001085000003",
          probability: 0.1,
          p_none: 0.9,
          reasons: ["number.other_person"],
        }),
      ]);
      await bench.write(
        `${run}/findings.parquet`,
        ["source", "record_id", "role", "dimension", "rule", "field", "severity", "detail"].map((name) => ({
          name,
          type: "varchar",
        })),
        [
          {
            ...{ source: "register", record_id: "001085000003", role: "subject", dimension: "dung" },
            ...{ rule: "number.contradicts_record", field: "id_number", severity: "warning", detail: "birth_year" },
          },
        ],
      );
      await bench.write(`${run}/evidence.parquet`, EVIDENCE_COLUMNS, [
        candidate("0901", "001085000003", 1, 9000, 0.998051),
        candidate("0902", "001090000001", 1, 10000, 0.499756),
        candidate("0902", "001090000002", 2, 10000, 0.499756),
        candidate("0903", "001085000003", 1, -3170, 0.1),
        candidate("0904", "001090000001", 1, 1000, 0.9),
      ]);
    } finally {
      bench.closeOnly();
    }
    return made;
  }

  tokens(): Tokens {
    return new Tokens(readKeyFile(this.path("lamsach.key")));
  }
}
