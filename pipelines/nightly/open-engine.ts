import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import type { Config } from "../config/config.ts";
import type { InputFile } from "../stages/find-inputs.ts";

/** What an engine of a run is given. */
export interface EngineShare {
  readonly engineMib: number;
  readonly threads: number;
  /** Its folder among those that are spilled to: two engines have files of the same names. */
  readonly spill: "main" | "preparing";
}

/** An engine that may touch the run's folders and what was delivered, and nothing else. Makes the folders. */
export async function openEngine(
  config: Config,
  inputs: ReadonlyMap<string, readonly InputFile[]>,
  { engineMib, threads, spill }: EngineShare,
): Promise<Engine> {
  const folders = [config.out, config.work, config.state];
  for (const folder of folders) await mkdir(folder, { recursive: true, mode: 0o700 });
  const delivered = [...inputs.values()].flat().map((file) => dirname(file.path));
  return Engine.open({
    memoryMib: engineMib,
    threads,
    tempDirectory: join(config.work, "spill", spill),
    allowedDirectories: [...new Set([...folders, ...delivered])],
  });
}
