import { nearest } from "../text/nearest.ts";

/**
 * What to write where options were given that there are not, each with the one that was probably meant; undefined for any other mistake.
 * @param message what yargs says
 * @param known names of all options of the command, without dashes
 */
export function unknownOptions(
  message: string,
  argv: readonly string[],
  known: readonly string[],
  help: string,
): string | undefined {
  const listed = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(", ") ?? [];
  const lines = argv.flatMap((word) => {
    const [, no = "", name = ""] = /^--(no-)?([^=]+)/.exec(word) ?? [];
    if (!listed.includes(name)) return [];
    const meant = nearest(
      name,
      known.filter((option) => option.length > 1 && !listed.includes(option)),
    );
    return [`Unknown option: --${no}${name}.${meant === undefined ? "" : ` Did you mean --${no}${meant}?`}`];
  });
  return lines.length === 0 ? undefined : [...new Set(lines), help].join("\n");
}
