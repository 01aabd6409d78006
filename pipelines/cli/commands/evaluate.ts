import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Argv, CommandModule } from "yargs";
import { Engine } from "../../../connectors/duckdb/engine.ts";
import { loadConfig } from "../../config/load-config.ts";
import { evaluate } from "../../evaluation/evaluate.ts";
import { renderEvaluation } from "../../evaluation/render.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { UsageError } from "../fail.ts";
import { printFacts } from "../output.ts";

interface EvaluateOptions extends CommonOptions {
  truth: string;
}

/** `lamsach evaluate --truth FILE`: precision and recall of the last good run. */
export const evaluateCommand: CommandModule<unknown, EvaluateOptions> = {
  command: "evaluate",
  describe: "hold the last good run against a truth file: precision, recall, F1 by source and kind",
  builder: (yargs) =>
    commonOptions(yargs as Argv).option("truth", {
      type: "string",
      demandOption: true,
      describe: "CSV of source, record_id, role, person_number, distinguishable, kind",
    }) as Argv<EvaluateOptions>,
  async handler(args) {
    const config = loadConfig(args.config);
    const truth = resolve(args.truth);
    const matches = join(config.out, "latest", "matches.parquet");
    if (!existsSync(truth)) throw new UsageError(`no truth file at ${args.truth}`);
    if (!existsSync(matches)) throw new UsageError("no good run yet: start one with `lamsach run`");
    const temp = await mkdtemp(join(tmpdir(), "lamsach-"));
    const engine = await Engine.open({
      memoryMib: Math.floor(config.memory_mib / 2),
      threads: config.threads,
      tempDirectory: temp,
      allowedDirectories: [config.out, dirname(truth), temp],
    });
    try {
      const evaluation = await evaluate(await engine.connect(), { matches, truth });
      printFacts(evaluation as never, renderEvaluation(evaluation), args.json);
    } finally {
      engine.close();
      await rm(temp, { recursive: true, force: true });
    }
  },
};
