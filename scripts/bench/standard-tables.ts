import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../pipelines/config/config.ts";

/** The standardised tables of a config's last good run: Parquet files of the register and of every source. */
export interface StandardTables {
  readonly register: readonly string[];
  readonly sources: readonly { readonly source: string; readonly files: readonly string[] }[];
}

const PREFIX = "standardise.";
const REGISTER = "register";

/**
 * Finds the standardised tables that a config's last good run left in its store.
 * @throws Error when there was no run, or the store no longer holds its tables
 */
export async function standardTables(config: Pick<Config, "out" | "work">): Promise<StandardTables> {
  const telemetry = join(config.out, "latest", "telemetry.json");
  if (!existsSync(telemetry))
    throw new Error(`no good run yet: ${telemetry} is missing. Start one with \`lamsach run\``);
  const { stages } = JSON.parse(readFileSync(telemetry, "utf8")) as { stages: { label: string; key: string }[] };
  const tables: { source: string; files: string[] }[] = [];
  for (const { label, key } of stages.filter((stage) => stage.label.startsWith(PREFIX))) {
    const folder = join(config.work, "store", label, key);
    const names = existsSync(folder) ? await readdir(folder) : [];
    const files = names.filter((name) => name.startsWith("standard") && name.endsWith(".parquet")).sort();
    if (files.length === 0)
      throw new Error(`no standardised tables in ${folder}: the store has been emptied. Start \`lamsach run\` again`);
    tables.push({ source: label.slice(PREFIX.length), files: files.map((name) => join(folder, name)) });
  }
  tables.sort((a, b) => (a.source < b.source ? -1 : 1));
  const register = tables.find(({ source }) => source === REGISTER);
  if (!register) throw new Error(`no standardised register in the run that ${telemetry} tells of`);
  return { register: register.files, sources: tables.filter((table) => table !== register) };
}
