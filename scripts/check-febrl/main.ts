import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { Engine } from "../../connectors/duckdb/engine.ts";
import { sql } from "../../connectors/duckdb/sql.ts";
import { packageRoot } from "../../connectors/package-root.ts";
import { link } from "../../pipelines/link/link.ts";
import { loadLink } from "../../pipelines/link/load-link.ts";
import { requireReference } from "../reference-folder.ts";

/**
 * Links FEBRL4 by docs/examples/febrl4.yaml and holds the answers against the numbers in its ids, which linking never
 * reads: what is found, what is false. Fails when fewer than 4,990 are found or more than one is false.
 */
const { reference } = await yargs(hideBin(process.argv))
  .scriptName("npm run check-febrl --")
  .usage(
    "$0 --reference DIR\n\nLinks FEBRL4 by docs/examples/febrl4.yaml and holds the answers against the numbers in its ids.",
  )
  .option("reference", { type: "string", demandOption: true, describe: "folder with dataset4a.csv and dataset4b.csv" })
  .strict()
  .parse();
requireReference(reference, ["dataset4a.csv", "dataset4b.csv"]);

const FOUND = 4990;
const FALSE = 1;

const out = await mkdtemp(join(tmpdir(), "lamsach-febrl-"));
try {
  const begun = performance.now();
  const config = loadLink(join(packageRoot(), "docs/examples/febrl4.yaml"), { inbox: resolve(reference), out });
  const linked = await link(config);
  const seconds = (performance.now() - begun) / 1000;
  const engine = await Engine.open({
    memoryMib: 256,
    threads: 1,
    tempDirectory: join(out, "tmp"),
    allowedDirectories: [out],
  });
  const person = (id: string) => sql`split_part(${sql.id(id)}, '-', 2)`;
  const score = await (await engine.connect()).row<{ found: number; wrong: number; best: number }>(
    sql`select count(*) filter (${person("register_id")} = ${person("record_id")}) as found,
        count(*) filter (${person("register_id")} <> ${person("record_id")}) as wrong,
        count(*) filter (coalesce(${person("register_id")}, ${person("best_candidate_id")}) = ${person("record_id")}) as best
      from read_parquet(${join(out, "matches.parquet")})`,
    "score",
  );
  engine.close();
  process.stdout.write(
    [
      `records ${linked.records.accepted}, register ${linked.register.accepted}, ${linked.pairs} pairs compared, ${seconds.toFixed(1)} s`,
      `linked from a probability of ${linked.accept} on: found ${score.found}, false ${score.wrong}`,
      `the true person is the first candidate of ${score.best}`,
      "",
    ].join("\n"),
  );
  if (score.found < FOUND || score.wrong > FALSE) process.exitCode = 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
