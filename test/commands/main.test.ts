import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
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

it("proposes the option that was meant, and nothing where none is near", async () => {
  const said = async (...args: string[]) => {
    const { code, out, err } = await lamsach(args);
    expect([code, out]).toEqual([2, ""]);
    return err;
  };
  expect(await said("run", "--cofnig", "x")).toBe(
    "Unknown option: --cofnig. Did you mean --config?\nSee `lamsach run --help`.\n",
  );
  expect(await said("review", "export", "--batch-sise=3", "--no-forse")).toBe(
    "Unknown option: --batch-sise. Did you mean --batch-size?\nUnknown option: --no-forse. Did you mean --no-force?\nSee `lamsach review --help`.\n",
  );
  expect(await said("run", "--confrim", "x")).toMatch(/Did you mean --confirm\?/);
  expect(await said("status", "--jsn")).toMatch(/Did you mean --json\?/);
  expect(await said("run", "--everything")).toBe("Unknown option: --everything.\nSee `lamsach run --help`.\n");
  expect(await said("run", "extra")).toBe("Unknown argument: extra\nSee `lamsach --help`.\n");
});

it("says what a command lacks, and where its help is", async () => {
  const said = async (...args: string[]) => {
    const { code, err } = await lamsach(args);
    return [code, err];
  };
  expect(await said("explain")).toEqual([
    2,
    "Something is missing: lamsach explain <source> [token]\nSee `lamsach explain --help`.\n",
  ]);
  expect(await said("-c", "x.yaml", "config")).toEqual([
    2,
    "Something is missing: lamsach config <command>\nSee `lamsach config --help`.\n",
  ]);
  expect(await said("review", "import")).toEqual([
    2,
    "Something is missing after `lamsach review import`.\nSee `lamsach review import --help`.\n",
  ]);
});

it("refuses an option that is given twice, or without its value, as a mistake of the caller", async () => {
  const said = async (...args: string[]) => {
    const { code, out, err } = await lamsach(args);
    return [code, out, err];
  };
  expect(await said("status", "-c", "a.yaml", "-c", "b.yaml")).toEqual([
    2,
    "",
    "config was given 2 times: give it once.\n",
  ]);
  expect(await said("address", "--lang", "en", "--lang", "vi", "Hà Nội")).toEqual([
    2,
    "",
    "lang was given 2 times: give it once.\n",
  ]);
  expect(await said("export", "matches", "--out")).toEqual([
    2,
    "",
    "out has no value: give it one, or leave it away.\n",
  ]);
  // A shell variable that turned out empty: without a name nothing is confirmed, and the night must not pass for one that was.
  for (const args of [["--confirm"], ["--confirm", "--quiet"]])
    expect(await said("run", ...args)).toEqual([2, "", "confirm has no value: give it one, or leave it away.\n"]);
});

it("has code for every command that it lists", async () => {
  for (const { command, load } of COMMANDS) expect((await load()).handler, command).toBeTypeOf("function");
});

it("takes options before a command", async () => {
  expect((await lamsach(["-c", "missing.yaml", "config", "check"])).err).toMatch(/missing\.yaml/);
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

it("completes the source after `explain` from the config of the folder", async () => {
  const small = new SmallCase();
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(small.folder);
  try {
    const complete = async (...words: string[]) =>
      (await lamsach(["--get-yargs-completions", "lamsach", "explain", ...words])).out;
    expect(await complete("")).toBe("carrier-a\ntax\n");
    expect(await complete("t")).toBe("tax\n");
    small.write("lamsach.yaml", "version: 2\n");
    expect(await complete("t")).toBe("");
  } finally {
    cwd.mockRestore();
    small.remove();
  }
});

it("prints the package's version and a completion script that names every command", async () => {
  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as unknown as typeof process.exit);
  try {
    const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
    expect((await lamsach(["--version"])).out).toBe(`${version}\n`);
    expect((await lamsach(["review", "export", "--help"])).out).toMatch(/--batch-size/);
    expect((await lamsach(["completion"])).out).toMatch(/begin-lamsach-completions/);
    const names = (await lamsach(["--get-yargs-completions", "lamsach", ""])).out.split("\n");
    for (const { command } of COMMANDS)
      expect(names.some((name) => name.startsWith(command.split(" ")[0]!))).toBe(true);
  } finally {
    exit.mockRestore();
  }
});
