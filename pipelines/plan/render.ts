import { duration, number } from "../stages/progress.ts";
import { byteSize } from "../text/bytes.ts";
import { table } from "../text/table.ts";
import type { Plan } from "./plan.ts";

const EFFECTS = { stops: "stops the run", spoils: "leaves it out", warns: "warning" } as const;

/** The plan in words. */
export function renderPlan(plan: Plan): string {
  const blocked = plan.obstacles.filter(({ effect }) => effect !== "warns");
  const stopped = plan.obstacles.some(({ effect }) => effect === "stops");
  return [
    `Run ${plan.run_id} ${stopped ? "cannot be done as things stand" : wouldDo(plan)}. Nothing was done.`,
    ...(plan.obstacles.length === 0 ? ["Nothing is in its way."] : ["", "In its way:"]),
    ...plan.obstacles.map(({ effect, message }) => `  ${EFFECTS[effect]}: ${message}`),
    "",
    table([
      ["source", "files", "size", "rows", ""],
      ...plan.inputs.map((input) => [
        input.source,
        number(input.files.length),
        byteSize(input.bytes),
        input.rows === null ? "–" : number(input.rows),
        input.files.length === 0 ? (input.unreadable ? "cannot be read" : "missing") : input.rows_known,
      ]),
    ]),
    ...(plan.stages.length === 0 ? [] : ["", stageTable(plan)]),
    "",
    memoryLine(plan),
    diskLine(plan),
    ...(blocked.length === 0 ? ["", "Start it with `lamsach run`."] : []),
  ].join("\n");
}

function wouldDo({ stages, seconds }: Plan): string {
  const toDo = stages.filter(({ action }) => action === "do").length;
  return `would do ${toDo} of ${stages.length} stages${seconds === null ? "" : `; those took ${duration(seconds)} last time`}`;
}

function stageTable(plan: Plan): string {
  const rows = grouped(plan).map(({ label, action, seconds }) => [
    label,
    action,
    seconds === null ? "–" : duration(seconds),
  ]);
  return table([["stage", "", "last time"], ...rows]);
}

/** Stages of one kind that stand alike make one line, so that sixty sources do not fill the screen. */
function grouped(plan: Plan): { label: string; action: string; seconds: number | null }[] {
  const lines = new Map<string, { label: string; action: string; sources: number; seconds: number | null }>();
  for (const { label, action, last_seconds } of plan.stages) {
    const stage = label.split(".")[0]!;
    const key = `${stage} ${action}`;
    const line = lines.get(key) ?? { label: stage, action, sources: 0, seconds: null };
    line.sources += 1;
    if (last_seconds !== null) line.seconds = (line.seconds ?? 0) + last_seconds;
    lines.set(key, line);
  }
  return [...lines.values()].map(({ label, action, sources, seconds }) => ({
    label: sources > 1 ? `${label} (${sources} sources)` : label,
    action: action === "skip" ? "done before" : "to do",
    seconds: action === "skip" ? null : seconds,
  }));
}

function memoryLine({ memory }: Plan): string {
  if (memory.engine_mib === null) return `Memory: ${memory.total_mib} MiB, too little`;
  return `Memory: ${number(memory.total_mib)} MiB for the process, of it ${number(memory.engine_mib)} MiB for DuckDB; ${sources(memory)} at once, ${memory.threads} threads`;
}

function sources({ large_sources: large, small_sources: small }: Plan["memory"]): string {
  return small ? `${large} large and ${small} small sources` : `${large} source${large === 1 ? "" : "s"}`;
}

function diskLine({ disk }: Plan): string {
  const work = `stages ${byteSize(disk.store)}, spill up to ${byteSize(disk.spill)} (${byteSize(disk.free_work)} free)`;
  return `Disk, about: ${work}; outputs ${byteSize(disk.outputs)}, built beside the last ones (${disk.one_disk ? "on the same disk" : `${byteSize(disk.free_out)} free`})`;
}
