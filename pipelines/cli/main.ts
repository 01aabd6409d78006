import { readFileSync } from "node:fs";
import { join } from "node:path";
import yargs, { type Argv } from "yargs";
import { packageRoot } from "../../connectors/package-root.ts";
import { COMMANDS, commands } from "./commands.ts";
import { EXIT, EXIT_CODES } from "./exit-code.ts";
import { outliveOutput } from "./lost-output.ts";
import { unknownOptions } from "./unknown-option.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command line; the process ends with one of the documented exit codes. */
export async function main(argv: readonly string[]): Promise<void> {
  outliveOutput();
  const word = sourceToComplete(argv);
  if (word !== undefined && !word.startsWith("-")) return completeSource(word);
  const parser = yargs([...argv])
    .scriptName("lamsach")
    .version(version())
    .usage("$0 <command>\n\nMatches and cleans Vietnamese person records against the population register.")
    .command(commands())
    .demandCommand(1, "Name a command; `lamsach --help` lists them.")
    .strict()
    .check(checkValues)
    .recommendCommands()
    .completion("completion", "print a completion script for bash or zsh")
    .epilogue(
      `Exit codes:\n${EXIT_CODES.map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`).join("\n")}`,
    )
    .wrap(Math.min(110, process.stdout.columns ?? 100))
    .showHelpOnFail(false)
    .fail((message, error) => {
      throw error ?? new UsageError(mistakeWords(message, argv, optionsOf(parser)));
    });
  for (const [signal, code] of [
    ["SIGINT", EXIT.interrupted],
    ["SIGTERM", EXIT.terminated],
  ] as const)
    process.once(signal, () => {
      process.stderr.write(`\nStopped by ${signal}: run again, it goes on where it stopped.\n`);
      process.exit(code);
    });
  try {
    await parser.parseAsync();
  } catch (error) {
    // Knows the errors of every part, which takes as long to load as they do.
    const { reportFailure } = await import("./fail.ts");
    process.exitCode = reportFailure(isOfYargs(error) ? new UsageError(mistakeWords(error.message, argv, [])) : error);
  }
}

/** Whether yargs could not even parse the words, as where an option lacks its value: a mistake of the caller that it does not hand to `fail`. */
const isOfYargs = (error: unknown): error is Error => error instanceof Error && error.name === "YError";

/** What yargs found wrong, in words that say what was expected or meant. */
function mistakeWords(message: string, argv: readonly string[], options: readonly string[]): string {
  const bare = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  if (bare !== undefined) return noValueWords(bare);
  const command = COMMANDS.map((listed) => listed.command.split(" ")[0]!).find((word) => argv.includes(word));
  const help = `See \`lamsach ${command === undefined ? "" : `${command} `}--help\`.`;
  return (
    missingWords(message, argv) ?? unknownOptions(message, argv, options, help) ?? `${message}\nSee \`lamsach --help\`.`
  );
}

/** Names of the options that the parser knew of when it met the mistake, those of the command among them. */
const optionsOf = ({ parsed }: Argv): string[] =>
  // camelCase names are only how the program reads them.
  (parsed ? Object.keys(parsed.aliases) : []).filter((name) => name === name.toLowerCase());

/** What to write where a command was given too few words; undefined for any other mistake. */
function missingWords(message: string, argv: readonly string[]): string | undefined {
  if (!message.startsWith("Not enough non-option arguments")) return undefined;
  const named = COMMANDS.find(({ command }) => argv.includes(command.split(" ")[0]!));
  if (!named) return undefined;
  const word = named.command.split(" ")[0]!;
  const next = argv[argv.indexOf(word) + 1];
  return next === undefined || next.startsWith("-")
    ? `Something is missing: lamsach ${named.command}\nSee \`lamsach ${word} --help\`.`
    : `Something is missing after \`lamsach ${word} ${next}\`.\nSee \`lamsach ${word} ${next} --help\`.`;
}

/** Options and words that take several values; yargs makes a list of any other that is given twice. */
const LISTS: ReadonlySet<string> = new Set(["_", "confirm", "files", "text"]);

/** @throws UsageError for what is given twice, or without a value: no command could tell which was meant */
function checkValues(args: Readonly<Record<string, unknown>>): true {
  for (const [name, value] of Object.entries(args)) {
    // An alias stands beside its option.
    if (LISTS.has(name) || name.length === 1) continue;
    if (Array.isArray(value)) throw new UsageError(`${name} was given ${value.length} times: give it once.`);
    if (value === "") throw new UsageError(noValueWords(name));
  }
  return true;
}

const noValueWords = (name: string): string => `${name} has no value: give it one, or leave it away.`;

/** What a shell asks for when the word after `explain` is to be completed; undefined when it asks for another. */
function sourceToComplete(argv: readonly string[]): string | undefined {
  const [asks, , command, word, more] = argv;
  return asks === "--get-yargs-completions" && command === "explain" && more === undefined ? word : undefined;
}

/** Names of the config's sources that begin so; none while it has mistakes. */
async function completeSource(word: string): Promise<void> {
  const { readConfig } = await import("../config/load-config.ts");
  const names = readConfig("lamsach.yaml").config?.sources.map(({ name }) => name) ?? [];
  for (const name of names) if (name.startsWith(word)) process.stdout.write(`${name}\n`);
}

/** The package's own version, wherever it was started from. */
function version(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;
}
