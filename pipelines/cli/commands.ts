import type { CommandModule } from "yargs";
import { addressCommand } from "./commands/address.ts";
import { configCommand } from "./commands/config.ts";
import { diffCommand } from "./commands/diff.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { explainCommand } from "./commands/explain.ts";
import { exportCommand } from "./commands/export.ts";
import { initCommand } from "./commands/init.ts";
import { linkCommand } from "./commands/link.ts";
import { planCommand } from "./commands/plan.ts";
import { reviewCommand } from "./commands/review.ts";
import { runCommand } from "./commands/run.ts";
import { statusCommand } from "./commands/status.ts";
import { trainCommand } from "./commands/train.ts";

/** Every command, in the order of the help page. */
export const COMMANDS: readonly CommandModule[] = [
  initCommand,
  configCommand,
  planCommand,
  runCommand,
  statusCommand,
  evaluateCommand,
  explainCommand,
  reviewCommand,
  diffCommand,
  exportCommand,
  trainCommand,
  linkCommand,
  addressCommand,
] as CommandModule[];
