import type { CommandModule } from "yargs";
import { loadConfig } from "../../config/load-config.ts";
import { readStatus } from "../../ledger/ledger.ts";
import { number } from "../../stages/progress.ts";
import { table } from "../../text/table.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { printFacts } from "../output.ts";

/** `lamsach status`: the last run, or the one under way. */
export const statusCommand: CommandModule<unknown, CommonOptions> = {
  builder: commonOptions,
  async handler(args) {
    const config = loadConfig(args.config);
    const status = await readStatus(config.work);
    if (!status) {
      printFacts({ run_id: null, state: "none" }, "No run yet. Start one with `lamsach run`.", args.json);
      return;
    }
    const head = `Run ${status.run_id}: ${status.state}${status.exit_code === null ? ` (process ${status.pid})` : `, exit code ${status.exit_code}`}`;
    const rows = status.stages.map((stage) => [
      stage.label,
      stage.state,
      stage.rows === null ? "" : number(stage.rows),
      stage.seconds === null ? "" : `${stage.seconds.toFixed(1)} s`,
    ]);
    const next = status.state === "interrupted" ? "\nIt was interrupted: `lamsach run` goes on where it stopped." : "";
    printFacts(
      status as never,
      `${head}\n\n${table([["stage", "state", "rows", "time"], ...rows])}\n${next}`,
      args.json,
    );
  },
};
