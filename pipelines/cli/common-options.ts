import type { Argv } from "yargs";

/** Options that every command about a config has. */
export interface CommonOptions {
  config: string;
  json: boolean;
}

export function commonOptions<T>(yargs: Argv<T>): Argv<T & CommonOptions> {
  return yargs
    .option("config", { alias: "c", type: "string", default: "lamsach.yaml", describe: "the config file" })
    .option("json", { type: "boolean", default: false, describe: "facts as JSON on standard output" });
}
