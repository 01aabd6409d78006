import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Argv, CommandModule } from "yargs";
import { loadConfig } from "../../config/load-config.ts";
import { EXPORT_FORMATS, type ExportFormat, exportView, formatOf, listViews } from "../../export/export-view.ts";
import { openAcceptedRun } from "../../ledger/accepted-run.ts";
import { number } from "../../stages/progress.ts";
import { table } from "../../text/table.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { makeOutFolderOf } from "../out-folder.ts";
import { printFacts } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { withConnection } from "../with-connection.ts";

interface ExportOptions extends CommonOptions {
  view: string | undefined;
  format: ExportFormat | undefined;
  out: string | undefined;
  raw: boolean;
}

/** `lamsach export [VIEW]`: a view of the analysts' file in another format; without one, which there are. */
export const exportCommand: CommandModule<unknown, ExportOptions> = {
  builder: (yargs) =>
    commonOptions(yargs as Argv)
      .positional("view", { type: "string", describe: "the view's name" })
      .option("format", { choices: EXPORT_FORMATS, describe: "what to write; told by the file's ending unless given" })
      .option("out", { alias: "o", type: "string", describe: "the file; replaced in one step when it is there" })
      .option("raw", {
        type: "boolean",
        default: false,
        describe: "CSV for a program: no apostrophe before a text that a spreadsheet would take for a formula",
      })
      .example("$0 export quality_by_source --out quality.xlsx", "for Excel") as unknown as Argv<ExportOptions>,
  async handler(args) {
    const config = loadConfig(args.config);
    const run = await openAcceptedRun(config);
    const database = join(run.folder, "lamsach.duckdb");
    if (!existsSync(database)) throw new UsageError(`run ${run.runId} has no lamsach.duckdb: run again`);
    const file = args.out === undefined ? undefined : resolve(args.out);
    if (file) await makeOutFolderOf(file, args.out!);
    const folders = [run.folder, ...(file ? [dirname(file)] : [])];
    await withConnection(config, { folders, database }, async (c) => {
      const views = await listViews(c);
      if (args.view === undefined) {
        const rows = views.map(({ view, rows, comment }) => [view, number(rows), comment]);
        printFacts(views, table([["view", "rows", ""], ...rows]), args.json);
        return;
      }
      if (!views.some(({ view }) => view === args.view))
        throw new UsageError(
          `there is no view "${args.view}"; there are: ${views.map(({ view }) => view).join(", ")}. \`lamsach export\` says what each holds.`,
        );
      if (!file) throw new UsageError("name the file to write: --out FILE");
      const format = args.format ?? formatOf(file);
      if (!format) throw new UsageError(`name the format: --format ${EXPORT_FORMATS.join("|")}`);
      if (args.raw && format !== "csv")
        throw new UsageError("--raw is only for CSV: the other formats hold the values");
      const exported = await exportView(c, args.view, { format, file, raw: args.raw });
      printFacts(exported, `${args.view}: ${number(exported.rows)} rows to ${args.out} (${format})`, args.json);
    });
  },
};
