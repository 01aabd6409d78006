import type { CommandModule } from "yargs";

type Load = () => Promise<CommandModule>;

const load = <Module>(module: Promise<Module>, name: keyof Module): Promise<CommandModule> =>
  module.then((loaded) => loaded[name] as CommandModule);

/** Every command by its name, in the order of the help page. Each brings its own code with it, which takes time to load. */
const COMMANDS: ReadonlyMap<string, Load> = new Map<string, Load>([
  ["init", () => load(import("./commands/init.ts"), "initCommand")],
  ["config", () => load(import("./commands/config.ts"), "configCommand")],
  ["plan", () => load(import("./commands/plan.ts"), "planCommand")],
  ["run", () => load(import("./commands/run.ts"), "runCommand")],
  ["status", () => load(import("./commands/status.ts"), "statusCommand")],
  ["evaluate", () => load(import("./commands/evaluate.ts"), "evaluateCommand")],
  ["explain", () => load(import("./commands/explain.ts"), "explainCommand")],
  ["review", () => load(import("./commands/review.ts"), "reviewCommand")],
  ["diff", () => load(import("./commands/diff.ts"), "diffCommand")],
  ["export", () => load(import("./commands/export.ts"), "exportCommand")],
  ["train", () => load(import("./commands/train.ts"), "trainCommand")],
  ["link", () => load(import("./commands/link.ts"), "linkCommand")],
  ["address", () => load(import("./commands/address.ts"), "addressCommand")],
]);

/** The commands that `argv` may mean: the one it names first, or all where help is wanted or the name is wrong. */
export function commandsFor(argv: readonly string[]): Promise<CommandModule[]> {
  const named = COMMANDS.get(argv[0] ?? "");
  return Promise.all((named ? [named] : [...COMMANDS.values()]).map((command) => command()));
}
