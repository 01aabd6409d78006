import { resolve } from "node:path";
import yargs from "yargs";
import { benchAddresses } from "./addresses.ts";
import { benchCalibration } from "./calibration.ts";
import { benchMatch } from "./match.ts";
import { benchNight } from "./night.ts";
import { benchSecondNight } from "./second-night.ts";
import { benchSplink } from "./splink.ts";
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
  .command(
    "second-night",
    "the match stage in a night in which little changed, against a full one, from the tables of a finished run",
    (args) =>
      args
        .option("config", { type: "string", demandOption: true, describe: "lamsach.yaml of a case that was run" })
        .option("changed", { type: "number", default: 0.01, describe: "share of the records that change" })
        .option("register-changed", { type: "number", default: 0.002 })
        .option("times", { type: "number", default: 3, describe: "runs of either, of which the least is told" }),
    async ({ config, changed, registerChanged, times, threads }) =>
      print(await benchSecondNight({ config, changed, registerChanged, times, threads })),
  )
  .command(
    "splink",
    "the standardised tables of a finished run, matched by LamSach and by Splink (needs Python and its package index)",
    (args) =>
      args
        .option("config", { type: "string", demandOption: true, describe: "lamsach.yaml of a case that was run" })
        .option("truth", { type: "string", demandOption: true, describe: "truth.csv of the case" })
        .option("limit-mib", { type: "number", default: 4096, describe: "memory either process may use" })
        .option("minutes", { type: "number", default: 20, describe: "either is ended after so long" })
        .option("u-pairs", { type: "number", default: 1e7, describe: "pairs Splink samples for u" })
        .option("python", { type: "string", default: "python3" }),
    async ({ config, truth, limitMib: memoryMib, minutes, uPairs, python, threads }) =>
      print(await benchSplink({ config, truth: resolve(truth), memoryMib, minutes, uPairs, python, threads })),
  )
  .command(
    "calibration",
    "what the probabilities say and what is so, pooled over generated samples (needs `npm run build`)",
    (args) =>
      args
        .option("persons", { type: "number", default: 20_000 })
        .option("seeds", { type: "string", default: "1,2,3,4,5", describe: "with commas" })
        .check(
          ({ seeds }) => /^[0-9]+(,[0-9]+)*$/.test(seeds) || "--seeds are whole numbers with commas between: 1,2,3",
        )
        .option("density-days", { type: "number", default: 1, describe: "as in generate-sample" })
        .option("density-communes", { type: "number", default: 1 })
        .option("sources", { type: "string", describe: "names of the sources to make, with commas; all unless told" }),
    async ({ persons, seeds, densityDays, densityCommunes, sources }) =>
      print(
        await benchCalibration({
          persons,
          seeds: seeds.split(",").map(Number),
          densityDays,
          densityCommunes,
          sources: sources?.split(","),
        }),
      ),
  )
  .demandCommand(1, "Name a bench.")
  .strict()
  .fail((message, error) => {
    // What a bench lacks is told in a line; where its code failed is told whole.
    const isLacking = error instanceof Error && error.constructor === Error;
    process.stderr.write(`${isLacking ? error.message : (error?.stack ?? message)}\n`);
    process.exit(2);
  })
  .parseAsync();
