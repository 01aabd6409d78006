import type { Argv, CommandModule } from "yargs";
import { loadConfig } from "../../config/load-config.ts";
import { diffRuns, RunNotFoundError, readSummary } from "../../diff/diff.ts";
import { renderDifference } from "../../diff/render.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { printFacts } from "../output.ts";
import { UsageError } from "../usage-error.ts";

interface DiffOptions extends CommonOptions {
  before: string;
  after: string;
}

/** `lamsach diff [RUN] [RUN]`: what changed between two runs. */
export const diffCommand: CommandModule<unknown, DiffOptions> = {
  builder: (yargs) =>
    commonOptions(yargs as Argv)
      .positional("before", { type: "string", default: "previous", describe: "id of the earlier run" })
      .positional("after", { type: "string", default: "latest", describe: "id of the later run" }) as Argv<DiffOptions>,
  async handler(args) {
    const { out } = loadConfig(args.config);
    try {
      const diff = diffRuns(await readSummary(out, args.before), await readSummary(out, args.after));
      printFacts(diff, renderDifference(diff), args.json);
    } catch (error) {
      throw error instanceof RunNotFoundError ? new UsageError(error.message) : error;
    }
  },
};
