import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../connectors/package-root.ts";

const root = packageRoot();
const run = promisify(execFile);
let packed: ReadonlySet<string>;

beforeAll(async () => {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const { stdout } = await run("npm", args, { cwd: root, maxBuffer: 1 << 24 });
  const [told] = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>);
  packed = new Set(told!.files.map((file) => file.path));
}, 60_000);

/** Files below a folder that are read as they are: no code. */
const dataBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".ts"))
    .map((entry) => posix.join(folder, entry.parentPath.slice(join(root, folder).length), entry.name));

describe("the package", () => {
  it("holds all that the code reads beside itself: gazetteer, profiles, rules, presets, schema, starter", () => {
    const data = ["connectors", "matchers", "pipelines"].flatMap(dataBelow);
    expect(data).toContain("matchers/places/data/gazetteer.txt");
    expect(data.filter((file) => !packed.has(file))).toEqual([]);
  });

  it.each(["README.md", "README.vi.md"])("holds every page that %s links to", (page) => {
    const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      ([, link]) => link!,
    );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !packed.has(link))).toEqual([]);
  });

  it("holds no test, script or leaving of a night", () => {
    const own = /^(?:dist|bin|docs|deploy|sample-data|matchers\/places\/data|pipelines)\/|^[^/]+$/;
    const left = /(?:^|\/)(?:out|work|state|test|scripts|node_modules)\/|\.(?:ts|map)$/;
    const odd = [...packed].filter((file) => !own.test(file) || (left.test(file) && !file.endsWith(".d.ts")));
    expect(odd).toEqual([]);
  });
});

describe("the package where it is installed, without the sources beside it", () => {
  let installed: string;
  const lamsach = async (...args: string[]) =>
    (await run(process.execPath, [join(installed, "bin", "lamsach.cjs"), ...args], { cwd: installed })).stdout;

  beforeAll(async () => {
    installed = await mkdtemp(join(tmpdir(), "lamsach-package-"));
    for (const file of packed)
      if (!file.startsWith("dist/")) await cp(join(root, file), join(installed, file), { recursive: true });
    await symlink(join(root, "node_modules"), join(installed, "node_modules"));
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    await run(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", join(installed, "dist")], {
      cwd: root,
    });
  }, 120_000);
  afterAll(() => rm(installed, { recursive: true, force: true }));

  it("reads an address", async () => {
    expect(await lamsach("address", "P. Bến Nghé, Q1, TP.HCM")).toContain("Phường Sài Gòn");
  }, 30_000);

  it("plans the night of the sample data", async () => {
    expect(await lamsach("plan", "--config", "sample-data/lamsach.yaml")).toContain("standardise");
  }, 60_000);
});
