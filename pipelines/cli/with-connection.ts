import { rm } from "node:fs/promises";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { makeScratch } from "../../connectors/files/scratch.ts";
import type { Config } from "../config/config.ts";

/** What a command opens to look something up. */
interface Opened {
  /** Folders it may read and write, beside a scratch folder of its own. */
  readonly folders: readonly string[];
  /** A database file to open read-only; in memory when left out. */
  readonly database?: string;
}

/** Gives a command a connection with half the config's memory and a scratch folder, and takes both away after. */
export async function withConnection<T>(
  config: Pick<Config, "memory_mib" | "threads" | "work">,
  opened: Opened,
  work: (c: Connection, scratch: string, engine: Engine) => Promise<T>,
): Promise<T> {
  const scratch = await makeScratch(config.work);
  try {
    const engine = await Engine.open({
      ...(opened.database ? { path: opened.database, readOnly: true } : {}),
      memoryMib: Math.floor(config.memory_mib / 2),
      threads: config.threads,
      tempDirectory: scratch,
      allowedDirectories: [...opened.folders, scratch],
    });
    try {
      return await work(await engine.connect(), scratch, engine);
    } finally {
      engine.close();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
