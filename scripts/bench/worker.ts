import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { MatchStandardRequest, MatchStandardResult } from "./match-standard.ts";

/** Where a program of this folder stands. */
export const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Matches standardised tables in a process of its own. @throws Error when it fails or takes longer than `minutes` */
export async function matchInProcess(request: MatchStandardRequest, minutes = 60): Promise<MatchStandardResult> {
  const args = ["--import", "tsx", beside("match-standard.ts")];
  return JSON.parse(await outputOf(process.execPath, args, request, minutes)) as MatchStandardResult;
}

/** Runs a program with a JSON object on its standard input. @returns what it writes. @throws Error when it fails or takes too long */
export async function outputOf(
  program: string,
  args: readonly string[],
  input: unknown,
  minutes: number,
): Promise<string> {
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, MALLOC_ARENA_MAX: "2", UV_THREADPOOL_SIZE: "16" },
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), minutes * 60_000);
  const ended = new Promise<{ code: number | null; signal: string | null }>((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => done({ code, signal }));
  });
  child.stdin.end(JSON.stringify(input));
  const output = await text(child.stdout);
  const { code, signal } = await ended;
  clearTimeout(timer);
  if (signal === "SIGKILL") throw new Error(`not finished after ${minutes} minutes, or ended for want of memory`);
  if (code !== 0) throw new Error(`ended with exit code ${code}; its own message stands above`);
  return output;
}
