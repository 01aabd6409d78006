import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { loadConfig } from "../../pipelines/config/load-config.ts";
import { memoryBudget } from "../../pipelines/nightly/budget.ts";
import { type BestScore, bestScoreOf, type LinkScore, loadTruth, scoreOf } from "./link-score.ts";
import type { MatchStandardRequest, MatchStandardResult } from "./match-standard.ts";
import { splinkPython } from "./splink-environment.ts";
import { standardTables } from "./standard-tables.ts";
import { beside, matchInProcess, outputOf } from "./worker.ts";

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
  readonly lamsach: Pick<MatchStandardResult, "wallSeconds" | "cpuSeconds" | "peakMib" | "pairs"> & {
    /** Answers as published. */
    readonly published: LinkScore;
    /** Best candidates, also those in review and conflict, at the threshold that is best by the truth: as Splink is scored. */
    readonly atBest: BestScore;
  };
  readonly splink: (SplinkResult & { readonly atBest: BestScore }) | { readonly failed: string };
}

/** What Python needs beside DuckDB's memory, MiB. */
const PYTHON_MIB = 200;

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
    const { matches, wallSeconds, cpuSeconds, peakMib, pairs } = await matchInProcess(request, options.minutes);
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
          ...{ wallSeconds, cpuSeconds, peakMib, pairs },
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
