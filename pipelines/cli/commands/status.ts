import { relative } from "node:path";
import type { CommandModule } from "yargs";
import { loadConfig } from "../../config/load-config.ts";
import { type RunStatus, readStatus, startingRun } from "../../ledger/ledger.ts";
import { number } from "../../stages/progress.ts";
import { table } from "../../text/table.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { EXIT_CODES } from "../exit-code.ts";
import { printFacts } from "../output.ts";

/** `lamsach status`: the last run, or the one under way. */
export const statusCommand: CommandModule<unknown, CommonOptions> = {
  builder: commonOptions,
  async handler(args) {
    const config = loadConfig(args.config);
    const status = await readStatus(config.work);
    const starting = await startingRun(config.work, status);
    if (starting) {
      const words = `A run is starting (process ${starting.pid}, since ${starting.since}); ask again in a few seconds.`;
      printFacts({ run_id: null, state: "starting", pid: starting.pid }, words, args.json);
      return;
    }
    if (!status) {
      printFacts({ run_id: null, state: "none" }, "No run yet. Start one with `lamsach run`.", args.json);
      return;
    }
    const rows = status.stages.map((stage) => [
      stage.label,
      stage.state === "skipped" ? "done before" : stage.state,
      stage.rows === null ? "" : number(stage.rows),
      stage.seconds === null ? "" : `${stage.seconds.toFixed(1)} s`,
    ]);
    const left = status.left ?? { report: null, failed: [] };
    const lines = [
      `Run ${status.run_id}: ${stateWords(status)}`,
      ...(left.report === null ? [] : [`Report: ${relative(process.cwd(), left.report)}`]),
      ...(left.failed.length > 0 ? ["", "Not read:", ...left.failed.map(({ message }) => `  ${message}`)] : []),
      ...(rows.length > 0 ? ["", table([["stage", "state", "rows", "time"], ...rows])] : []),
      ...(status.state === "interrupted" ? ["", "It was interrupted: `lamsach run` goes on where it stopped."] : []),
    ];
    printFacts(status, lines.join("\n"), args.json);
  },
};

/** How the run stands, what became of its outputs, and its exit code with what that means. */
function stateWords(status: RunStatus): string {
  if (status.exit_code === null) return `${status.state} (process ${status.pid})`;
  const outputs = { done: "published", partial: "published without some sources", blocked: "nothing published" };
  const became = outputs[status.state as keyof typeof outputs];
  const meaning = EXIT_CODES.find(({ code }) => code === status.exit_code)?.meaning;
  const code = `exit code ${status.exit_code}${status.exit_code === 0 || !meaning ? "" : ` (${meaning})`}`;
  return `${status.state}, ${became ? `${became}, ` : ""}${code}`;
}
