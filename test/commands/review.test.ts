import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decisionsFile, decisionsFingerprint, readDecisions } from "../../pipelines/review/decisions.ts";
import { Workbench } from "../support/parquet-fixture.ts";
import { PublishedCase } from "./published-case.ts";
import { lamsach } from "./run-command.ts";

type Row = Record<string, string>;

let made: PublishedCase;
beforeEach(async () => {
  made = await PublishedCase.make();
});
afterEach(() => made.remove());

const review = (...args: string[]) => lamsach(["review", ...args, "--config", made.configFile]);
const folder = () => made.path("batches");
const exported = async (...args: string[]): Promise<Row[]> => {
  const { code } = await review("export", "--out", folder(), "--format", "csv", "--lang", "en", ...args);
  expect(code).toBe(0);
  return readdirSync(folder())
    .sort()
    .flatMap((file) => parse(readFileSync(`${folder()}/${file}`), { columns: true, bom: true }) as Row[]);
};
const filled = (rows: Row[], delimiter = ","): string => {
  const file = made.path("filled.csv");
  writeFileSync(file, stringify(rows, { header: true, delimiter }));
  return file;
};

describe("review export", () => {
  it("ranks what is undecided first, side by side, in words, and with no number, phone or record id", async () => {
    const rows = await exported();
    expect(rows.map(({ no, candidate, status }) => [no, candidate, status])).toEqual([
      ["1", "1", "probably the same, unconfirmed"],
      ["1", "2", "probably the same, unconfirmed"],
      ["2", "1", "number of somebody else"],
    ]);
    expect(rows[0]).toMatchObject({ record_name: "Nguyễn Văn Mâu", person_name: "Nguyễn Văn Mẫu", decision: "" });
    expect(new Set(rows.flatMap((row) => [row["record_sex"], row["person_sex"]]))).toEqual(new Set(["male"]));
    expect(rows[0]?.evidence).toMatch(/Birth date: same year \(\+1\.0\)/);
    expect(rows[0]?.reasons).toBe("Several persons fit equally well");
    expect(rows[2]?.owns_number).toBe("x");
    expect(rows[0]?.record_address).toBe("'=1+1");
    expect(JSON.stringify(rows)).not.toMatch(/0010|090[1-4]/);
    const [file] = readdirSync(folder());
    expect(statSync(`${folder()}/${file}`).mode & 0o077).toBe(0);
  });

  it("writes headers and bits as the reviewer's language does, and reads the decisions under either", async () => {
    const { out } = await review("export", "--out", folder(), "--format", "csv");
    expect(out).toContain('"Quyết định" with giống, khác, không ai, không rõ,');
    const [name] = readdirSync(folder());
    const rows = parse(readFileSync(`${folder()}/${name}`), { columns: true, bom: true }) as Row[];
    const english = (parse(readFileSync(`${folder()}/${name}`), { bom: true }) as string[][])[0]!.filter((header) =>
      /^[a-z_]+$/.test(header),
    );
    expect(english).toEqual([]);
    expect(rows.map((row) => row["Trạng thái"])).toEqual([
      "nghi khớp, chờ xác nhận",
      "nghi khớp, chờ xác nhận",
      "số của người khác",
    ]);
    expect(rows[0]).toMatchObject({ STT: "1", "Họ tên (bản ghi)": "Nguyễn Văn Mâu", "Quyết định": "" });
    expect(rows[0]!["Bằng chứng"]).toMatch(/^Họ: giống \(\+1,0\); /);
    const said = filled([{ ...rows[0]!, "Quyết định": "giống", "Ghi chú": "đã gọi" }], ";");
    expect(JSON.parse((await review("import", said, "--json")).out)).toMatchObject({ kept: 1, refused: [] });
    const [line] = readFileSync(decisionsFile(made.path("state")), "utf8")
      .trim()
      .split("\n");
    expect(JSON.parse(line!)).toMatchObject({ decision: "same", note: "đã gọi" });
  });

  it("begins a CSV as Excel wants it, and reads it back", async () => {
    await exported();
    const [name] = readdirSync(folder());
    expect(readFileSync(`${folder()}/${name}`).subarray(0, 5).toString("hex")).toBe("efbbbf6e6f");
    const { code, out } = await review("import", `${folder()}/${name}`, "--json");
    expect([code, JSON.parse(out)]).toEqual([0, { kept: 0, blank: 3, known: 0, refused: [] }]);
  });

  it("writes over no batch that may be filled in, unless forced", async () => {
    await exported();
    const [name] = readdirSync(folder());
    writeFileSync(`${folder()}/${name}`, "filled in");
    const { code, out, err } = await review("export", "--out", folder(), "--format", "csv");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/exported there already.*review-2026-11-20\.0001-001\.csv.*--out.*--force/);
    expect(readFileSync(`${folder()}/${name}`, "utf8")).toBe("filled in");
    expect((await review("export", "--out", folder(), "--format", "csv", "--force")).code).toBe(0);
    expect(readFileSync(`${folder()}/${name}`, "utf8")).toMatch(/Nguyễn/);
  });

  it("is capped and cut into batches", async () => {
    expect(await exported("--limit", "1")).toHaveLength(2);
    const { out } = await review("export", "--out", made.path("more"), "--batch-size", "1", "--json");
    expect(JSON.parse(out)).toMatchObject({ waiting: 2, records: 2, pairs: 3, batches: 2 });
    expect(readdirSync(made.path("more")).map((name) => name.slice(-8))).toEqual(["001.xlsx", "002.xlsx"]);
    expect((await review("export", "--limit", "0")).code).toBe(2);
    expect((await review("export", "--source", "nope")).err).toMatch(/there are: carrier-a, tax/);
  });
});

describe("review import", () => {
  it("keeps decisions with who and when, once, and takes decided records off the queue", async () => {
    const rows = await exported();
    const file = filled(
      [{ ...rows[0]!, decision: "Giống".normalize("NFD") }, rows[1]!, { ...rows[2]!, decision: "Different" }],
      ";",
    );
    const first = await review("import", file, "--who", "reviewer-1", "--json");
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toEqual({ kept: 2, blank: 1, known: 0, refused: [] });
    const kept = readFileSync(decisionsFile(made.path("state")), "utf8")
      .trim()
      .split("\n");
    expect(kept.map((line) => JSON.parse(line) as Row)).toMatchObject([
      { seq: 1, record_id: "0902", person_id: "001090000001", decision: "same", who: "reviewer-1" },
      { seq: 2, record_id: "0903", person_id: "001085000003", decision: "different" },
    ]);
    expect(first.out + first.err).not.toMatch(/0902|0010/);
    const again = await review("import", file, "--who", "reviewer-1", "--json");
    expect(JSON.parse(again.out)).toMatchObject({ kept: 0, known: 2 });
    // Somebody else's later word stands when the batch is imported once more; who insists says why.
    const other = filled([{ ...rows[0]!, decision: "khác" }]);
    expect(JSON.parse((await review("import", other, "--who", "reviewer-2", "--json")).out)).toMatchObject({ kept: 1 });
    const insisting = (note: string) => filled([{ ...rows[0]!, decision: "giống", note }]);
    const said = async (note: string) =>
      JSON.parse((await review("import", insisting(note), "--who", "reviewer-1", "--json")).out) as object;
    expect(await said("")).toMatchObject({ kept: 0, known: 1 });
    expect(await said("seen his card")).toMatchObject({ kept: 1, known: 0 });
    const { out } = await review("export", "--out", folder());
    expect(out).toMatch(/Nothing waits for review/);
  });

  it("keeps 'none of them' as one decision for each candidate, and takes the record off the queue", async () => {
    const [a, b, conflict] = (await exported()) as [Row, Row, Row];
    const file = filled([{ ...a, decision: "không ai" }, { ...b, decision: "none" }, conflict]);
    expect(JSON.parse((await review("import", file, "--json")).out)).toMatchObject({ kept: 2, blank: 1 });
    const kept = readFileSync(decisionsFile(made.path("state")), "utf8")
      .trim()
      .split("\n");
    expect(kept.map((line) => JSON.parse(line) as Row)).toMatchObject([
      { record_id: "0902", person_id: "001090000001", decision: "none" },
      { record_id: "0902", person_id: "001090000002", decision: "none" },
    ]);
    const { out } = await review("export", "--out", made.path("later"), "--json");
    expect(JSON.parse(out)).toMatchObject({ waiting: 1 });
    const both = filled([{ ...a, decision: "same" }, { ...b, decision: "none" }, conflict]);
    const refused = JSON.parse((await review("import", both, "--json")).out) as { refused: { code: string }[] };
    expect(refused.refused.map(({ code }) => code)).toEqual(["record.same_and_none", "record.same_and_none"]);
    // "None of them" is a word on every pair: not being sure of one of them is another.
    const torn = filled([{ ...a, decision: "none" }, { ...b, decision: "unsure" }, conflict]);
    const doubted = JSON.parse((await review("import", torn, "--json")).out) as { refused: { code: string }[] };
    expect(doubted.refused.map(({ code }) => code)).toEqual(["pair.two_decisions", "pair.two_decisions"]);
  });

  it("lets the later of two persons be the one", async () => {
    const [a, b] = (await exported()) as [Row, Row];
    await review("import", filled([{ ...a, decision: "same" }]), "--who", "one");
    await review("import", filled([{ ...b, decision: "same" }]), "--who", "two");
    const bench = await Workbench.openIn(made.folder);
    try {
      await readDecisions(bench.c, made.path("state"), made.path("d.parquet"));
      const rows = await bench.read<Row>(made.path("d.parquet"));
      expect(rows.map(({ person_id, decision }) => [person_id, decision])).toEqual([
        ["001090000001", "different"],
        ["001090000002", "same"],
      ]);
    } finally {
      bench.closeOnly();
    }
  });

  it("refuses lines that do not fit, by file and line, and keeps the others", async () => {
    const rows = await exported();
    const [a, b, conflict] = rows as [Row, Row, Row];
    const file = filled([
      { ...a, decision: "perhaps" },
      { ...a, decision: "same", content: "0".repeat(32) },
      { ...a, decision: "same", candidate_token: conflict.candidate_token! },
      { ...a, decision: "same", record_token: "x" },
      { ...conflict, decision: "?" },
    ]);
    const { code, out, err } = await review("import", file, "--json");
    expect(code).toBe(4);
    const { kept, refused } = JSON.parse(out) as { kept: number; refused: { line: number; code: string }[] };
    expect([kept, refused.map(({ line, code: why }) => [line, why])]).toEqual([
      1,
      [
        [2, "decision.unknown"],
        [3, "record.changed"],
        [4, "candidate.unknown"],
        [5, "record.unknown"],
      ],
    ]);
    expect(err).toMatch(/filled\.csv line 3: the record has changed/);
    const two = filled([a, b].map((row) => ({ ...row, decision: "same" })));
    expect(JSON.parse((await review("import", two, "--json")).out)).toMatchObject({ kept: 0 });
  });

  it("refuses two decisions on one pair, by line and without a value", async () => {
    const [a, , conflict] = (await exported()) as [Row, Row, Row];
    const file = filled([
      { ...a, decision: "same" },
      { ...conflict, decision: "different" },
      { ...a, decision: "khác" },
      { ...conflict, decision: "khác" },
    ]);
    const { code, out, err } = await review("import", file, "--json");
    const { kept, refused } = JSON.parse(out) as { kept: number; refused: { line: number; code: string }[] };
    expect([code, kept, refused.map(({ line, code: why }) => [line, why])]).toEqual([
      4,
      2,
      [
        [2, "pair.two_decisions"],
        [4, "pair.two_decisions"],
      ],
    ]);
    expect(err).toMatch(/filled\.csv line 2: the same pair has another decision on another line/);
    expect(err).not.toMatch(/Nguyễn|0010|090/);
  });

  it("gives stages the last word on each pair, and a fingerprint that changes with it", async () => {
    const [a] = (await exported()) as [Row];
    const state = made.path("state");
    expect(await decisionsFingerprint(state)).toBeNull();
    await review("import", filled([{ ...a, decision: "same" }]), "--who", "one");
    const before = await decisionsFingerprint(state);
    await review("import", filled([{ ...a, decision: "khác" }]), "--who", "two");
    expect(await decisionsFingerprint(state)).not.toBe(before);
    const bench = await Workbench.openIn(made.folder);
    try {
      expect(await readDecisions(bench.c, state, made.path("d.parquet"))).toBe(1);
      expect(await bench.read(made.path("d.parquet"))).toMatchObject([
        { source: "carrier-a", record_id: "0902", person_id: "001090000001", decision: "different", who: "two" },
      ]);
    } finally {
      bench.closeOnly();
    }
  });

  it("reads a workbook back as it was written", async () => {
    await review("export", "--out", folder());
    const [file] = readdirSync(folder());
    const { code, out } = await review("import", `${folder()}/${file}`, "--json");
    expect([code, JSON.parse(out)]).toEqual([0, { kept: 0, blank: 3, known: 0, refused: [] }]);
  });

  it("says what is wrong with a file", async () => {
    expect((await review("import", "nowhere.csv")).err).toMatch(/no file nowhere\.csv/);
    writeFileSync(made.path("other.csv"), "a,b\n1,2\n");
    const { code, err } = await review("import", made.path("other.csv"));
    expect([code, /record_token/.test(err)]).toEqual([6, true]);
    expect(err).toMatch(/Expected a batch as `lamsach review export` wrote it/);
    expect(err).not.toMatch(/profile|alias|on_missing/);
  });
});
