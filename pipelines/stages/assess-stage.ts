import { join, relative } from "node:path";
import type { RawField } from "../../matchers/record.ts";
import type { SourceConfig } from "../config/config.ts";
import { hashOf } from "../ledger/canonical-json.ts";
import type { StageResult, StageSpec } from "../ledger/stage-store.ts";
import { fieldsByRole, fieldsWithout, providedFields, repeatingRoles } from "../profiles/profile.ts";
import { type Assessment, assess } from "../quality/assess.ts";
import { loadRules } from "../quality/load-rules.ts";
import { loadPreset } from "../quality/preset.ts";
import type { Severity } from "../quality/rule.ts";
import type { SourceFacts } from "../quality/source-facts.ts";
import { brokenHeaders, fileNotes } from "./file-notes.ts";
import { INGEST_FILES, type IngestFacts } from "./ingest-stage.ts";
import type { FailedSource, PreparedSource } from "./prepared-source.ts";
import { type RunContext, runStage } from "./run-context.ts";
import { STANDARD_FILE } from "./standardise-stage.ts";

/** Names of the files an assess stage leaves in its folder. */
export const ASSESS_FILES = { findings: "findings.parquet", quality: "quality.parquet" } as const;

/** Name in the state folder of the quality of all accepted runs. */
export const HISTORY_FILE = "quality-history.parquet";

/** Sources that were read, those that were not, and the key of the matches. */
export interface AssessInputs {
  readonly register: PreparedSource;
  readonly sources: readonly PreparedSource[];
  readonly failed: readonly FailedSource[];
  readonly matches: { readonly key: string };
  readonly failOn: Severity;
  /** Sources whose number of rows somebody stood for: it is held against none before. */
  readonly confirmed: readonly string[];
}

type AssessRun = Pick<RunContext, "config" | "state" | "runId" | "asOf">;

/** What makes the result of assessing, and the rules, preset and facts it stands for. */
function assessRequest(run: AssessRun, inputs: AssessInputs) {
  const rules = loadRules(run.config.quality.rules);
  const preset = loadPreset(run.config.quality.preset);
  const prepared = new Map([inputs.register, ...inputs.sources].map((one) => [one.source.name, one]));
  const sources = [run.config.register, ...run.config.sources].map((source) =>
    sourceFacts(run, source, prepared.get(source.name)),
  );
  const spec: StageSpec = {
    stage: "assess",
    inputs: {
      run: run.runId,
      as_of: run.asOf,
      sources: [...prepared].map(([source, { standardised }]) => ({ source, key: standardised.key })),
      failed: inputs.failed.map(({ source, code }) => ({ source, code })),
      facts: hashOf(sources.map(({ records: _1, keys: _2, ...facts }) => facts)),
      matches: inputs.matches.key,
      rules: hashOf(rules),
      preset: hashOf(preset),
      fail_on: inputs.failOn,
      confirmed: [...inputs.confirmed].sort(),
      state: run.state.fingerprint(),
    },
  };
  return { spec, rules, preset, sources };
}

/** What makes the result of assessing. */
export function assessSpec(run: AssessRun, inputs: AssessInputs): StageSpec {
  return assessRequest(run, inputs).spec;
}

/** Holds every record of every source against the rules. */
export function assessStage(
  run: RunContext,
  inputs: AssessInputs & { readonly matches: { readonly path: string }; readonly sideBySide: number },
): Promise<StageResult<Assessment>> {
  const { spec, rules, preset, sources } = assessRequest(run, inputs);
  return runStage<Assessment>(
    run,
    spec,
    (facts) => facts.findings,
    (folder) =>
      assess(run.engine, {
        run: run.runId,
        today: run.asOf,
        sources,
        register: join(inputs.register.standardised.folder, STANDARD_FILE),
        matches: inputs.matches.path,
        history: run.state.file(HISTORY_FILE),
        previousRows: Object.fromEntries(
          Object.entries(run.state.facts.rows).filter(([source]) => !inputs.confirmed.includes(source)),
        ),
        rules,
        preset,
        failOn: inputs.failOn,
        findingsOut: join(folder, ASSESS_FILES.findings),
        qualityOut: join(folder, ASSESS_FILES.quality),
        sideBySide: inputs.sideBySide,
      }),
  );
}

/** What assessing and reporting need to know of a source, whether it was delivered or not. */
export function sourceFacts(run: AssessRun, source: SourceConfig, prepared: PreparedSource | undefined): SourceFacts {
  const facts = prepared?.ingested.facts;
  const isRegister = source.name === run.config.register.name;
  return {
    name: source.name,
    title: source.title,
    kind: isRegister ? "register" : source.profile.kind,
    profile: source.profile.name,
    holder: source.carrier ?? source.ministry ?? source.name,
    legalBasis: source.legal_basis ?? null,
    purpose: source.purpose ?? null,
    records: prepared ? join(prepared.standardised.folder, STANDARD_FILE) : null,
    provides: [...providedFields(source.profile)],
    roles: fieldsByRole(source.profile),
    unseen: facts ? unseenFields(facts, source) : [],
    requires: source.profile.requires,
    subject: source.profile.subject ?? null,
    files: (facts?.files ?? []).map(({ name, physicalRows, accepted, quarantined }) => ({
      name,
      physical: physicalRows,
      accepted,
      quarantined,
    })),
    missing: prepared ? [] : source.paths.map((path) => relative(run.config.inbox, path)),
    headers: brokenHeaders(facts?.headers ?? [], source),
    notes: facts ? fileNotes(facts, source) : [],
    repeats: repeatingRoles(source.profile),
    events: source.profile.events,
    keys: prepared ? join(prepared.ingested.folder, INGEST_FILES.keys) : null,
    repeatedKeys: facts?.repeated_keys ?? 0,
    missingKeys: facts?.missing_keys ?? 0,
    asOf: source.as_of ?? run.asOf,
    expected: {
      rows: source.expected.rows,
      // Without a day of its own an extract counts as of the run's, which is never late: that nothing was checked is to be told.
      everyDays: source.as_of === undefined ? null : (source.expected.every_days ?? null),
      maxFall: source.expected.max_fall,
    },
  };
}

/** Fields that a profile knows columns for, of which no file that came has one. */
function unseenFields({ files, headers }: IngestFacts, { profile }: SourceConfig): RawField[] {
  const lacking = (column: string) => headers.filter((one) => one.kind === "missing" && one.column === column).length;
  return fieldsWithout(profile, (column) => lacking(column) < files.length);
}

/** The quarantine of every source that was read. */
export function quarantines(prepared: readonly PreparedSource[]): string[] {
  return prepared.map(({ ingested }) => join(ingested.folder, INGEST_FILES.quarantine));
}
