import type { Argv, CommandModule } from "yargs";
import { FolderNotEmptyError, initFolder, renderInit } from "../../config/init-folder.ts";
import { printFacts } from "../output.ts";
import { UsageError } from "../usage-error.ts";

interface InitOptions {
  folder: string;
  json: boolean;
}

/** `lamsach init [FOLDER]`: a starter folder. */
export const initCommand: CommandModule<unknown, InitOptions> = {
  builder: (yargs) =>
    (yargs as Argv)
      .positional("folder", { type: "string", default: ".", describe: "where; made when missing" })
      .option("json", {
        type: "boolean",
        default: false,
        describe: "facts as JSON on standard output",
      }) as Argv<InitOptions>,
  handler(args) {
    try {
      const result = initFolder(args.folder);
      printFacts(result, renderInit(result), args.json);
    } catch (error) {
      throw error instanceof FolderNotEmptyError ? new UsageError(error.message) : error;
    }
  },
};
