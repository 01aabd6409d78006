import { resolve } from "node:path";
import yargs from "yargs";
import { benchAddresses } from "./addresses.ts";
import { benchMatch } from "./match.ts";
import { benchNight } from "./night.ts";
import { benchStandardise } from "./standardise.ts";

/** Prints a bench's figures as JSON, so that they can be pasted with the command that made them. */
const print = (figures: unknown): void => {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
};

await yargs(process.argv.slice(2))
  .scriptName("npm run bench --")
  .option("threads", { type: "number", default: 2 })
  .command(
    "standardise",
    "carrier rows from CSV to canonical records, against DuckDB alone",
    (args) => args.option("rows", { type: "number", default: 1_000_000 }),
    async ({ rows, threads }) => print(await benchStandardise({ rows, threads })),
  )
  .command(
    "addresses",
    "raw addresses to commune codes",
    (args) => args.option("rows", { type: "number", default: 1_000_000 }),
    async ({ rows, threads }) => print(await benchAddresses({ rows, threads })),
  )
  .command(
    "match",
    "as many standardised records as persons, to matches and evidence",
    (args) =>
      args
        .option("persons", { type: "number", default: 1_000_000 })
        .option("limit-mib", { type: "number", default: 2048 })
        .option("folder", { type: "string", default: "work" }),
    async ({ persons, limitMib, folder, threads }) =>
      print(await benchMatch({ persons, limitMib, threads, folder: resolve(folder) })),
  )
  .command(
    "night",
    "a whole night of a generated case, against DuckDB alone",
    (args) => args.option("config", { type: "string", demandOption: true, describe: "lamsach.yaml of the case" }),
    async ({ config }) => print(await benchNight(config)),
  )
  .demandCommand(1, "Name a bench.")
  .strict()
  .parseAsync();
