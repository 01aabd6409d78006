import { dirname } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { fileProblem, InputError } from "../../connectors/readers/input-error.ts";
import type { Config, SourceConfig } from "../config/config.ts";
import type { StageStore } from "../ledger/stage-store.ts";
import type { State } from "../ledger/state.ts";
import { findInputs, type InputFile } from "../stages/find-inputs.ts";
import { type IngestFacts, ingestSpec } from "../stages/ingest-stage.ts";
import { countParquetRows, estimateCitizens, estimateTextRows, type RowsKnown } from "./estimate-rows.ts";

/** What lies there of a source. */
export interface InputPlan {
  readonly source: string;
  readonly profile: string;
  readonly format: string;
  readonly required: boolean;
  readonly files: readonly InputFile[];
  /** Why its files cannot be read; null when they can, or are not there. */
  readonly unreadable: string | null;
  readonly bytes: number;
  readonly rows: number | null;
  readonly rows_known: RowsKnown;
  /** Facts of its ingest stage when that has been done for these very files. */
  readonly ingested: IngestFacts | undefined;
}

/** Looks at the inputs of every source: reads all files once to hash them, as a run does, and keeps nothing. */
export async function inputPlans(
  config: Config,
  store: StageStore,
  state: State,
  scratch: string,
): Promise<InputPlan[]> {
  const plans: InputPlan[] = [];
  for (const source of [config.register, ...config.sources]) {
    const { files, unreadable } = await lookAt(source, config.inbox);
    const ingested = await store.find<IngestFacts>(ingestSpec(source, files));
    const known = ingested
      ? { rows: ingested.physical, rows_known: "counted" as const }
      : await rowsOf(source, files, state.facts.rows[source.name], scratch);
    plans.push({
      source: source.name,
      profile: source.profile.name,
      format: source.format,
      required: source.expected.required,
      files,
      unreadable,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      ...known,
      ingested,
    });
  }
  return plans;
}

async function lookAt(source: SourceConfig, inbox: string): Promise<{ files: InputFile[]; unreadable: string | null }> {
  try {
    return { files: await findInputs(source, inbox), unreadable: null };
  } catch (error) {
    const problem = fileProblem(error, source.name, "its extract");
    if (!(problem instanceof InputError)) throw problem;
    return { files: [], unreadable: problem.message };
  }
}

async function rowsOf(
  source: SourceConfig,
  files: readonly InputFile[],
  lastTime: number | undefined,
  scratch: string,
): Promise<{ rows: number | null; rows_known: RowsKnown }> {
  if (files.length === 0) return { rows: null, rows_known: "unknown" };
  if (source.format === "csv" || source.format === "tsv" || source.format === "jsonl") {
    let rows = 0;
    for (const file of files) rows += await estimateTextRows(file, source.format !== "jsonl");
    return { rows, rows_known: "estimated" };
  }
  if (source.format === "qcvn109") {
    const rows = (await Promise.all(files.map(estimateCitizens))).reduce((sum, n) => sum + n, 0);
    // None is seen in an encoding of two bytes a letter.
    if (rows > 0) return { rows, rows_known: "estimated" };
  }
  if (source.format === "parquet") {
    const rows = await parquetRows(files, scratch);
    if (rows !== undefined) return { rows, rows_known: "counted" };
  }
  return lastTime === undefined
    ? { rows: null, rows_known: "unknown" }
    : { rows: lastTime, rows_known: "as last time" };
}

async function parquetRows(files: readonly InputFile[], scratch: string): Promise<number | undefined> {
  const engine = await Engine.open({
    memoryMib: 128,
    threads: 1,
    tempDirectory: scratch,
    allowedDirectories: [...new Set(files.map(({ path }) => dirname(path)))],
  });
  try {
    return await countParquetRows(await engine.connect(), files);
  } finally {
    engine.close();
  }
}
