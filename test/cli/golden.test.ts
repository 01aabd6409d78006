import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../connectors/package-root.ts";
import { cli } from "../support/cli.ts";
import { temporaryFolder, tinyCase } from "../support/nights.ts";

/**
 * Golden cases. `cases/<name>/` holds `cmd` (lines of arguments, run one after the other), what they must say on
 * standard output (`expout`) and error (`experr`), and `exit`, one code a line. Each case runs in a folder of its own:
 * the tiny case with `files/` copied over it, or an empty one when there is a file `empty`.
 * `npm run update-golden` writes what the commands say now; read the difference before it is committed.
 */
const CASES = join(packageRoot(), "test/cli/cases");
const UPDATE = process.env.UPDATE_GOLDEN === "1";

describe("the command line", () => {
  it.each(readdirSync(CASES).sort())(
    "%s",
    async (name) => {
      const folder = join(CASES, name);
      const said = await play(folder);
      for (const [file, text] of Object.entries(said)) {
        if (UPDATE) writeFileSync(join(folder, file), text);
        else expect(text, `${name}/${file}`).toBe(readFileSync(join(folder, file), "utf8"));
      }
    },
    280_000,
  );
});

async function play(folder: string): Promise<Record<"expout" | "experr" | "exit", string>> {
  const place = existsSync(join(folder, "empty")) ? await temporaryFolder() : await tinyCase();
  mkdirSync(place, { recursive: true });
  if (existsSync(join(folder, "files"))) cpSync(join(folder, "files"), place, { recursive: true });
  const total = { expout: "", experr: "", exit: "" };
  for (const line of readFileSync(join(folder, "cmd"), "utf8").trimEnd().split("\n")) {
    const said = await cli(line === "" ? [] : line.split(" "), { cwd: place, env: { LAMSACH_THREADS: "" } });
    total.expout += steady(said.stdout, place);
    total.experr += steady(said.stderr, place);
    total.exit += `${said.exit}\n`;
  }
  return total;
}

/** What differs between machines and moments is put into fixed words. */
function steady(text: string, place: string): string {
  return text
    .replaceAll(place, "$FOLDER")
    .replaceAll(packageRoot(), "$PACKAGE")
    .replace(/\/\S*lamsach-shared-\w+\/package/g, "$PACKAGE")
    .replace(/ +(?:\d+ min )?[\d.]+ s$/gm, " TIME")
    .replace(/^hash: .*$/gm, "hash: HASH");
}
