import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PQueue from "p-queue";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { isAlive } from "../../connectors/is-alive.ts";
import type { Json } from "./canonical-json.ts";
import { type LockHolder, RunLock } from "./run-lock.ts";

export type RunState = "running" | "done" | "partial" | "failed" | "blocked" | "interrupted";
export type StageState = "running" | "done" | "skipped" | "failed";

/** One stage of a run as `lamsach status` shows it. */
export interface StageLine {
  readonly label: string;
  readonly key: string | null;
  readonly state: StageState;
  readonly seconds: number | null;
  readonly rows: number | null;
}

/** What a run left beside its exit code. Holds no person's value. */
export interface RunLeft {
  /** Absolute path of its report, published or blocked; null when it came to none. */
  readonly report: string | null;
  /** Sources that could not be read, each with what was wrong and what to do. */
  readonly failed: readonly { readonly source: string; readonly message: string }[];
}

/** What `status.json` holds: readable at any time, also while a run holds the ledger. */
export interface RunStatus {
  readonly run_id: string;
  readonly pid: number;
  readonly state: RunState;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly exit_code: number | null;
  readonly stages: readonly StageLine[];
  /** Null while the run is under way, and when it was killed. */
  readonly left: RunLeft | null;
}

/** The record of runs: who ran what, on which inputs, how far it came. Holding it open is the right to run. */
export class Ledger {
  readonly #lock: RunLock;
  readonly #connection: Connection;
  readonly #statusFile: string;
  /** Stages that run side by side note themselves one after the other: one connection takes one statement at a time. */
  readonly #notes = new PQueue({ concurrency: 1 });
  #status: RunStatus | undefined;
  #stages = new Map<string, StageLine>();

  private constructor(lock: RunLock, connection: Connection, statusFile: string) {
    this.#lock = lock;
    this.#connection = connection;
    this.#statusFile = statusFile;
  }

  /** Opens the ledger of a work folder. @throws RunLockedError when a run is under way */
  static async open(workFolder: string): Promise<Ledger> {
    const lock = await RunLock.take(workFolder);
    try {
      const connection = await lock.engine.connect();
      await connection.run(
        sql`create table if not exists runs (
          run_id varchar, started_at timestamptz, ended_at timestamptz, state varchar, exit_code integer,
          config_hash varchar, inputs json, versions json)`,
        "create runs",
      );
      await connection.run(
        sql`create table if not exists stages (
          run_id varchar, label varchar, key varchar, state varchar, seconds double, rows bigint, noted_at timestamptz)`,
        "create stages",
      );
      return new Ledger(lock, connection, join(workFolder, "status.json"));
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Marks runs that never ended as interrupted, and begins a new one. */
  async begin(runId: string, configHash: string, versions: Json): Promise<void> {
    const now = new Date().toISOString();
    await this.#connection.run(
      sql`update runs set state = 'interrupted', ended_at = ${now}::timestamptz where state = 'running'`,
      "close dead runs",
    );
    await this.#connection.run(
      sql`insert into runs values (${runId}, ${now}::timestamptz, null, 'running', null, ${configHash},
        null, ${JSON.stringify(versions)}::json)`,
      "begin run",
    );
    this.#stages = new Map();
    this.#status = {
      run_id: runId,
      pid: process.pid,
      state: "running",
      started_at: now,
      ended_at: null,
      exit_code: null,
      stages: [],
      left: null,
    };
    await this.#writeStatus();
  }

  /** The runs that the ledger knows of, where not one of them came to an accepted night; none where one did. */
  async onlyAttempts(): Promise<string[]> {
    const runs = await this.#connection.rows<{ run_id: string; accepted: boolean }>(
      sql`select run_id, state in ('done', 'partial') as accepted from runs`,
      "list attempts",
    );
    return runs.some(({ accepted }) => accepted) ? [] : runs.map(({ run_id }) => run_id);
  }

  /** Notes what lay there for the run: hashes of files, by source and name. */
  async delivered(inputs: Json): Promise<void> {
    await this.#connection.run(
      sql`update runs set inputs = ${JSON.stringify(inputs)}::json
        where run_id = ${this.#status?.run_id ?? ""} and state = 'running'`,
      "note inputs",
    );
  }

  /** Notes how a stage stands. */
  stage(line: StageLine): Promise<void> {
    return this.#notes.add(() => this.#note(line));
  }

  async #note(line: StageLine): Promise<void> {
    this.#stages.set(line.label, line);
    if (line.state !== "running")
      await this.#connection.run(
        sql`insert into stages values (${this.#status?.run_id ?? ""}, ${line.label}, ${line.key}, ${line.state},
          ${line.seconds}, ${line.rows}, now())`,
        "note stage",
      );
    await this.#writeStatus();
  }

  /** Ends the run and lets the ledger go, also where the end cannot be noted. @throws Error when it cannot */
  async end(state: RunState, exitCode: number, left: RunLeft | null = null): Promise<void> {
    await this.#notes.onIdle();
    try {
      await this.#noteEnd(state, exitCode, left);
    } finally {
      this.#connection.close();
      this.#lock.release();
    }
  }

  async #noteEnd(state: RunState, exitCode: number, left: RunLeft | null): Promise<void> {
    if (!this.#status) return;
    const now = new Date().toISOString();
    await this.#connection.run(
      sql`update runs set state = ${state}, exit_code = ${exitCode}, ended_at = ${now}::timestamptz
        where run_id = ${this.#status.run_id} and state = 'running'`,
      "end run",
    );
    this.#status = { ...this.#status, state, exit_code: exitCode, ended_at: now, left };
    await this.#writeStatus();
  }

  async #writeStatus(): Promise<void> {
    if (!this.#status) return;
    this.#status = { ...this.#status, stages: [...this.#stages.values()] };
    const aside = `${this.#statusFile}.${process.pid}`;
    await writeFile(aside, `${JSON.stringify(this.#status, null, 2)}\n`);
    await rename(aside, this.#statusFile);
  }
}

/**
 * The last or present run of a work folder; undefined when there was none, or its record is damaged. Needs no lock.
 * A run that was killed says for ever that it is running, and its process id may be another's by now: the lock tells.
 */
export async function readStatus(workFolder: string): Promise<RunStatus | undefined> {
  let status: RunStatus;
  try {
    status = JSON.parse(await readFile(join(workFolder, "status.json"), "utf8")) as RunStatus;
  } catch (error) {
    // Who may not look into the folder cannot be told that there was no run.
    if ((error as NodeJS.ErrnoException).code === "EACCES") throw error;
    return undefined;
  }
  if (!Array.isArray(status?.stages)) return undefined;
  const runs =
    status.state === "running" &&
    isAlive(status.pid) &&
    (status.pid === process.pid || (await RunLock.isHeld(workFolder)));
  return status.state === "running" && !runs ? { ...status, state: "interrupted" } : status;
}

/**
 * The run that holds the work folder and has not said yet which one it is; undefined when there is none.
 * @param status what `readStatus` gave
 */
export async function startingRun(workFolder: string, status: RunStatus | undefined): Promise<LockHolder | undefined> {
  if (status?.state === "running") return undefined;
  const holder = await RunLock.holder(workFolder);
  // The run that `status` tells of, or one that died: the lock is not asked, since a run that begins would meet it taken.
  if (!holder || (holder.pid === status?.pid && holder.since <= status.started_at) || !isAlive(holder.pid))
    return undefined;
  return (await RunLock.isHeld(workFolder)) ? holder : undefined;
}
