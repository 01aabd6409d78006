import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { requireReference } from "../reference-folder.ts";
import { checkDamages, type Outcome } from "./damages.ts";
import { checkTables } from "./tables.ts";

/**
 * Damages values in every way the sample generator can and prints, as a Markdown table, what the readers make of them;
 * with `--reference` also holds the tables of codes against reference files. Exit code 1 when a table differs.
 */
const { reference, count } = await yargs(hideBin(process.argv))
  .scriptName("npm run check-numbers --")
  .usage("$0 [options]\n\nDamages numbers, phones and dates in every way and prints what the readers make of them.")
  .option("reference", { type: "string", describe: "folder with ids/ and phones/ to compare the tables with" })
  .option("count", { type: "number", default: 20_000, describe: "values for each kind of damage" })
  .strict()
  .parse();
if (reference !== undefined) requireReference(reference, ["ids", "phones"]);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

for (const { table, entries, differences } of reference === undefined ? [] : checkTables(reference)) {
  say(`${table}: ${entries} entries, ${differences.length} differ from the reference`);
  for (const difference of differences) say(`  ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
}

const COLUMNS: readonly Outcome[] = ["repaired", "related", "flagged", "missed"];
say(`| damage | ${COLUMNS.map((column) => `${column} %`).join(" | ")} |`);
say(`|---|${COLUMNS.map(() => "---:|").join("")}`);
for (const { damage, outcomes } of checkDamages(count))
  say(`| ${damage} | ${COLUMNS.map((column) => ((100 * outcomes[column]) / count).toFixed(2)).join(" | ")} |`);
