import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { matchRecords } from "../../matchers/linkage/match.ts";
import { writeFormerNumbers } from "../../pipelines/stages/match-stage.ts";

/** What the process is told on standard input. */
export interface MatchStandardRequest {
  readonly register: readonly string[];
  readonly sources: readonly { readonly source: string; readonly files: readonly string[] }[];
  /** Memory of DuckDB, MiB. */
  readonly memoryMib: number;
  readonly threads: number;
  /** An empty folder. */
  readonly folder: string;
  /** Whether what the next night needs is left in the folder. */
  readonly remember?: boolean;
  /** The folder of the night before, whose snapshot is used; `whole`: all is matched again nevertheless. */
  readonly before?: { readonly folder: string; readonly whole: boolean };
}

/** Wall clock and CPU. */
interface Spent {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** What it answers on standard output. */
export interface MatchStandardResult extends Spent {
  /** The part of it from the first table read to the last file written: the process had started and loaded its code. */
  readonly stage: Spent;
  readonly peakMib: number;
  readonly pairs: number;
  readonly records: number;
  readonly kept: number;
  readonly matches: string;
}

/** Seconds of this process so far. */
function spent(): Spent {
  const { user, system } = process.cpuUsage();
  return {
    wallSeconds: Math.round(performance.now() / 10) / 100,
    cpuSeconds: Math.round((user + system) / 10_000) / 100,
  };
}

/** Matches standardised tables in a process of its own, from its start to its last file, so that what it uses is its own. */
const request = JSON.parse(await text(process.stdin)) as MatchStandardRequest;
const { folder, memoryMib, before } = request;
const files = [...request.register, ...request.sources.flatMap((source) => source.files)];
await mkdir(join(folder, "work"), { recursive: true });
const engine = await Engine.open({
  memoryMib,
  threads: request.threads,
  tempDirectory: join(folder, "spill"),
  allowedDirectories: [folder, ...(before ? [before.folder] : []), ...new Set(files.map((file) => dirname(file)))],
});
const started = spent();
const answers = (of: string) => ({
  matches: join(of, "matches.parquet"),
  evidence: join(of, "evidence.parquet"),
  memory: join(of, "memory"),
});
const { memory, ...out } = answers(folder);
const numbers = join(folder, "numbers.parquet");
/** One file stands for a table's parts where there is one; else their common pattern does. */
const asOne = (parts: readonly string[]) =>
  parts.length === 1 ? parts[0]! : join(dirname(parts[0]!), "standard*.parquet");
const register = asOne(request.register);
await writeFormerNumbers(engine, register, numbers);
const summary = await matchRecords(engine, {
  register,
  numbers,
  sources: request.sources.map((source) => ({ source: source.source, path: asOne(source.files) })),
  snapshot: { ...(before ? { in: join(before.folder, "snapshot.json") } : {}), out: join(folder, "snapshot.json") },
  work: join(folder, "work"),
  memoryMib,
  ...(before && !before.whole ? { previous: answers(before.folder) } : {}),
  out: { ...out, audit: join(folder, "audit.parquet"), ...(request.remember ? { memory } : {}) },
});
const done = spent();
engine.close();
process.stdout.write(
  JSON.stringify({
    ...spent(),
    stage: {
      wallSeconds: Math.round((done.wallSeconds - started.wallSeconds) * 100) / 100,
      cpuSeconds: Math.round((done.cpuSeconds - started.cpuSeconds) * 100) / 100,
    },
    peakMib: Math.round(process.resourceUsage().maxRSS / 1024),
    pairs: summary.passes.reduce((sum, pass) => sum + pass.pairs, 0),
    records: summary.sources.reduce((sum, source) => sum + source.records, 0),
    kept: summary.kept,
    matches: out.matches,
  } satisfies MatchStandardResult),
);
