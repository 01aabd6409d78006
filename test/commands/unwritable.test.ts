import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exitCodeOfError } from "../../pipelines/cli/fail.ts";
import { folderProblems } from "../../pipelines/config/folder-problems.ts";
import { lamsach } from "./run-command.ts";
import { SmallCase } from "./small-case.ts";

let small: SmallCase;
beforeEach(() => {
  small = new SmallCase();
  small.write("inbox/tax-1.csv", "ma,ten\n1,a\n");
});
afterEach(() => small.remove());

const call = (...args: string[]) => lamsach([...args, "-c", small.configFile]);

describe("a folder of a run that cannot be written to", () => {
  it.each(["out", "work", "state"])("is told before anything is done: %s is a file", async (setting) => {
    small.write(setting, "");
    const before = readdirSync(small.folder).sort();
    for (const args of [["config", "check"], ["run"], ["train"], ["review", "import", small.configFile]]) {
      const { code, out, err } = await call(...args);
      expect([code, out], args.join(" ")).toEqual([2, ""]);
      expect(err).toContain(`  ${setting}: expected a folder that may be written to, found a file: ${setting}\n`);
      expect(err).toMatch(/Move the file away, or name another folder/);
    }
    const plan = await call("plan");
    expect(plan.code).toBe(2);
    expect(plan.out).toContain(`stops the run: ${setting}: expected a folder that may be written to`);
    expect(readdirSync(small.folder).sort()).toEqual(before);
  });

  it("is told together with other mistakes, by the line that names it, also where a folder above or in it is the file", async () => {
    small.write("data", "");
    small.write("lamsach.yaml", "version: 1\nout: data/out\nwork: w\nkeep: 0\n");
    const { code, err } = await call("config", "check");
    expect(code).toBe(2);
    expect(err).toMatch(/line 2, out: .*found a file: data\n/);
    expect(err).toMatch(/line 4, keep:/);
    expect(existsSync(small.path("w"))).toBe(false);
    rmSync(small.path("data"));
    small.write("runs", "");
    const found = folderProblems({ out: small.folder }, small.folder, () => null);
    expect(found).toMatchObject([{ path: "out", found: "a file: runs" }]);
  });

  it("is refused where its name is a pattern to DuckDB", () => {
    const found = folderProblems({ work: small.path("night [1]/work") }, small.folder, () => null);
    expect(found).toMatchObject([{ path: "work", expected: expect.stringContaining("without *, ?, [") }]);
  });

  it("is not missed for its rights, and a folder that is yet to be made is none", () => {
    expect(folderProblems({ out: small.path("a/b/c"), work: small.path("w") }, small.folder, () => null)).toEqual([]);
    // Rights bind everybody but the administrator.
    if (process.getuid?.() === 0) return;
    expect(folderProblems({ state: "/" }, small.folder, () => null)).toMatchObject([
      { path: "state", found: expect.stringMatching(/may not be written to: \/|read-only disk: \//) },
    ]);
  });
});

describe("a folder of a run that this user may not look into", () => {
  it.each(["EACCES", "EROFS"])("is the caller's mistake, no fault of the program: %s", (code) => {
    expect(exitCodeOfError(Object.assign(new Error("refused"), { code, path: "/srv/state/current" }))).toBe(2);
  });

  it.skipIf(process.getuid?.() === 0)("is not told as if there had been no run", async () => {
    mkdirSync(small.path("work"));
    chmodSync(small.path("work"), 0o000);
    const { code, out, err } = await call("status");
    chmodSync(small.path("work"), 0o700);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^no right to read or write .*work.status\.json: call lamsach as the user who runs the nights/);
  });
});
