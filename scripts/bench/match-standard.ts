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
}

/** What it answers on standard output. */
export interface MatchStandardResult {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
  readonly pairs: number;
  readonly matches: string;
}

/** Matches standardised tables in a process of its own, from its start to its last file, so that what it uses is its own. */
const request = JSON.parse(await text(process.stdin)) as MatchStandardRequest;
const { folder, memoryMib } = request;
const files = [...request.register, ...request.sources.flatMap((source) => source.files)];
await mkdir(join(folder, "work"), { recursive: true });
const engine = await Engine.open({
  memoryMib,
  threads: request.threads,
  tempDirectory: join(folder, "spill"),
  allowedDirectories: [folder, ...new Set(files.map((file) => dirname(file)))],
});
const at = (name: string) => join(folder, `${name}.parquet`);
/** One file stands for a table's parts where there is one; else their common pattern does. */
const asOne = (parts: readonly string[]) =>
  parts.length === 1 ? parts[0]! : join(dirname(parts[0]!), "standard*.parquet");
const register = asOne(request.register);
await writeFormerNumbers(engine, register, at("numbers"));
const summary = await matchRecords(engine, {
  register,
  numbers: at("numbers"),
  sources: request.sources.map((source) => ({ source: source.source, path: asOne(source.files) })),
  snapshot: { out: join(folder, "snapshot.json") },
  work: join(folder, "work"),
  memoryMib,
  out: { matches: at("matches"), evidence: at("evidence"), audit: at("audit") },
});
engine.close();
const { user, system } = process.cpuUsage();
process.stdout.write(
  JSON.stringify({
    wallSeconds: Math.round(performance.now() / 10) / 100,
    cpuSeconds: Math.round((user + system) / 10_000) / 100,
    peakMib: Math.round(process.resourceUsage().maxRSS / 1024),
    pairs: summary.passes.reduce((sum, pass) => sum + pass.pairs, 0),
    matches: at("matches"),
  } satisfies MatchStandardResult),
);
