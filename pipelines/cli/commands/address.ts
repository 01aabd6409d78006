import { createInterface } from "node:readline/promises";
import type { Argv, CommandModule } from "yargs";
import { type AddressExplanation, explainAddress } from "../../../matchers/places/explain.ts";
import { table } from "../../text/table.ts";
import { isUnheard } from "../lost-output.ts";
import { printFacts } from "../output.ts";
import { UsageError } from "../usage-error.ts";

interface AddressOptions {
  text: string[] | undefined;
  lang: "vi" | "en";
  json: boolean;
}

/** `lamsach address "…"`: how an address is read; without one, every line of standard input. */
export const addressCommand: CommandModule<unknown, AddressOptions> = {
  builder: (yargs) =>
    (yargs as Argv)
      .positional("text", {
        type: "string",
        array: true,
        describe: "the address; a shell remembers it, so give people's addresses on standard input",
      })
      .option("lang", { choices: ["vi", "en"] as const, default: "vi" as const, describe: "language of the words" })
      .option("json", {
        type: "boolean",
        default: false,
        describe: "one JSON object a line on standard output, with the number of the line it was read from",
      })
      .example('$0 address "12 Lê Lợi, P. Bến Nghé, Q1"', "one address")
      .example(
        "cut -d, -f7 extract.csv | $0 address --json",
        "a column of addresses",
      ) as unknown as Argv<AddressOptions>,
  async handler(args) {
    const text = (args.text ?? []).join(" ").trim();
    if (text !== "") {
      print(explainAddress(text), args, null);
      return;
    }
    if (process.stdin.isTTY)
      throw new UsageError(
        'give an address: lamsach address "12 Lê Lợi, Bến Nghé, Quận 1", or lines on standard input',
      );
    let [line, read] = [0, 0];
    for await (const address of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      if (address.trim() === "") continue;
      if (read++ > 0 && !args.json) process.stdout.write("\n");
      print(explainAddress(address), args, line);
      if (isUnheard()) break;
    }
    if (read === 0) throw new UsageError("standard input held no address: give one a line");
  },
};

/** @param line of standard input, so that readings can be put beside what was read; blank lines have none */
function print(explained: AddressExplanation, { lang, json }: AddressOptions, line: number | null): void {
  if (json) {
    const facts = {
      ...(line === null ? {} : { line }),
      ...explained.reading,
      lines: explained.lines[lang],
      weighed: explained.weighed,
    };
    process.stdout.write(`${JSON.stringify(facts)}\n`);
    return;
  }
  printFacts(explained, describe(explained, lang), false);
}

/** The reading's lines; where more than one understanding was weighed, these too. */
function describe({ lines, weighed }: AddressExplanation, lang: "vi" | "en"): string {
  const head = lang === "vi" ? ["Cách hiểu đã cân nhắc", "điểm"] : ["Understandings weighed", "points"];
  const others = weighed.map(({ units, points }) => [`  ${units}`, points.toFixed(1)]);
  return [...lines[lang], ...(weighed.length > 1 ? [table([head, ...others])] : [])].join("\n");
}
