import { relative } from "node:path";
import type { Config } from "../config/config.ts";
import type { Hindrance } from "../config/run-config.ts";
import type { RunStatus } from "../ledger/ledger.ts";
import type { RunWarning } from "../nightly/run-identity.ts";
import type { DiskPlan } from "./disk.ts";
import type { InputPlan } from "./input-plan.ts";

/** Something in a run's way. */
export interface Obstacle {
  /** `stops`: nothing would be done; `spoils`: the rest would be published; `warns`: it may turn out bad. */
  readonly effect: "stops" | "spoils" | "warns";
  readonly code:
    | "locked"
    | "register_missing"
    | "no_source"
    | "source_missing"
    | "file_unreadable"
    | "file_empty"
    | "folder"
    | "key"
    | "rule"
    | "memory"
    | "disk"
    | RunWarning["code"];
  /** What it is and what to do. */
  readonly message: string;
}

/** What stands in a run's way at this moment, the gravest first. */
export function obstacles(
  config: Config,
  found: {
    readonly inputs: readonly InputPlan[];
    readonly hindrances: readonly Hindrance[];
    readonly status: RunStatus | undefined;
    readonly disk: DiskPlan;
    /** What stands against the memory given. */
    readonly memory: Obstacle | undefined;
    /** What is odd about the day or the folders. */
    readonly warnings: readonly RunWarning[];
  },
): Obstacle[] {
  const list: Obstacle[] = [];
  const { status } = found;
  if (status?.state === "running")
    list.push({
      effect: "stops",
      code: "locked",
      message: `run ${status.run_id} is under way (process ${status.pid}): wait for it; \`lamsach status\` shows it`,
    });
  const ofInputs = found.inputs.map((input) => ({ source: input.source, obstacles: inputObstacles(config, input) }));
  list.push(...ofInputs.flatMap((input) => input.obstacles));
  if (ofInputs.every((input) => input.source === config.register.name || input.obstacles.length > 0))
    list.push({ effect: "stops", code: "no_source", message: "no source can be read: there is nothing to match" });
  for (const { about, path, expected, found: there, action } of found.hindrances)
    list.push({ effect: "stops", code: about, message: `${path}: expected ${expected}, found ${there}. ${action}` });
  if (found.memory) list.push(found.memory);
  if (!found.disk.enough)
    list.push({
      effect: "warns",
      code: "disk",
      message: "the disk may not have room for what the run needs: free some, or lower `keep`",
    });
  list.push(...found.warnings.map(({ code, message }) => ({ effect: "warns" as const, code, message })));
  const order = ["stops", "spoils", "warns"];
  return list.sort((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect));
}

function inputObstacles(config: Config, input: InputPlan): Obstacle[] {
  const isRegister = input.source === config.register.name;
  const effect = isRegister ? "stops" : "spoils";
  if (input.unreadable) return [{ effect, code: "file_unreadable", message: input.unreadable }];
  if (input.files.length === 0) {
    const source = [config.register, ...config.sources].find(({ name }) => name === input.source);
    const where = (source?.paths ?? []).map((path) => relative(config.folder, path)).join(", ");
    if (isRegister)
      return [{ effect, code: "register_missing", message: `the register is not there (${where}): deliver it` }];
    return [
      {
        effect: input.required ? "spoils" : "warns",
        code: "source_missing",
        message: `${input.source}: no file at ${where}: deliver it${input.required ? "" : ", or run without it"}`,
      },
    ];
  }
  return input.files
    .filter(({ bytes }) => bytes === 0)
    .map(({ name }) => ({
      effect,
      code: "file_empty" as const,
      message: `${input.source}: ${name} is empty: ask for it again`,
    }));
}
