import { existsSync } from "node:fs";
import { join } from "node:path";
import { findDuplicates } from "../../matchers/dedupe/dedupe.ts";
import type { DedupeSummary } from "../../matchers/dedupe/request.ts";
import { memoryFiles } from "../../matchers/linkage/incremental.ts";
import type { Config, SourceConfig } from "../config/config.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { repeatingRoles } from "../profiles/profile.ts";
import { MATCH_FILES, SNAPSHOT_FILE } from "./match-stage.ts";
import { type RunContext, runStage } from "./run-context.ts";

/** The file a dedupe stage leaves in its folder. */
export const DEDUPE_FILE = "duplicates.parquet";

/** Finds records of one person within a source, and persons whom the register lacks but several sources have. */
export function dedupeStage(
  run: RunContext,
  inputs: {
    readonly standards: ReadonlyMap<string, { key: string; path: string }>;
    readonly matched: { readonly key: string; readonly folder: string };
    readonly engineMib: number;
  },
): Promise<StageResult<DedupeSummary>> {
  const { standards, matched } = inputs;
  const sources = deliveredSources(run.config, [...standards.keys()]);
  const made = join(matched.folder, MATCH_FILES.snapshot);
  // Matching leaves a snapshot of its own only where it made one.
  const snapshot = existsSync(made) ? made : run.state.file(SNAPSHOT_FILE)!;
  return runStage<DedupeSummary>(
    run,
    dedupeSpec(run, { sources: [...standards.keys()], matches: matched.key }),
    (facts) => facts.compared,
    (folder) =>
      findDuplicates(run.engine, {
        sources: sources.map((source) => ({
          source: source.name,
          path: standards.get(source.name)!.path,
          repeats: repeatingRoles(source.profile),
        })),
        matches: join(matched.folder, MATCH_FILES.matches),
        snapshot,
        words: memoryFiles(join(matched.folder, MATCH_FILES.memory)),
        work: join(folder, "work"),
        memoryMib: inputs.engineMib,
        out: join(folder, DEDUPE_FILE),
      }),
  );
}

/** What makes the result of deduplication: the matches, which stand for the tables they were made of, and who may repeat where. */
export function dedupeSpec(
  run: Pick<RunContext, "config">,
  inputs: { readonly sources: readonly string[]; readonly matches: string },
): StageSpec {
  const repeats = deliveredSources(run.config, inputs.sources).map((source) => ({
    source: source.name,
    repeats: repeatingRoles(source.profile),
  }));
  return { stage: "dedupe", inputs: { matches: inputs.matches, repeats } };
}

function deliveredSources(config: Config, names: readonly string[]): SourceConfig[] {
  return config.sources.filter(({ name }) => names.includes(name));
}
