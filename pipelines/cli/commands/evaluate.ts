import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Argv, CommandModule } from "yargs";
import { loadConfig } from "../../config/load-config.ts";
import { type Agreement, evaluateDecisions } from "../../evaluation/agreement.ts";
import { type DuplicateScore, evaluateDuplicates } from "../../evaluation/duplicates.ts";
import { type Evaluation, evaluate } from "../../evaluation/evaluate.ts";
import { renderAgreement, renderDuplicates, renderEvaluation } from "../../evaluation/render.ts";
import { checkTruthFile } from "../../evaluation/truth-file.ts";
import { openAcceptedRun } from "../../ledger/accepted-run.ts";
import { repeatingRoles } from "../../profiles/profile.ts";
import { decisionsFingerprint } from "../../review/decisions.ts";
import { writeDecisionsInForce } from "../../review/decisions-in-force.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { printFacts } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { withConnection } from "../with-connection.ts";

interface EvaluateOptions extends CommonOptions {
  truth: string | undefined;
}

/** What `--json` prints: the first part where there is a truth file, `reviews` where there are any. */
interface EvaluationFacts extends Partial<Evaluation> {
  readonly duplicates?: readonly DuplicateScore[];
  readonly reviews?: { readonly stale: number; readonly agreement: readonly Agreement[] };
}

/** `lamsach evaluate`: precision and recall of the last good run against a truth file, and its agreement with the reviewers. */
export const evaluateCommand: CommandModule<unknown, EvaluateOptions> = {
  builder: (yargs) =>
    commonOptions(yargs as Argv).option("truth", {
      type: "string",
      describe: "CSV of source, record_id, role, person_number, distinguishable, kind (and stranger)",
    }) as Argv<EvaluateOptions>,
  async handler(args) {
    const config = loadConfig(args.config);
    const truth = args.truth === undefined ? undefined : resolve(args.truth);
    const latest = (name: string) => join(config.out, "latest", `${name}.parquet`);
    const reviewed = (await decisionsFingerprint(config.state)) !== null;
    if (truth !== undefined && !statSync(truth, { throwIfNoEntry: false })?.isFile())
      throw new UsageError(`no truth file at ${args.truth}`);
    if (truth === undefined && !reviewed)
      throw new UsageError("there is nothing to hold the run against: name a truth file (--truth) or import reviews");
    if (!existsSync(latest("matches"))) await openAcceptedRun(config);
    if (!existsSync(latest("matches"))) throw new UsageError("no good run yet: start one with `lamsach run`");
    const folders = [config.out, config.state, ...(truth === undefined ? [] : [dirname(truth)])];
    await withConnection(config, { folders }, async (c, scratch) => {
      let facts: EvaluationFacts = {};
      const texts: string[] = [];
      if (truth !== undefined) {
        await checkTruthFile(c, truth);
        const evaluation = await evaluate(c, { matches: latest("matches"), truth });
        facts = evaluation;
        texts.push(renderEvaluation(evaluation));
        const repeats = config.sources.flatMap(({ name, profile }) =>
          repeatingRoles(profile).map((role) => ({ source: name, role })),
        );
        const groups = { duplicates: latest("duplicates"), truth };
        if (existsSync(groups.duplicates)) {
          const duplicates = await evaluateDuplicates(c, groups, repeats);
          facts = { ...facts, duplicates };
          texts.push(renderDuplicates(duplicates));
        }
      }
      if (reviewed) {
        const into = join(scratch, "decisions.parquet");
        const request = { state: config.state, standards: [latest("records")], into };
        const { stale } = await writeDecisionsInForce(c, request);
        const agreement = await evaluateDecisions(c, { evidence: latest("evidence"), decisions: into });
        facts = { ...facts, reviews: { stale, agreement } };
        texts.push(renderAgreement(agreement, stale));
      }
      printFacts(facts, texts.join("\n\n"), args.json);
    });
  },
};
