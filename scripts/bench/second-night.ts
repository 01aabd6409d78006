import { mkdtemp, readFile, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { loadConfig } from "../../pipelines/config/load-config.ts";
import { memoryBudget } from "../../pipelines/nightly/budget.ts";
import type { MatchStandardRequest, MatchStandardResult } from "./match-standard.ts";
import { writeSecondNight } from "./second-night-tables.ts";
import { standardTables } from "./standard-tables.ts";
import { matchInProcess } from "./worker.ts";

export interface SecondNightOptions {
  readonly config: string;
  readonly threads: number;
  /** Shares of the records and of the register that the second night changes. */
  readonly changed: number;
  readonly registerChanged: number;
  /** Each of the two is run so many times; the least is told. */
  readonly times: number;
}

type Cost = Pick<MatchStandardResult["stage"], "wallSeconds" | "cpuSeconds"> & { readonly peakMib: number };

export interface SecondNightBench {
  readonly records: number;
  /** Records that the incremental night did not match again. */
  readonly kept: number;
  /** Load of the machine (one minute) at the start: above the number of cores, wall time says little. */
  readonly load: number;
  readonly full: Cost;
  readonly incremental: Cost;
  /** CPU of the incremental match stage as a share of the full one's. */
  readonly share: number;
  /** Whether matches, evidence and audit are the same, byte for byte. */
  readonly same: boolean;
}

/**
 * The match stage in a night in which little changed, against all of it: from the standardised tables of a finished run another night's are
 * made, and matched under the first night's snapshot both ways, each in a process of its own.
 * @throws Error when there is no finished run, or its tables are gone
 */
export async function benchSecondNight(options: SecondNightOptions): Promise<SecondNightBench> {
  const config = loadConfig(options.config);
  const first = await standardTables(config);
  const { engineMib: memoryMib, threads } = memoryBudget(config.memory_mib, options.threads);
  const temp = await mkdtemp(join(tmpdir(), "lamsach-second-night-"));
  try {
    const files = [...first.register, ...first.sources.flatMap((source) => source.files)];
    const engine = await Engine.open({
      memoryMib,
      threads,
      tempDirectory: join(temp, "spill"),
      allowedDirectories: [temp, ...new Set(files.map((file) => dirname(file)))],
    });
    const c = await engine.connect();
    const shares = { records: options.changed, register: options.registerChanged };
    const second = await writeSecondNight(c, first, shares, join(temp, "tables"));
    engine.close();
    const load = loadavg()[0] ?? 0;
    const [one, whole, part] = [join(temp, "first"), join(temp, "full"), join(temp, "incremental")];
    const match = (request: Omit<MatchStandardRequest, "memoryMib" | "threads" | "remember">) =>
      matchInProcess({ ...request, memoryMib, threads, remember: true });
    await match({ ...first, folder: one });
    const ways: { full: MatchStandardResult[]; incremental: MatchStandardResult[] } = { full: [], incremental: [] };
    for (let time = 0; time < options.times; time++) {
      for (const folder of [whole, part]) await rm(folder, { recursive: true, force: true });
      ways.full.push(await match({ ...second, folder: whole, before: { folder: one, whole: true } }));
      ways.incremental.push(await match({ ...second, folder: part, before: { folder: one, whole: false } }));
    }
    const [full, incremental] = [least(ways.full), least(ways.incremental)];
    return {
      records: ways.full[0]!.records,
      kept: ways.incremental[0]!.kept,
      load,
      full,
      incremental,
      share: Math.round((incremental.cpuSeconds / full.cpuSeconds) * 1000) / 1000,
      same: await areSame(whole, part),
    };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** The cost of the run that took the least CPU. */
function least(runs: readonly MatchStandardResult[]): Cost {
  const { stage, peakMib } = runs.reduce((a, b) => (b.stage.cpuSeconds < a.stage.cpuSeconds ? b : a));
  return { ...stage, peakMib };
}

async function areSame(one: string, other: string): Promise<boolean> {
  for (const name of ["matches.parquet", "evidence.parquet", "audit.parquet"])
    if (!(await readFile(join(one, name))).equals(await readFile(join(other, name)))) return false;
  return true;
}
