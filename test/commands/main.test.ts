import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../connectors/package-root.ts";
import { COMMANDS } from "../../pipelines/cli/commands.ts";
import { lamsach } from "./run-command.ts";
import { SmallCase } from "./small-case.ts";

it("is strict, and proposes the command that was meant", async () => {
  const mistyped = await lamsach(["plam"]);
  expect([mistyped.code, mistyped.out]).toEqual([2, ""]);
  expect(mistyped.err).toMatch(/Did you mean plan\?/);
  expect((await lamsach(["plan", "--what"])).code).toBe(2);
  expect((await lamsach([])).err).toMatch(/--help/);
});

it("describes every command", () => {
  for (const { command, describe } of COMMANDS) {
    expect(String(command)).toMatch(/^[a-z]+/);
    expect(String(describe).length).toBeGreaterThan(15);
  }
});

it("says before the first run what to do", async () => {
  const small = new SmallCase();
  try {
    const calls = [["explain", "carrier-a"], ["export"], ["review", "export"], ["train"]];
    for (const args of calls) {
      const { code, out, err } = await lamsach([...args, "-c", small.configFile]);
      expect([code, out, err]).toEqual([2, "", "no good run yet: start one with `lamsach run`\n"]);
    }
  } finally {
    small.remove();
  }
});

it("has the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
});
