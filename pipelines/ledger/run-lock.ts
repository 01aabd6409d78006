import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { EngineError } from "../../connectors/duckdb/engine-error.ts";

/** Another run holds the work folder. */
export class RunLockedError extends Error {
  override readonly name = "RunLockedError";
  readonly holder: string;

  constructor(holder: string) {
    super(
      `another run holds the work folder (${holder}): wait for it, or see \`lamsach status\`. Nothing was changed; run again when it has ended.`,
    );
    this.holder = holder;
  }
}

/**
 * The right to run in a work folder. It is DuckDB's own lock on the ledger file, so the kernel frees it
 * when the process dies, even by `kill -9`; there is no stale lock to clean up.
 */
export class RunLock {
  readonly #engine: Engine;

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Takes the lock at once or not at all. @throws RunLockedError with the holder's process id */
  static async take(workFolder: string): Promise<RunLock> {
    await mkdir(workFolder, { recursive: true, mode: 0o700 });
    const holderFile = join(workFolder, "holder.json");
    try {
      const engine = await Engine.open({
        path: join(workFolder, "ledger.duckdb"),
        memoryMib: 64,
        threads: 1,
        tempDirectory: join(workFolder, "ledger.tmp"),
        allowedDirectories: [workFolder],
      });
      await writeFile(holderFile, `${JSON.stringify({ pid: process.pid, since: new Date().toISOString() })}\n`);
      return new RunLock(engine);
    } catch (error) {
      if (error instanceof EngineError && /lock/i.test(error.restrictedText()))
        throw new RunLockedError(await holderOf(holderFile));
      throw error;
    }
  }

  /** The engine on the ledger's own file. */
  get engine(): Engine {
    return this.#engine;
  }

  release(): void {
    this.#engine.close();
  }
}

/** Who holds the lock. The holder writes its file once it has the lock: it may not be there yet, or not be whole. */
async function holderOf(file: string): Promise<string> {
  try {
    const { pid, since } = JSON.parse(await readFile(file, "utf8")) as { pid: number; since: string };
    return `process ${pid}, since ${since}`;
  } catch {
    return "process unknown";
  }
}
