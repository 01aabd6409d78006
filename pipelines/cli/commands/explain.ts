import { join, resolve } from "node:path";
import type { Argv, CommandModule } from "yargs";
import type { Connection } from "../../../connectors/duckdb/connection.ts";
import { atomicWriteFile } from "../../../connectors/files/durable.ts";
import type { Config } from "../../config/config.ts";
import { readKeyFile } from "../../config/key-file.ts";
import { loadConfig } from "../../config/load-config.ts";
import { drawExplanation } from "../../explain/drawing.ts";
import { type ExplainedRecord, explainedRecords } from "../../explain/explained-record.ts";
import { RecordNotFoundError, recordOfToken, requireRecord } from "../../explain/find-record.ts";
import { explanationPage } from "../../explain/page.ts";
import { explainRegisterRow, renderRegisterRow } from "../../explain/register-row.ts";
import { renderExplanation } from "../../explain/render.ts";
import { noteReveal } from "../../explain/reveal-log.ts";
import type { Language } from "../../explain/words.ts";
import { type AcceptedRun, openAcceptedRun } from "../../ledger/accepted-run.ts";
import { Tokens } from "../../publish/token.ts";
import { loadRules } from "../../quality/load-rules.ts";
import { STANDARD_FILE } from "../../stages/standardise-stage.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { EXIT } from "../exit-code.ts";
import { makeOutFolderOf } from "../out-folder.ts";
import { printFacts, say } from "../output.ts";
import { readStdin } from "../read-stdin.ts";
import { UsageError } from "../usage-error.ts";
import { withConnection } from "../with-connection.ts";

interface ExplainOptions extends CommonOptions {
  source: string;
  token: string | undefined;
  role: string | undefined;
  reveal: boolean;
  replay: boolean;
  lang: Language;
  svg: string | undefined;
  html: string | undefined;
}

/** `lamsach explain SOURCE [TOKEN]`: why a record has its answer. */
export const explainCommand: CommandModule<unknown, ExplainOptions> = {
  builder: (yargs) =>
    commonOptions(yargs as Argv)
      .positional("source", { type: "string", demandOption: true, describe: "the source's name" })
      .positional("token", {
        type: "string",
        describe: "the record's token as in the report; without one, the record id is read from standard input",
      })
      .option("role", { type: "string", describe: "one role only (child, father, …); all unless told" })
      .option("reveal", {
        type: "boolean",
        default: false,
        describe: "show persons' values; noted in the state folder with who and when",
      })
      .option("replay", {
        type: "boolean",
        default: false,
        describe: "recompute the answer from the stored evidence; ends with 1 when it is not the same",
      })
      .option("lang", { choices: ["vi", "en"] as const, default: "vi" as const, describe: "language of the words" })
      .option("svg", { type: "string", describe: "also draw the waterfalls into this SVG file" })
      .option("html", {
        type: "string",
        describe: "also write the explanation as this page",
      }) as unknown as Argv<ExplainOptions>,
  async handler(args) {
    const config = loadConfig(args.config);
    const run = await openAcceptedRun(config);
    const tokens = new Tokens(readKeyFile(config.key_file));
    const register = run.stageFile(`standardise.${config.register.name}`, STANDARD_FILE);
    if (args.reveal && !register)
      throw new UsageError(
        "the register's table of the last run is not in the work folder: run again to reveal values",
      );
    if (args.source === config.register.name) {
      await explainRegister(args, config, run, tokens, register);
      return;
    }
    const paths = {
      matches: join(run.folder, "matches.parquet"),
      evidence: join(run.folder, "evidence.parquet"),
      records: join(run.folder, "records.parquet"),
    };
    const records = await withConnection(config, { folders: [config.out, config.work] }, async (c) => {
      const recordId = await findRecord(c, paths.matches, args, tokens);
      const key = { source: args.source, recordId, ...(args.role ? { role: args.role } : {}) };
      const revealFrom = args.reveal ? register : undefined;
      return explainedRecords(c, { paths, key, tokens, revealFrom, replay: args.replay });
    });
    if (records.length === 0) throw new UsageError(`the record has no role "${args.role ?? ""}" in the last run`);
    if (args.reveal)
      await noteReveal(config.state, {
        run: run.runId,
        source: args.source,
        record_token: records[0]!.record_token,
        persons: records.reduce((sum, record) => sum + 1 + record.candidates.length, 0),
      });
    await writeFiles(records, args);
    const width = process.stdout.columns ?? 110;
    const text = records.map((record) => renderExplanation(record, args.lang, width)).join("\n\n");
    printFacts(records, text, args.json);
    if (records.some((record) => record.replay?.same === false)) {
      say("The stored answer does not follow from the stored evidence: run again, and report this if it stays.");
      process.exitCode = EXIT.internal;
    }
  },
};

/** A row of the register: where it stands, what it fails, whose records are its person's. */
async function explainRegister(
  args: ExplainOptions,
  config: Config,
  run: AcceptedRun,
  tokens: Tokens,
  register: string | undefined,
): Promise<void> {
  if (args.replay || args.svg || args.html || args.role)
    throw new UsageError(
      "a row of the register has no candidates: leave out --replay, --svg, --html and --role, or name a source",
    );
  if (!register)
    throw new UsageError(
      "the register's table of the last run is not in the work folder: run again to explain its rows",
    );
  const key = args.token ? { token: args.token } : { id: await recordId() };
  const paths = {
    register,
    findings: join(run.folder, "findings.parquet"),
    matches: join(run.folder, "matches.parquet"),
  };
  const request = { paths, source: args.source, tokens, rules: loadRules(config.quality.rules), reveal: args.reveal };
  const row = await withConnection(config, { folders: [config.out, config.work] }, (c) =>
    explainRegisterRow(c, key, request).catch(asUsageError),
  );
  if (args.reveal)
    await noteReveal(config.state, {
      run: run.runId,
      source: args.source,
      record_token: row.record_token,
      persons: 1,
    });
  printFacts(row, renderRegisterRow(row, args.lang), args.json);
}

async function recordId(): Promise<string> {
  const id = (await readStdin("the record's id"))[0];
  if (id === undefined) throw new UsageError("give the record's token as in the report, or its id on standard input");
  return id;
}

function asUsageError(error: unknown): never {
  throw error instanceof RecordNotFoundError ? new UsageError(error.message) : error;
}

async function findRecord(c: Connection, matches: string, args: ExplainOptions, tokens: Tokens): Promise<string> {
  try {
    if (args.token) return await recordOfToken(c, matches, args.source, args.token, tokens);
    return await requireRecord(c, matches, args.source, await recordId());
  } catch (error) {
    return asUsageError(error);
  }
}

async function writeFiles(records: readonly ExplainedRecord[], args: ExplainOptions): Promise<void> {
  for (const file of [args.svg, args.html]) if (file) await makeOutFolderOf(resolve(file), file);
  if (args.svg) {
    if (records.length > 1)
      throw new UsageError(
        `the record has several roles, a drawing shows one: add --role ${records.map(({ role }) => role).join(" or ")}`,
      );
    await atomicWriteFile(resolve(args.svg), drawExplanation(records[0]!, args.lang));
    say(`Drawn: ${args.svg}`);
  }
  if (args.html) {
    await atomicWriteFile(resolve(args.html), explanationPage(records, args.lang));
    say(`Written: ${args.html}`);
  }
}
