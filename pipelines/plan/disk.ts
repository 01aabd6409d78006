import { lstat, readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { nearestThere } from "../../connectors/files/nearest-there.ts";
import type { Config } from "../config/config.ts";
import type { AcceptedRun } from "../ledger/accepted-run.ts";

const MIB = 2 ** 20;

/**
 * Bytes that a run needs for each byte of its inputs, and what it needs whatever they are: a little above what generated
 * first nights of 100,000 and 1,000,000 persons left (stage results 3.7 for 1, outputs with the outbox 2.6 for 1), in which
 * everybody is news to every target. Packed inputs count as unpacked.
 */
const STORE = { each: 4, fixed: 40 * MIB };
const OUTPUTS = { each: 2.8, fixed: 16 * MIB };
/** Sorts and joins that do not fit the memory go to disk: at most about this much for each input byte. */
const SPILL = 3;

/** What a run will need on disk, in bytes, and what is free. */
export interface DiskPlan {
  /** Results of the stages to be done, in the work folder. */
  readonly store: number;
  /** Largest spill of sorts and joins, in the work folder; gone at the end. */
  readonly spill: number;
  /** Outputs, built aside and then renamed: the last run's stay until then. */
  readonly outputs: number;
  readonly free_work: number;
  readonly free_out: number;
  /** True when work and out are on one disk: then their needs add up. */
  readonly one_disk: boolean;
  readonly enough: boolean;
  /** What the estimate rests on. */
  readonly basis: "last run" | "rule of thumb";
}

/** @param inputs bytes as unpacked, memory that does not spill, and the share of the bytes still to be worked on, 0 to 1 */
export async function diskPlan(
  config: Config,
  inputs: { readonly bytes: number; readonly engineMib: number; readonly share: number },
  last: AcceptedRun | undefined,
): Promise<DiskPlan> {
  const { bytes } = inputs;
  const lastOutputs = last ? await bytesBelow(last.folder) : 0;
  const outputs = Math.max(lastOutputs, Math.round(bytes * OUTPUTS.each + OUTPUTS.fixed));
  const lastStore = last ? await storedBytes(config, last) : 0;
  const whole = Math.max(lastStore, Math.round(bytes * STORE.each + STORE.fixed));
  const store = Math.round(whole * inputs.share);
  const spill = Math.max(0, Math.round(bytes * SPILL * inputs.share - inputs.engineMib * MIB));
  const [work, out] = [await freeBytes(config.work), await freeBytes(config.out)];
  const oneDisk = work.id === out.id;
  const enough = oneDisk ? store + spill + outputs <= work.free : store + spill <= work.free && outputs <= out.free;
  return {
    store,
    spill,
    outputs,
    free_work: work.free,
    free_out: out.free,
    one_disk: oneDisk,
    enough,
    basis: lastOutputs > bytes * OUTPUTS.each + OUTPUTS.fixed ? "last run" : "rule of thumb",
  };
}

async function storedBytes(config: Config, last: AcceptedRun): Promise<number> {
  let sum = 0;
  for (const [label, key] of Object.entries(last.facts.stages ?? {}))
    sum += await bytesBelow(join(config.work, "store", label, key));
  return sum;
}

async function bytesBelow(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []))
    if (entry.isFile()) sum += (await lstat(join(entry.parentPath, entry.name))).size;
  return sum;
}

/** Free bytes of the disk that a folder is on, or will be on once it is made. */
async function freeBytes(folder: string): Promise<{ free: number; id: number }> {
  const there = nearestThere(folder);
  const { bavail, bsize } = await statfs(there);
  return { free: bavail * bsize, id: (await stat(there)).dev };
}
