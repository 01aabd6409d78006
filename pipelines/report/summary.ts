import type { DuplicateCount } from "../../matchers/dedupe/request.ts";
import { LIST_TITLES, loadGazetteer } from "../../matchers/places/gazetteer.ts";
import type { Assessment } from "../quality/assess.ts";
import type { Preset } from "../quality/preset.ts";
import type { Rule } from "../quality/rule.ts";
import type { SourceFacts } from "../quality/source-facts.ts";
import type { MatchingFacts } from "./matching-facts.ts";
import type { RejectedRows, SimLine } from "./run-facts.ts";
import { type SampleFinder, type SampleRow, sampleFinder } from "./sample-finder.ts";
import { type Share, share } from "./share.ts";
import { type SourceSummary, sourceSummary } from "./source-summary.ts";
import type { SummaryInputs } from "./summary-inputs.ts";

export interface ChangeLine {
  readonly source: string;
  readonly rule: string;
  readonly field: string;
  readonly province: string | null;
  readonly points: number;
  readonly now: Share;
  readonly before: Share;
  /** Failing objects more, or fewer, than the last run's share would give. */
  readonly extra: number;
}

/** Every number of the report, for machines. Holds facts only: timings stand in telemetry.json. */
export interface Summary {
  readonly schema: "lamsach-summary/1";
  readonly run: string;
  readonly day: string;
  readonly verdict: string;
  readonly blockers: readonly { readonly source: string; readonly rule: string; readonly field: string }[];
  readonly preset: Pick<Preset, "name" | "title" | "verified" | "bands" | "key_fields" | "review_days" | "repair_days">;
  readonly unit_list: { readonly vi: string; readonly en: string };
  readonly totals: {
    readonly records: number;
    readonly physical: number;
    readonly quarantined: number;
    readonly findings: number;
    readonly statuses: Readonly<Record<string, number>>;
  };
  readonly worse: readonly ChangeLine[];
  readonly better: readonly ChangeLine[];
  readonly incidents: Assessment["incidents"];
  /** Where to look first. */
  readonly worst: {
    readonly source: string;
    readonly province: string | null;
    readonly rule: string;
    readonly field: string;
    readonly samples: readonly SampleRow[];
  } | null;
  readonly actions: readonly {
    readonly holder: string;
    readonly source: string;
    readonly rule: string;
    readonly field: string;
    readonly fail: number;
    readonly severity: string;
    readonly level: string;
  }[];
  readonly sources: readonly SourceSummary[];
  readonly rejected: readonly RejectedRows[];
  readonly matching: MatchingFacts;
  /** Groups of records of one person, by kind and source; source null: all together. */
  readonly duplicates: readonly DuplicateCount[];
  readonly sims: readonly SimLine[];
  /** `measure` where files, rows or coverage are counted, not records. */
  readonly rules: Readonly<Record<string, Pick<Rule, "vi" | "en" | "dimension" | "severity" | "weight" | "measure">>>;
  readonly province_names: Readonly<Record<string, string>>;
  /** [source, province, rule, field, ok, fail, na] of every rule and field that fails somewhere in a source: the drill-down. */
  readonly cube: readonly (readonly [string, string | null, string, string, number, number, number])[];
}

/** Things to do that are listed of a source, the worst first. */
const ACTIONS_EACH = 4;
/** Share of a source's checks that a place must have to be called its worst. */
export const LEAST_SHARE = 0.01;

/** Brings what a run found into the order and words of its report. */
export function summarise(inputs: SummaryInputs): Summary {
  const { assessment, sources, preset } = inputs;
  const samples = sampleFinder(assessment.samples, inputs.tokens);
  const summaries = sources.map((source) => sourceSummary(source, inputs, samples));
  const line = (change: Assessment["changes"][number]): ChangeLine => ({
    source: change.source,
    rule: change.rule.id,
    field: change.field,
    province: change.province,
    points: Math.round(change.points * 100) / 100,
    now: share(change.now),
    before: share(change.before),
    extra: Math.round(change.extra),
  });
  const statuses: Record<string, number> = {};
  for (const source of summaries)
    for (const [status, n] of Object.entries(source.statuses)) statuses[status] = (statuses[status] ?? 0) + n;
  const delivered = sources.filter((source) => source.kind !== "register");
  const sum = (pick: (source: SourceFacts) => number) => delivered.reduce((total, source) => total + pick(source), 0);
  return {
    schema: "lamsach-summary/1",
    run: assessment.run,
    day: inputs.day,
    verdict: assessment.gate.verdict,
    blockers: assessment.gate.blockers.map(({ source, rule, field }) => ({ source, rule: rule.id, field })),
    preset: {
      name: preset.name,
      title: preset.title,
      verified: preset.verified,
      bands: preset.bands,
      key_fields: preset.key_fields,
      review_days: preset.review_days,
      repair_days: preset.repair_days,
    },
    unit_list: LIST_TITLES.now,
    totals: {
      records: Object.values(statuses).reduce((a, b) => a + b, 0),
      physical: sum((source) => source.files.reduce((rows, file) => rows + file.physical, 0)),
      quarantined: sum((source) => source.files.reduce((rows, file) => rows + file.quarantined, 0)),
      findings: assessment.findings,
      statuses,
    },
    worse: assessment.changes.filter((change) => change.extra > 0).map(line),
    better: assessment.changes.filter((change) => change.extra < 0).map(line),
    incidents: assessment.incidents,
    worst: worstPlace(summaries, samples),
    actions: actionsOf(summaries),
    sources: summaries,
    rejected: inputs.rejected,
    matching: inputs.matching,
    duplicates: inputs.duplicates,
    sims: inputs.sims,
    rules: Object.fromEntries(
      inputs.rules.map(({ id, vi, en, dimension, severity, weight, measure }) => [
        id,
        { vi, en, dimension, severity, weight, ...(measure ? { measure } : {}) },
      ]),
    ),
    province_names: Object.fromEntries(
      [...loadGazetteer().provinces.now.values()].map(({ code, name }) => [code, name]),
    ),
    cube: cubeOf(assessment),
  };
}

/** Counts by province of every rule and field that fails somewhere in the source, so that sums over provinces are whole. */
function cubeOf(assessment: Assessment): Summary["cube"] {
  const key = (source: string, rule: string, field: string) => JSON.stringify([source, rule, field]);
  const failing = new Set(
    assessment.outcomes
      .filter(({ tally, rule }) => tally.fail > 0 && rule.measure !== "coverage.person")
      .map(({ source, rule, field }) => key(source, rule.id, field)),
  );
  return assessment.tallies
    .filter(({ source, rule, field }) => failing.has(key(source, rule.id, field)))
    .map(({ source, province, rule, field, tally }) => [
      source,
      province,
      rule.id,
      field,
      tally.ok,
      tally.fail,
      tally.na,
    ]);
}

/** The source with the lowest index that has places at all, its worst province, and the rule that costs it most there. */
function worstPlace(sources: readonly SourceSummary[], samples: SampleFinder): Summary["worst"] {
  const worst = [...sources]
    .filter((source) => source.index.value !== null && source.provinces.some(({ province }) => province !== null))
    .sort((a, b) => a.index.value! - b.index.value! || (a.name < b.name ? -1 : 1))[0];
  const places = worst?.provinces.filter(({ province }) => province !== null) ?? [];
  // A place with a handful of records is last by chance: take one with its share of the source's checks, if there is.
  const checks = places.reduce((sum, { ok, fail }) => sum + ok + fail, 0);
  const place = places.find(({ ok, fail }) => ok + fail >= checks * LEAST_SHARE) ?? places[0];
  const why = place?.worst_rule;
  if (!worst || !place || !why) return null;
  const { rule, field } = why;
  return {
    source: worst.name,
    province: place.province,
    rule,
    field,
    samples: samples(worst.name, rule, field, place.province),
  };
}

function actionsOf(sources: readonly SourceSummary[]): Summary["actions"] {
  return sources.flatMap((source) =>
    source.rules
      .filter((rule) => rule.level === "fail" || rule.level === "warn")
      .slice(0, ACTIONS_EACH)
      .map(({ rule, field, fail, severity, level }) => ({
        holder: source.holder,
        source: source.name,
        rule,
        field,
        fail,
        severity,
        level,
      })),
  );
}
