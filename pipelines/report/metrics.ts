import { BANDS } from "../quality/quality-index.ts";
import type { Summary } from "./summary.ts";
import type { Telemetry } from "./telemetry.ts";

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/**
 * A run as a Prometheus text file for the node exporter's textfile collector. Labels name sources, rules, provinces and
 * statuses only, never a person. Write it aside and rename it: the collector reads at any moment.
 */
export function metricsText(summary: Summary, telemetry: Telemetry, exitCode: number): string {
  const lines: string[] = [];
  const gauge = (name: string, help: string, samples: readonly Sample[]): void => {
    if (samples.length === 0) return;
    lines.push(`# HELP lamsach_${name} ${help}`, `# TYPE lamsach_${name} gauge`);
    for (const [labels, value] of samples) lines.push(`lamsach_${name}${labelText(labels)} ${value}`);
  };
  const { sources } = summary;
  const finished = Date.parse(telemetry.finished_at) / 1000;
  gauge("last_run_timestamp_seconds", "End of the last run.", [[{}, finished]]);
  if (exitCode === 0)
    gauge("last_success_timestamp_seconds", "End of the last run that ended with exit code 0.", [[{}, finished]]);
  gauge("last_run_exit_code", "Exit code of the last run.", [[{}, exitCode]]);
  gauge("duration_seconds", "Duration of the last run.", [[{}, telemetry.seconds]]);
  gauge(
    "stage_seconds",
    "Duration of each stage; 0 when its result was reused.",
    telemetry.stages.map(({ label, skipped, seconds }) => [{ stage: label }, skipped ? 0 : seconds]),
  );
  gauge("peak_resident_bytes", "Largest resident memory of the run.", [[{}, telemetry.peak_rss_mib * 1024 * 1024]]);
  gauge("blocked", "1 when the quality gate stopped publishing.", [[{}, summary.verdict === "blocked" ? 1 : 0]]);
  gauge(
    "rows_in",
    "Physical rows of a source.",
    sources.map(({ name, physical }) => [{ source: name }, physical]),
  );
  gauge(
    "rows_accepted",
    "Rows accepted of a source.",
    sources.map(({ name, accepted }) => [{ source: name }, accepted]),
  );
  gauge(
    "rows_quarantined",
    "Rows rejected of a source.",
    sources.map(({ name, quarantined }) => [{ source: name }, quarantined]),
  );
  gauge(
    "files_missing",
    "Files that did not come.",
    sources.map(({ name, missing }) => [{ source: name }, missing.length]),
  );
  gauge(
    "records",
    "Records of a source by status of matching.",
    sources.flatMap(({ name, statuses }) =>
      Object.entries(statuses).map(([status, n]): Sample => [{ source: name, status }, n]),
    ),
  );
  gauge(
    "quality_index",
    "Quality index of a source by its preset, 0 to 100; absent where nothing was checked.",
    sources.flatMap(({ name, index }): Sample[] =>
      index.value === null ? [] : [[{ source: name, preset: summary.preset.name }, index.value]],
    ),
  );
  gauge(
    "quality_band",
    "Colour of a source as in the report: 1 for the one it has, 0 for the others; absent where nothing was checked.",
    sources.flatMap(({ name, index }) =>
      index.band === null
        ? []
        : BANDS.map(
            (band): Sample => [{ source: name, preset: summary.preset.name, band }, band === index.band ? 1 : 0],
          ),
    ),
  );
  gauge(
    "rule_failed_rows",
    "Objects of a source that fail a rule.",
    sources.flatMap(({ name, rules }) =>
      rules.map(
        ({ rule, field, dimension, severity, fail }): Sample => [
          { source: name, rule, field, dimension, severity },
          fail,
        ],
      ),
    ),
  );
  return `${lines.join("\n")}\n`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`,
  );
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
