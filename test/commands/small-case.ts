import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeKeyFile } from "../../pipelines/config/key-file.ts";
import { loadConfig } from "../../pipelines/config/load-config.ts";

/** A config folder of one register and two sources, with a few made-up rows. */
export class SmallCase {
  readonly folder = mkdtempSync(join(tmpdir(), "lamsach-"));

  constructor() {
    mkdirSync(join(this.folder, "inbox"));
    this.write(
      "lamsach.yaml",
      `version: 1
as_of: "2026-11-20"
memory: "1GB"
threads: 1
register: { format: csv, path: inbox/register.csv, profile: register, as_of: "2026-11-20" }
sources:
  - { name: carrier-a, format: csv, path: inbox/carrier-a.csv, profile: carrier, carrier: viettel, as_of: "2026-11-20", legal_basis: x, purpose: y }
  - { name: tax, format: csv, path: "inbox/tax-*.csv", profile: tax, ministry: finance, as_of: "2026-11-20", legal_basis: x, purpose: y }
`,
    );
    this.write("inbox/register.csv", "so_dinh_danh,ho_ten\n1,a\n2,b\n3,c\n");
    this.write("inbox/carrier-a.csv", "so_thue_bao,ho_ten\n1,a\n2,b\n");
    writeKeyFile(join(this.folder, "lamsach.key"));
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  get configFile(): string {
    return this.path("lamsach.yaml");
  }

  config() {
    return loadConfig(this.configFile, {});
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
