import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";

interface Listed {
  readonly command: string;
  readonly describe: string;
  readonly load: () => Promise<CommandModule>;
}

const load = <Module>(module: Promise<Module>, name: keyof Module): Promise<CommandModule> =>
  module.then((loaded) => loaded[name] as CommandModule);

/**
 * Every command in the order of the help page. What the page and completion need stands here: each command's own code takes
 * a second to load.
 */
export const COMMANDS: readonly Listed[] = [
  {
    command: "init [folder]",
    describe: "write a starter folder: config, inbox, a commented profile, a key",
    load: () => load(import("./commands/init.ts"), "initCommand"),
  },
  {
    command: "config <command>",
    describe: "check or show the config",
    load: () => load(import("./commands/config.ts"), "configCommand"),
  },
  {
    command: "plan",
    describe: "say what a run would do and need: inputs, stages, memory, disk, what is in its way; touches nothing",
    load: () => load(import("./commands/plan.ts"), "planCommand"),
  },
  {
    command: "run",
    describe: "run the nightly job; a run that was killed goes on where it stopped",
    load: () => load(import("./commands/run.ts"), "runCommand"),
  },
  {
    command: "status",
    describe: "show the last run, or the one under way",
    load: () => load(import("./commands/status.ts"), "statusCommand"),
  },
  {
    command: "evaluate",
    describe: "hold the last good run against a truth file (precision, recall, F1) and against reviewers' decisions",
    load: () => load(import("./commands/evaluate.ts"), "evaluateCommand"),
  },
  {
    command: "explain <source> [token]",
    describe: "say why a record has its answer: candidates, each field's weight; values masked unless --reveal",
    load: () => load(import("./commands/explain.ts"), "explainCommand"),
  },
  {
    command: "review <command>",
    describe: "give doubtful pairs to reviewers and take their decisions back",
    load: () => load(import("./commands/review.ts"), "reviewCommand"),
  },
  {
    command: "diff [before] [after]",
    describe: "say what changed between two runs: sources, dimensions, rules, incidents",
    load: () => load(import("./commands/diff.ts"), "diffCommand"),
  },
  {
    command: "export [view]",
    describe: "write a view of the last run's lamsach.duckdb as Arrow, Parquet, CSV or XLSX; without one, list them",
    load: () => load(import("./commands/export.ts"), "exportCommand"),
  },
  {
    command: "train",
    describe: "fit the matching model anew on the last run's tables; the next run then matches every record again",
    load: () => load(import("./commands/train.ts"), "trainCommand"),
  },
  {
    command: "link <file>",
    describe: "link two extracts of any kind by the fields that a YAML file names (docs/generic-linkage.md)",
    load: () => load(import("./commands/link.ts"), "linkCommand"),
  },
  {
    command: "address [text..]",
    describe: "read an address and say why it reads so; without one, each line of standard input",
    load: () => load(import("./commands/address.ts"), "addressCommand"),
  },
];

/** The commands, each of which brings its code when it is called, helped with or completed. */
export function commands(): CommandModule[] {
  return COMMANDS.map(({ command, describe, load }) => ({
    command,
    describe,
    builder: async (yargs: Argv) => {
      const { builder } = await load();
      return typeof builder === "function" ? builder(yargs) : yargs.options(builder ?? {});
    },
    handler: async (args: ArgumentsCamelCase) => (await load()).handler(args),
  }));
}
