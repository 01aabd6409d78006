import type { CommandModule } from "yargs";
import { loadConfig } from "../../config/load-config.ts";
import { makePlan, type Plan } from "../../plan/plan.ts";
import { renderPlan } from "../../plan/render.ts";
import { type CommonOptions, commonOptions } from "../common-options.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { printFacts } from "../output.ts";

/** `lamsach plan`: what a run would do, without doing it. */
export const planCommand: CommandModule<unknown, CommonOptions> = {
  builder: commonOptions,
  async handler(args) {
    const plan = await makePlan(loadConfig(args.config));
    printFacts(plan, renderPlan(plan), args.json);
    process.exitCode = exitCodeOfPlan(plan);
  },
};

/** The code that a run would end with for what is in its way now. */
export function exitCodeOfPlan(plan: Plan): ExitCode {
  const has = (...codes: string[]) =>
    plan.obstacles.some(({ code, effect }) => effect !== "warns" && codes.includes(code));
  if (has("locked")) return EXIT.locked;
  if (has("folder", "key", "rule", "memory")) return EXIT.usage;
  if (plan.obstacles.some(({ effect }) => effect === "stops") || has("source_missing")) return EXIT.inputMissing;
  if (has("file_unreadable", "file_empty")) return EXIT.partial;
  return EXIT.done;
}
