import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { matchRecords } from "../../matchers/linkage/match.ts";
import { createPeople, type SourceKind, writeRegister, writeSource } from "./standard-people.ts";
import { createTruth } from "./standard-truth.ts";

/** What the two sources of the bench look like: subscribers with numbers, members without. Thousandths. */
const SOURCES: readonly SourceKind[] = [
  {
    source: "subscribers",
    share: 600,
    withNumber: 930,
    stolen: 10,
    slips: 10,
    plain: 500,
    yearOnly: 30,
    withPlace: 600,
    moved: 150,
    withPhone: 500,
  },
  {
    source: "members",
    share: 400,
    withNumber: 0,
    stolen: 0,
    slips: 0,
    plain: 300,
    yearOnly: 600,
    withPlace: 970,
    moved: 40,
    withPhone: 200,
  },
];

type Score = Record<"records" | "accepted" | "found" | "right" | "told" | "told_right" | "stolen", number>;

/** Half of a bench in a process of its own, so that its peak memory is its own: `make` the tables, or `match` them. */
const [step, folder = "", persons = "0", memoryMib = "0", threads = "2"] = process.argv.slice(2);
const tempDirectory = join(folder, "spill");
await mkdir(folder, { recursive: true });
const files = {
  register: join(folder, "register.parquet"),
  truth: join(folder, "truth.parquet"),
  sources: SOURCES.map(({ source }) => ({ source, path: join(folder, `${source}.parquet`) })),
};
const engine = await Engine.open({
  memoryMib: Number(memoryMib),
  threads: Number(threads),
  tempDirectory,
  allowedDirectories: [folder],
});
if (step === "make") {
  const c = await engine.connect();
  await createTruth(c);
  await createPeople(c, Number(persons));
  await writeRegister(c, files.register);
  for (const [i, kind] of SOURCES.entries()) await writeSource(c, kind, files.sources[i]!.path);
  await c.run(sql`copy bench_truth to ${sql.lit(files.truth)} (format parquet)`, "write truth");
} else {
  const started = performance.now();
  const summary = await matchRecords(engine, {
    register: files.register,
    sources: files.sources,
    snapshot: { out: join(folder, "snapshot.json") },
    work: join(folder, "work"),
    memoryMib: Number(memoryMib),
    out: {
      matches: join(folder, "matches.parquet"),
      evidence: join(folder, "evidence.parquet"),
      audit: join(folder, "audit.parquet"),
    },
  });
  const seconds = (performance.now() - started) / 1000;
  const peakMib = Math.round(process.resourceUsage().maxRSS / 1024);
  const c = await engine.connect();
  const score = await c.row<Score>(
    sql`select count(*) as records, count(m.person_id) as accepted,
        count(t.person_number) filter (kind <> 'stolen') as found,
        count(*) filter (m.person_id = t.person_number and kind <> 'stolen') as "right",
        count(t.person_number) filter (kind <> 'stolen' and distinguishable) as told,
        count(*) filter (m.person_id = t.person_number and kind <> 'stolen' and distinguishable) as told_right,
        count(*) filter (kind = 'stolen' and m.person_id is distinct from t.person_number and m.person_id is not null) as stolen
      from read_parquet(${files.truth}) t join read_parquet(${join(folder, "matches.parquet")}) m using (source, record_id)`,
    "score",
  );
  const pairs = summary.passes.reduce((sum, pass) => sum + pass.pairs, 0);
  process.stdout.write(`${JSON.stringify({ persons: summary.registerRows, seconds, peakMib, pairs, ...score })}\n`);
}
engine.close();
