import { createHash } from "node:crypto";
import type { Summary } from "./summary.ts";
import type { Telemetry } from "./telemetry.ts";

const PRODUCER = "https://www.npmjs.com/package/lamsach";
const EVENT_SCHEMA = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
const FACETS = "https://openlineage.io/spec/facets";

/**
 * A run as OpenLineage 2-0-2 events, one JSON object a line: START and COMPLETE (or FAIL), with the rows of each input
 * and, as data-quality facets, what was checked on it. Names are sources, rules and columns; no person's value.
 * @param namespace names the installation, such as `lamsach://ministry.example`
 */
export function lineageText(summary: Summary, telemetry: Telemetry, exitCode: number, namespace: string): string {
  const base = {
    producer: PRODUCER,
    schemaURL: EVENT_SCHEMA,
    run: { runId: uuidOf(`${namespace} ${summary.run}`) },
    job: { namespace, name: "lamsach.run" },
  };
  const inputs = summary.sources.map((source) => ({
    namespace,
    name: `source.${source.name}`,
    inputFacets: {
      dataQualityMetrics: {
        ...facet("1-0-2/DataQualityMetricsInputDatasetFacet.json#/$defs/DataQualityMetricsInputDatasetFacet"),
        rowCount: source.accepted,
        columnMetrics: {},
      },
      dataQualityAssertions: {
        ...facet("1-0-1/DataQualityAssertionsDatasetFacet.json#/$defs/DataQualityAssertionsDatasetFacet"),
        assertions: source.rules
          .filter(({ level }) => level !== "unchecked")
          .map(({ rule, field, level }) => ({ assertion: rule, success: level === "ok", column: field })),
      },
    },
  }));
  const outputs = ["matches", "records", "findings", "quality"].map((name) => ({ namespace, name: `table.${name}` }));
  const done = summary.verdict === "blocked" || ![0, 4].includes(exitCode) ? "FAIL" : "COMPLETE";
  const started = new Date(Date.parse(telemetry.finished_at) - telemetry.seconds * 1000).toISOString();
  const events = [
    { eventType: "START", eventTime: started, ...base, inputs: [], outputs: [] },
    { eventType: done, eventTime: telemetry.finished_at, ...base, inputs, outputs },
  ];
  return `${events.map((event) => JSON.stringify(event)).join("\n")}\n`;
}

function facet(path: string): { _producer: string; _schemaURL: string } {
  return { _producer: PRODUCER, _schemaURL: `${FACETS}/${path}` };
}

/** A UUID (version 8: made from content) that is the same for the same run. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
