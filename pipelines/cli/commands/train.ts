import type { CommandModule } from "yargs";
import { loadRunConfig } from "../../config/run-config.ts";
import { table } from "../../text/table.ts";
import { type Training, train } from "../../training/train.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { printFacts } from "../output.ts";

/** Parameters that moved, as many as a screen holds. */
const SHOWN = 20;

/** `lamsach train`: fits the matching model anew; the next night is then a full one. */
export const trainCommand: CommandModule<unknown, CommonOptions> = {
  builder: commonOptions,
  async handler(args) {
    const training = await train(await loadRunConfig(args.config));
    printFacts(training, render(training), args.json);
  },
};

function render({ snapshot, before, records_of, decisions, drift }: Training): string {
  const rows = drift
    .slice(0, SHOWN)
    .map(({ source, field, level, snapshot: old, fitted, bits }) => [
      source === "*" ? "all sources" : source,
      `${field} ${level}`,
      old.toPrecision(3),
      fitted.toPrecision(3),
      `${bits > 0 ? "+" : ""}${bits.toFixed(2)}`,
    ]);
  return [
    `New model snapshot ${snapshot}, fitted on ${records_of.length} sources of the last run; it began from ${before}.`,
    ...(decisions.honoured + decisions.stale > 0
      ? [
          `Reviewers' decisions that were gone by: ${decisions.honoured}; of records that changed since: ${decisions.stale}.`,
        ]
      : []),
    "The next `lamsach run` is a full one.",
    ...(rows.length === 0
      ? ["", "No parameter moved."]
      : [
          "",
          `Of ${drift.length} parameters that moved, those that account for most of the difference:`,
          table([["source", "level", "was", "is", "bits"], ...rows]),
        ]),
  ].join("\n");
}
