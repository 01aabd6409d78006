import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { atomicWriteFile } from "../../connectors/files/durable.ts";
import { makeScratch } from "../../connectors/files/scratch.ts";
import { dayInt } from "../../matchers/dates/calendar.ts";
import { type LinkSummary, linkRecords } from "../../matchers/generic/link.ts";
import { findFiles } from "../config/find-files.ts";
import { canonicalJson } from "../ledger/canonical-json.ts";
import { memoryBudget } from "../nightly/budget.ts";
import { dayToday } from "../nightly/run-identity.ts";
import type { LinkConfig } from "./load-link.ts";
import { readLinkModel } from "./read-model.ts";
import { readSide, type SideCounts } from "./read-side.ts";

/** What linking came to: counts, passes and the model. */
export interface Linked extends Omit<LinkSummary, "register" | "records"> {
  readonly register: SideCounts;
  readonly records: SideCounts;
}

/**
 * Links the records to the register as the file says, and writes `matches.parquet`, `matches.csv`, `evidence.parquet`,
 * `model.json`, `summary.json` and the quarantined lines of both sides to its `out` folder, each put in place whole.
 * @throws InputError, LinkModelError, EngineError
 */
export async function link(config: LinkConfig): Promise<Linked> {
  const { fields, swaps, passes } = config;
  const today = dayToday(config);
  const model = config.model ? readLinkModel(config.model, fields, swaps) : undefined;
  const { engineMib, threads } = memoryBudget(config.memory_mib, config.threads);
  await mkdir(config.out, { recursive: true, mode: 0o700 });
  const work = await makeScratch(config.out);
  try {
    const engine = await Engine.open({
      memoryMib: engineMib,
      threads,
      tempDirectory: join(work, "spill"),
      allowedDirectories: [work, ...foldersOf(config)],
    });
    try {
      const register = await readSide(engine, "register", config.register, work);
      const records = await readSide(engine, "records", config.records, work);
      const out = (name: string): string => join(work, name);
      const summary = await linkRecords(engine, {
        sides: { register: register.rows, records: records.rows },
        fields,
        swaps,
        ...(passes ? { passes } : {}),
        ...(model ? { model } : {}),
        oneToOne: config.one_to_one,
        falseMatchRate: config.target_false_match_rate,
        today: dayInt(today),
        out: { matches: out("matches.parquet"), matchesCsv: out("matches.csv"), evidence: out("evidence.parquet") },
      });
      const linked = { ...summary, register: counts(register), records: counts(records) };
      await atomicWriteFile(out("model.json"), `${JSON.stringify(summary.model, null, 2)}\n`);
      await atomicWriteFile(out("summary.json"), canonicalJson(linked));
      for (const name of OUTPUTS) await rename(out(name), join(config.out, name));
      return linked;
    } finally {
      engine.close();
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const OUTPUTS = [
  "evidence.parquet",
  "matches.parquet",
  "matches.csv",
  "model.json",
  "register-quarantine.parquet",
  "records-quarantine.parquet",
  "summary.json",
] as const;

const foldersOf = (config: LinkConfig): string[] =>
  findFiles([...config.register.paths, ...config.records.paths]).map(dirname);

const counts = ({ physical, accepted, quarantined }: SideCounts): SideCounts => ({ physical, accepted, quarantined });
