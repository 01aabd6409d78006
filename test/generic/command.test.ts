import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lamsach } from "../commands/run-command.ts";
import { csvOf, makeCase } from "./people.ts";
import { LinkWorkbench } from "./workbench.ts";

let bench: LinkWorkbench;
const made = makeCase({ seed: 20, people: 200 });
beforeEach(() => {
  bench = new LinkWorkbench();
  bench.write(made);
});
afterEach(() => bench.remove());

const linkIt = (...more: string[]) => lamsach(["link", bench.path("link.yaml"), ...more]);

describe("lamsach link", () => {
  it("links, and says what came of it as text or JSON", async () => {
    const text = await linkIt("--out", bench.path("there"));
    expect([text.code, text.err]).toEqual([0, ""]);
    expect(text.out).toMatch(/^linked +\d+$/m);
    expect(existsSync(bench.path("there/matches.parquet"))).toBe(true);
    const json = await linkIt("--json");
    expect(JSON.parse(json.out)).toMatchObject({ register: { quarantined: 0 }, records: { accepted: 200 } });
  });

  it("names everything that is wrong with the file, and touches nothing", async () => {
    bench.writeFile("swaps: [[first, born]]\npasses: [[account], [frist]]\none_to_one: maybe", {
      born: ", tolerance: 2",
      zip: ", formats: [dd/MM/yyyy], register: town",
    });
    const said = await linkIt();
    expect([said.code, said.out]).toEqual([2, ""]);
    for (const place of ["swaps", "passes[1][0]", "one_to_one", "fields.born.tolerance", "fields.zip.formats"])
      expect(said.err).toContain(place);
    expect(said.err).toContain("a column of its own in the register");
    expect(existsSync(bench.path("out"))).toBe(false);
  });

  it("takes no name that stands in the evidence beside the fields", async () => {
    for (const name of ["kin", "rivals"]) {
      bench.writeFile();
      const file = bench.path("link.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace("  town:", `  ${name}:`));
      const said = await linkIt();
      expect([said.code, said.out]).toEqual([2, ""]);
      expect(said.err).toContain(`a name other than`);
    }
  });

  it("says which column is missing, and that ids must tell rows apart, without a value", async () => {
    bench.writeFile("", { zip: ", records: postal_code" });
    const missing = await linkIt();
    expect(missing.code).toBe(6);
    expect(missing.err).toContain("zip");
    bench.writeFile();
    writeFileSync(bench.path("people.csv"), csvOf([...made.register, made.register[0]!]));
    const twice = await linkIt();
    expect(twice.code).toBe(6);
    expect(twice.err).toContain("2 rows share their id");
    expect(twice.err).not.toContain(made.register[0]!.id);
  });

  it("says when a file is not there, or a model does not fit", async () => {
    const gone = await linkIt("--inbox", bench.path("elsewhere"));
    expect(gone.code).toBe(6);
    writeFileSync(bench.path("model.json"), '{"version":1,"inRegister":0.5,"kin":0,"m":{"first":{"same":0.9}}}');
    bench.writeFile("model: model.json");
    const other = await linkIt();
    expect(other.code).toBe(2);
    expect(other.err).toContain('expected level "alike" of "first"');
  });
});
