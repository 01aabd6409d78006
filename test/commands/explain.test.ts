import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawWaterfall, waterfall } from "../../pipelines/explain/waterfall.ts";
import { percent } from "../../pipelines/explain/words.ts";
import { PublishedCase } from "./published-case.ts";
import { lamsach } from "./run-command.ts";

let made: PublishedCase;
beforeAll(async () => {
  made = await PublishedCase.make();
});
afterAll(() => made.remove());

const explain = (args: readonly string[], input = "") =>
  lamsach(["explain", ...args, "--config", made.configFile], { input });
const token = (recordId: string) => made.tokens().of("record", "carrier-a", recordId);

describe("explain", () => {
  it("shows answer, reasons and waterfall by the report's token, every value masked", async () => {
    const { code, out, err } = await explain(["carrier-a", token("0902"), "--lang", "en"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/review \(probably the same, unconfirmed\)/);
    expect(out).toMatch(/Several persons fit equally well \(candidates\.tie\)/);
    expect(out).toMatch(/Birth date: same year +\+1\.0/);
    expect(out).toMatch(/Candidate 2: [0-9a-f]{6}-/);
    expect(out).not.toMatch(/0010900|0902|Nguyễn|Mẫu/);
    expect(existsSync(made.path("state/reveals.ndjson"))).toBe(false);
  });

  it("takes the record id from standard input, in Vietnamese unless told", async () => {
    const { code, out } = await explain(["carrier-a"], "0901\n");
    expect(code).toBe(0);
    expect(out).toMatch(/đúng người, đúng số/);
    expect(out).toContain(token("0901"));
  });

  it("reveals values side by side and notes who looked, before it shows", async () => {
    const { out } = await explain(["carrier-a", token("0902"), "--reveal", "--json"]);
    const [shown] = JSON.parse(out) as { values: object; candidates: { person: string; values: object }[] }[];
    expect(shown?.values).toMatchObject({ name: "Nguyễn Văn Mâu", birth: "1990" });
    expect(shown?.candidates[0]).toMatchObject({ person: "001090000001", values: { name: "Nguyễn Văn Mẫu" } });
    const noted = readFileSync(made.path("state/reveals.ndjson"), "utf8").trim().split("\n");
    expect(noted).toHaveLength(1);
    expect(JSON.parse(noted[0]!)).toMatchObject({ action: "explain.reveal", record_token: token("0902"), persons: 3 });
    expect(noted[0]).not.toMatch(/0902|00109|Nguyễn/);
  });

  it("replays the decision from the stored evidence and says when it differs", async () => {
    const same = await explain(["carrier-a", token("0902"), "--replay", "--lang", "en"]);
    expect([same.code, /the same answer/.test(same.out)]).toEqual([0, true]);
    const other = await explain(["carrier-a", token("0904"), "--replay", "--lang", "en"]);
    expect([other.code, /NOT the stored answer/.test(other.out)]).toEqual([1, true]);
  });

  it("draws an SVG and a page that hold no value", async () => {
    const files = ["--svg", made.path("x.svg"), "--html", made.path("x.html")];
    const { code } = await explain(["carrier-a", token("0902"), ...files]);
    expect(code).toBe(0);
    for (const file of ["x.svg", "x.html"]) {
      const text = readFileSync(made.path(file), "utf8");
      expect(text).toMatch(/<svg[\s\S]*Ngày sinh: cùng năm/);
      expect(text).not.toMatch(/00109000|Mẫu|https?:\/\/(?!www\.w3\.org)/);
    }
  });

  it("answers what it does not find with what to do, without a value", async () => {
    const cases: [string[], string, RegExp][] = [
      [["nope", token("0902")], "", /it has: carrier-a/],
      [["carrier-a", "0902"], "", /no record token/],
      [["carrier-a", token("7777")], "", /no record with this token/],
      [["carrier-a", `ffffff-${"0".repeat(32)}`], "", /another key/],
      [["carrier-a"], "7777", /no record with this id/],
      [["carrier-a"], "", /standard input/],
      [["carrier-a", token("0902"), "--role", "child"], "", /has no role "child"/],
    ];
    for (const [args, input, message] of cases) {
      const { code, out, err } = await explain(args, input);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(message);
      expect(err).not.toMatch(/0902|7777/);
    }
  });
});

describe("explain of a row of the register", () => {
  const registerToken = (recordId: string) => made.tokens().of("record", "register", recordId);

  it("says by the report's token where it stands, what it fails and whose records are its person's, masked", async () => {
    const { code, out, err } = await explain(["register", registerToken("001085000003"), "--lang", "en"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Stands in: register.csv, line 4");
    expect(out).toMatch(/Century, sex and birth year .* \(number\.contradicts_record, id_number, birth_year\)/);
    expect(out).toContain("carrier-a: 1 verified");
    expect(out).not.toMatch(/001085|Trần|1985/);
  });

  it("takes the id from standard input, and says of a right row that nothing is wrong", async () => {
    const { code, out } = await explain(["register"], "001090000001\n");
    expect(code).toBe(0);
    expect(out).toContain("Vị trí: register.csv, dòng 2");
    expect(out).toContain("Không vi phạm quy tắc nào");
    expect(out).toContain(registerToken("001090000001"));
  });

  it("reveals values only when asked, and notes it", async () => {
    const { out } = await explain(["register", "--reveal", "--json"], "001085000003\n");
    expect(JSON.parse(out)).toMatchObject({ values: { name: "Trần Thị Thử", birth: "1985" } });
    const noted = readFileSync(made.path("state/reveals.ndjson"), "utf8").trim().split("\n").at(-1)!;
    expect(JSON.parse(noted)).toMatchObject({ record_token: registerToken("001085000003"), persons: 1 });
  });

  it("answers what it cannot do with what to do, without a value", async () => {
    const cases: [string[], string, RegExp][] = [
      [["register", registerToken("001090000001")], "", /no row of the register with this token fails a rule/],
      [["register", "no-token"], "", /that is no record token/],
      [["register"], "001090000009", /no row with this id/],
      [["register", registerToken("001085000003"), "--replay"], "", /has no candidates/],
    ];
    for (const [args, input, message] of cases) {
      const { code, out, err } = await explain(args, input);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(message);
      expect(err).not.toContain("00109");
    }
  });
});

describe("the waterfall", () => {
  const steps = [-6, 10, 2].map((bits) => ({ field: "sex", level: "same", bits, vi: "", en: "" }) as const);

  it("begins each bar where the last one ended, and the last ends at the sum", () => {
    const { bars, low, high } = waterfall(steps);
    expect(bars.map(({ from, to }) => [from, to])).toEqual([
      [0, -6],
      [-6, 4],
      [4, 6],
    ]);
    expect([low, high]).toEqual([-6, 6]);
    expect(drawWaterfall(steps, 13)).toEqual(["░░░░░░░", "███████████", "      │   ███"]);
  });

  it("never shows certainty that is not there", () => {
    expect([percent(1, "en"), percent(0.00001, "en"), percent(0.99999, "vi"), percent(0, "en")]).toEqual([
      "> 99.99 %",
      "< 0.01 %",
      "99,99 %",
      // Kept in millionths, so that less than half of one stands as 0 beside a person who is "> 99.99 %".
      "< 0.01 %",
    ]);
  });
});
