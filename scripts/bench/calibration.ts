import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { packageRoot } from "../../connectors/package-root.ts";
import { evaluate, type Score } from "../../pipelines/evaluation/evaluate.ts";
import { generateSample } from "../generate-sample/generate.ts";

export interface CalibrationOptions {
  readonly persons: number;
  readonly seeds: readonly number[];
  /** As in `generate-sample`. */
  readonly densityDays: number;
  readonly densityCommunes: number;
  /** Sources to make; all where left out. */
  readonly sources: readonly string[] | undefined;
}

/** A tenth of the scale of probability, pooled over all seeds. Shares 0 to 1. */
interface Band {
  readonly from: number;
  readonly records: number;
  readonly said: number;
  readonly so: number;
  /** 95 % Wilson interval of `so`, widened by a point on both sides. */
  readonly low: number;
  readonly high: number;
  /** What was said lies in the interval. */
  readonly holds: boolean;
}

export interface CalibrationBench {
  readonly records: number;
  readonly precision: number;
  readonly recall: number;
  /** Recall of what can be told apart, with conflicts that show the true person left out of both counts. */
  readonly recallTold: number;
  readonly review: number;
  readonly wrong: number;
  /** The best candidate of each record: what `evaluate` prints for one run. */
  readonly best: readonly Band[];
  /** All candidates kept as evidence: more of them lie between the ends. */
  readonly candidates: readonly Band[];
}

interface Count {
  readonly band: number;
  readonly records: number;
  /** Sum of the probabilities. */
  readonly said: number;
  readonly hits: number;
}

/** What an interval is widened by. */
const POINT = 0.01;

/**
 * Makes a sample for each seed, runs the night on it, and pools what was said with what was so. Needs `npm run build`.
 */
export async function benchCalibration(options: CalibrationOptions): Promise<CalibrationBench> {
  const nights: Awaited<ReturnType<typeof nightOf>>[] = [];
  for (const seed of options.seeds) nights.push(await nightOf(options, seed));
  const sum = (pick: (score: Score) => number) => nights.reduce((total, night) => total + pick(night.score), 0);
  const right = sum((score) => score.right);
  const accepted = sum((score) => score.accepted);
  return {
    records: sum((score) => score.records),
    precision: right / accepted,
    recall: right / sum((score) => score.in_register),
    recallTold:
      sum((score) => score.right_distinguishable) / sum((score) => score.distinguishable - score.conflict_right),
    review: sum((score) => score.review),
    wrong: sum((score) => score.wrong),
    best: pooled(nights.flatMap((night) => night.best)),
    candidates: pooled(nights.flatMap((night) => night.candidates)),
  };
}

async function nightOf(
  options: CalibrationOptions,
  seed: number,
): Promise<{ score: Score; best: Count[]; candidates: Count[] }> {
  const folder = await mkdtemp(join(tmpdir(), "lamsach-calibration-"));
  const engine = await Engine.open({
    memoryMib: 1024,
    threads: 2,
    tempDirectory: join(folder, "spill"),
    allowedDirectories: [folder],
  });
  try {
    const c = await engine.connect();
    const { persons, densityDays, densityCommunes, sources } = options;
    await generateSample(
      {
        out: folder,
        persons,
        seed,
        densityDays,
        densityCommunes,
        recurring: 0,
        simsPerPerson: 0.6,
        ministryPerPerson: 0.5,
        secondNight: undefined,
        format: "csv",
        sources,
      },
      c,
    );
    await promisify(execFile)(
      process.execPath,
      [join(packageRoot(), "bin", "lamsach.cjs"), "run", "-q", "-c", join(folder, "lamsach.yaml")],
      { maxBuffer: 1 << 26 },
    );
    const truth = join(folder, "night1", "truth.csv");
    const latest = (name: string) => join(folder, "out", "latest", `${name}.parquet`);
    const { scores, reliability } = await evaluate(c, { matches: latest("matches"), truth });
    const candidates = await c.rows<Count>(
      sql`with truth as (
          select source, record_id, role, nullif(person_number, '') as truth
          from read_csv(${truth}, all_varchar = true, header = true)
        )
        select least(9, floor(e.probability * 10))::integer as band, count(*) as records,
          sum(e.probability)::double as said, count(*) filter (e.person_id = t.truth) as hits
        from read_parquet(${latest("evidence")}) e join truth t using (source, record_id, role)
        group by band order by band`,
      "band candidates",
    );
    return {
      score: scores.find((score) => score.source === "all" && score.kind === "all")!,
      best: reliability.map(({ from, records, mean_probability, right }) => ({
        band: Math.round(from * 10),
        records,
        said: mean_probability * records,
        hits: right,
      })),
      candidates,
    };
  } finally {
    engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function pooled(counts: readonly Count[]): Band[] {
  const bands = [...new Set(counts.map(({ band }) => band))].sort((a, b) => a - b);
  return bands.map((band) => {
    const own = counts.filter((count) => count.band === band);
    const sum = (key: "records" | "said" | "hits") => own.reduce((total, count) => total + count[key], 0);
    const records = sum("records");
    const said = sum("said") / records;
    const [low, high] = wilson(sum("hits"), records);
    const [from, to] = [Math.max(0, low - POINT), Math.min(1, high + POINT)];
    const round = (share: number) => Math.round(share * 1e5) / 1e5;
    return {
      from: band / 10,
      records,
      said: round(said),
      so: round(sum("hits") / records),
      low: round(from),
      high: round(to),
      holds: from <= said && said <= to,
    };
  });
}

/** The 95 % Wilson interval of a share: `k` of `n`. */
function wilson(k: number, n: number): [low: number, high: number] {
  const z = 1.96;
  const middle = (k + (z * z) / 2) / (n + z * z);
  const half = (z / (n + z * z)) * Math.sqrt((k * (n - k)) / n + (z * z) / 4);
  return [middle - half, middle + half];
}
