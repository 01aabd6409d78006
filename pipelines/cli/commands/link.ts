import type { Argv, CommandModule } from "yargs";
import { link } from "../../link/link.ts";
import { loadLink } from "../../link/load-link.ts";
import { renderLinked } from "../../link/render.ts";
import { printFacts } from "../output.ts";

interface LinkOptions {
  file: string;
  inbox: string | undefined;
  out: string | undefined;
  json: boolean;
}

/** `lamsach link FILE`: links two extracts of any meaning by the fields a small YAML file names. */
export const linkCommand: CommandModule<unknown, LinkOptions> = {
  builder: (yargs) =>
    (yargs as Argv)
      .positional("file", { type: "string", demandOption: true, describe: "the YAML file" })
      .option("inbox", {
        type: "string",
        describe: "folder that the extracts' paths are relative to; the file's unless given",
      })
      .option("out", { alias: "o", type: "string", describe: "folder of the results; the file's `out` unless given" })
      .option("json", { type: "boolean", default: false, describe: "facts as JSON on standard output" })
      .example(
        "$0 link customers.yaml --out linked",
        "writes linked/matches.csv and more",
      ) as unknown as Argv<LinkOptions>,
  async handler(args) {
    const config = loadLink(args.file, { inbox: args.inbox, out: args.out });
    const linked = await link(config);
    printFacts(linked, renderLinked(linked, config.out), args.json);
  },
};
