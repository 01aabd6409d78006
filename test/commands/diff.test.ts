import { mkdirSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lamsach } from "./run-command.ts";
import { SmallCase } from "./small-case.ts";

let small: SmallCase;
beforeEach(() => {
  small = new SmallCase();
});
afterEach(() => small.remove());

/** The parts of a summary that are compared. */
function summary(run: string, review: number, ok: number, incident: string): string {
  const tally = { ok, fail: 100 - ok, na: 0, percent: ok };
  return JSON.stringify({
    run,
    verdict: "pass",
    incidents: [
      { source: "a", rule: incident, field: "phone", state: "new" },
      { source: "a", rule: "old.one", field: "phone", state: "gone" },
    ],
    sources: [
      {
        name: "a",
        accepted: 100,
        index: { value: ok, band: null },
        statuses: { verified: 100 - review, review },
        dimensions: { dung: tally },
        rules: [{ rule: "phone.form", field: "phone", ...tally }],
      },
    ],
  });
}

function keep(shelf: string, run: string, text: string): void {
  mkdirSync(small.path("out", shelf, run), { recursive: true });
  small.write(`out/${shelf}/${run}/summary.json`, text);
}

it("says what got worse between the last two runs", async () => {
  keep("runs", "2026-11-19.0001", summary("2026-11-19.0001", 1, 99, "one.rule"));
  keep("runs", "2026-11-20.0002", summary("2026-11-20.0002", 4, 90, "two.rule"));
  const { code, out } = await lamsach(["diff", "-c", small.configFile]);
  expect(code).toBe(0);
  expect(out).toMatch(/From run 2026-11-19\.0001 \(pass\) to run 2026-11-20\.0002/);
  expect(out).toMatch(/a +review +1 +4 +\+3/);
  expect(out).toMatch(/a +dung +99\.00 +90\.00 +-9\.00/);
  expect(out).toMatch(/Rules that got worse[\s\S]*phone\.form +phone +99\.00 +90\.00 +-9\.00/);
  expect(out).toMatch(/New incidents[\s\S]*two\.rule[\s\S]*gone[\s\S]*one\.rule/);
  const json = await lamsach(["diff", "latest", "previous", "--json", "-c", small.configFile]);
  expect(JSON.parse(json.out)).toMatchObject({ dimensions: [{ source: "a", dimension: "dung", points: 9 }] });
  const same = await lamsach(["diff", "latest", "latest", "-c", small.configFile]);
  expect(same.out).toMatch(/Nothing differs/);
});

it("names rules that only one of the two could check, with the number of their sources", async () => {
  const first = JSON.parse(summary("2026-11-19.0001", 1, 99, "r"));
  const second = JSON.parse(summary("2026-11-20.0002", 1, 99, "r"));
  const rule = { rule: "row.count_fell", field: "row", ok: 0, fail: 0, na: 1, percent: null };
  first.sources[0].rules.push(rule);
  second.sources[0].rules.push({ ...rule, ok: 100, na: 0, percent: 100 });
  keep("runs", "2026-11-19.0001", JSON.stringify(first));
  keep("runs", "2026-11-20.0002", JSON.stringify(second));
  const { out } = await lamsach(["diff", "-c", small.configFile]);
  expect(out).toMatch(/Rules checked in one of the two only.*\n.*\nrow\.count_fell +row +after +1$/m);
});

it("says how many rules got worse where it does not list them all", async () => {
  for (const [run, ok] of [
    ["2026-11-19.0001", 99],
    ["2026-11-20.0002", 98],
  ] as const) {
    const made = JSON.parse(summary(run, 1, 99, "r"));
    const tally = { ok, fail: 100 - ok, na: 0, percent: ok };
    for (let i = 0; i < 14; i++) made.sources[0].rules.push({ rule: `a.r${i}`, field: "phone", ...tally });
    keep("runs", run, JSON.stringify(made));
  }
  const { out } = await lamsach(["diff", "-c", small.configFile]);
  expect(out).toMatch(/^Rules that got worse, the first 12 of 14 \(all: --json\)$/m);
  expect(out.match(/^a +a\.r/gm)).toHaveLength(12);
});

it("does not say of a rule without weight that it can move a dimension", async () => {
  for (const [run, ok, na] of [
    ["2026-11-19.0001", 0, 1],
    ["2026-11-20.0002", 100, 0],
  ] as const) {
    const made = JSON.parse(summary(run, 1, 99, "r"));
    const rule = { rule: "row.count_fell", field: "row", ok, fail: 0, na, percent: ok === 0 ? null : 100 };
    made.sources[0].rules.push(rule);
    keep("runs", run, JSON.stringify({ ...made, rules: { "row.count_fell": { weight: 0 } } }));
  }
  const { out } = await lamsach(["diff", "-c", small.configFile]);
  expect(out).not.toMatch(/row\.count_fell/);
});

it("says that one kept run is too few, and shows an index as exactly as the report does", async () => {
  keep("runs", "2026-11-19.0001", summary("2026-11-19.0001", 1, 99.02, "r"));
  const one = await lamsach(["diff", "-c", small.configFile]);
  expect([one.code, one.err]).toEqual([
    2,
    "only one run is kept, 2026-11-19.0001: a difference needs two. Run once more.\n",
  ]);
  keep("runs", "2026-11-20.0002", summary("2026-11-20.0002", 1, 99, "r"));
  const { out } = await lamsach(["diff", "-c", small.configFile]);
  expect(out).toMatch(/a +index +99\.02 +99\.00 +-0\.02$/m);
  expect(out).toMatch(/a +dung +99\.02 +99\.00 +-0\.02$/m);
});

it("compares with a blocked run, and names the kept ones when it finds none", async () => {
  const none = await lamsach(["diff", "-c", small.configFile]);
  expect([none.code, none.out]).toEqual([2, ""]);
  expect(none.err).toMatch(/none yet/);
  keep("runs", "2026-11-19.0001", summary("2026-11-19.0001", 1, 99, "r"));
  keep("blocked", "2026-11-20.0002", summary("2026-11-20.0002", 1, 98, "r"));
  const { code } = await lamsach(["diff", "2026-11-19.0001", "2026-11-20.0002", "-c", small.configFile]);
  expect(code).toBe(0);
  const { err } = await lamsach(["diff", "x", "latest", "-c", small.configFile]);
  expect(err).toMatch(/kept are: 2026-11-19\.0001, 2026-11-20\.0002 \(blocked\)/);
});
