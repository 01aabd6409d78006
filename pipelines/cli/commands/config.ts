import type { Argv, CommandModule } from "yargs";
import { checkConfig, renderCheck } from "../../config/check-config.ts";
import { renderConfig, showConfig } from "../../config/show-config.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { EXIT } from "../exit-code.ts";
import { printFacts, say } from "../output.ts";

const checkCommand: CommandModule<unknown, CommonOptions> = {
  command: "check",
  describe: "look the config, its profiles and its inputs over; touches nothing",
  builder: (yargs) => commonOptions(yargs as Argv),
  async handler(args) {
    const check = await checkConfig(args.config);
    if (args.json || check.ok) printFacts(check, renderCheck(check), args.json);
    else say(renderCheck(check));
    if (!check.ok) process.exitCode = EXIT.usage;
  },
};

const showCommand: CommandModule<unknown, CommonOptions> = {
  command: "show",
  describe: "show the config as a run understands it, defaults filled in, secrets masked; it is no config file itself",
  builder: (yargs) => commonOptions(yargs as Argv),
  handler(args) {
    const shown = showConfig(args.config);
    printFacts(shown, renderConfig(shown), args.json);
  },
};

/** `lamsach config check|show`. */
export const configCommand: CommandModule = {
  builder: (yargs) =>
    yargs.command([checkCommand, showCommand] as CommandModule[]).demandCommand(1, "Name one: check or show."),
  handler() {},
};
