import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { packageRoot } from "../../connectors/package-root.ts";
import { findFiles } from "../../pipelines/config/find-files.ts";
import { loadConfig } from "../../pipelines/config/load-config.ts";

export interface NightBench {
  /** DuckDB alone: the same CSV files read and written as Parquet. */
  readonly duckdbSeconds: number;
  readonly runSeconds: number;
  readonly multiple: number;
  /** Peak resident memory of the run's one process. */
  readonly peakMib: number;
  readonly memoryMib: number;
  readonly stages: Readonly<Record<string, number>>;
}

/**
 * A whole night of a config (CSV extracts, as `generate-sample` writes them) in folders emptied before, against what
 * DuckDB alone needs to read the same files and write them as Parquet under the same memory limit. Needs `npm run build`.
 */
export async function benchNight(configPath: string): Promise<NightBench> {
  const config = loadConfig(configPath);
  const temp = await mkdtemp(join(tmpdir(), "lamsach-night-"));
  try {
    const duckdbSeconds = await readAndWriteAlone(config, temp);
    for (const folder of [config.out, config.work, config.state]) await rm(folder, { recursive: true, force: true });
    const started = performance.now();
    await promisify(execFile)(
      process.execPath,
      [join(packageRoot(), "bin", "lamsach.cjs"), "run", "-q", "-c", config.file],
      { maxBuffer: 1 << 26 },
    );
    const runSeconds = Math.round((performance.now() - started) / 100) / 10;
    const telemetry = JSON.parse(await readFile(join(config.out, "latest", "telemetry.json"), "utf8")) as {
      peak_rss_mib: number;
      stages: { label: string; seconds: number }[];
    };
    const stages: Record<string, number> = {};
    for (const { label, seconds } of telemetry.stages) {
      const stage = label.split(".")[0] ?? label;
      stages[stage] = Math.round(((stages[stage] ?? 0) + seconds) * 10) / 10;
    }
    return {
      duckdbSeconds,
      runSeconds,
      multiple: Math.round((runSeconds / duckdbSeconds) * 10) / 10,
      peakMib: telemetry.peak_rss_mib,
      memoryMib: config.memory_mib,
      stages,
    };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function readAndWriteAlone(config: ReturnType<typeof loadConfig>, temp: string): Promise<number> {
  const sources = [config.register, ...config.sources].filter((source) => source.format === "csv");
  const files = sources.flatMap((source) =>
    findFiles(source.paths).map((path) => ({ path, delimiter: source.delimiter })),
  );
  const engine = await Engine.open({
    memoryMib: Math.floor(config.memory_mib / 2),
    threads: config.threads,
    tempDirectory: join(temp, "spill"),
    allowedDirectories: [temp, ...new Set(files.map((file) => dirname(file.path)))],
  });
  const c = await engine.connect();
  const started = performance.now();
  for (const [i, file] of files.entries())
    await c.run(
      sql`copy (select * from read_csv(${file.path}, all_varchar = true, header = true, delim = ${file.delimiter}, quote = '"'))
        to ${join(temp, `${i}.parquet`)} (format parquet, compression zstd)`,
      "read and write alone",
    );
  engine.close();
  return Math.round((performance.now() - started) / 10) / 100;
}
