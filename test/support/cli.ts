import { execFile, spawn } from "node:child_process";
import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../../connectors/package-root.ts";
import { once } from "./once.ts";

/** How a command ended and what it said. */
export interface Said {
  /** Exit code; null when a signal ended it. */
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandPlace {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Open file that standard output goes to, in place of what is caught; "closed": a pipe that nobody reads. */
  readonly stdout?: number | "closed";
}

/** A started command: its process, and what it will have said. */
export interface Started {
  readonly pid: number;
  readonly said: Promise<Said>;
}

/** Unless a test asks for more: test files already run side by side, and small cases spend a fifth more on two. */
const ONE_THREAD = { LAMSACH_THREADS: "1" };

/** Small cases are over before optimised code pays: compiling it takes a fifth of a run's processor time. */
const NOT_OPTIMISED = "--no-opt";

/** Starts `lamsach ARGS` as a user does: a process of its own, compiled, no terminal, nothing on standard input. */
export async function startCli(args: readonly string[], place: CommandPlace = {}): Promise<Started> {
  const child = spawn(process.execPath, [NOT_OPTIMISED, await builtCli(), ...args], {
    cwd: place.cwd,
    env: { ...cleanEnvironment(), ...(args[0] === "run" ? ONE_THREAD : {}), ...place.env },
    stdio: ["ignore", typeof place.stdout === "number" ? place.stdout : "pipe", "pipe"],
  });
  if (place.stdout === "closed") child.stdout?.destroy();
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const said = new Promise<Said>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit, signal) => resolve({ exit, signal, stdout, stderr }));
  });
  return { pid: child.pid ?? 0, said };
}

/** Runs `lamsach ARGS` to its end. */
export async function cli(args: readonly string[], place: CommandPlace = {}): Promise<Said> {
  return (await startCli(args, place)).said;
}

/** Settings of Node that change how it starts: certificates of a site alone take longer to read than the program. */
const OF_NODE = new Set(["NODE_OPTIONS", "NODE_EXTRA_CA_CERTS"]);

/** What this machine sets for runs of its own must not reach those of tests. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("LAMSACH_") && !name.startsWith("VITEST") && !OF_NODE.has(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: "production", TZ: "Asia/Ho_Chi_Minh" };
}

/**
 * The command line, compiled once for all test files: starting it takes a third of the time that compiling on the way
 * would. Dependencies and data are the package's own.
 */
async function builtCli(): Promise<string> {
  const compiled = await once("package", async (folder) => {
    const root = packageRoot();
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    const options = [
      "-p",
      join(root, "tsconfig.build.json"),
      "--declaration",
      "false",
      "--outDir",
      join(folder, "dist"),
    ];
    await promisify(execFile)(process.execPath, [compiler, ...options]);
    await cp(join(root, "bin"), join(folder, "bin"), { recursive: true });
    for (const part of ["package.json", "node_modules", "connectors", "matchers", "pipelines"])
      await symlink(join(root, part), join(folder, part));
  });
  return join(compiled, "bin", "lamsach.cjs");
}
