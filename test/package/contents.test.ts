import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../connectors/package-root.ts";

const root = packageRoot();
let packed: ReadonlySet<string>;

beforeAll(async () => {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const { stdout } = await promisify(execFile)("npm", args, { cwd: root, maxBuffer: 1 << 24 });
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
