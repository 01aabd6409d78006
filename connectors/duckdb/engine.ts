import { mkdir } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { Connection } from "./connection.ts";
import { EngineError } from "./engine-error.ts";
import { sql } from "./sql.ts";
import { keepByteOrderMarks } from "./text-decoder.ts";

keepByteOrderMarks();

/** What an engine may use and touch. */
export interface EngineOptions {
  /** Database file; in memory (with spilling to `tempDirectory`) when left out. */
  readonly path?: string;
  readonly readOnly?: boolean;
  /** DuckDB's own limit in MiB; the process needs more than that, so give it a part of the budget. */
  readonly memoryMib: number;
  readonly threads: number;
  /** Where it spills, for this engine alone: temporary files of two engines have the same names. Made when missing. */
  readonly tempDirectory: string;
  /** Whether rows come out in the order they are read, where nothing sorts them: costs memory. False unless told. */
  readonly keepsOrder?: boolean;
  /** Folders it may read and write. Everything else on the machine is closed to it. */
  readonly allowedDirectories: readonly string[];
}

/** One DuckDB instance, hardened: no extensions, no network, no file outside the allowed folders. */
export class Engine {
  readonly #instance: DuckDBInstance;
  readonly #connections = new Set<Connection>();

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  /** Opens and locks down an instance. @throws EngineError when the file cannot be opened or is held by another process. */
  static async open(options: EngineOptions): Promise<Engine> {
    await mkdir(options.tempDirectory, { recursive: true, mode: 0o700 });
    let engine: Engine;
    try {
      const instance = await DuckDBInstance.create(options.path ?? ":memory:", {
        access_mode: options.readOnly ? "READ_ONLY" : "AUTOMATIC",
        autoinstall_known_extensions: "false",
        autoload_known_extensions: "false",
        allow_community_extensions: "false",
        allow_persistent_secrets: "false",
        memory_limit: `${Math.max(64, Math.floor(options.memoryMib))}MiB`,
        threads: String(Math.max(1, options.threads)),
        temp_directory: options.tempDirectory,
        preserve_insertion_order: String(options.keepsOrder ?? false),
      });
      engine = new Engine(instance);
    } catch (error) {
      throw new EngineError("open database", error);
    }
    try {
      await engine.#lockDown(options.allowedDirectories);
      return engine;
    } catch (error) {
      engine.close();
      throw error;
    }
  }

  async #lockDown(allowedDirectories: readonly string[]): Promise<void> {
    const c = await this.connect();
    // For every connection, not this one alone: moments are told by the clock of Vietnam, whatever the machine's zone.
    await c.run(sql`set global TimeZone = 'Asia/Ho_Chi_Minh'`, "set time zone");
    await c.run(sql`set allowed_directories = ${[...allowedDirectories]}`, "set allowed folders");
    await c.run(sql`set enable_external_access = false`, "close external access");
    await c.run(sql`set lock_configuration = true`, "lock configuration");
    c.close();
  }

  /** A new connection. A statement at a time runs on one: a second would end a stream that is still open on it. */
  async connect(): Promise<Connection> {
    const connection = new Connection(await this.#instance.connect(), () => this.#connections.delete(connection));
    this.#connections.add(connection);
    return connection;
  }

  /** Closes all connections, then the instance; frees the file's lock. */
  close(): void {
    for (const connection of this.#connections) connection.close();
    this.#instance.closeSync();
  }
}
