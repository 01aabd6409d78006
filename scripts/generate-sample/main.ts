import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import yargs from "yargs";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { generateSample, SampleOptionError, type SampleSummary } from "./generate.ts";

const share = (name: string) => (value: number) => {
  if (!(value > 0 && value <= 1)) throw new Error(`--${name} must be above 0 and at most 1`);
  return value;
};

const part = (name: string) => (value: number) => {
  if (!(value >= 0 && value <= 1)) throw new Error(`--${name} must be at least 0 and at most 1`);
  return value;
};

const rate = (name: string) => (value: number) => {
  if (!(value >= 0)) throw new Error(`--${name} must be a number of at least 0`);
  return value;
};

const options = await yargs(process.argv.slice(2))
  .scriptName("npm run generate-sample --")
  .usage("$0 --persons N --out DIR [options]\n\nWrites a register, extracts of every kind and the truth about them.")
  .option("persons", { type: "number", demandOption: true, describe: "persons in the register" })
  .option("out", { type: "string", demandOption: true, describe: "folder to write to" })
  .option("seed", { type: "number", default: 1, describe: "the same seed makes the same bytes" })
  .option("sims-per-person", {
    type: "number",
    default: 0.6,
    coerce: rate("sims-per-person"),
    describe: "subscriber numbers over all persons",
  })
  .option("ministry-per-person", {
    type: "number",
    default: 0.5,
    coerce: rate("ministry-per-person"),
    describe: "records of all other sources together, over all persons",
  })
  .option("density-days", {
    type: "number",
    default: 1,
    coerce: share("density-days"),
    describe: "share of days with births",
  })
  .option("density-communes", {
    type: "number",
    default: 1,
    coerce: share("density-communes"),
    describe: "share of communes with people",
  })
  .option("recurring", {
    type: "number",
    default: 0,
    coerce: part("recurring"),
    describe: "share of the records of unregistered people that speak of a few who recur",
  })
  .option("second-night", { type: "boolean", default: false, describe: "also the same sources a day later" })
  .option("changed", {
    type: "number",
    default: 0.01,
    coerce: part("changed"),
    describe: "share of the records the second night changes",
  })
  .option("register-changed", {
    type: "number",
    default: 0.002,
    coerce: part("register-changed"),
    describe: "share of the register's persons the second night changes",
  })
  .option("format", {
    choices: ["csv", "parquet", "mixed"] as const,
    default: "csv" as const,
    describe: "mixed: one extract through every door (small samples)",
  })
  .option("sources", { type: "string", describe: "names of the sources to write, with commas; all unless told" })
  .strict()
  .parse();

const out = resolve(options.out);
await mkdir(out, { recursive: true });
const engine = await Engine.open({
  memoryMib: 2048,
  threads: 2,
  tempDirectory: join(out, "tmp"),
  allowedDirectories: [out],
});
const started = process.hrtime.bigint();
let summaries: SampleSummary[] = [];
try {
  summaries = await generateSample(
    {
      out,
      persons: options.persons,
      seed: options.seed,
      densityDays: options.densityDays,
      densityCommunes: options.densityCommunes,
      recurring: options.recurring,
      simsPerPerson: options.simsPerPerson,
      ministryPerPerson: options.ministryPerPerson,
      secondNight: options.secondNight
        ? { changed: options.changed, registerChanged: options.registerChanged }
        : undefined,
      format: options.format,
      sources: options.sources?.split(",").map((source) => source.trim()),
    },
    await engine.connect(),
  );
} catch (error) {
  if (!(error instanceof SampleOptionError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  engine.close();
  await rm(join(out, "tmp"), { recursive: true, force: true });
}
if (summaries.length > 0) tell(summaries);

function tell(written: readonly SampleSummary[]): void {
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  let rows = 0;
  for (const summary of written) {
    console.log(`${summary.night}: ${JSON.stringify(summary.rows)}`);
    for (const count of Object.values(summary.rows)) rows += count;
  }
  console.log(`${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s, in ${out}`);
}
