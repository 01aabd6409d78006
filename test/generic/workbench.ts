import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { type Linked, link } from "../../pipelines/link/link.ts";
import { loadLink } from "../../pipelines/link/load-link.ts";
import { type Case, csvOf } from "./people.ts";

/** One line of matches.csv. */
export interface Match {
  readonly record_id: string;
  readonly register_id: string;
  readonly status: string;
  readonly probability: string;
  readonly best_candidate_id: string;
}

export interface Outcome {
  readonly linked: Linked;
  readonly matches: readonly Match[];
  /** Bytes of every file written, by name. */
  readonly bytes: ReadonlyMap<string, string>;
}

const OUTPUTS = ["matches.csv", "matches.parquet", "evidence.parquet", "model.json", "summary.json"];

/** A folder with a case and its YAML file. */
export class LinkWorkbench {
  readonly folder = mkdtempSync(join(tmpdir(), "lamsach-link-"));

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Writes the case and the settings, which go after those every case has. */
  write(made: Case, settings = "", fields: Readonly<Record<string, string>> = {}): void {
    writeFileSync(this.path("people.csv"), csvOf(made.register));
    writeFileSync(this.path("records.csv"), csvOf(made.records));
    this.writeFile(settings, fields);
  }

  writeFile(settings = "", fields: Readonly<Record<string, string>> = {}): void {
    const kinds = {
      first: "text",
      last: "text",
      street: "text",
      town: "text",
      zip: "code",
      born: "date",
      account: "number",
    };
    const lines = Object.entries(kinds).map(([name, kind]) => `  ${name}: { kind: ${kind}${fields[name] ?? ""} }`);
    writeFileSync(
      this.path("link.yaml"),
      [
        "version: 1",
        "register: { format: csv, path: people.csv, id: id }",
        "records: { format: csv, path: records.csv, id: id }",
        "fields:",
        ...lines,
        "swaps: [[first, last]]",
        'as_of: "2026-01-01"',
        settings,
        "",
      ].join("\n"),
    );
  }

  /** @param out the folder that the YAML file writes to */
  async run(out = "out"): Promise<Outcome> {
    const linked = await link(loadLink(this.path("link.yaml"), {}, {}));
    const read = (name: string): Buffer => readFileSync(this.path(join(out, name)));
    return {
      linked,
      matches: parse(read("matches.csv"), { columns: true }) as Match[],
      bytes: new Map(OUTPUTS.map((name) => [name, read(name).toString("base64")])),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** How many were found, and how many are false. */
export function scoreOf(
  matches: readonly Match[],
  truth: Case["truth"],
): { found: number; wrong: number; there: number } {
  const linked = matches.filter(({ status }) => status === "linked");
  const found = linked.filter(({ record_id, register_id }) => truth.get(record_id) === register_id).length;
  return { found, wrong: linked.length - found, there: [...truth.values()].filter((id) => id !== null).length };
}
