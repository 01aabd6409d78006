import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Argv, CommandModule } from "yargs";
import { readKeyFile } from "../../config/key-file.ts";
import { loadConfig } from "../../config/load-config.ts";
import { loadRunConfig } from "../../config/run-config.ts";
import { reader } from "../../explain/reveal-log.ts";
import { type AcceptedRun, openAcceptedRun } from "../../ledger/accepted-run.ts";
import { RunLock } from "../../ledger/run-lock.ts";
import { Tokens } from "../../publish/token.ts";
import { BATCH_COLUMNS } from "../../review/columns.ts";
import { appendDecisions, DECISION_WORDS, readDecisions, wordsSql } from "../../review/decisions.ts";
import { BatchesThereError, exportQueue } from "../../review/export-queue.ts";
import { readReviewed } from "../../review/import-decisions.ts";
import { number } from "../../stages/progress.ts";
import { STANDARD_FILE } from "../../stages/standardise-stage.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { EXIT } from "../exit-code.ts";
import { makeOutFolder } from "../out-folder.ts";
import { printFacts, say } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { withConnection } from "../with-connection.ts";

interface ExportOptions extends CommonOptions {
  out: string;
  format: "xlsx" | "csv";
  source: string | undefined;
  limit: number;
  batchSize: number;
  lang: "vi" | "en";
  force: boolean;
}

interface ImportOptions extends CommonOptions {
  files: string[];
  who: string | undefined;
}

const tables = (run: AcceptedRun) => ({
  matches: join(run.folder, "matches.parquet"),
  evidence: join(run.folder, "evidence.parquet"),
  records: join(run.folder, "records.parquet"),
});

const exportReview: CommandModule<unknown, ExportOptions> = {
  command: "export",
  describe: "write the doubtful pairs, the ones most worth deciding first, in batches for reviewers",
  builder: (yargs) =>
    commonOptions(yargs as Argv)
      .option("out", { alias: "o", type: "string", default: "review", describe: "folder for the batches" })
      .option("format", { choices: ["xlsx", "csv"] as const, default: "xlsx" as const, describe: "what to write" })
      .option("source", { type: "string", describe: "one source only" })
      .option("limit", { type: "number", default: 1000, describe: "records at most" })
      .option("batch-size", { type: "number", default: 200, describe: "records a batch" })
      .option("lang", {
        choices: ["vi", "en"] as const,
        default: "vi" as const,
        describe: "language of headers, evidence and reasons; import takes either",
      })
      .option("force", {
        type: "boolean",
        default: false,
        describe: "write over batches of the same run, filled in or not",
      }) as unknown as Argv<ExportOptions>,
  async handler(args) {
    for (const [name, value] of [
      ["limit", args.limit],
      ["batch-size", args.batchSize],
    ] as const)
      if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} must be a whole number from 1`);
    const config = loadConfig(args.config);
    if (args.source !== undefined && !config.sources.some(({ name }) => name === args.source))
      throw new UsageError(
        `no source "${args.source}"; there are: ${config.sources.map(({ name }) => name).join(", ")}`,
      );
    const run = await openAcceptedRun(config);
    const tokens = new Tokens(readKeyFile(config.key_file));
    const register = run.stageFile(`standardise.${config.register.name}`, STANDARD_FILE);
    if (!register)
      throw new UsageError("the register's table of the last run is not in the work folder: run again, then export");
    const folder = resolve(args.out);
    await makeOutFolder(folder, args.out);
    const folders = [config.out, config.work, config.state, folder];
    const queue = await withConnection(config, { folders }, async (c, scratch) => {
      const decisions = join(scratch, "decisions.parquet");
      await readDecisions(c, config.state, decisions);
      return exportQueue(c, {
        ...tables(run),
        register,
        decisions,
        tokens,
        language: args.lang,
        ...(args.source === undefined ? {} : { source: args.source }),
        limit: args.limit,
        batchSize: args.batchSize,
        folder,
        format: args.format,
        runId: run.runId,
        replace: args.force,
      });
    }).catch((error: unknown) => {
      throw error instanceof BatchesThereError
        ? new UsageError(`${args.out}: ${error.message}. Import them, name a fresh folder (--out), or add --force.`)
        : error;
    });
    const numberless =
      queue.numberless === 0
        ? []
        : [`${number(queue.numberless)} more wait until the register has a number for their person.`];
    const text =
      queue.records === 0
        ? ["Nothing waits for review.", ...numberless].join("\n")
        : [
            `${number(queue.records)} of ${number(queue.waiting)} doubtful records (${number(queue.pairs)} pairs) in ${queue.files.length} batches:`,
            ...queue.files.map((file) => `  ${file}`),
            ...numberless,
            `Fill the column "${BATCH_COLUMNS.decision[args.lang]}" with ${DECISION_WORDS[args.lang].join(", ")}, then: lamsach review import FILE --who NAME`,
          ].join("\n");
    printFacts(queue, text, args.json);
  },
};

const importReview: CommandModule<unknown, ImportOptions> = {
  command: "import <files..>",
  describe: "keep the decisions of filled-in batches, with who and when; lines that do not fit are refused",
  builder: (yargs) =>
    commonOptions(yargs as Argv)
      .positional("files", { type: "string", array: true, demandOption: true, describe: "batches, XLSX or CSV" })
      .option("who", {
        type: "string",
        describe: "who decided; the user of this system unless told",
      }) as unknown as Argv<ImportOptions>,
  async handler(args) {
    const config = await loadRunConfig(args.config);
    const files = args.files.map((file) => resolve(file));
    for (const [i, file] of files.entries())
      if (!existsSync(file)) throw new UsageError(`there is no file ${args.files[i]!}`);
    const who = (args.who ?? reader()).trim();
    if (who === "") throw new UsageError("say who decided: --who NAME");
    const tokens = new Tokens(readKeyFile(config.key_file));
    const lock = await RunLock.take(config.work);
    try {
      const run = await openAcceptedRun(config);
      const folders = [config.out, config.state, ...new Set(files.map((file) => dirname(file)))];
      const found = await withConnection(config, { folders }, async (c, scratch, engine) => {
        const request = {
          files,
          paths: tables(run),
          said: wordsSql(config.state),
          tokens,
          who,
          runId: run.runId,
          scratch,
        };
        return readReviewed(engine, c, { ...request, at: new Date().toISOString() });
      });
      await appendDecisions(config.state, found.decisions);
      const facts = { kept: found.decisions.length, blank: found.blank, known: found.known, refused: found.refused };
      printFacts(
        facts,
        `${number(facts.kept)} decisions kept, ${number(facts.known)} known already, ${number(facts.blank)} lines without one, ${number(facts.refused.length)} refused.`,
        args.json,
      );
      for (const { file, line, message } of found.refused) say(`${file} line ${line}: ${message}`);
      if (found.refused.length > 0) process.exitCode = EXIT.partial;
    } finally {
      lock.release();
    }
  },
};

/** `lamsach review export|import`: doubtful pairs go to people, their decisions come back. */
export const reviewCommand: CommandModule = {
  builder: (yargs) =>
    yargs
      .command([exportReview, importReview] as unknown as CommandModule[])
      .demandCommand(1, "Name one: export or import."),
  handler() {},
};
