import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { afterFirstNight, smallCase } from "../support/nights.ts";
import { outputsOf, parquetRows } from "../support/outputs.ts";

describe("a night is deterministic", () => {
  it("decides the same about every row, whatever the order of rows, threads and memory", async () => {
    const [reference, other] = [await afterFirstNight(), await smallCase()];
    for (const file of readdirSync(join(other, "night1/inbox"))) reverseRows(join(other, "night1/inbox", file));
    const said = await cli(["run", "-q"], { cwd: other, env: { LAMSACH_THREADS: "1", LAMSACH_MEMORY: "750MB" } });
    expect(said).toMatchObject({ exit: 0, stderr: "" });
    for (const table of ["records", "matches", "evidence", "duplicates", "findings", "quality", "sims", "quarantine"]) {
      const rows = async (folder: string) => parquetRows(join(folder, "out/latest", `${table}.parquet`), LINES[table]);
      expect(await rows(other), table).toEqual(await rows(reference));
    }
    const deltas = async (folder: string) => outputsOf(join(folder, "out/latest/deltas"));
    expect(await deltas(other)).toEqual(await deltas(reference));
    expect(summaryOf(other)).toEqual(summaryOf(reference));
  });
});

/** Columns that say where in its file a row stands. */
const LINES: Readonly<Record<string, string[]>> = { records: ["line"], quarantine: ["line"] };

/** Turns the rows of a CSV round, below its header. No cell of the sample holds a line break. */
function reverseRows(path: string): void {
  const [header, ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  writeFileSync(path, `${[header, ...rows.reverse()].join("\n")}\n`);
}

/** The summary but for the rows it shows as examples: the first ones by line. */
function summaryOf(folder: string): unknown {
  const text = readFileSync(join(folder, "out/latest/summary.json"), "utf8");
  return JSON.parse(text, (name, value: unknown) => (name === "samples" || name === "line" ? undefined : value));
}
