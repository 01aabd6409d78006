import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { loadConfig } from "../../pipelines/config/load-config.ts";
import { memoryBudget } from "../../pipelines/nightly/budget.ts";
import { type BestScore, bestScoreOf, type LinkScore, loadTruth, scoreOf } from "./link-score.ts";
import type { MatchStandardRequest, MatchStandardResult } from "./match-standard.ts";
import { splinkPython } from "./splink-environment.ts";
import { standardTables } from "./standard-tables.ts";

export interface SplinkBenchOptions {
  readonly config: string;
  readonly truth: string;
  /** Memory either process may use, MiB. */
  readonly memoryMib: number;
  readonly threads: number;
  /** Splink is ended after so many minutes. */
  readonly minutes: number;
  /** Pairs sampled for Splink's u. */
  readonly uPairs: number;
  readonly python: string;
}

interface SplinkResult {
  readonly splink: string;
  readonly duckdb: string;
  readonly python: string;
  readonly seconds: Readonly<Record<string, number>>;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
  readonly pairsKept: number;
}

export interface SplinkBench {
  readonly records: number;
  /** Load of the machine (one minute) before each of the two: above the number of cores, wall time says little. */
  readonly load: { readonly lamsach: number; readonly splink: number };
  readonly lamsach: Omit<MatchStandardResult, "matches"> & {
    /** Answers as published. */
    readonly published: LinkScore;
    /** Best candidates, also those in review and conflict, at the threshold that is best by the truth: as Splink is scored. */
    readonly atBest: BestScore;
  };
  readonly splink: (SplinkResult & { readonly atBest: BestScore }) | { readonly failed: string };
}

/** What Python needs beside DuckDB's memory, MiB. */
const PYTHON_MIB = 200;

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Matches the standardised tables of a finished run with LamSach and with Splink, one after the other, each in a process
 * of its own under the same memory, and holds both against the truth.
 * @throws Error when the tables, the truth, Python or Splink are missing
 */
export async function benchSplink(options: SplinkBenchOptions): Promise<SplinkBench> {
  if (!existsSync(options.truth)) throw new Error(`no truth file at ${options.truth}`);
  const config = loadConfig(options.config);
  const tables = await standardTables(config);
  const python = await splinkPython(options.python);
  const folder = await mkdtemp(join(tmpdir(), "lamsach-splink-"));
  const { engineMib, threads } = memoryBudget(options.memoryMib, options.threads);
  try {
    const ours = join(folder, "lamsach");
    const best = join(folder, "splink.parquet");
    const spill = join(folder, "spill");
    await mkdir(spill);
    const load = { lamsach: loadavg()[0] ?? 0, splink: 0 };
    const request: MatchStandardRequest = { ...tables, memoryMib: engineMib, threads, folder: ours };
    const { matches, ...lamsach } = JSON.parse(
      await outputOf(process.execPath, ["--import", "tsx", beside("match-standard.ts")], request, options.minutes),
    ) as MatchStandardResult;
    load.splink = loadavg()[0] ?? 0;
    const asked = {
      register: tables.register,
      sources: tables.sources.flatMap((source) => source.files),
      memory: `${options.memoryMib - PYTHON_MIB}MiB`,
      threads,
      temp: spill,
      max_pairs_u: options.uPairs,
      out: best,
    };
    const done = await outputOf(python, [beside("splink-model.py")], asked, options.minutes).then(
      (answer) => JSON.parse(answer) as SplinkResult,
      (error: Error) => ({ failed: error.message }),
    );
    const engine = await Engine.open({
      memoryMib: engineMib,
      threads,
      tempDirectory: spill,
      allowedDirectories: [folder, dirname(options.truth)],
    });
    try {
      const c = await engine.connect();
      await loadTruth(c, options.truth);
      const { records } = await c.row<{ records: number }>(sql`select count(*) as records from bench_truth`, "count");
      const key = sql`source, record_id, role`;
      return {
        records,
        load,
        lamsach: {
          ...lamsach,
          published: await scoreOf(c, sql`select ${key}, person_id from read_parquet(${matches})`),
          atBest: await bestScoreOf(
            c,
            sql`select ${key}, coalesce(person_id, best_candidate_id) as person_id, probability::double as score
              from read_parquet(${matches})`,
          ),
        },
        splink:
          "failed" in done
            ? done
            : {
                ...done,
                atBest: await bestScoreOf(c, sql`select ${key}, person_id, weight as score from read_parquet(${best})`),
              },
      };
    } finally {
      engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a program with a JSON object on its standard input. @returns what it writes. @throws Error when it fails or takes too long */
async function outputOf(program: string, args: readonly string[], input: unknown, minutes: number): Promise<string> {
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
