import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** The release that is compared: the latest one when the bench was written. */
const SPLINK = "5.0.0";

const run = promisify(execFile);

/**
 * A Python with Splink in a virtual environment of its own, made when it is not there yet and kept for the next bench.
 * @param python the Python (3.10 or newer) to make it with
 * @returns the path of the environment's Python
 * @throws Error saying what is missing: Python, its venv module, or the package index
 */
export async function splinkPython(python: string): Promise<string> {
  const folder = join(tmpdir(), `lamsach-bench-splink-${SPLINK}`);
  const inside = join(folder, "bin", "python");
  const works = () =>
    run(inside, ["-c", `import splink, sys; sys.exit(splink.__version__ != "${SPLINK}")`]).then(
      () => true,
      () => false,
    );
  if (existsSync(inside) && (await works())) return inside;
  await run(python, ["--version"]).catch(() => {
    throw new Error(`no Python: \`${python}\` does not start. Install Python 3.10 or newer, or name it with --python`);
  });
  await run(python, ["-m", "venv", "--clear", folder]).catch((error: { stderr?: string }) => {
    throw new Error(`no virtual environment: \`${python} -m venv\` failed (${lastLine(error.stderr)})`);
  });
  await run(inside, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `splink==${SPLINK}`]).catch(
    (error: { stderr?: string }) => {
      throw new Error(
        `no Splink: pip could not install splink==${SPLINK} (${lastLine(error.stderr)}). The bench needs the Python package index`,
      );
    },
  );
  return inside;
}

function lastLine(text: string | undefined): string {
  return text?.trim().split("\n").at(-1) ?? "no message";
}
