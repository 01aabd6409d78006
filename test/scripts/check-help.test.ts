import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { packageRoot } from "../../connectors/package-root.ts";

const scripts = join(packageRoot(), "scripts");
const checks = readdirSync(scripts).filter((name) => name.startsWith("check-"));

it("lists every check among the package's scripts", () => {
  const { scripts: listed } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  expect(Object.keys(listed).filter((name) => name.startsWith("check-"))).toEqual(checks);
});

it.each(checks)(
  "%s says what it does and takes, and refuses what it does not know",
  async (name) => {
    // What is refused is told under the same help as is asked for: one process shows both.
    const refused = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", join(scripts, name, "main.ts"), "--reference", ".", "--report", ".", "--no-such-option"],
      { cwd: packageRoot(), env: { ...process.env, LANG: "C", LC_ALL: "C" }, timeout: 60_000 },
    ).catch((error: { code: number; stderr: string }) => error);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/Unknown argument.*such/) });
    const help = refused.stderr;
    expect(help).toMatch(new RegExp(`^npm run ${name} -- .*\\n\\n[A-Z][^]*\\.\\n\\nOptions:`));
    const options = help.split("\n").filter((line) => /^ +--(?!help|version)/.test(line));
    expect(options.length).toBeGreaterThan(0);
    for (const line of options) expect(line, "what the option says").toMatch(/^ +--\w+ +\S/);
  },
  120_000,
);
