import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { loadRunConfig } from "../../config/run-config.ts";
import { readStatus } from "../../ledger/ledger.ts";
import { runNightly } from "../../nightly/nightly.ts";
import type { RunOutcome } from "../../nightly/outcome.ts";
import { SILENT, streamProgress } from "../../stages/progress.ts";
import { REGISTER_TARGET } from "../../stages/sync-stage.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { EXIT, exitCodeOf } from "../exit-code.ts";
import { exitCodeOfError } from "../fail.ts";
import { printFacts, say } from "../output.ts";
import { UsageError } from "../usage-error.ts";

interface RunOptions extends CommonOptions {
  quiet: boolean;
  failOn: "fatal" | "error" | "warning" | undefined;
  confirm: string[];
}

/** `lamsach run`: the nightly job. */
export const runCommand: CommandModule<unknown, RunOptions> = {
  builder: (yargs) =>
    commonOptions(yargs as Argv)
      .option("quiet", { alias: "q", type: "boolean", default: false, describe: "no progress, only errors" })
      .option("fail-on", {
        choices: ["fatal", "error", "warning"] as const,
        describe: "the lightest finding of the quality gate that stops publishing (exit code 3)",
      })
      .option("confirm", {
        type: "string",
        array: true,
        requiresArg: true,
        default: [] as string[],
        describe:
          "names of sources (or register): send the batch that is held for them, take what they delivered for all there is",
      }) as unknown as Argv<RunOptions>,
  async handler(args: ArgumentsCamelCase<RunOptions>) {
    const config = await loadRunConfig(args.config);
    const names = [REGISTER_TARGET, ...config.sources.map(({ name }) => name)];
    const unknown = args.confirm.filter((name) => !names.includes(name));
    if (unknown.length > 0)
      throw new UsageError(`--confirm ${unknown.join(" ")}: there is no such target; there are: ${names.join(", ")}`);
    const last = await readStatus(config.work);
    const past = Object.fromEntries((last?.stages ?? []).map((stage) => [stage.label, stage.seconds ?? 0]));
    const progress = args.quiet ? SILENT : streamProgress(process.stderr, past, Object.keys(past));
    const outcome = await runNightly(config, {
      progress,
      confirm: args.confirm,
      failOn: args.failOn,
      exitCodeOf,
      exitCodeOfError,
    });
    if (!args.quiet || args.json) printFacts(outcome.facts, outcome.summary.join("\n"), args.json);
    if (args.quiet) for (const line of troubles(outcome)) say(line);
    const code = exitCodeOf(outcome);
    if (code === EXIT.breaker)
      say(
        `Held: the batch of ${outcome.held.join(", ")} would change more than the breaker allows. Look at it in ${outcome.folder}/deltas, then send it: lamsach run --confirm ${outcome.held.join(" ")}`,
      );
    process.exitCode = code;
  },
};

/** What the screen tells of the day, sources, answers and gate, for those who asked for errors alone. */
function troubles({ warnings, verdict, failed, refused, folder }: RunOutcome): string[] {
  const gate = `The quality gate stopped publishing; the last good outputs stand. Look at ${folder}/report.html`;
  return [
    ...[...warnings, ...failed].map(({ message }) => message),
    ...refused,
    ...(verdict === "blocked" ? [gate] : []),
  ];
}
