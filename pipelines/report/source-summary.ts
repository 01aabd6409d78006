import { add, NOTHING, type Tally } from "../quality/count.ts";
import type { Outcome } from "../quality/outcome.ts";
import { dimensionTallies } from "../quality/quality-index.ts";
import { DIMENSIONS, type Dimension, type Rule } from "../quality/rule.ts";
import { acceptedRows, type FileNote, type SourceFacts } from "../quality/source-facts.ts";
import { type ProvinceRow, provinceRows } from "./province-rows.ts";
import type { SampleFinder, SampleRow } from "./sample-finder.ts";
import { type Share, share } from "./share.ts";
import type { SummaryInputs } from "./summary-inputs.ts";

/** What a rule found in one field of a source. */
export interface RuleLine extends Share {
  readonly rule: string;
  readonly field: string;
  readonly dimension: Dimension;
  readonly severity: string;
  readonly level: Outcome["level"];
  readonly because: Outcome["because"];
  /** Percent in the last accepted run. */
  readonly before: number | null;
  readonly first_run: string | null;
  readonly samples: readonly SampleRow[];
}

/** A source in the summary. */
export interface SourceSummary {
  readonly name: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly kind: string;
  readonly holder: string;
  /** Under what law and what for it is processed, as the config says. */
  readonly legal_basis: string | null;
  readonly purpose: string | null;
  readonly as_of: string;
  readonly files: number;
  readonly missing: readonly string[];
  /** What was noticed while the files were read and spoils no row by itself. */
  readonly notes: readonly FileNote[];
  readonly physical: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Records by status of matching; empty for the register. */
  readonly statuses: Readonly<Record<string, number>>;
  /** `held_by`: key fields that hold the colour below that of the value. */
  readonly index: { readonly value: number | null; readonly band: string | null; readonly held_by: readonly string[] };
  readonly identifiers_short: readonly string[];
  readonly fields: readonly { readonly field: string; readonly value: number; readonly band: string }[];
  readonly dimensions: Readonly<Record<Dimension, Share>>;
  /** Percent of each dimension in the accepted runs before, oldest first. */
  readonly trend: readonly { readonly run: string; readonly dimensions: Readonly<Record<Dimension, number | null>> }[];
  /** Worst first. */
  readonly provinces: readonly ProvinceRow[];
  /** Worst first. */
  readonly rules: readonly RuleLine[];
  readonly coverage: readonly (Share & { readonly age: string })[];
  readonly coverage_provinces: readonly (Share & { readonly province: string | null })[];
}

const LEVEL_ORDER = ["fail", "warn", "ok", "unchecked"] as const;

/** What the report says of one source. */
export function sourceSummary(source: SourceFacts, inputs: SummaryInputs, samples: SampleFinder): SourceSummary {
  const { assessment } = inputs;
  const outcomes = assessment.outcomes.filter((outcome) => outcome.source === source.name);
  const tallies = assessment.tallies.filter((tally) => tally.source === source.name);
  const index = assessment.indexes[source.name]!;
  const first = new Map(
    assessment.incidents
      .filter((incident) => incident.source === source.name && incident.state !== "gone")
      .map((incident) => [`${incident.rule} ${incident.field}`, incident.first_run]),
  );
  const coverage = tallies.filter((tally) => tally.rule.measure === "coverage.person");
  const sumBy = <K>(key: (tally: (typeof coverage)[number]) => K): [K, Tally][] => {
    const sums = new Map<K, Tally>();
    for (const tally of coverage) sums.set(key(tally), add(sums.get(key(tally)) ?? NOTHING, tally.tally));
    return [...sums];
  };
  return {
    name: source.name,
    title: source.title,
    kind: source.kind,
    holder: source.holder,
    legal_basis: source.legalBasis ?? null,
    purpose: source.purpose ?? null,
    as_of: source.asOf,
    files: source.files.length,
    missing: source.missing,
    notes: source.notes,
    physical: source.files.reduce((rows, file) => rows + file.physical, 0),
    accepted: acceptedRows(source),
    quarantined: source.files.reduce((rows, file) => rows + file.quarantined, 0),
    statuses: inputs.matching.sources.find(({ source: name }) => name === source.name)?.byStatus ?? {},
    index: { value: index.value, band: index.band, held_by: index.held_by },
    identifiers_short: index.identifiers_short,
    fields: index.fields,
    dimensions: shares(dimensionTallies(outcomes), acceptedRows(source) > 0),
    trend: trendOf(source.name, inputs),
    provinces: provinceRows(tallies),
    rules: outcomes
      .filter((outcome) => outcome.rule.measure !== "coverage.person")
      .map((outcome) => ({
        rule: outcome.rule.id,
        field: outcome.field,
        dimension: outcome.rule.dimension,
        severity: outcome.rule.severity,
        level: outcome.level,
        because: outcome.because,
        ...share(outcome.tally),
        before: outcome.before ? share(outcome.before).percent : null,
        first_run: first.get(`${outcome.rule.id} ${outcome.field}`) ?? null,
        samples: samples(source.name, outcome.rule.id, outcome.field),
      }))
      .sort(
        (a, b) =>
          LEVEL_ORDER.indexOf(a.level) - LEVEL_ORDER.indexOf(b.level) ||
          (a.percent ?? 101) - (b.percent ?? 101) ||
          (`${a.rule} ${a.field}` < `${b.rule} ${b.field}` ? -1 : 1),
      ),
    coverage: sumBy((tally) => tally.field)
      .map(([age, tally]) => ({ age: age.slice("age_".length), ...share(tally) }))
      .sort((a, b) => (a.age < b.age ? -1 : 1)),
    coverage_provinces: sumBy((tally) => tally.province)
      .map(([province, tally]) => ({ province, ...share(tally) }))
      .sort((a, b) => (a.percent ?? 101) - (b.percent ?? 101) || (String(a.province) < String(b.province) ? -1 : 1)),
  };
}

/** Of a source without a single row only files were checked: that they came does not make it complete. */
function shares(tallies: Record<Dimension, Tally>, hasRows: boolean): Record<Dimension, Share> {
  const of = (tally: Tally): Share => (hasRows ? share(tally) : { ...tally, percent: null });
  return Object.fromEntries(
    (Object.keys(DIMENSIONS) as Dimension[]).map((dimension) => [dimension, of(tallies[dimension])]),
  ) as Record<Dimension, Share>;
}

function trendOf(source: string, inputs: SummaryInputs): SourceSummary["trend"] {
  const rules = new Map(inputs.rules.map((rule) => [rule.id, rule]));
  const runs = new Map<string, { rule: Rule; field: string; tally: Tally }[]>();
  for (const past of inputs.assessment.past) {
    const rule = rules.get(past.rule);
    if (past.source !== source || !rule) continue;
    const { ok, fail, na } = past;
    runs.set(past.run, [...(runs.get(past.run) ?? []), { rule, field: past.field, tally: { ok, fail, na } }]);
  }
  return [...runs].map(([run, tallies]) => {
    const hasRows = tallies.every(({ rule, tally }) => rule.measure !== "rows.accepted" || tally.ok > 0);
    const sums = shares(dimensionTallies(tallies), hasRows);
    const dimensions = Object.fromEntries(Object.entries(sums).map(([name, { percent }]) => [name, percent]));
    return { run, dimensions: dimensions as Record<Dimension, number | null> };
  });
}
