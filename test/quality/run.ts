import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../../connectors/duckdb/connection.ts";
import type { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { publish } from "../../pipelines/publish/publish.ts";
import type { PublishRequest } from "../../pipelines/publish/publish-request.ts";
import { Tokens } from "../../pipelines/publish/token.ts";
import { assess } from "../../pipelines/quality/assess.ts";
import { appendHistory } from "../../pipelines/quality/history.ts";
import { report } from "../../pipelines/report/report.ts";
import type { Summary } from "../../pipelines/report/summary.ts";
import { type Faults, makeNight } from "./night.ts";
import { makeOtherTables } from "./tables.ts";

export const TOKENS = new Tokens(Buffer.from("a key of a test, never used elsewhere"));

/** A made-up run, assessed, published and reported. */
export interface MadeRun {
  readonly history: string;
  readonly out: string;
  readonly summary: Summary;
  /** What was asked for when it was published. */
  readonly published: PublishRequest;
}

/** Makes a run of 4,000 persons in `folder`/`run`; `before` is the history of the runs before. */
export async function makeRun(
  engine: Engine,
  c: Connection,
  folder: string,
  options: { readonly run: string; readonly faults?: Faults; readonly before?: string },
): Promise<MadeRun> {
  const { run, faults = {}, before } = options;
  const at = join(folder, run);
  await mkdir(at, { recursive: true });
  const made = await makeNight(c, at, { people: 4000, run, faults });
  const other = await makeOtherTables(c, at);
  const previousRows = before ? { register: 4000, viettel: 2000, mobifone: 800, bhxh: 1334 } : {};
  const findingsOut = join(at, "made-findings.parquet");
  const qualityOut = join(at, "made-quality.parquet");
  const assessment = await assess(engine, { ...made, history: before, previousRows, findingsOut, qualityOut });
  const history = join(at, "history.parquet");
  await appendHistory(c, { history: before, quality: qualityOut, out: history });
  const out = join(at, "out");
  const tables = { ...other, matches: made.matches, findings: findingsOut, quality: qualityOut };
  const published: PublishRequest = {
    run,
    today: made.today,
    verdict: assessment.gate.verdict,
    sources: made.sources,
    rules: made.rules,
    tables,
    history,
    out,
    tokens: TOKENS,
    memoryMib: 256,
    threads: 2,
    tempDirectory: join(at, "tmp2"),
    beside: true,
  };
  await publish(engine, published);
  const byStatus = await c.rows<{ source: string; status: string; n: number }>(
    sql`select source, status, count(*) as n from read_parquet(${made.matches}) group by all order by all`,
    "statuses",
  );
  const names = [...new Set(byStatus.map(({ source }) => source))];
  const summary = await report(engine, {
    ...made,
    day: made.today,
    assessment,
    tokens: TOKENS,
    matching: {
      snapshot: "abc",
      sources: names.map((source) => {
        const own = byStatus.filter((row) => row.source === source);
        return {
          source,
          records: own.reduce((sum, row) => sum + row.n, 0),
          byStatus: Object.fromEntries(own.map(({ status, n }) => [status, n])),
        };
      }),
      decisions: { honoured: 3, stale: 1 },
      drift: {
        trained: true,
        limit_bits: 0.25,
        pairs: 4821,
        moved: [
          { source: "*", field: "birth", level: "slip", model_percent: 1.8, night_percent: 0.64, bits: -1.492 },
          { source: "bhxh", field: "given", level: "marks", model_percent: 3.2, night_percent: 5.01, bits: 0.647 },
        ],
      },
      audit: [
        {
          source: "viettel",
          kind: "number_hidden",
          pass: null,
          checked: 900,
          wrong: 1,
          missed: 12,
          low: 0.01,
          high: 0.6,
        },
      ],
    },
    sims: other.sims,
    duplicates: [
      { kind: "within_source", source: null, groups: 2, records: 4, full: 0 },
      { kind: "within_source", source: "bhxh", groups: 2, records: 4, full: 0 },
    ],
    quarantine: other.quarantine,
    out,
  });
  return { history, out, summary, published };
}
