import { Readable } from "node:stream";
import { vi } from "vitest";
import { main } from "../../pipelines/cli/main.ts";

/** Runs the command line in this process and catches what it prints and the code it would end with. */
export async function lamsach(
  args: readonly string[],
  options: { readonly input?: string } = {},
): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: "", err: "" };
  const into = (name: keyof typeof texts) =>
    ((chunk: string | Uint8Array) => {
      texts[name] += String(chunk);
      return true;
    }) as typeof process.stdout.write;
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(into("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(into("err")),
    vi.spyOn(console, "log").mockImplementation((text) => void into("out")(`${text}\n`)),
    vi.spyOn(process, "once").mockImplementation(() => process),
    vi.spyOn(process, "stdin", "get").mockReturnValue(Readable.from([options.input ?? ""]) as typeof process.stdin),
  ];
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await main(args);
    return { code: Number(process.exitCode), ...texts };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
