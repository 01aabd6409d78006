import { readFileSync, writeFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { parse, stringify } from "yaml";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { packageRoot } from "../../connectors/package-root.ts";
import { generateSample } from "../../scripts/generate-sample/generate.ts";
import { cli } from "./cli.ts";
import { once } from "./once.ts";

/** Sources of the small case: a carrier, a ministry, an association. */
export const SOURCES = ["carrier-viettel", "social-insurance", "women-union"] as const;

/** Key of tokens of the tests, so that outputs of two folders can be equal. */
const KEY = "5f".repeat(32);

/** A folder for one test, gone with the shared folder: a hook of this file would run for the first test file of a process only. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(inject("shared"), "test-"));
}

/**
 * A copy of the small case before its first night: `lamsach.yaml` and `lamsach-night2.yaml` over one state, with
 * register, three extracts and their second night. Made by the generator, without real persons.
 */
export async function smallCase(): Promise<string> {
  const made = await once("small-case", async (folder) => {
    const engine = await Engine.open({
      memoryMib: 256,
      threads: 1,
      tempDirectory: join(folder, "tmp"),
      allowedDirectories: [folder],
    });
    await generateSample(
      {
        out: folder,
        persons: 240,
        seed: 11,
        densityDays: 0.2,
        densityCommunes: 0.01,
        simsPerPerson: 1,
        ministryPerPerson: 6,
        format: "csv",
        sources: SOURCES,
        secondNight: { changed: 0.1, registerChanged: 0.05 },
      },
      await engine.connect(),
    );
    engine.close();
    await rm(join(folder, "tmp"), { recursive: true, force: true });
    await mkdir(join(folder, "state"), { mode: 0o700 });
    await writeFile(join(folder, "state", "lamsach.key"), `${KEY}\n`, { mode: 0o600 });
  });
  return copyOf(made);
}

/** A copy of the small case after its first night, run with two threads. */
export async function afterFirstNight(): Promise<string> {
  const made = await once("first-night", async (folder) => {
    await cp(await smallCase(), folder, { recursive: true, force: true });
    const said = await cli(["run", "--quiet"], { cwd: folder, env: { LAMSACH_THREADS: "2", LAMSACH_MEMORY: "2GB" } });
    if (said.exit !== 0) throw new Error(`the first night ended with ${said.exit}: ${said.stderr}`);
  });
  return copyOf(made);
}

/** Has the nights of a case make no file for wider use, which is a tenth of what they cost. */
export function withoutOpenFile(folder: string): void {
  for (const name of ["lamsach.yaml", "lamsach-night2.yaml"]) {
    const config = parse(readFileSync(join(folder, name), "utf8")) as { privacy?: { open_file?: boolean } };
    config.privacy = { ...config.privacy, open_file: false };
    writeFileSync(join(folder, name), stringify(config));
  }
}

async function copyOf(made: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(made, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

/** A copy of the tiny case: eight persons who do not exist, three sources, a line or two for each kind of status. */
export async function tinyCase(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(packageRoot(), "test/support/tiny-case"), folder, { recursive: true });
  await writeFile(join(folder, "lamsach.key"), `${KEY}\n`, { mode: 0o600 });
  return folder;
}
