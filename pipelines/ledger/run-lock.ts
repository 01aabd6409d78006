import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
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

/** A run that has the lock. */
export interface LockHolder {
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
}

const LEDGER = "ledger.duckdb";
const HOLDER = "holder.json";

/** What DuckDB says of a file that is none of its own, or no whole one: a kill or a full disk cut it short. */
const DAMAGED = /not a valid DuckDB database file|Corrupt database file|Failure while replaying WAL/;

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
    try {
      const engine = await openWhole(workFolder);
      const holder = JSON.stringify({ pid: process.pid, since: new Date().toISOString() });
      await writeFile(join(workFolder, HOLDER), `${holder}\n`).catch((error: unknown) => {
        engine.close();
        throw error;
      });
      return new RunLock(engine);
    } catch (error) {
      if (isLocked(error)) throw new RunLockedError(wordsOf(await RunLock.holder(workFolder)));
      throw error;
    }
  }

  /** True while another process holds the lock. Not to be asked by the process that holds it. */
  static async isHeld(workFolder: string): Promise<boolean> {
    if (!existsSync(join(workFolder, LEDGER))) return false;
    try {
      (await openLedger(workFolder, LEDGER, true)).close();
      return false;
    } catch (error) {
      return isLocked(error);
    }
  }

  /** Who took the lock last. The holder writes its file once it has the lock: it may not be there yet, or not be whole. */
  static async holder(workFolder: string): Promise<LockHolder | undefined> {
    try {
      const { pid, since } = JSON.parse(await readFile(join(workFolder, HOLDER), "utf8")) as Partial<LockHolder>;
      return pid && since ? { pid, since } : undefined;
    } catch {
      return undefined;
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

function openLedger(workFolder: string, name: string, readOnly = false): Promise<Engine> {
  return Engine.open({
    path: join(workFolder, name),
    readOnly,
    memoryMib: 64,
    threads: 1,
    tempDirectory: join(workFolder, "ledger.tmp"),
    allowedDirectories: [workFolder],
  });
}

/**
 * Opens the ledger. It only tells of earlier runs, so a damaged one (a kill while it was made leaves an empty file) is put
 * aside as `ledger.duckdb.damaged` and begun anew, and keeps no night from running.
 */
async function openWhole(workFolder: string): Promise<Engine> {
  try {
    return await openLedger(workFolder, LEDGER);
  } catch (error) {
    if (!(error instanceof EngineError) || !DAMAGED.test(error.restrictedText())) throw error;
    const aside = `${LEDGER}.damaged`;
    await rename(join(workFolder, LEDGER), join(workFolder, aside));
    await rm(join(workFolder, `${LEDGER}.wal`), { force: true });
    // Another run may have begun it anew in between: then its ledger, held by it, was moved, and goes back.
    const moved = await openLedger(workFolder, aside, true).catch((found: unknown) => found);
    if (isLocked(moved)) {
      await rename(join(workFolder, aside), join(workFolder, LEDGER));
      throw moved;
    }
    if (moved instanceof Engine) moved.close();
    return openLedger(workFolder, LEDGER);
  }
}

/** Whether another process has the ledger open. */
const isLocked = (error: unknown): boolean =>
  error instanceof EngineError && /Could not set lock on file|Conflicting lock/.test(error.restrictedText());

const wordsOf = (holder: LockHolder | undefined): string =>
  holder ? `process ${holder.pid}, since ${holder.since}` : "process unknown";
