import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { csvOf, makeCase, shuffled } from "./people.ts";
import { LinkWorkbench, scoreOf } from "./workbench.ts";

const OF_A_HOME = { last: ", shared: true", street: ", shared: true", town: ", shared: true", zip: ", shared: true" };

let bench: LinkWorkbench;
beforeEach(() => {
  bench = new LinkWorkbench();
});
afterEach(() => bench.remove());

describe("linking by fields of any meaning", () => {
  it("finds damaged rows and leaves those whose person is not there", async () => {
    const made = makeCase({ seed: 7, people: 700, absent: 0.25, damage: 0.25 });
    bench.write(made);
    const { matches, linked } = await bench.run();
    const { found, wrong, there } = scoreOf(matches, made.truth);
    expect(matches).toHaveLength(made.records.length);
    expect(wrong).toBe(0);
    expect(found / there).toBeGreaterThan(0.995);
    expect(linked.model.inRegister).toBeCloseTo(there / made.records.length, 1);
    expect(linked.records).toEqual({ physical: 700, accepted: 700, quarantined: 0 });
  });

  it("takes nobody for one who lives in the same home", async () => {
    const made = makeCase({ seed: 8, people: 700, absent: 0.3, damage: 0.25, home: 4 });
    bench.write(made, "", OF_A_HOME);
    const { matches, linked } = await bench.run();
    const { found, wrong, there } = scoreOf(matches, made.truth);
    expect(wrong).toBeLessThanOrEqual(1);
    expect(found / there).toBeGreaterThan(0.98);
    expect(linked.model.kin).toBeGreaterThan(0.1);
  });

  it("sees on the register what goes together where nobody said what a home shares", async () => {
    const made = makeCase({ seed: 8, people: 700, absent: 0.3, damage: 0.25, home: 4 });
    bench.write(made);
    const { matches, linked } = await bench.run();
    const { found, wrong, there } = scoreOf(matches, made.truth);
    expect(wrong).toBeLessThanOrEqual(1);
    expect(found / there).toBeGreaterThan(0.95);
    expect(linked.dependences.map(({ field, on }) => `${field} on ${on}`)).toContain("last on street");
  });

  it("reads dates that the two sides write in two ways", async () => {
    const made = makeCase({ seed: 15, people: 200, absent: 0, damage: 0.1 });
    const turned = made.register.map((row) => ({ ...row, born: row.born.split("-").reverse().join("/") }));
    bench.write({ ...made, register: turned }, "", {
      born: ", formats: { register: [dd/MM/yyyy], records: [yyyy-MM-dd] }",
    });
    const { matches, linked } = await bench.run();
    expect(scoreOf(matches, made.truth)).toMatchObject({ wrong: 0, found: 200 });
    expect(linked.model.m.born!.same).toBeGreaterThan(0.85);
  });

  it("says how sure it is truly", async () => {
    const made = makeCase({ seed: 9, people: 900, absent: 0.3, damage: 0.45, home: 3 });
    bench.write(made, "", OF_A_HOME);
    const { matches } = await bench.run();
    const answers = matches.filter(({ register_id, best_candidate_id }) => register_id || best_candidate_id);
    const said = answers.reduce((sum, { probability }) => sum + Number(probability), 0);
    const was = answers.filter((m) => made.truth.get(m.record_id) === (m.register_id || m.best_candidate_id)).length;
    expect(Math.abs(said - was) / answers.length).toBeLessThan(0.01);
  });

  it("gives each register row to one record at most where records are told to be different people", async () => {
    const made = makeCase({ seed: 10, people: 250, absent: 0.1, damage: 0.3 });
    const copies = made.records.slice(0, 60).map((row) => ({ ...row, id: `copy-${row.id}` }));
    bench.write({ ...made, records: [...made.records, ...copies] }, "one_to_one: true");
    const once = (await bench.run()).matches.filter(({ status }) => status === "linked");
    expect(new Set(once.map(({ register_id }) => register_id)).size).toBe(once.length);
    bench.writeFile("one_to_one: false");
    const often = (await bench.run()).matches.filter(({ status }) => status === "linked");
    expect(often.length).toBeGreaterThan(once.length + 30);
  });

  it("says of records that repeat a person that one of them is it, where none may be twice", async () => {
    const made = makeCase({ seed: 12, people: 200, absent: 0.3, damage: 0 });
    const copies = made.records.map((row) => ({ ...row, id: `${row.id}b` }));
    bench.write({ ...made, records: [...made.records, ...copies] }, "one_to_one: true");
    const file = readFileSync(bench.path("link.yaml"), "utf8");
    writeFileSync(bench.path("link.yaml"), file.replace(/^ {2}(street|town|zip|account): .*\n/gm, ""));
    const { matches } = await bench.run();
    const there = matches.filter(({ record_id }) => made.truth.get(record_id.replace(/b$/, "")) !== null);
    expect(there.filter(({ status }) => status === "not_found")).toEqual([]);
    expect(matches.length - there.length).toBeGreaterThan(80);
    expect(matches.filter(({ status }) => status === "not_found").length).toBeGreaterThan(80);
  });

  it("writes the same bytes whatever the order of rows, the threads and the memory", async () => {
    const made = makeCase({ seed: 11, people: 250, damage: 0.35, home: 3 });
    const settings = (machine: string): string => `one_to_one: true\n${machine}`;
    bench.write(made, settings('threads: 1\nmemory: "1GB"'), OF_A_HOME);
    const one = await bench.run();
    bench.write(made, settings('threads: 4\nmemory: "3GB"'), OF_A_HOME);
    writeFileSync(bench.path("people.csv"), csvOf(shuffled(made.register, 1)));
    writeFileSync(bench.path("records.csv"), csvOf(shuffled(made.records, 2)));
    const other = await bench.run();
    for (const [name, bytes] of one.bytes) expect(other.bytes.get(name) === bytes, name).toBe(true);
  });

  it("uses a model that it is given as it is", async () => {
    const made = makeCase({ seed: 12, people: 300 });
    bench.write(made);
    const fitted = await bench.run();
    bench.writeFile("model: out/model.json\nout: again");
    const { linked } = await bench.run("again");
    expect(linked.iterations).toBe(0);
    expect(linked.modelHash).toBe(fitted.linked.modelHash);
    expect(linked.byStatus).toEqual(fitted.linked.byStatus);
  });

  it("follows the passes it is given", async () => {
    bench.write(makeCase({ seed: 13, people: 300 }), "passes: [[account], [first, last]]");
    const { linked } = await bench.run();
    expect(linked.passes.map(({ fields }) => fields)).toEqual([["account"], ["first", "last"]]);
  });

  it("answers an empty side", async () => {
    const made = makeCase({ seed: 14, people: 20 });
    bench.write({ ...made, register: [] });
    const { linked } = await bench.run();
    expect(linked.byStatus).toEqual({ not_found: 20 });
  });
});
