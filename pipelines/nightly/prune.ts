import { chmod, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { dayOfRun, keptRuns, latestRun } from "../ledger/kept-runs.ts";
import type { StateFacts } from "../ledger/state.ts";
import type { RunContext } from "../stages/run-context.ts";

type Pruned = Pick<RunContext, "config" | "store" | "finished" | "asOf">;

const DAY_MS = 86_400_000;

/**
 * Keeps the outputs of the last `keep` runs and of as many blocked ones, the stage results that this night or the accepted
 * one was made of, and for `keep_days` what an auditor asks for: answered batches and logs. Removes the rest. Blocked nights do
 * it too: a source that stays wrong for weeks must not fill the disk.
 * @param accepted stage results of the accepted night: key by label
 */
export async function prune(run: Pruned, accepted: Readonly<Record<string, string>> = {}): Promise<void> {
  for (const shelf of ["runs", "blocked"] as const) {
    const ids = await keptRuns(run.config.out, shelf);
    for (const id of ids.slice(0, Math.max(0, ids.length - run.config.keep))) {
      const folder = join(run.config.out, shelf, id);
      await makeWritable(folder);
      await rm(folder, { recursive: true, force: true });
    }
  }
  await pruneAnswered(run);
  await pruneLogs(run);
  const used = [...run.finished.map(({ label, key }) => [label, key]), ...Object.entries(accepted)];
  await run.store.sweep(new Set(used.map(([label, key]) => `${label}/${key}`)));
  await rm(join(run.config.work, "spill"), { recursive: true, force: true });
}

/** Where a run's outputs are built before they are put into place, a folder a run. */
export function buildingFolder(config: { readonly out: string }): string {
  return join(config.out, ".building");
}

/**
 * Removes what killed runs left of nights that were never accepted: outputs half built, and outputs put into place whose night
 * was not accepted any more. A run of the same id would replace its own, but one of the next day has another, and would leave
 * them beside the accepted ones for ever. Where neither state nor `latest` knows of a night, they may have been lost, and only
 * the attempts at a first night are leftovers. To be asked for when `latest` points at the accepted night.
 * @param attempts runs of a ledger that knows of no accepted night
 */
export async function clearUnaccepted(
  config: { readonly out: string },
  { run_id }: StateFacts,
  attempts: readonly string[],
): Promise<void> {
  await rm(buildingFolder(config), { recursive: true, force: true });
  const last = [run_id ?? "", (await latestRun(config.out)) ?? ""].sort()[1]!;
  for (const id of await keptRuns(config.out, "runs"))
    if (last === "" ? attempts.includes(id) : id > last && dayOfRun(id) !== null) {
      const folder = join(config.out, "runs", id);
      await makeWritable(folder);
      await rm(folder, { recursive: true, force: true });
    }
}

/** Published files are read-only; their folder must be writable for them to be removed. */
export async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o700);
}

/** Where batches lie that targets have answered. */
export function doneFolder(config: { readonly out: string }): string {
  return join(config.out, "outbox-done");
}

/**
 * Removes answered batches older than `keep_days`. The last `keep` of every target stay whatever their age: a clock that leaps must not
 * empty the shelf, and the accepted night's batch must stand there, or it would be sent again.
 */
async function pruneAnswered(run: Pruned): Promise<void> {
  for (const target of await namesIn(doneFolder(run.config))) {
    const shelf = join(doneFolder(run.config), target);
    for (const batch of await beyondLast(shelf, run.config.keep))
      if (isOld(run, dayOfRun(batch), await dayOfAnswer(join(shelf, batch))))
        await rm(join(shelf, batch), { recursive: true, force: true });
  }
}

/** Removes logs of runs older than `keep_days`, never the last `keep`. */
async function pruneLogs(run: Pruned): Promise<void> {
  const shelf = join(run.config.work, "logs");
  for (const log of await beyondLast(shelf, run.config.keep))
    if (isOld(run, dayOfRun(log))) await rm(join(shelf, log), { force: true });
}

/** What a shelf holds of runs, but for the last `keep`. */
async function beyondLast(shelf: string, keep: number): Promise<string[]> {
  const names = (await namesIn(shelf)).filter((name) => dayOfRun(name) !== null);
  return names.slice(0, Math.max(0, names.length - keep));
}

/** Whether the last of some days (yyyy-mm-dd) lies more than `keep_days` before the run's. What tells no day is not old. */
function isOld({ asOf, config }: Pruned, ...days: readonly (string | null)[]): boolean {
  const last = days
    .filter((day) => day !== null)
    .sort()
    .at(-1);
  return last !== undefined && Date.parse(asOf) - Date.parse(last) > config.keep_days * DAY_MS;
}

/** The day (yyyy-mm-dd) on which a target answered: batches may lie in the outbox for long. Null where no answer is there. */
async function dayOfAnswer(batch: string): Promise<string | null> {
  return stat(join(batch, "ack.json")).then(
    ({ mtime }) => mtime.toISOString().slice(0, "yyyy-mm-dd".length),
    () => null,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith(".")).sort();
}
